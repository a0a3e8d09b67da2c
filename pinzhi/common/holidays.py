"""Public holidays and make-up workdays (调休) of mainland China, as rows a calendar is filled from.

Years announced by the State Council come from the package chinesecalendar. For later years the
festivals the law itself names (《全国年节及纪念日放假办法》, as in force since 1 January 2025) are
reckoned and marked unconfirmed: no bridging days and no make-up workdays are guessed. An own,
editable table corrects and continues both.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

import chinese_calendar

from pinzhi.common.calendar import Calendar

_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}
_PUBLISHED_OFF: Mapping[date, str] = chinese_calendar.holidays
_PUBLISHED_ON: Mapping[date, str] = chinese_calendar.workdays
FIRST_YEAR = min(_PUBLISHED_OFF).year
LAST_PUBLISHED_YEAR = max(_PUBLISHED_OFF).year

# (month, day) of lunar new year, 5/5 and 8/15
_LUNAR = {
    2027: ((2, 6), (6, 9), (9, 15)),
    2028: ((1, 26), (5, 28), (10, 3)),
    2029: ((2, 13), (6, 16), (9, 22)),
    2030: ((2, 3), (6, 5), (9, 12)),
    2031: ((1, 23), (6, 24), (10, 1)),
    2032: ((2, 11), (6, 12), (9, 19)),
    2033: ((1, 31), (6, 1), (9, 8)),
    2034: ((2, 19), (6, 20), (9, 27)),
    2035: ((2, 8), (6, 10), (9, 16)),
}
LAST_LUNAR_YEAR = max(_LUNAR)


class Kind(StrEnum):
    OFF = "off"
    ON = "on"  # a make-up workday


@dataclass(frozen=True, slots=True)
class Holiday:
    """One date that differs from its weekday.

    `weekday` (ISO) says whose windows a make-up workday takes; None: those of the calendar's own
    first working weekday, for the announcements do not say.
    """

    day: date
    kind: Kind
    name: str
    weekday: int | None = None
    confirmed: bool = True


def for_year(year: int) -> tuple[Holiday, ...]:
    """The announced rows of a year or, until it is announced, an unconfirmed estimate."""
    return published(year) or estimated(year)


def published(year: int) -> tuple[Holiday, ...]:
    """What was announced for the year, weekends inside a holiday included; empty if not yet.

    ValueError for years before the first on record.
    """
    if year < FIRST_YEAR:
        raise ValueError(f"year: holidays are on record from {FIRST_YEAR}, not for {year}.")
    off = (_row(day, Kind.OFF, name) for day, name in _PUBLISHED_OFF.items() if day.year == year)
    on = (_row(day, Kind.ON, name) for day, name in _PUBLISHED_ON.items() if day.year == year)
    return _by_day([*off, *on])


def estimated(year: int) -> tuple[Holiday, ...]:
    """The festivals of the law, all unconfirmed. After LAST_LUNAR_YEAR without the lunar ones."""
    days = [
        *_run("元旦", date(year, 1, 1), 1),
        *_run("清明节", date(year, 4, _qingming(year)), 1),
        *_run("劳动节", date(year, 5, 1), 2),
        *_run("国庆节", date(year, 10, 1), 3),
    ]
    if year in _LUNAR:
        spring, dragon, moon = (date(year, *month_day) for month_day in _LUNAR[year])
        days += _run("春节", spring - timedelta(days=1), 4)  # from New Year's Eve
        days += _run("端午节", dragon, 1) + _run("中秋节", moon, 1)
    names: dict[date, str] = {}
    for day, name in days:
        names[day] = f"{names[day]}、{name}" if day in names else name
    return _by_day(Holiday(day, Kind.OFF, name, confirmed=False) for day, name in names.items())


def merge(published: Iterable[Holiday], own: Iterable[Holiday]) -> tuple[Holiday, ...]:
    """One row a date: confirmed own rows win, then what was announced, then estimates.

    Own estimates end, all of them, with the announcement of their year.
    """
    given = {row.day: row for row in published}
    announced = {day.year for day, row in given.items() if row.confirmed}
    kept = (row for row in own if row.confirmed or row.day.year not in announced)
    return _by_day({**given, **{row.day: row for row in kept}}.values())


def days_off(rows: Iterable[Holiday]) -> frozenset[date]:
    return frozenset(row.day for row in rows if row.kind == Kind.OFF)


def days_on(rows: Iterable[Holiday], first_weekday: int) -> dict[date, int]:
    """Make-up workdays with the weekday whose windows they take."""
    return {row.day: row.weekday or first_weekday for row in rows if row.kind == Kind.ON}


def calendar_with(
    tz: str, windows: Mapping[int, Sequence[tuple[time, time]]], rows: Sequence[Holiday]
) -> Calendar:
    """A calendar that closes on the holidays and works on the make-up workdays of `rows`."""
    first = min((weekday for weekday, hours in windows.items() if hours), default=1)
    return Calendar(tz, windows, days_off(rows), days_on(rows, first))


def _row(day: date, kind: Kind, name: str) -> Holiday:
    return Holiday(day, kind, _NAMES.get(name, name))


def _run(name: str, first: date, length: int) -> list[tuple[date, str]]:
    return [(first + timedelta(days=n), name) for n in range(length)]


def _qingming(year: int) -> int:
    """Day of April by the usual formula of the solar terms, right for 2000 to 2099."""
    short = year % 100
    return int(short * 0.2422 + 4.81) - short // 4


def _by_day(rows: Iterable[Holiday]) -> tuple[Holiday, ...]:
    return tuple(sorted(rows, key=lambda row: row.day))
