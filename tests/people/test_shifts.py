from datetime import UTC, date, datetime, time, timedelta

import pytest

from pinzhi.common.calendar import Window
from pinzhi.people.shifts import clash, gaps, overlap, whole_day, window

SHANGHAI, BERLIN = "Asia/Shanghai", "Europe/Berlin"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def win(start: str, end: str) -> Window:
    return Window(utc(f"2026-09-16 {start}"), utc(f"2026-09-16 {end}"))


@pytest.mark.parametrize(
    ("starts", "ends", "day", "tz", "begin", "end"),
    [
        # an ordinary day shift
        ("08:00", "17:00", "2026-09-16", SHANGHAI, "2026-09-16 00:00", "2026-09-16 09:00"),
        # across midnight: ends the next day
        ("22:00", "06:00", "2026-09-16", SHANGHAI, "2026-09-16 14:00", "2026-09-16 22:00"),
        # across the end of a year
        ("20:00", "08:00", "2026-12-31", SHANGHAI, "2026-12-31 12:00", "2027-01-01 00:00"),
        # until midnight is still of this day
        ("16:00", "00:00", "2026-09-16", SHANGHAI, "2026-09-16 08:00", "2026-09-16 16:00"),
        # the same time twice is round the clock
        ("08:00", "08:00", "2026-09-16", SHANGHAI, "2026-09-16 00:00", "2026-09-17 00:00"),
        # clocks go back in the night: nine hours really pass
        ("22:00", "06:00", "2026-10-24", BERLIN, "2026-10-24 20:00", "2026-10-25 05:00"),
        # clocks go forward: seven
        ("22:00", "06:00", "2026-03-28", BERLIN, "2026-03-28 21:00", "2026-03-29 04:00"),
    ],
)
def test_window(starts: str, ends: str, day: str, tz: str, begin: str, end: str) -> None:
    made = window(time.fromisoformat(starts), time.fromisoformat(ends), date.fromisoformat(day), tz)
    assert made == Window(utc(begin), utc(end))


def test_whole_day_is_24_hours_but_for_the_days_clocks_change() -> None:
    assert whole_day(date(2026, 9, 16), SHANGHAI).length == timedelta(hours=24)
    assert whole_day(date(2026, 10, 25), BERLIN).length == timedelta(hours=25)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (("08:00", "12:00"), ("11:00", "13:00"), True),
        (("08:00", "12:00"), ("09:00", "10:00"), True),
        (("08:00", "12:00"), ("12:00", "13:00"), False),  # they only touch
        (("08:00", "12:00"), ("14:00", "15:00"), False),
    ],
)
def test_overlap(one: tuple[str, str], other: tuple[str, str], shared: bool) -> None:
    assert overlap(win(*one), win(*other)) is shared
    assert overlap(win(*other), win(*one)) is shared


@pytest.mark.parametrize(
    ("covered", "left"),
    [
        ([], [("08:00", "18:00")]),
        ([("00:00", "08:00")], [("08:00", "18:00")]),  # touches before
        ([("18:00", "20:00")], [("08:00", "18:00")]),  # touches after
        ([("06:00", "10:00")], [("10:00", "18:00")]),  # reaches in
        ([("16:00", "20:00")], [("08:00", "16:00")]),  # reaches out
        ([("10:00", "12:00")], [("08:00", "10:00"), ("12:00", "18:00")]),  # a hole
        (
            [("12:00", "14:00"), ("09:00", "10:00")],
            [("08:00", "09:00"), ("10:00", "12:00"), ("14:00", "18:00")],
        ),
        # one in another
        ([("09:00", "13:00"), ("10:00", "12:00")], [("08:00", "09:00"), ("13:00", "18:00")]),
        ([("07:00", "19:00")], []),
        ([("08:00", "12:00"), ("12:00", "18:00")], []),
    ],
)
def test_gaps(covered: list[tuple[str, str]], left: list[tuple[str, str]]) -> None:
    whole = win("08:00", "18:00")
    assert gaps(whole, [win(*c) for c in covered]) == [win(*one) for one in left]


@pytest.mark.parametrize(
    ("windows", "clashes"),
    [
        ([], False),
        ([("08:00", "12:00")], False),
        ([("12:00", "16:00"), ("08:00", "12:00")], False),  # one after the other
        ([("08:00", "12:00"), ("11:59", "16:00")], True),
        ([("08:00", "12:00"), ("08:00", "12:00")], True),
        ([("08:00", "20:00"), ("13:00", "14:00"), ("18:00", "22:00")], True),
    ],
)
def test_clash(windows: list[tuple[str, str]], clashes: bool) -> None:
    assert clash([win(*one) for one in windows]) is clashes
