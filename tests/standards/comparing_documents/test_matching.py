from pinzhi.standards.comparing_documents.facts import Fact, Kind
from pinzhi.standards.comparing_documents.matching import compare
from pinzhi.standards.comparing_documents.wording import Wording


def fact(kind: Kind, value: str, words: str, around: str = "") -> Fact:
    return Fact(kind, tuple(value.split("/")), (Wording(words, around),), "")


PUMP = fact("recurrence", "1/1/day", "生活水泵巡视记录", "供水 水泵工")
LIFT = fact("recurrence", "1/1/day", "电梯轿厢巡视记录", "电梯 电梯工")
LAWN = fact("recurrence", "1/7/day", "草坪修剪检查记录", "绿化 绿化工")
FENCE = fact("recurrence", "1/7/day", "围墙栏杆检查记录", "公共区域 秩序员")
PACKS = [PUMP, LIFT, LAWN, FENCE]


def test_compare_finds_the_same_value_in_common_words() -> None:
    theirs = fact("recurrence", "1/1/day", "水泵工对生活水泵巡视一次")
    found = compare([theirs], PACKS)
    assert [(one.near, one.same) for one in found.matches] == [(PUMP, True)]
    assert (found.both, found.missing) == ((PUMP,), (LIFT, LAWN, FENCE))


def test_compare_tells_the_same_words_with_another_value() -> None:
    words = "污水泵浮球液位计与集水坑格栅清理"
    ours = [*PACKS, fact("recurrence", "1/1/day", words)]
    found = compare([fact("recurrence", "1/1/month", words)], ours)
    assert [(one.near, one.same) for one in found.matches] == [(ours[-1], False)]
    assert found.missing == tuple(ours)


def test_compare_takes_an_equal_value_alone_for_nothing() -> None:
    theirs = fact("recurrence", "1/1/day", "给大堂花瓶换水")
    assert [(one.near, one.same) for one in compare([theirs], PACKS).matches] == [(None, False)]


def test_compare_keeps_kinds_apart() -> None:
    limit = fact("time_limit", "1/day", "生活水泵巡视记录")
    found = compare([fact("recurrence", "1/day", "生活水泵巡视记录")], [limit])
    assert found.missing == (limit,)


def test_compare_reads_every_wording() -> None:
    twice = LAWN.also(Wording("剪草机每次用后擦净"))
    theirs = fact("recurrence", "1/7/day", "剪草机用后擦净")
    assert [one.near for one in compare([theirs], [PUMP, LIFT, FENCE, twice]).matches] == [twice]


def test_compare_takes_grades_by_their_ends_and_names() -> None:
    ours = [fact("score_band", "良好/80/90", "月度考评"), fact("score_band", "良好/75/90", "")]
    theirs = fact("score_band", "良好/80/90", "验收打分")
    assert compare([theirs], ours).both == (ours[0],)


def test_compare_takes_posts_by_their_names() -> None:
    ours = [fact("roles", "工程主管", ""), fact("roles", "客服主管", "")]
    found = compare([fact("roles", "主管", ""), fact("roles", "司机", "")], ours)
    assert [one.same for one in found.matches] == [True, False]
    assert found.both == tuple(ours)


def test_compare_with_nothing_leaves_everything_missing() -> None:
    assert compare([], PACKS).missing == tuple(PACKS)
    assert [one.near for one in compare(PACKS, []).matches] == [None] * len(PACKS)
