from datetime import date, datetime, time
from typing import Any

import pytest

from pinzhi.common.calendar import Calendar
from pinzhi.plans.recurrence import EVENTS, occurrences

OFFICE = [(time(9), time(18))]
HOLIDAY = {date(2026, 10, day) for day in range(1, 8)}
# Monday to Friday, closed 1-7 October 2026, Saturday the 10th worked
WORKDAYS = Calendar(
    "Asia/Shanghai", dict.fromkeys(range(1, 6), OFFICE), HOLIDAY, {date(2026, 10, 10): 1}
)
NEVER = Calendar("Asia/Shanghai", {}, HOLIDAY)


def found(
    rule: dict[str, Any], first: str, last: str, calendar: Calendar = WORKDAYS, **more: Any
) -> list[str]:
    start, end = (
        datetime.fromisoformat(text).replace(tzinfo=calendar.zone) for text in (first, last)
    )
    return [
        f"{window.start:%m-%d %H:%M} {window.end:%m-%d %H:%M}"
        for window in occurrences(rule, start, end, calendar, **more)
    ]


RHYTHMS: list[tuple[dict[str, Any], str, str, list[str]]] = [
    (  # every 2 h per shift: counted from the shift's beginning, the last one cut at its end
        {"unit": "hour", "every": 5, "shift_windows": [["08:00", "20:00"], ["20:00", "08:00"]]},
        "2026-09-21 08:00",
        "2026-09-22 08:00",
        [
            "09-21 08:00 09-21 13:00",
            "09-21 13:00 09-21 18:00",
            "09-21 18:00 09-21 20:00",
            "09-21 20:00 09-22 01:00",
            "09-22 01:00 09-22 06:00",
            "09-22 06:00 09-22 08:00",
        ],
    ),
    (  # every 4 h within a window
        {"unit": "hour", "every": 4, "window": ["08:30", "18:00"]},
        "2026-09-21",
        "2026-09-22",
        ["09-21 08:30 09-21 12:30", "09-21 12:30 09-21 16:30", "09-21 16:30 09-21 18:00"],
    ),
    (  # half-hourly
        {"unit": "hour", "every": 0.5, "window": ["23:30", "00:30"]},
        "2026-12-31 12:00",
        "2027-01-01 12:00",
        ["12-31 23:30 01-01 00:00", "01-01 00:00 01-01 00:30"],
    ),
    (  # every 15 minutes without a window
        {"unit": "minute", "every": 15},
        "2026-09-21 00:05",
        "2026-09-21 00:35",
        ["09-21 00:15 09-21 00:30", "09-21 00:30 09-21 00:45"],
    ),
    (  # every 36 hours goes on over midnights
        {"unit": "hour", "every": 36, "anchor": "2026-09-21"},
        "2026-09-21",
        "2026-09-25",
        ["09-21 00:00 09-22 12:00", "09-22 12:00 09-24 00:00", "09-24 00:00 09-25 12:00"],
    ),
    (  # hours on Mondays only, on the last of the month only
        {"unit": "hour", "every": 12, "weekday": [1]},
        "2026-09-20",
        "2026-09-23",
        ["09-21 00:00 09-21 12:00", "09-21 12:00 09-22 00:00"],
    ),
    (
        {"unit": "hour", "every": 12, "monthday": [31], "window": ["08:00", "12:00"]},
        "2026-09-29",
        "2026-10-02",
        ["09-30 08:00 09-30 12:00"],
    ),
    (  # shifts in September only
        {"unit": "shift", "month": [9]},
        "2026-09-30 12:00",
        "2026-10-02",
        ["09-30 20:00 10-01 08:00"],
    ),
    (  # per shift
        {"unit": "shift"},
        "2026-12-31",
        "2027-01-01",
        ["12-31 08:00 12-31 20:00", "12-31 20:00 01-01 08:00"],
    ),
    (  # every third shift, twice in it
        {"unit": "shift", "every": 3, "times": 2, "anchor": "2026-09-21"},
        "2026-09-21",
        "2026-09-23 12:00",
        [
            "09-21 08:00 09-21 14:00",
            "09-21 14:00 09-21 20:00",
            "09-22 20:00 09-23 02:00",
            "09-23 02:00 09-23 08:00",
        ],
    ),
    (  # night shifts only
        {"unit": "shift", "condition": "night"},
        "2026-09-21",
        "2026-09-22",
        ["09-21 20:00 09-22 08:00"],
    ),
    (  # n per day, spread over the window
        {"unit": "day", "times": 3, "window": ["08:00", "20:00"]},
        "2026-09-21",
        "2026-09-22",
        ["09-21 08:00 09-21 12:00", "09-21 12:00 09-21 16:00", "09-21 16:00 09-21 20:00"],
    ),
    (  # at listed times, open for the duration but never into the next
        {"unit": "day", "times": 3, "time": ["09:00", "09:30", "17:00"], "duration": 45},
        "2026-09-21",
        "2026-09-22",
        ["09-21 09:00 09-21 09:30", "09-21 09:30 09-21 10:15", "09-21 17:00 09-21 17:45"],
    ),
    (  # daily check
        {"unit": "day", "window": ["09:30", "10:00"]},
        "2026-09-26",
        "2026-09-28",
        ["09-26 09:30 09-26 10:00", "09-27 09:30 09-27 10:00"],
    ),
    (  # every 4 days from an anchor, over a leap day
        {"unit": "day", "every": 4, "anchor": "2028-02-20"},
        "2028-02-24",
        "2028-03-05",
        ["02-24 00:00 02-25 00:00", "02-28 00:00 02-29 00:00", "03-03 00:00 03-04 00:00"],
    ),
    (  # five times in two days: more than days, so the days are split
        {"unit": "day", "every": 2, "times": 3, "anchor": "2026-09-21"},
        "2026-09-21",
        "2026-09-23",
        ["09-21 00:00 09-21 12:00", "09-21 12:00 09-22 00:00", "09-22 00:00 09-23 00:00"],
    ),
    (  # half a day is twice a day
        {"unit": "day", "every": 0.5},
        "2026-09-21",
        "2026-09-22",
        ["09-21 00:00 09-21 12:00", "09-21 12:00 09-22 00:00"],
    ),
    (  # fixed weekday and time
        {"unit": "week", "weekday": [5], "time": ["16:00"]},
        "2026-09-21",
        "2026-10-03",
        ["09-25 16:00 09-25 17:00", "10-02 16:00 10-02 17:00"],
    ),
    (  # twice weekly
        {"unit": "week", "times": 2},
        "2026-09-21",
        "2026-09-28",
        ["09-21 00:00 09-24 00:00", "09-24 00:00 09-28 00:00"],
    ),
    (  # three times on two weekdays
        {"unit": "week", "times": 3, "weekday": [1, 4], "window": ["08:00", "12:00"]},
        "2026-09-21",
        "2026-09-28",
        ["09-21 08:00 09-21 10:00", "09-21 10:00 09-21 12:00", "09-24 08:00 09-24 12:00"],
    ),
    (  # a clock but no day: the first working day, here after the holiday
        {"unit": "week", "window": ["14:00", "15:00"]},
        "2026-09-28",
        "2026-10-12",
        ["09-28 14:00 09-28 15:00", "10-08 14:00 10-08 15:00"],
    ),
    (  # ten times a week: more than days
        {"unit": "week", "times": 8},
        "2026-09-21",
        "2026-09-23",
        ["09-21 00:00 09-21 12:00", "09-21 12:00 09-22 00:00", "09-22 00:00 09-23 00:00"],
    ),
    (  # half-monthly with a minimum gap of four full days
        {"unit": "month", "every": 0.5, "min_gap_days": 4},
        "2026-02-01",
        "2026-04-01",
        [
            "02-01 00:00 02-12 00:00",
            "02-16 00:00 02-25 00:00",
            "03-01 00:00 03-12 00:00",
            "03-16 00:00 03-28 00:00",
        ],
    ),
    (  # every month and a half
        {"unit": "quarter", "every": 0.5},
        "2026-01-01",
        "2026-07-01",
        [
            "01-01 00:00 02-16 00:00",
            "02-16 00:00 04-01 00:00",
            "04-01 00:00 05-16 00:00",
            "05-16 00:00 07-01 00:00",
        ],
    ),
    (  # monthly by date; a day past the end is the last one, and counts once
        {"unit": "month", "times": 2, "monthday": [30, 31], "time": ["08:00"]},
        "2026-02-01",
        "2026-04-01",
        ["02-28 08:00 02-28 09:00", "03-30 08:00 03-30 09:00", "03-31 08:00 03-31 09:00"],
    ),
    (  # month end, in a leap year
        {"unit": "month", "monthday": [-1]},
        "2028-02-01",
        "2028-04-01",
        ["02-29 00:00 03-01 00:00", "03-31 00:00 04-01 00:00"],
    ),
    (  # before the 25th
        {"unit": "month", "before_day": 25},
        "2026-09-01",
        "2026-11-01",
        ["09-01 00:00 09-25 00:00", "10-01 00:00 10-25 00:00"],
    ),
    (  # before the 31st of a short month is all of it, before the 1st the month before
        {"unit": "month", "before_day": 31},
        "2026-02-01",
        "2026-03-01",
        ["02-01 00:00 03-01 00:00"],
    ),
    (
        {"unit": "year", "month": [6], "before_day": 1},
        "2026-01-01",
        "2027-01-01",
        ["05-01 00:00 06-01 00:00"],
    ),
    (  # two-monthly, by the calendar's pairs of months
        {"unit": "month", "every": 2},
        "2026-01-01",
        "2026-05-01",
        ["01-01 00:00 03-01 00:00", "03-01 00:00 05-01 00:00"],
    ),
    (  # quarterly on a date is in the quarter's first month, at its end in the last
        {"unit": "quarter", "times": 2, "monthday": [8, -1], "time": ["10:00"]},
        "2026-04-01",
        "2026-07-01",
        ["04-08 10:00 04-08 11:00", "06-30 10:00 06-30 11:00"],
    ),
    (
        {"unit": "quarter"},
        "2026-01-01",
        "2026-04-02",
        ["01-01 00:00 04-01 00:00", "04-01 00:00 07-01 00:00"],
    ),
    (
        {"unit": "halfyear"},
        "2026-01-01",
        "2026-12-31",
        ["01-01 00:00 07-01 00:00", "07-01 00:00 01-01 00:00"],
    ),
    ({"unit": "year", "every": 2}, "2026-01-01", "2029-01-01", ["01-01 00:00 01-01 00:00"] * 2),
    ({"unit": "year", "month": [1]}, "2026-01-01", "2027-01-01", ["01-01 00:00 02-01 00:00"]),
    (  # in March and in September
        {"unit": "year", "times": 2, "month": [3, 9]},
        "2026-01-01",
        "2027-01-01",
        ["03-01 00:00 04-01 00:00", "09-01 00:00 10-01 00:00"],
    ),
    (  # once in the fourth quarter
        {"unit": "year", "month": [10, 11, 12]},
        "2026-01-01",
        "2027-01-01",
        ["10-01 00:00 01-01 00:00"],
    ),
    (  # the month's first Friday
        {"unit": "month", "weekday": [5], "time": ["09:00"]},
        "2026-09-01",
        "2026-11-01",
        ["09-04 09:00 09-04 10:00", "10-02 09:00 10-02 10:00"],
    ),
    (  # weekly from March to May: a week goes with its Thursday
        {"unit": "week", "month": [3, 4, 5]},
        "2026-02-16",
        "2026-03-09",
        ["03-02 00:00 03-09 00:00"],
    ),
    (  # spring cleaning
        {"unit": "month", "condition": "spring", "month": [5, 6]},
        "2026-01-01",
        "2027-01-01",
        ["05-01 00:00 06-01 00:00"],
    ),
    (  # a night check each week, over midnight
        {"unit": "week", "condition": "night"},
        "2026-09-21",
        "2026-09-28",
        ["09-21 18:00 09-22 06:00"],
    ),
    (  # extra round on holidays
        {"unit": "day", "condition": "holiday", "time": ["10:00"]},
        "2026-09-30",
        "2026-10-03",
        ["10-01 10:00 10-01 11:00", "10-02 10:00 10-02 11:00"],
    ),
    (  # once in a week that has a holiday, on the first of them
        {"unit": "week", "condition": "holiday"},
        "2026-09-21",
        "2026-10-19",
        ["10-01 00:00 10-02 00:00", "10-05 00:00 10-06 00:00"],
    ),
]


@pytest.mark.parametrize(("rule", "first", "last", "windows"), RHYTHMS)
def test_rhythm(rule: dict[str, Any], first: str, last: str, windows: list[str]) -> None:
    assert found(rule, first, last) == windows


FRIDAY = {"unit": "week", "weekday": [5], "time": ["16:00"]}
SATURDAY = {"unit": "week", "weekday": [6], "time": ["16:00"]}


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (FRIDAY | {"holiday": "keep"}, ["09-25", "10-02", "10-09"]),  # National Day is no matter
        (FRIDAY | {"holiday": "skip"}, ["09-25", "10-09"]),
        (FRIDAY | {"holiday": "before"}, ["09-25", "09-30", "10-09"]),  # the Wednesday before
        (FRIDAY | {"holiday": "after"}, ["09-25", "10-08", "10-09"]),  # the Thursday after
        (FRIDAY | {"holiday": "only"}, ["10-02"]),
        (SATURDAY, ["09-26", "10-03", "10-10"]),
        (SATURDAY | {"holiday": "before"}, ["09-26", "09-30", "10-10"]),  # a rest day is no holiday
        (SATURDAY | {"workdays_only": True}, ["10-10"]),  # but no workday either; the 10th is
        (SATURDAY | {"workdays_only": True, "holiday": "after"},
         ["09-21", "09-28", "10-08", "10-10"]),
        # two days moved to one and the same are done once
        ({**FRIDAY, "weekday": [2, 3], "times": 2, "holiday": "after"},
         ["09-22", "09-23", "09-29", "09-30", "10-08"]),
        # a run of days that is all holidays is moved or left out; one that is not stays
        ({"unit": "week", "times": 3, "holiday": "skip"},
         ["09-21", "09-23", "09-25", "09-28", "09-30", "10-07", "10-09"]),
        ({"unit": "week", "times": 3, "holiday": "after"},
         ["09-21", "09-23", "09-25", "09-28", "09-30", "10-07", "10-08", "10-09"]),
        ({"unit": "week", "times": 3, "holiday": "before"},
         ["09-21", "09-23", "09-25", "09-28", "09-30", "10-07", "10-09"]),
    ],
)  # fmt: skip
def test_holiday_policy(rule: dict[str, Any], days: list[str]) -> None:
    assert [window[:5] for window in found(rule, "2026-09-21", "2026-10-11")] == days


def test_holiday_with_no_working_day_in_reach_stays() -> None:
    rule = FRIDAY | {"holiday": "after"}
    assert found(rule, "2026-10-01", "2026-10-08", NEVER) == ["10-02 16:00 10-02 17:00"]
    run = {"unit": "week", "times": 7, "holiday": "before"}
    assert found(run, "2026-10-01", "2026-10-02", NEVER) == ["10-01 00:00 10-02 00:00"]


@pytest.mark.parametrize("event", sorted(EVENTS))
def test_event_rule_yields_only_while_the_event_is_active(event: str) -> None:
    rule = {"unit": "hour", "condition": event}
    span = ("2026-09-21 09:00", "2026-09-21 11:00")
    assert found(rule, *span) == []
    assert found(rule, *span, active=EVENTS - {event}) == []
    assert found(rule, *span, active={event}) == [
        "09-21 09:00 09-21 10:00",
        "09-21 10:00 09-21 11:00",
    ]


@pytest.mark.parametrize("rule", [{"unit": "hour", "every": 2}, {"unit": "day"}, {"unit": "year"}])
def test_no_time_no_windows(rule: dict[str, Any]) -> None:
    assert found(rule, "2026-09-21", "2026-09-21") == []
    assert found(rule, "2026-09-21", "2026-09-20") == []
