from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.db import transaction

from pinzhi.common.calendar import Window
from pinzhi.people.actions.doors import refusing, require
from pinzhi.people.models import Post, Posting, RosterEntry, Shift, Staff
from pinzhi.people.refusals import (
    EndsBeforeStart,
    NotPostedHere,
    PeriodTooLong,
    RosterClash,
    RosterOutside,
)
from pinzhi.people.rules import may_set_roster
from pinzhi.people.shifts import clash, window
from pinzhi.trail import actions as trail

LONGEST = timedelta(days=62)
DAY = timedelta(days=1)


class RosterLine(NamedTuple):
    """One person, one post, one shift, one day."""

    staff_id: int
    post_id: int
    shift_id: int
    day: date


@transaction.atomic
def set_roster(
    site_id: int,
    department: str,
    *,
    first: date,
    last: date,
    lines: Iterable[RosterLine],
    by: Staff | None,
) -> int:
    """Let `lines` be the whole roster of a department from `first` to `last`, both included.

    What is there already stays as it is, what is not among `lines` goes. Returns how many entries
    came or went. Raises PeriodTooLong, RosterOutside, NotPostedHere, or RosterClash when two
    shifts of one person overlap, also with another department's or site's roster.
    """
    if by is not None:
        require(may_set_roster(by, site_id, department))
    if last < first:
        raise EndsBeforeStart
    if last - first > LONGEST:
        raise PeriodTooLong
    wanted = set(lines)
    posts = _lock_posts(site_id, department)
    _require_inside(wanted, site_id, set(posts), first, last)
    require_posted(wanted, site_id)
    present = {
        RosterLine(e.staff_id, e.post_id, e.shift_id, e.day): e.pk
        for e in RosterEntry.objects.filter(post_id__in=posts, day__range=(first, last))
    }
    gone = [pk for line, pk in present.items() if line not in wanted]
    RosterEntry.objects.filter(pk__in=gone).delete()
    new = sorted(wanted - present.keys(), key=lambda line: (line.day, line[:3]))
    with refusing(frozenset({"one_entry_per_person_day_shift"}), RosterClash):
        RosterEntry.objects.bulk_create(
            [RosterEntry(site_id=site_id, **line._asdict()) for line in new]
        )
    require_no_clash({line.staff_id for line in new}, first, last)
    if new or gone:
        changed = {"department": department, "first": first, "last": last}
        counts = {"added": len(new), "removed": len(gone)}
        site = next(iter(posts.values())).site
        trail.record("roster.set", site, by=by, after={**changed, **counts}, site_id=site_id)
    return len(new) + len(gone)


def _lock_posts(site_id: int, department: str) -> dict[int, Post]:
    """Two people setting the same roster take turns."""
    posts = Post.objects.filter(site_id=site_id, department=department).order_by("pk")
    return {post.pk: post for post in posts.select_for_update(no_key=True)}


def _require_inside(
    lines: set[RosterLine], site_id: int, posts: set[int], first: date, last: date
) -> None:
    shifts = set(Shift.objects.filter(site_id=site_id).values_list("pk", flat=True))
    for line in lines:
        inside = line.post_id in posts and line.shift_id in shifts
        if not (inside and first <= line.day <= last):
            raise RosterOutside


def require_posted(lines: set[RosterLine], site_id: int) -> None:
    """Each is employed and has a posting at the site that day. Locks them in order of key."""
    people = sorted({line.staff_id for line in lines})
    locked = Staff.objects.filter(pk__in=people, is_active=True).order_by("pk")
    employed = {staff.pk for staff in locked.select_for_update(no_key=True)}
    postings: dict[int, list[Posting]] = defaultdict(list)
    for posting in Posting.objects.filter(site_id=site_id, staff_id__in=people):
        postings[posting.staff_id].append(posting)
    for line in lines:
        here = any(p.holds_on(line.day) for p in postings[line.staff_id])
        if line.staff_id not in employed or not here:
            raise NotPostedHere


def require_no_clash(people: set[int], first: date, last: date) -> None:
    """RosterClash when two shifts of one of them overlap, wherever they are."""
    around = (first - DAY, last + DAY)
    entries = RosterEntry.objects.filter(staff_id__in=people, day__range=around)
    windows: dict[int, list[Window]] = defaultdict(list)
    for entry in entries.select_related("shift__site"):
        shift = entry.shift
        at = window(shift.starts, shift.ends, entry.day, shift.site.time_zone)
        windows[entry.staff_id].append(at)
    if any(clash(mine) for mine in windows.values()):
        raise RosterClash
