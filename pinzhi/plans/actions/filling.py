"""Making tasks, once, however often and by how many it is asked."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection, transaction

from pinzhi.common.calendar import Calendar, Window
from pinzhi.people.queries import roster_map
from pinzhi.places.calendars import calendar_of
from pinzhi.places.models import Site
from pinzhi.plans.models import Plan
from pinzhi.plans.recurrence import occurrences
from pinzhi.trail import actions as trail

LONGEST = {
    "minute": timedelta(days=1),
    "hour": timedelta(days=1),
    "shift": timedelta(days=1),
    "day": timedelta(days=1),
    "week": timedelta(days=7),
    "month": timedelta(days=31),
    "quarter": timedelta(days=92),
    "halfyear": timedelta(days=184),
    "year": timedelta(days=366),
}
Roster = dict[tuple[int, date], list[tuple[Window, int]]]

# One statement a site: the windows of its plans times the targets of each. A window that is there
# already stays as it is. The people on duty take turns in the order of the targets.
FILL = """
INSERT INTO plans_task (
    site_id, plan_id, target_id, checklist_id, place_id, equipment_id, post_id, department,
    assignee_id, title, opens_at, closes_at, lost_at, status
)
SELECT plan.site_id, plan.id, target.id, plan.checklist_id, target.place_id, target.equipment_id,
    plan.post_id, post.department,
    (w.staff::bigint[])[1 + target.order %% greatest(cardinality(w.staff::bigint[]), 1)],
    CASE WHEN target.place_id IS NULL AND target.equipment_id IS NULL THEN plan.title
         ELSE plan.title || ' · ' || target.name END,
    w.opens_at, w.closes_at, w.lost_at, 'due'
FROM unnest(%s::bigint[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[], %s::text[])
    AS w (plan_id, opens_at, closes_at, lost_at, staff)
JOIN plans_plan plan ON plan.id = w.plan_id
JOIN people_post post ON post.id = plan.post_id
JOIN plans_target target ON target.plan_id = plan.id
ON CONFLICT ON CONSTRAINT one_task_per_window DO NOTHING
"""


@dataclass(frozen=True)
class Due:
    """One window of one plan, and who may be on duty in it."""

    plan: Plan
    window: Window
    staff: Sequence[int]


@transaction.atomic
def fill_site(site: Site, *, start: datetime, until: datetime) -> int:
    """Make all tasks of a site whose window opens in [start, until); returns how many are new.

    Safe to run twice and in parallel: `one_task_per_window` keeps each single.
    """
    calendar = calendar_of(site)
    plans = list(Plan.objects.filter(site=site, status=Plan.Status.ACTIVE))
    roster = _roster(site, start, until, calendar)
    made = _insert([due for plan in plans for due in _due(plan, start, until, calendar, roster)])
    Plan.objects.filter(pk__in=[p.pk for p in plans]).exclude(filled_until__gte=until).update(
        filled_until=until
    )
    if made:
        trail.record("site.tasks_made", site, by=None, after={"count": made, "until": until})
    return made


def _due(
    plan: Plan, start: datetime, until: datetime, calendar: Calendar, roster: Roster
) -> Iterator[Due]:
    # What opened earlier and has not closed still counts: a plan adopted on the 10th owes this
    # month's task too. After a standstill it goes on from where it was filled.
    first = max(min(start, plan.filled_until or start), _midnight(plan.starts_on, calendar))
    last = until
    if plan.ends_on is not None:
        last = min(until, _midnight(plan.ends_on + timedelta(days=1), calendar))
    for window in occurrences(plan.recurrence, first - _cycle(plan.recurrence), last, calendar):
        if window.end > first:
            yield Due(plan, window, _on_duty(roster, plan.post_id, window, calendar))


def _cycle(rule: Mapping[str, Any]) -> timedelta:
    """At least the length of the rule's longest window."""
    cycles: int = math.ceil(rule["every"])
    return LONGEST[rule["unit"]] * cycles


def _on_duty(roster: Roster, post_id: int, window: Window, calendar: Calendar) -> list[int]:
    """Who of the post is on shift during the window, longest overlap first."""
    day = window.start.astimezone(calendar.zone).date()
    shared: dict[int, timedelta] = {}
    for on in (day - timedelta(days=1), day):
        for shift, staff_id in roster.get((post_id, on), ()):
            overlap = min(shift.end, window.end) - max(shift.start, window.start)
            if overlap > timedelta(0):
                shared[staff_id] = max(overlap, shared.get(staff_id, overlap))
    most = max(shared.values(), default=None)
    return sorted(staff_id for staff_id, overlap in shared.items() if overlap == most)


def _roster(site: Site, start: datetime, until: datetime, calendar: Calendar) -> Roster:
    first = start.astimezone(calendar.zone).date() - timedelta(days=1)
    return roster_map(site, first, until.astimezone(calendar.zone).date())


def _insert(dues: Sequence[Due]) -> int:
    if not dues:
        return 0
    columns: list[Any] = [
        [d.plan.pk for d in dues],
        [d.window.start for d in dues],
        [d.window.end for d in dues],
        [d.window.end + timedelta(hours=d.plan.makeup_hours) for d in dues],
        [f"{{{','.join(map(str, d.staff))}}}" for d in dues],
    ]
    with connection.cursor() as cursor:
        cursor.execute(FILL, columns)
        return int(cursor.rowcount)


def _midnight(day: date, calendar: Calendar) -> datetime:
    return datetime.combine(day, time(), calendar.zone)
