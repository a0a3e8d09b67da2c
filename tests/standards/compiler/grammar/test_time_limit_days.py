"""Days by name: by when, or merely whose."""

import pytest

from pinzhi.standards.compiler.grammar.time_limit_days import find_days


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("当天清理", 0, "day"),
        ("当日下班前交回", 0, "day"),
        ("应当天完成", 0, "day"),
        ("次日上午复查", 1, "day"),
        ("第二天给予答复", 1, "day"),
        ("次一工作日办理", 1, "workday"),
        ("当天或第二天修好", 1, "day"),
    ],
)
def test_find_days(text: str, value: float, unit: str) -> None:
    assert [(each[0], each[1]) for each in find_days(text)] == [(value, unit)]


@pytest.mark.parametrize(
    "text", ["当日当班人员", "当天的工作", "应当天天清扫", "20:00至次日8:00", "当天气转凉"]
)
def test_find_no_day(text: str) -> None:
    assert list(find_days(text)) == []
