"""Cycles of whole days. Counted from the anchor by number, so that they cannot drift."""

from collections.abc import Iterator
from datetime import date

from pinzhi.plans.recurrence.rule import Rule

MONTHS_IN = {"month": 1, "quarter": 3, "halfyear": 6, "year": 12}
SECOND_HALF = 16  # the day of the month on which it begins


def cycles(rule: Rule, low: int, high: int) -> Iterator[tuple[int, int]]:
    """(first day, day after the last) of every cycle that touches the days low to high."""
    anchor = number(rule.unit, rule.anchor)
    index = (number(rule.unit, low) - anchor) // rule.every
    first = begins(rule.unit, anchor + index * rule.every)
    while first <= high:
        index += 1
        after = begins(rule.unit, anchor + index * rule.every)
        yield first, after
        first = after


def number(unit: str, ordinal: int) -> int:
    """The running number of the period that holds a day."""
    if unit == "day":
        return ordinal
    if unit == "week":
        return (ordinal - 1) // 7
    day = date.fromordinal(ordinal)
    month = day.year * 12 + day.month - 1
    if unit == "halfmonth":
        return month * 2 + (day.day >= SECOND_HALF)
    return month // MONTHS_IN[unit]


def begins(unit: str, running: int) -> int:
    """The first day of the period with a running number."""
    if unit == "day":
        return running
    if unit == "week":
        return running * 7 + 1
    if unit == "halfmonth":
        month, second = divmod(running, 2)
        return month_begins(month) + (SECOND_HALF - 1) * second
    return month_begins(running * MONTHS_IN[unit])


def month_begins(month: int) -> int:
    return date(month // 12, month % 12 + 1, 1).toordinal()
