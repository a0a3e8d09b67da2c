from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from pinzhi.common import holidays
from pinzhi.common.holidays import Holiday, Kind

SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICE = {weekday: [(time(9), time(12)), (time(13), time(18))] for weekday in range(1, 6)}


def off(text: str, name: str) -> Holiday:
    return Holiday(date.fromisoformat(text), Kind.OFF, name, confirmed=False)


def test_published_national_day_of_2026() -> None:
    rows = [row for row in holidays.for_year(2026) if row.day.month in {9, 10}]
    assert [(row.day.isoformat()[5:], row.kind, row.name) for row in rows] == [
        ("09-20", Kind.ON, "国庆节"),
        ("09-25", Kind.OFF, "中秋节"),
        ("09-26", Kind.OFF, "中秋节"),
        ("09-27", Kind.OFF, "中秋节"),
        *((f"10-0{day}", Kind.OFF, "国庆节") for day in range(1, 8)),
        ("10-10", Kind.ON, "国庆节"),
    ]
    assert {row.confirmed for row in rows} == {True}


def test_every_published_year_has_its_statutory_days() -> None:
    assert {
        year: {"元旦", "春节", "劳动节", "国庆节"} - {row.name for row in holidays.published(year)}
        for year in range(holidays.FIRST_YEAR, holidays.LAST_PUBLISHED_YEAR + 1)
    } == {year: set() for year in range(2004, holidays.LAST_PUBLISHED_YEAR + 1)}


def test_published_names_are_all_chinese() -> None:
    years = range(holidays.FIRST_YEAR, holidays.LAST_PUBLISHED_YEAR + 1)
    assert [row for year in years for row in holidays.published(year) if row.name.isascii()] == []


def test_published_year_not_yet_announced_is_empty() -> None:
    assert holidays.published(2099) == ()


def test_published_year_before_the_record_is_refused() -> None:
    with pytest.raises(ValueError, match="from 2004, not for 2003"):
        holidays.for_year(2003)


@pytest.mark.parametrize(
    ("year", "rows"),
    [
        (  # thirteen days; 中秋 falls on a day of its own
            2027,
            [
                ("01-01", "元旦"),
                *((f"02-0{day}", "春节") for day in range(5, 9)),
                ("04-05", "清明节"),
                ("05-01", "劳动节"),
                ("05-02", "劳动节"),
                ("06-09", "端午节"),
                ("09-15", "中秋节"),
                *((f"10-0{day}", "国庆节") for day in range(1, 4)),
            ],
        ),
        (  # 中秋 falls on the first National Day: one row with both names
            2031,
            [
                ("01-01", "元旦"),
                *((f"01-{day}", "春节") for day in range(22, 26)),
                ("04-05", "清明节"),
                ("05-01", "劳动节"),
                ("05-02", "劳动节"),
                ("06-24", "端午节"),
                ("10-01", "国庆节、中秋节"),
                ("10-02", "国庆节"),
                ("10-03", "国庆节"),
            ],
        ),
        (  # beyond the table of lunar dates
            2036,
            [
                ("01-01", "元旦"),
                ("04-04", "清明节"),
                ("05-01", "劳动节"),
                ("05-02", "劳动节"),
                *((f"10-0{day}", "国庆节") for day in range(1, 4)),
            ],
        ),
    ],
)
def test_estimated_year_is_unconfirmed(year: int, rows: list[tuple[str, str]]) -> None:
    assert holidays.estimated(year) == tuple(off(f"{year}-{day}", name) for day, name in rows)


def test_for_year_not_announced_is_the_estimate() -> None:
    assert holidays.for_year(2099) == holidays.estimated(2099)


def test_estimated_days_were_off_in_every_year_since_the_law_changed() -> None:
    for year in range(2025, holidays.LAST_PUBLISHED_YEAR + 1):
        estimate = holidays.days_off(holidays.estimated(year))
        assert estimate - holidays.days_off(holidays.published(year)) == frozenset()


def test_qingming_estimate_equals_what_was_announced() -> None:
    for year in range(2008, holidays.LAST_PUBLISHED_YEAR + 1):
        (day,) = (row.day for row in holidays.estimated(year) if row.name == "清明节")
        assert day in holidays.days_off(holidays.published(year))


FIRST, SECOND, THIRD = (date(2027, 10, day) for day in (1, 2, 3))


@pytest.mark.parametrize(
    ("published", "own", "merged"),
    [
        # an own closed date beside the announced ones
        (
            [Holiday(FIRST, Kind.OFF, "国庆节")],
            [Holiday(SECOND, Kind.OFF, "厂休")],
            [Holiday(FIRST, Kind.OFF, "国庆节"), Holiday(SECOND, Kind.OFF, "厂休")],
        ),
        # an own confirmed row wins: this site works on the holiday
        (
            [Holiday(FIRST, Kind.OFF, "国庆节")],
            [Holiday(FIRST, Kind.ON, "值班", 5)],
            [Holiday(FIRST, Kind.ON, "值班", 5)],
        ),
        # an own estimate gives way once its year is announced, on every date
        (
            [Holiday(FIRST, Kind.OFF, "国庆节")],
            [off("2027-10-01", "国庆节"), off("2027-10-03", "国庆节")],
            [Holiday(FIRST, Kind.OFF, "国庆节")],
        ),
        # until then it replaces the reckoned one
        (
            [off("2027-10-03", "国庆节")],
            [Holiday(THIRD, Kind.ON, "补班", 1, confirmed=False)],
            [Holiday(THIRD, Kind.ON, "补班", 1, confirmed=False)],
        ),
    ],
)
def test_merge(published: list[Holiday], own: list[Holiday], merged: list[Holiday]) -> None:
    assert holidays.merge(published, own) == tuple(merged)


def test_days_on_take_the_weekday_given_or_the_first() -> None:
    rows = [
        Holiday(FIRST, Kind.ON, "补班", 5),
        Holiday(SECOND, Kind.ON, "补班"),
        Holiday(THIRD, Kind.OFF, "国庆节"),
    ]
    assert holidays.days_on(rows, 2) == {FIRST: 5, SECOND: 2}


def test_calendar_with_counts_over_the_holiday_into_the_worked_saturday() -> None:
    calendar = holidays.calendar_with("Asia/Shanghai", OFFICE, holidays.for_year(2026))
    begun = datetime(2026, 9, 30, 17, tzinfo=SHANGHAI)
    assert calendar.add(begun, timedelta(hours=20)) == datetime(2026, 10, 10, 12, tzinfo=SHANGHAI)


def test_calendar_with_no_windows_is_never_open() -> None:
    calendar = holidays.calendar_with("Asia/Shanghai", {1: []}, holidays.for_year(2026))
    assert not calendar.works_on(date(2026, 10, 10))
