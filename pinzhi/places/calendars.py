"""When a site works: its office hours, the national calendar, and the days entered for it.

A day entered by hand wins over the national one, a site's own over one for all, and what is
confirmed over what is not.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.db.models import Q

from pinzhi.common import holidays as national
from pinzhi.common.calendar import Calendar
from pinzhi.places.hours import ALWAYS, Windows, windows_of
from pinzhi.places.models import Holiday, Site

YEARS = range(national.FIRST_YEAR, national.LAST_LUNAR_YEAR + 1)
Rows = tuple[national.Holiday, ...]


def calendar_of(site: Site) -> Calendar:
    """The working calendar of a site's office. One query."""
    return calendars_of([site])[site.pk]


def calendars_of(sites: Sequence[Site]) -> dict[int, Calendar]:
    """The same for many sites, by primary key, still in one query."""
    entered = _entered(sites)
    return {
        site.pk: _calendar(
            site.time_zone,
            _frozen(windows_of(site.office_hours)),
            _own(entered, site),
        )
        for site in sites
    }


def whole_day_calendar(site: Site) -> Calendar:
    """Round the clock, every day of the year: what runs in shifts knows no holiday. No query."""
    return _calendar(site.time_zone, _frozen(ALWAYS), None)


def days_of_year(year: int, site: Site | None) -> Rows:
    """The days of one year that differ from their weekday, as they count for the site (None: for
    all), with those that nobody has confirmed yet marked. One query."""
    own = _own(_entered([site] if site else []), site)
    return tuple(row for row in national.merge(_published(year), own) if row.day.year == year)


def is_announced(year: int) -> bool:
    """Whether the State Council's holidays of the year are known; else they are estimates."""
    return national.FIRST_YEAR <= year <= national.LAST_PUBLISHED_YEAR


def _published(year: int) -> Rows:
    return national.for_year(year) if year >= national.FIRST_YEAR else ()


def _entered(sites: Sequence[Site]) -> list[Holiday]:
    ids = [site.pk for site in sites]
    return list(Holiday.objects.filter(Q(site=None) | Q(site__in=ids)))


def _own(entered: Iterable[Holiday], site: Site | None) -> Rows:
    pk = site.pk if site else None
    mine = [row for row in entered if row.site_id in {None, pk}]
    mine.sort(key=lambda row: (row.confirmed, row.site_id is not None))
    best = {row.day: row for row in mine}  # the last one of a day wins
    return tuple(
        national.Holiday(day, national.Kind(row.kind), row.name, row.weekday, row.confirmed)
        for day, row in sorted(best.items())
    )


FrozenWindows = tuple[tuple[int, tuple[tuple[object, object], ...]], ...]


def _frozen(windows: Windows) -> FrozenWindows:
    return tuple((weekday, tuple(hours)) for weekday, hours in sorted(windows.items()))


# A calendar remembers the years it has worked out, so equal ones are kept and shared.
@lru_cache(maxsize=512)
def _calendar(tz: str, windows: FrozenWindows, own: Rows | None) -> Calendar:
    hours: Windows = {weekday: list(pairs) for weekday, pairs in windows}  # type: ignore[arg-type]  # frozen above
    rows = () if own is None else national.merge(_all_published(), own)
    return national.calendar_with(tz, hours, rows)


@lru_cache(maxsize=1)
def _all_published() -> Rows:
    return tuple(row for year in YEARS for row in national.for_year(year))
