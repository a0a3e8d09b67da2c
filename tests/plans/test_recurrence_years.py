"""Ten years without drift, and what changes of the clocks do."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pinzhi.common.calendar import Calendar
from pinzhi.plans.recurrence import occurrences
from tests.plans.test_recurrence import OFFICE, WORKDAYS, found

ALL_WEEK = Calendar("Asia/Shanghai", dict.fromkeys(range(1, 8), OFFICE))
BERLIN = Calendar("Europe/Berlin", dict.fromkeys(range(1, 8), OFFICE))
HAVANA = Calendar("America/Havana", dict.fromkeys(range(1, 8), OFFICE))


@pytest.mark.parametrize(
    ("rule", "number"),
    [
        ({"unit": "day", "every": 4}, 3653 // 4 + 1),
        ({"unit": "week", "weekday": [5]}, 522),
        ({"unit": "week", "every": 2}, 261),
        ({"unit": "month", "monthday": [31]}, 120),
        ({"unit": "month", "every": 0.5}, 240),
        ({"unit": "month", "every": 2}, 60),
        ({"unit": "quarter"}, 40),
        ({"unit": "halfyear"}, 20),
        ({"unit": "year", "month": [2], "monthday": [29]}, 10),
        ({"unit": "hour", "every": 5}, 3653 * 24 // 5 + 1),
    ],
)
def test_ten_years_without_drift(rule: dict[str, Any], number: int) -> None:
    assert len(found(rule, "2024-01-01", "2034-01-01", ALL_WEEK)) == number


def test_every_window_of_ten_years_meets_the_next() -> None:
    start = datetime(2024, 1, 1, tzinfo=ALL_WEEK.zone)
    windows = list(
        occurrences({"unit": "month", "times": 3}, start, start.replace(year=2034), ALL_WEEK)
    )
    assert [w.end for w in windows[:-1]] == [w.start for w in windows[1:]]
    assert len(windows) == 360


@pytest.mark.parametrize(
    ("calendar", "rule", "first", "last", "windows"),
    [
        (  # the hour that is skipped has no window, its neighbours are whole
            BERLIN,
            {"unit": "hour"},
            "2026-03-29 01:00",
            "2026-03-29 04:00",
            ["03-29 01:00 03-29 03:00", "03-29 03:00 03-29 04:00"],
        ),
        (  # a night window keeps its edges
            BERLIN,
            {"unit": "day", "window": ["22:00", "06:00"]},
            "2026-10-24",
            "2026-10-25",
            ["10-24 22:00 10-25 06:00"],
        ),
        (  # an hour that comes twice is one window
            BERLIN,
            {"unit": "hour"},
            "2026-10-25 01:00",
            "2026-10-25 04:00",
            ["10-25 01:00 10-25 02:00", "10-25 02:00 10-25 03:00", "10-25 03:00 10-25 04:00"],
        ),
        (  # the day whose midnight is skipped begins at one
            HAVANA,
            {"unit": "day"},
            "2026-03-07",
            "2026-03-09",
            ["03-07 00:00 03-08 01:00", "03-08 01:00 03-09 00:00"],
        ),
    ],
)
def test_change_of_clocks(
    calendar: Calendar, rule: dict[str, Any], first: str, last: str, windows: list[str]
) -> None:
    assert found(rule, first, last, calendar) == windows


def test_an_hour_that_comes_twice_is_found_from_inside_it() -> None:
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # 02:30 for the second time
    windows = list(occurrences({"unit": "hour"}, second, second + timedelta(hours=1), BERLIN))
    assert [window.start.astimezone(UTC).hour for window in windows] == [2]


def test_windows_come_in_the_calendars_zone_whatever_zone_asks() -> None:
    asked = datetime(2026, 9, 20, 12, tzinfo=ZoneInfo("America/New_York"))
    (window,) = occurrences({"unit": "day"}, asked, asked + timedelta(days=1), WORKDAYS)
    assert window.start.isoformat() == "2026-09-21T00:00:00+08:00"
