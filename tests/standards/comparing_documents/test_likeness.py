from pinzhi.standards.comparing_documents.likeness import Likeness, pairs

TEXTS = [pairs(text) for text in ("水泵每天检查", "水箱每天检查", "电梯每天检查", "围墙每天检查")]


def test_pairs_are_parted_by_figures_and_signs() -> None:
    assert pairs("水泵1次, LED灯") == {"水泵", "LE", "ED"}


def test_share_of_a_wording_in_itself_is_highest_and_below_one() -> None:
    likeness = Likeness(TEXTS)
    shares = [likeness.share(TEXTS[0], text) for text in TEXTS]
    assert max(shares) == shares[0]
    assert 0 < shares[0] < 1


def test_share_counts_what_stands_everywhere_for_nothing() -> None:
    likeness = Likeness(TEXTS)
    assert likeness.share(pairs("每天检查"), TEXTS[0]) == 0
    assert likeness.share(TEXTS[1], TEXTS[2]) == 0


def test_share_grows_with_the_wording_it_stands_in() -> None:
    likeness = Likeness(TEXTS)
    long = "污水集水坑格栅清理"
    assert likeness.share(pairs(long), pairs(long)) > likeness.share(pairs("污水"), pairs("污水"))


def test_share_of_nothing_is_nothing() -> None:
    assert Likeness([]).share(pairs("7"), pairs("水泵")) == 0
