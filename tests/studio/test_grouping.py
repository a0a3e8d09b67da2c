"""How what was found in a clause becomes the things it asks for."""

import pytest

from pinzhi.standards.compiler.document import compile_document
from pinzhi.studio.grouping import asks_of
from pinzhi.studio.parts import Part, doer

Told = list[dict[str, list[object]]]


def told_by(text: str) -> Told:
    """For each thing asked for, the values of some keys as short words."""
    document = compile_document("a.txt", text.encode())
    return [short(ask) for clause in document.clauses for ask in asks_of(document, clause)]


def short(parts: list[Part]) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for one in parts:
        value = one["value"]
        if one["key"] == "recurrence":
            found.setdefault("rhythm", []).append(value["unit"])
        elif one["key"] in {"roles", "forms"}:
            found.setdefault(one["key"], []).append(value)
        elif one["key"] in {"time_limit", "money", "score_band"}:
            found.setdefault(one["key"], []).append(value.get("value", value.get("amount")))
    return found


def test_two_frequencies_are_two_things_by_the_same_people() -> None:
    assert told_by("1、保洁员每日清扫大堂，每周擦拭扶手。") == [
        {"rhythm": ["day"], "roles": ["保洁员"]},
        {"rhythm": ["week"], "roles": ["保洁员"]},
    ]


def test_what_only_adds_belongs_to_what_stands_before_it() -> None:
    assert told_by("1、保洁员每日清扫大堂；保持地面干净，填写《日检表》。") == [
        {"rhythm": ["day"], "roles": ["保洁员"], "forms": ["日检表"]}
    ]


def test_somebody_elses_business_is_a_thing_of_its_own() -> None:
    assert told_by("1、保洁员每日清扫大堂。保安员检查门禁。") == [
        {"rhythm": ["day"], "roles": ["保洁员"]},
        {"roles": ["保安员"]},
    ]


def test_a_limit_and_a_frequency_are_two_things() -> None:
    assert told_by("1、维修工每周检查水泵；接到报修后15分钟内到场。") == [
        {"rhythm": ["week"], "roles": ["维修工"]},
        {"time_limit": [15], "roles": ["维修工"]},
    ]


def test_grades_of_one_scale_are_one_thing() -> None:
    assert told_by("1、90分以上为优秀；80至90分为良好；60分以下为不合格。") == [
        {"score_band": [None, None, None]}
    ]


@pytest.mark.parametrize(
    "text", ["1、保洁员和保安员。", "1、大堂、走廊、电梯厅。", "联系电话：12345678"]
)
def test_words_that_ask_for_nothing_become_nothing(text: str) -> None:
    assert told_by(text) == []


def test_what_a_heading_says_governs_what_stands_below_it() -> None:
    text = "一、保洁员\n1、每日清扫大堂。\n2、漏扫一处，扣20元。"
    found = told_by(text)
    assert [one.get("rhythm") for one in found] == [["day"], None]
    assert found[0]["roles"] == ["保洁员"]


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("1、保洁员每日18:30前关闭大堂灯。", "by"),
        ("1、保洁员每日早上八点之前清扫大堂。", "by"),
        ("1、保安员每日22:00以后锁闭侧门。", "from"),
        ("1、保安员每日6:00起开放侧门。", "from"),
        ("1、保洁员每日9:00清扫大堂。", None),
    ],
)
def test_a_time_says_whether_it_is_the_beginning_or_the_end(text: str, clock: str | None) -> None:
    document = compile_document("a.txt", text.encode())
    rules = [
        one["value"]
        for clause in document.clauses
        for ask in asks_of(document, clause)
        for one in ask
        if one["key"] == "recurrence"
    ]
    assert [rule.get("clock") for rule in rules] == [clock]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("1、每月25日前向品质部提交巡查记录，由客服主管负责。", "客服主管"),
        ("1、发现异常通知工程部，保安员每日巡查一次。", "保安员"),
        ("1、每月25日前将巡查记录交给客服主管。", ""),
        ("1、保洁员每日清扫大堂并报告领班。", "保洁员"),
    ],
)
def test_who_is_told_of_it_does_not_do_it(text: str, who: str) -> None:
    document = compile_document("a.txt", text.encode())
    asks = [ask for clause in document.clauses for ask in asks_of(document, clause)]
    assert doer(asks[-1]) == who
