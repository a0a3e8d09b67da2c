"""Lengths of time as such texts write them."""

import pytest

from pinzhi.standards.compiler.grammar.time_limit_durations import find_lengths


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("15分钟", 15, None, "minute"),
        ("30 秒钟", 30, None, "second"),
        ("3min", 3, None, "minute"),
        ("2h", 2, None, "hour"),
        ("半个小时", 0.5, None, "hour"),
        ("一个半钟头", 1.5, None, "hour"),
        ("两天半", 2.5, None, "day"),
        ("3-5天", 3, 5, "day"),
        ("三个工作日至五个工作日", 3, 5, "workday"),
        ("7个自然日", 7, None, "day"),
        ("两个星期", 2, None, "week"),
        ("三刻钟", 45, None, "minute"),
        ("2小时15分", 2.25, None, "hour"),
    ],
)
def test_find_lengths(text: str, low: float, high: float | None, unit: str) -> None:
    (length,) = find_lengths(text)
    assert (length.low, length.high, length.unit) == (low, high, unit)
    assert (length.start, length.end) == (0, len(text))


@pytest.mark.parametrize("text", ["5月8日", "3天花板", "2日常", "1周年", "4星期三", "6月内部"])
def test_find_no_length(text: str) -> None:
    assert list(find_lengths(text)) == []


def test_longest_of_a_range() -> None:
    (length,) = find_lengths("10至20分钟")
    assert length.longest == 20
