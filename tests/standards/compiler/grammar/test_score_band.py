"""Bands of a score and their grades."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinzhi.standards.compiler.findings import Taken
from pinzhi.standards.compiler.grammar.score_band import find_score_bands

Band = tuple[float | None, float | None, str]


def bands(text: str) -> list[Band]:
    found = [dict(each.value) for each in find_score_bands(text, Taken())]  # type: ignore[arg-type]
    return [(each["from"], each["to"], each["label"]) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("得分92分以上为优秀", [(92, None, "优秀")]),
        ("65分(含)以上、85分以下的为合格等次", [(65, 85, "合格")]),
        ("得分≥88分的,评为A级", [(88, None, "A级")]),
        ("A等:总分≥88;B等:88>总分≥70", [(88, None, "A等"), (70, 88, "B等")]),
        ("等次 优秀85-100 良好70-85", [(85, 100, "优秀"), (70, 85, "良好")]),
        ("七十分以上未满九十分列为乙等", [(70, 90, "乙等")]),
        ("五星92分以上,四星80-91分", [(92, None, "五星"), (80, 91, "四星")]),
        ("低于55分的,视为不合格", [(None, 55, "不合格")]),
        ("A级85~100分,B级70~84分", [(85, 100, "A级"), (70, 84, "B级")]),
        ("一级:90分以上;二级:75-90分", [(90, None, "一级"), (75, 90, "二级")]),
        ("得分92分(含92分)以上的为优", [(92, None, "优")]),
        ("75分以上95分以下者为甲等,未满50分者为丙等", [(75, 95, "甲等"), (None, 50, "丙等")]),
        ("58分以下的列入不合格供方名单", [(None, 58, "不合格")]),
        ("96分以上的为五星级门店", [(96, None, "五星级")]),
        ("总分低于65分的为不合格", [(None, 65, "不合格")]),
        ("70(含)—85分的评为良好", [(70, 85, "良好")]),
        ("90分(含)以上者为优秀员工", [(90, None, "优秀")]),
        ("优:91~100分;良:81~90分;差:80分以下", [(91, 100, "优"), (81, 90, "良"), (None, 80, "差")]),
        ("A级(95分以上)、B级(85-94分)", [(95, None, "A级"), (85, 94, "B级")]),
        ("75≤得分<90为合格", [(75, 90, "合格")]),
        ("得分:90以上为A,80-89为B", [(90, None, "A"), (80, 89, "B")]),
        ("三星≥80分", [(80, None, "三星")]),
        ("考试70分及格", [(70, None, "及格")]),
    ],
)
def test_find_score_bands(text: str, expected: list[Band]) -> None:
    assert bands(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "得分在95分以上的给予奖励",  # no grade
        "标志完好(1分);通道畅通(1分)",
        "合格率达标80%以上得5分",
        "差5分以上扣绩效",
        "十分满意的评价",
        "优秀(5分)、良好(3分)",  # what the grade earns
        "85分以上中心网点",  # 中 of 中心
        "偏差为5分以下",
        "60分以下的扣绩效",
        "评为优秀的部门",
        "2021-2023优秀网点得分",  # years
        "服务人员优秀",
    ],
)
def test_find_no_score_band(text: str) -> None:
    assert bands(text) == []


GRADES = st.sampled_from(["优秀", "良好", "合格", "不合格", "不达标"])
FORMS = st.sampled_from(
    [
        ("{0}分以上为{2}", True, False),
        ("{1}分以下的为{2}", False, True),
        ("{0}-{1}分为{2}", True, True),
        ("{2}:{0}~{1}分", True, True),
        ("{2}({0}分以上)", True, False),
    ]
)


@given(st.integers(0, 49), st.integers(50, 100), GRADES, FORMS)
def test_find_score_bands_reads_what_the_grammar_writes(
    low: int, high: int, grade: str, form: tuple[str, bool, bool]
) -> None:
    text = form[0].format(low, high, grade)
    assert bands(text) == [(low if form[1] else None, high if form[2] else None, grade)]


@given(st.text(alphabet="优良差合格为:分以上下0123456789-—≤<(含),A级", max_size=100))
def test_find_score_bands_never_fails(text: str) -> None:
    for found in find_score_bands(text, Taken()):
        assert 0 <= found.start < found.end <= len(text)


LADDERS = st.sampled_from(
    [
        ("优秀", "良好", "合格", "不合格"),
        ("优", "良", "中", "差"),
        ("A级", "B级", "C级", "D级"),
        ("甲等", "乙等", "丙等", "丁等"),
        ("绿牌", "蓝牌", "黄牌", "红牌"),
        ("第一档", "第二档", "第三档", "第四档"),
        ("AA级", "A级", "B级", "C级"),
        ("五星级", "四星级", "三星级", "二星级"),
    ]
)
OPEN_ABOVE = (
    "{a}分以上为{0},{b}-{c}分为{1},{d}-{e}分为{2},{d}分以下为{3}",
    "{0}:{a}分以上;{1}:{b}-{c}分;{2}:{d}-{e}分;{3}:{d}分以下",
    "{0}(≥{a}分)、{1}({b}~{c}分)、{2}({d}~{e}分)、{3}(<{d}分)",
    "{0}{a}分以上,{1}{b}-{c}分,{2}{d}-{e}分,{3}{d}分以下",
    "{a}分(含)以上的,评定为{0};{b}至{c}分的,评定为{1};{d}至{e}分的,评定为{2};不足{d}分的,评定为{3}",
)
CLOSED_ABOVE = (
    "{0}|{a}-100分|{1}|{b}-{c}分|{2}|{d}-{e}分|{3}|{d}分以下",
    "{a}-100分{0}{b}-{c}分{1}{d}-{e}分{2}{d}分以下{3}",
    "{0}:100-{a}分;{1}:{c}-{b}分;{2}:{e}-{d}分;{3}:{d}分以下",
    "{a}-100分:{0}\n{b}-{c}分:{1}\n{d}-{e}分:{2}\n{d}分以下:{3}",
)
TOUCHING = (
    "大于等于{a}分为{0},大于等于{b}分小于{a}分为{1},大于等于{d}分小于{b}分为{2},小于{d}分为{3}",
    "{a}分以上的为{0};{b}分以上不足{a}分的为{1};{d}分以上不足{b}分的为{2};不足{d}分的为{3}",
    "{0}:≥{a}分;{1}:{b}≤得分<{a};{2}:{d}≤得分<{b};{3}:<{d}分",
    "{a}分以上的门店,确定为{0};{b}分(含)至{a}分的门店,确定为{1};{d}分至{b}分的门店,确定为{2};低于{d}分的门店,确定为{3}",
)


@given(
    st.integers(85, 95),
    st.integers(75, 84),
    st.integers(55, 70),
    LADDERS,
    st.sampled_from([*OPEN_ABOVE, *CLOSED_ABOVE, *TOUCHING]),
)
def test_ladder_of_four_grades(
    a: int, b: int, d: int, names: tuple[str, str, str, str], form: str
) -> None:
    text = form.format(*names, a=a, b=b, c=a - 1, d=d, e=b - 1)
    top = 100 if form in CLOSED_ABOVE else None
    touching = form in TOUCHING
    assert bands(text) == [
        (a, top, names[0]),
        (b, a if touching else a - 1, names[1]),
        (d, b if touching else b - 1, names[2]),
        (None, d, names[3]),
    ]


def test_bands_of_both_orders_in_one_line() -> None:
    text = "91以上为优秀;良好72-90分;71分以下不合格"
    assert bands(text) == [(91, None, "优秀"), (72, 90, "良好"), (None, 71, "不合格")]


def test_interval_in_square_brackets() -> None:
    assert bands("[85,100]为优,[0,60)为差") == [(85, 100, "优"), (0, 60, "差")]
