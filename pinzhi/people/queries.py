"""Who is on when."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from django.db.models import Q

from pinzhi.common.calendar import Window
from pinzhi.common.text import matching
from pinzhi.people.models import Leave, Post, Posting, RosterEntry, Staff
from pinzhi.people.shifts import gaps, overlap, whole_day, window

Duty = tuple[Window, int]
RosterMap = dict[tuple[int, date], list[Duty]]
DAY = timedelta(days=1)
FEW_NAMED = 50


class Ground(Protocol):
    """A site, of which only this is asked."""

    @property
    def pk(self) -> int: ...
    @property
    def time_zone(self) -> str: ...


def roster_map(site: Ground, start_day: date, end_day: date) -> RosterMap:
    """Who is on for each post of a site on each day, both days included. Three queries.

    A day's roster comes first. A post without one that day falls to those posted to it: in their
    shift, and for what of the day no shift covers, those posted without a shift. A window belongs
    to the day on which it begins. Whoever is on leave that day is not on; their substitute is.
    """
    return _map(site, Q(site_id=site.pk), start_day, end_day)


def people_on(site_id: int, post_id: int, opens_at: datetime, closes_at: datetime) -> list[Staff]:
    """Whoever is on for the post at any time of [opens_at, closes_at), by name.

    Post.DoesNotExist when the site has no such post.
    """
    post = Post.objects.select_related("site").get(pk=post_id, site_id=site_id)
    zone = ZoneInfo(post.site.time_zone)
    first, last = opens_at.astimezone(zone).date() - DAY, closes_at.astimezone(zone).date()
    found = _map(post.site, Q(post_id=post_id), first, last)
    wanted = Window(opens_at, closes_at)
    on = {staff for duties in found.values() for at, staff in duties if overlap(at, wanted)}
    return list(Staff.objects.filter(pk__in=on).order_by("name", "pk"))


def _map(site: Ground, where: Q, first: date, last: date) -> RosterMap:
    tz = site.time_zone
    # The night shift of the day before covers the small hours of the first day.
    days = [first + n * DAY for n in range(-1, (last - first).days + 1)]
    rostered = _rostered(tz, where, days)
    posted = _posted(where, days)
    found: RosterMap = dict(rostered)
    for post in {p.post_id for p in posted}:
        mine = [p for p in posted if p.post_id == post]
        for day in days:
            if (post, day) not in rostered:
                duties = _shifted(tz, mine, day)
                covered = [at for at, _ in (*found.get((post, day - DAY), ()), *duties)]
                found[post, day] = duties + _unshifted(tz, mine, day, covered)
    away = _away(site.pk, days)
    there = {key: _present(duties, away.get(key[1], {})) for key, duties in sorted(found.items())}
    return {key: duties for key, duties in there.items() if key[1] >= first and duties}


def _away(site_id: int, days: list[date]) -> dict[date, dict[int, int | None]]:
    """Who is on leave each day, with who stands in."""
    rows = Leave.objects.granted().between(days[0], days[-1]).filter(site_id=site_id)
    found: dict[date, dict[int, int | None]] = defaultdict(dict)
    for staff, substitute, begins, ends in rows.values_list(
        "staff_id", "substitute_id", "first_day", "last_day"
    ):
        for day in days:
            if begins <= day <= ends:
                found[day][staff] = substitute
    return found


def _present(duties: list[Duty], away: Mapping[int, int | None]) -> list[Duty]:
    """A substitute who is away by then, or on that duty already, is not counted."""
    if not away:
        return duties
    found: dict[Duty, None] = {}
    for at, staff in duties:
        on = away.get(staff, staff)
        if on is not None and on not in away:
            found[at, on] = None
    return list(found)


def _rostered(tz: str, where: Q, days: list[date]) -> Mapping[tuple[int, date], list[Duty]]:
    entries = RosterEntry.objects.filter(where, day__range=(days[0], days[-1]))
    rows = entries.filter(staff__is_active=True).order_by("pk")
    found: dict[tuple[int, date], list[Duty]] = defaultdict(list)
    for post, day, starts, ends, staff in rows.values_list(
        "post_id", "day", "shift__starts", "shift__ends", "staff_id"
    ):
        found[post, day].append((window(starts, ends, day, tz), staff))
    return found


def _posted(where: Q, days: list[date]) -> list[Posting]:
    not_over = Q(ends_on=None) | Q(ends_on__gte=days[0])
    found = Posting.objects.filter(where, not_over, starts_on__lte=days[-1], staff__is_active=True)
    return list(found.select_related("shift").order_by("pk"))


def _shifted(tz: str, postings: Iterable[Posting], day: date) -> list[Duty]:
    return [
        (window(p.shift.starts, p.shift.ends, day, tz), p.staff_id)
        for p in postings
        if p.shift and p.holds_on(day)
    ]


def _unshifted(
    tz: str, postings: Iterable[Posting], day: date, covered: Iterable[Window]
) -> list[Duty]:
    free = gaps(whole_day(day, tz), covered)
    return [(at, p.staff_id) for at in free for p in postings if not p.shift and p.holds_on(day)]


def people_named(words: str) -> list[int]:
    """Keys of those whose name or number holds every word, at most FEW_NAMED."""
    named = matching(Staff.objects.all(), ("name", "number"), words)
    return list(named.values_list("pk", flat=True)[:FEW_NAMED])
