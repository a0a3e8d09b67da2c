from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from pytest_django import DjangoAssertNumQueries

from pinzhi.places.calendars import (
    calendar_of,
    calendars_of,
    days_of_year,
    is_announced,
    whole_day_calendar,
)
from pinzhi.places.models import Holiday, Site

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")
WEDNESDAY = date(2026, 9, 16)


def enter(day: date, kind: str, *, site: Site | None = None, **more: object) -> Holiday:
    return Holiday.objects.create(site=site, day=day, kind=kind, name="x", **more)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (WEDNESDAY, True),
        (date(2026, 9, 19), False),  # a Saturday
        (date(2026, 9, 20), True),  # a Sunday worked for National Day
        (date(2026, 10, 1), False),  # National Day
        (date(2026, 10, 10), True),  # a Saturday worked for National Day
        (date(2027, 10, 1), False),  # not announced, but the law's
    ],
)
def test_calendar_of_a_site_follows_the_national_calendar(
    site: Site, day: date, works: bool
) -> None:
    assert calendar_of(site).works_on(day) is works


def test_calendar_of_a_site_has_its_office_hours(site: Site) -> None:
    site.office_hours = {"3": [["08:30", "12:00"], ["14:00", "18:00"]]}
    windows = calendar_of(site).windows_on(WEDNESDAY)
    assert [(w.start.time(), w.end.time()) for w in windows] == [
        (time(8, 30), time(12)),
        (time(14), time(18)),
    ]
    assert not calendar_of(site).works_on(date(2026, 9, 17))


def test_a_day_entered_for_the_site_closes_only_the_site(site: Site, sister_site: Site) -> None:
    enter(WEDNESDAY, "off", site=site)
    found = calendars_of([site, sister_site])
    assert not found[site.pk].works_on(WEDNESDAY)
    assert found[sister_site.pk].works_on(WEDNESDAY)


def test_a_day_of_the_site_wins_over_one_of_all(site: Site, sister_site: Site) -> None:
    enter(WEDNESDAY, "off")
    enter(WEDNESDAY, "on", site=site, weekday=3)
    found = calendars_of([site, sister_site])
    assert found[site.pk].works_on(WEDNESDAY)
    assert not found[sister_site.pk].works_on(WEDNESDAY)


def test_what_is_confirmed_wins_over_what_is_not(site: Site) -> None:
    enter(WEDNESDAY, "off", confirmed=True)
    enter(WEDNESDAY, "on", site=site, weekday=3, confirmed=False)
    assert not calendar_of(site).works_on(WEDNESDAY)


def test_a_new_day_counts_at_once(site: Site) -> None:
    assert calendar_of(site).works_on(WEDNESDAY)
    row = enter(WEDNESDAY, "off", site=site)
    assert not calendar_of(site).works_on(WEDNESDAY)
    row.delete()
    assert calendar_of(site).works_on(WEDNESDAY)


def test_calendars_cost_one_query_for_any_number_of_sites(
    site: Site, sister_site: Site, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        calendars_of([site, sister_site])
    with django_assert_num_queries(0):
        whole_day_calendar(site)


def test_whole_day_calendar_never_closes(site: Site) -> None:
    calendar = whole_day_calendar(site)
    assert calendar.is_open(datetime(2026, 10, 1, 3, tzinfo=SHANGHAI))
    begin, end = (datetime(2026, m, 1, tzinfo=SHANGHAI) for m in (1, 12))
    assert calendar.elapsed(begin, end) == end - begin


def test_days_of_year_not_announced_are_marked(site: Site) -> None:
    assert is_announced(2026)
    assert not is_announced(2027)
    assert {row.confirmed for row in days_of_year(2026, site)} == {True}
    assert {row.confirmed for row in days_of_year(2027, site)} == {False}
    enter(date(2027, 2, 8), "off", site=site)
    marked = {row.day: row.confirmed for row in days_of_year(2027, site)}
    assert marked[date(2027, 2, 8)] is True
    assert marked[date(2027, 2, 7)] is False


def test_days_of_year_before_the_record_are_those_entered() -> None:
    enter(date(1999, 10, 1), "off")
    assert [row.day for row in days_of_year(1999, None)] == [date(1999, 10, 1)]
