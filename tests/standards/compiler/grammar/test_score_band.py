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
