"""Windows against the oracle: 5,500 made-up rules of every unit, over month ends, leap days, year
ends, holidays and events, with calendars of five and of seven working days.

For 100,000 of them: PINZHI_ORACLE_CASES=100000 pytest tests/plans/test_recurrence_oracle.py
"""

import os
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from pinzhi.common.calendar import Calendar
from pinzhi.plans.recurrence import RuleError, Window, occurrences
from tests.plans.recurrence_oracle import DAY, Oracle

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOURS = [(time(9), time(12)), (time(13), time(18))]
HOLIDAYS = {
    *(date(2026, 10, day) for day in range(1, 8)),
    *(date(2026, 2, day) for day in range(15, 24)),
    *(date(2027, 12, day) for day in (30, 31)),
    *(date(2028, 1, day) for day in (1, 2, 3)),
    *(date(2028, 2, day) for day in (28, 29)),
    date(2026, 5, 1),
}
MADE_UP = {date(2026, 10, 10): 1, date(2026, 2, 14): 5, date(2026, 2, 28): 2}
FIVE = Calendar("Asia/Shanghai", dict.fromkeys(range(1, 6), HOURS), HOLIDAYS, MADE_UP)
SEVEN = Calendar("Asia/Shanghai", dict.fromkeys(range(1, 8), HOURS), HOLIDAYS, MADE_UP)
# Around the National Day holiday, Spring Festival, a leap February, and two year ends
STARTS = [date(2026, 9, 20), date(2026, 2, 5), date(2028, 2, 20), date(2026, 12, 20)]
STARTS += [date(2027, 12, 24), date(2026, 4, 24), date(2025, 6, 1)]

clock = st.sampled_from(
    ["00:00", "06:30", "08:00", "08:30", "09:00", "14:00", "16:00", "18:00", "22:15", "23:59"]
)
window = st.tuples(clock, clock).map(list)
rarely = st.sampled_from([False, False, False, True])
SEASONS = ["spring", "summer", "autumn", "winter", "growing"]
SHIFTS = [
    [["08:00", "20:00"], ["20:00", "08:00"]],
    [["06:00", "14:00"], ["14:00", "22:00"], ["22:00", "06:00"]],
    [["07:30", "15:45"]],
]


def numbers(low: int, high: int, most: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(low, high), min_size=1, max_size=most, unique=True)


@st.composite
def fine_rules(draw: st.DrawFn) -> dict[str, Any]:
    """Minutes, hours and shifts."""
    unit = draw(st.sampled_from(["minute", "hour", "hour", "shift"]))
    rule: dict[str, Any] = {"unit": unit, "times": draw(st.sampled_from([1, 1, 1, 2, 3, 7]))}
    if unit == "shift":
        rule["every"] = draw(st.integers(1, 5))
    elif unit == "hour":
        rule["every"] = draw(st.sampled_from([0.5, 1, 1.5, 2, 3, 4, 5, 7, 24, 36]))
    else:
        rule["every"] = draw(st.sampled_from([15, 40, 45, 60, 90, 1440, 2000]))
    if unit != "shift" and draw(st.booleans()):
        rule["window"] = draw(window)
    elif draw(st.booleans()):
        rule["shift_windows"] = draw(st.sampled_from(SHIFTS))
    _narrow(draw, rule, ["night", "holiday", *SEASONS])
    if draw(rarely):
        rule["weekday"] = draw(numbers(1, 7, 4))
    if draw(rarely):
        rule["monthday"] = draw(st.lists(st.sampled_from([1, 2, 15, 29, 30, 31, -1]), min_size=1))
    return rule


@st.composite
def day_rules(draw: st.DrawFn) -> dict[str, Any]:
    """Days, weeks, months and longer."""
    units = ["day", "day", "week", "week", "month", "month", "quarter", "halfyear", "year"]
    unit = draw(st.sampled_from(units))
    rule: dict[str, Any] = {"unit": unit, "times": draw(st.sampled_from([1, 1, 1, 2, 2, 3, 4, 9]))}
    broken = [0.5] if unit in {"day", "month", "year"} else []
    rule["every"] = draw(st.sampled_from([1, 1, 1, 2, 2, 3, 4, *broken]))
    if unit in {"halfyear", "year"}:
        rule["every"] = min(rule["every"], 2)
    kind = draw(st.sampled_from(["", "weekday", "monthday", "before_day", "min_gap_days"]))
    if kind == "weekday":
        rule[kind] = draw(numbers(1, 7, 4))
    elif kind == "monthday":
        rule[kind] = draw(numbers(1, 31, 3) | st.sampled_from([[-1], [31], [30, 31, -1], [29]]))
    elif kind == "before_day":
        rule[kind] = draw(st.integers(1, 31))
    elif kind:
        rule[kind] = draw(st.integers(1, 6))
    _place(draw, rule)
    _narrow(draw, rule, ["night", "holiday", *SEASONS])
    return rule


def _place(draw: st.DrawFn, rule: dict[str, Any]) -> None:
    shape = draw(st.sampled_from(["", "window", "time", "before_opening"]))
    if shape == "window":
        rule["window"] = draw(window)
    elif shape == "before_opening":
        rule[shape] = draw(st.sampled_from([10, 30, 600, 1440]))
    elif shape:
        rule["clock"] = draw(st.sampled_from(["at", "by", "from"]))
        rule["time"] = draw(st.lists(clock, min_size=1, max_size=3, unique=True))
        if draw(st.booleans()):
            rule["duration"] = draw(st.sampled_from([15, 90, 600, 1440]))
    if draw(st.booleans()):
        policies = ["keep", "skip", "before", "after", "only"]
        rule["holiday"] = draw(st.sampled_from(policies))


def _narrow(draw: st.DrawFn, rule: dict[str, Any], conditions: list[str]) -> None:
    if draw(rarely):
        rule["condition"] = draw(st.sampled_from(conditions))
    if draw(rarely):
        rule["month"] = draw(numbers(1, 12, 5))
    if draw(rarely):
        rule["workdays_only"] = True
    if draw(st.booleans()):
        rule["anchor"] = draw(st.sampled_from(["2024-01-01", "2025-03-31", "2026-08-15"]))


calendars = st.sampled_from([5, 7])
WORKING = {5: FIVE, 7: SEVEN}
starts = st.builds(lambda day, more: day + more * DAY, st.sampled_from(STARTS), st.integers(0, 20))
RELAXED = settings(deadline=None, suppress_health_check=list(HealthCheck))
IN_SUITE = 5_500
ASKED = int(os.environ.get("PINZHI_ORACLE_CASES", IN_SUITE))


def share(cases: int) -> settings:
    """So many of the cases in the suite; the same share of however many are asked for."""
    return settings(RELAXED, max_examples=cases * ASKED // IN_SUITE)


@share(1000)
@given(rule=fine_rules(), weekdays=calendars, first=starts, days=st.integers(1, 2))
def test_fine_rules_equal_the_oracle(
    rule: dict[str, Any], weekdays: int, first: date, days: int
) -> None:
    compare(rule, WORKING[weekdays], first, days)


@share(4000)
@given(rule=day_rules(), weekdays=calendars, first=starts, days=st.integers(1, 120))
def test_day_rules_equal_the_oracle(
    rule: dict[str, Any], weekdays: int, first: date, days: int
) -> None:
    compare(rule, WORKING[weekdays], first, days)


@st.composite
def event_rules(draw: st.DrawFn) -> dict[str, Any]:
    """What is done while something is on, and once after it."""
    if draw(st.booleans()):
        rule: dict[str, Any] = {"after": "rain"}
        if draw(st.booleans()):
            rule["delay"] = draw(st.integers(0, 3000))
        if draw(st.booleans()):
            rule["duration"] = draw(st.integers(1, 1440))
        return rule
    rule = {"unit": draw(st.sampled_from(["hour", "hour", "shift", "day", "week"]))}
    if rule["unit"] == "hour":
        rule["every"] = draw(st.sampled_from([0.5, 1, 2, 7]))
    if rule["unit"] == "day":
        _place(draw, rule)
    return {**rule, "condition": "rain"}


# (begins so many minutes after the first day's midnight, lasts so many)
rains = st.lists(st.tuples(st.integers(-2000, 8000), st.integers(1, 3000)), max_size=4)


@share(500)
@given(rule=event_rules(), weekdays=calendars, first=starts, days=st.integers(1, 4), rains=rains)
def test_event_rules_equal_the_oracle(
    rule: dict[str, Any], weekdays: int, first: date, days: int, rains: list[tuple[int, int]]
) -> None:
    compare(rule, WORKING[weekdays], first, days, rains)


def compare(
    rule: dict[str, Any],
    calendar: Calendar,
    first: date,
    days: int,
    rains: Sequence[tuple[int, int]] = (),
) -> None:
    start = datetime.combine(first, time(), SHANGHAI)
    spans = [(start + timedelta(minutes=a), start + timedelta(minutes=a + n)) for a, n in rains]
    events = {"rain": [Window(*span) for span in spans]}
    try:
        found = list(occurrences(rule, start, start + days * DAY, calendar, events=events))
    except RuleError:
        reject()
    closed = HOLIDAYS - MADE_UP.keys()
    known = {"rain": [(a.replace(tzinfo=None), b.replace(tzinfo=None)) for a, b in spans]}
    oracle = Oracle(rule, calendar.works_on, closed.__contains__, events=known)
    wanted = oracle.between(first, first + (days - 1) * DAY)
    assert [(w.start.replace(tzinfo=None), w.end.replace(tzinfo=None)) for w in found] == wanted
    assert all(one.end <= after.start for one, after in pairwise(found))


@settings(RELAXED, max_examples=300)
@given(
    rule=fine_rules() | day_rules(),
    weekdays=calendars,
    first=starts,
    minutes=st.lists(st.integers(0, 60 * 1440), min_size=1, max_size=3),
)
def test_ranges_that_meet_neither_double_nor_skip(
    rule: dict[str, Any], weekdays: int, first: date, minutes: list[int]
) -> None:
    start, calendar = datetime.combine(first, time(), SHANGHAI), WORKING[weekdays]
    cuts = [start + timedelta(minutes=m) for m in sorted([0, *minutes, 60 * 1440])]
    try:
        whole = list(occurrences(rule, cuts[0], cuts[-1], calendar))
    except RuleError:
        reject()
    parts = [
        window
        for begin, end in pairwise(cuts)
        for window in occurrences(rule, begin, end, calendar)
    ]
    assert parts == whole


@pytest.mark.parametrize("calendar", [FIVE, SEVEN])
def test_oracle_itself_on_a_rhythm_anyone_can_check(calendar: Calendar) -> None:
    rule = {"unit": "week", "weekday": [5], "window": ["14:00", "16:00"], "holiday": "after"}
    oracle = Oracle(rule, calendar.works_on, HOLIDAYS.__contains__)
    found = oracle.between(date(2026, 9, 25), date(2026, 10, 9))
    assert [f"{start:%m-%d %H:%M}" for start, _ in found] == [
        "09-25 14:00",
        "10-08 14:00",
        "10-09 14:00",
    ]
