"""Rounds of shifts that are named without 每."""

import pytest

from tests.standards.compiler.grammar.recurrence_lines import found, written


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "白班7:30-19:30巡查不少于4遍,夜班19:30-次日7:30不少于6遍",
            "4/1shift window=07:30-19:30 min|6/1shift window=19:30-07:30 min",
        ),
        ("中班巡楼3次", "3/1shift"),
        ("早班(6:00-14:00)签到2次", "2/1shift window=06:00-14:00"),
        ("早班7:00-15:00,晚班15:00-23:00", ""),  # hours of work
        ("夜班人员着装整齐", ""),
        ("夜班每小时巡查一次", "1/1hour condition=night"),
    ],
)
def test_rounds_of_a_named_shift(text: str, line: str) -> None:
    assert found(text) == written(line)
