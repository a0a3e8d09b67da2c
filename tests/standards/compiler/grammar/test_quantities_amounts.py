"""Amounts: number, range, unit, and the edges left in or out."""

import re

import pytest

from pinzhi.standards.compiler.grammar.quantities_amounts import (
    amount_pattern,
    any_of,
    find_amounts,
)

PATTERN = amount_pattern(["米", "人", "个", "个月", "分", "m"])


@pytest.mark.parametrize(
    ("text", "low", "high", "closed"),
    [
        ("3米", 3, None, (True, True)),
        ("3 m", 3, None, (True, True)),
        ("两个", 2, None, (True, True)),
        ("80(含)—90分", 80, 90, (True, True)),
        ("80(不含)-90分", 80, 90, (False, True)),
        ("80-90分(不含)", 80, 90, (True, False)),
        ("2米至3米", 2, 3, (True, True)),
    ],
)
def test_find_amounts(text: str, low: float, high: float | None, closed: tuple[bool, bool]) -> None:
    (amount,) = find_amounts(text, PATTERN)
    assert (amount.low, amount.high, amount.closed) == (low, high, closed)


@pytest.mark.parametrize("text", ["3.2.1 人", "A3人", "第3个", "5人员", "9mm", "2 人来"])
def test_find_no_amount(text: str) -> None:
    assert list(find_amounts(text, PATTERN)) == []


def test_any_of_takes_the_longer_word() -> None:
    match = re.match(any_of(["个", "个月"]), "个月")
    assert match
    assert match[0] == "个月"
