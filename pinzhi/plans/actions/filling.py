"""Making tasks, once, however often and by how many it is asked."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from pinzhi.common.calendar import Calendar, Window
from pinzhi.people.queries import roster_map
from pinzhi.places.calendars import calendar_of
from pinzhi.places.models import Site
from pinzhi.plans.actions.walks import draw_walks
from pinzhi.plans.models import Plan
from pinzhi.plans.queries.modes import Events, events_of
from pinzhi.plans.recurrence import RuleError, occurrences
from pinzhi.plans.recurrence.rule import read
from pinzhi.trail import actions as trail

LONGEST = {
    "minute": timedelta(minutes=1),
    "shift": timedelta(days=1),
    "day": timedelta(days=1),
    "week": timedelta(days=7),
    "halfmonth": timedelta(days=16),
    "month": timedelta(days=31),
    "quarter": timedelta(days=92),
    "halfyear": timedelta(days=184),
    "year": timedelta(days=366),
}
DAY = timedelta(days=1)
MONTH = timedelta(days=31)
LOOK_AHEAD = timedelta(days=6)  # for somebody to do what may be done on any day
MOMENT = timedelta(microseconds=1)
FAULT_LENGTH = 300
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
ON CONFLICT (target_id, opens_at) WHERE rechecks_id IS NULL DO NOTHING
"""


class Due(NamedTuple):
    """One window of one plan, and who may be on duty in it."""

    plan: Plan
    window: Window
    staff: Sequence[int]


@dataclass(frozen=True)
class Span:
    """A stretch of time at a site. Many plans share a rhythm: each is worked out once."""

    start: datetime
    until: datetime
    calendar: Calendar
    events: Events
    _windows: dict[tuple[str, datetime, datetime], list[Window]] = field(default_factory=dict)

    def windows(self, rule: Mapping[str, Any], first: datetime, last: datetime) -> list[Window]:
        """The windows of a rule that may lie in [first, last), or have begun before. RuleError."""
        key = json.dumps(rule, sort_keys=True, default=str), first, last
        if key not in self._windows:
            begin = first - _cycle(rule)
            found = occurrences(rule, begin, last, self.calendar, events=self.events)
            self._windows[key] = list(found)
        return self._windows[key]


@dataclass(frozen=True)
class Duties:
    """Who is on shift when, each question answered once."""

    roster: Roster
    calendar: Calendar
    _known: dict[tuple[int, datetime, Window], list[int]] = field(default_factory=dict)

    def on(self, post_id: int, window: Window, begin: datetime) -> list[int]:
        """Whose turn it is: who is on shift on the first day from `begin` that has anybody."""
        key = post_id, begin, window
        if key not in self._known:
            self._known[key] = _on_duty(self.roster, post_id, window, begin, self.calendar)
        return self._known[key]


@transaction.atomic
def fill_site(site: Site, *, start: datetime, until: datetime) -> int:
    """Make all tasks of a site whose window opens in [start, until); returns how many are new.

    Safe to run twice and in parallel: `one_task_per_window` keeps each single. A plan whose rule
    cannot be carried out makes no tasks and says so in `fault`; the others are not held up by it.
    """
    plans, dues = dues_of(site, start=start, until=until)
    made = _insert(dues)
    filled = Plan.objects.filter(pk__in=[p.pk for p in plans], fault="")
    filled.exclude(filled_until__gte=until).update(filled_until=until)
    if made:
        draw_walks(site)
        trail.record("site.tasks_made", site, by=None, after={"count": made, "until": until})
    return made


def dues_of(site: Site, *, start: datetime, until: datetime) -> tuple[list[Plan], list[Due]]:
    """The plans of a site that make tasks then, and the windows of those that can."""
    calendar, events = calendar_of(site), events_of(site, start, until)
    plans = list(plans_in(site, start))
    span = Span(start, until, calendar, events)
    found: list[tuple[Plan, datetime, Window]] = []
    for plan in plans:
        try:
            found += _windows(plan, span)
        except RuleError as fault:
            _set_fault(plan, str(fault))
        else:
            _set_fault(plan, "")
    first = min((begin for _, begin, _ in found), default=start)
    duties = Duties(_roster(site, first, until, calendar), calendar)
    return plans, [
        Due(plan, window, duties.on(plan.post_id, window, begin)) for plan, begin, window in found
    ]


def plans_in(site: Site, start: datetime) -> QuerySet[Plan]:
    """The running plans, and those that run out but not before `start`."""
    running_out = Q(status=Plan.Status.ENDED, ends_on__gte=(start - DAY).date())
    return Plan.objects.filter(Q(status=Plan.Status.ACTIVE) | running_out, site=site)


def _windows(plan: Plan, span: Span) -> Iterator[tuple[Plan, datetime, Window]]:
    # What opened earlier and has not closed still counts: a plan adopted on the 10th owes this
    # month's task too. After a standstill it goes on from where it was filled.
    starts = _midnight(plan.starts_on, span.calendar)
    first = max(min(span.start, plan.filled_until or span.start), starts)
    last = span.until
    if plan.ends_on is not None:
        last = min(last, _midnight(plan.ends_on + timedelta(days=1), span.calendar))
    taken_over = starts if plan.whole_windows_only else None
    for window in span.windows(plan.recurrence, first, last):
        if window.end > first and (taken_over is None or window.start >= taken_over):
            yield plan, max(window.start, starts), window


def _cycle(given: Mapping[str, Any]) -> timedelta:
    """How long before its end the rule's longest window can have begun, at least."""
    rule = read(given)
    before = MONTH if rule.before_day == 1 else timedelta(0)  # opens in the month before its cycle
    return before + max(DAY, LONGEST[rule.unit] * rule.every)


def _set_fault(plan: Plan, fault: str) -> None:
    """Keep why a plan makes no tasks; the trail hears of it once."""
    fault = fault[:FAULT_LENGTH]
    if fault != plan.fault and Plan.objects.filter(pk=plan.pk, fault=plan.fault).update(
        fault=fault
    ):
        verb = "plan.rule_refused" if fault else "plan.rule_mended"
        trail.record(verb, plan, by=None, after={"fault": fault})
    plan.fault = fault


def _on_duty(
    roster: Roster, post_id: int, window: Window, begin: datetime, calendar: Calendar
) -> list[int]:
    day = begin.astimezone(calendar.zone).date()
    last = min((window.end - MOMENT).astimezone(calendar.zone).date(), day + LOOK_AHEAD)
    while day <= last:
        if found := _longest(roster, post_id, day, begin, window.end):
            return found
        day += DAY
    return []


def _longest(roster: Roster, post_id: int, day: date, begin: datetime, end: datetime) -> list[int]:
    """Who of the post is on longest between two moments, in a shift of this day or the last."""
    shared: dict[int, timedelta] = {}
    for on in (day - DAY, day):
        for shift, staff_id in roster.get((post_id, on), ()):
            overlap = min(shift.end, end) - max(shift.start, begin)
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
    with connection.cursor() as cursor:
        cursor.execute(FILL, columns_of(dues))
        return int(cursor.rowcount)


def columns_of(dues: Sequence[Due]) -> list[str]:
    """Plan, opening, closing, last moment and people of each, as PostgreSQL writes arrays.

    Joined here: handed over element by element they take as long as working out the windows did.
    """
    texts: dict[datetime, str] = {}
    times = [(d.window.start, d.window.end, _lost(d)) for d in dues]
    for three in times:
        for at in three:
            texts[at] = texts.get(at) or at.isoformat()
    return [
        _array(str(d.plan.pk) for d in dues),
        *(_array(texts[three[n]] for three in times) for n in range(3)),
        _array(f'"{{{",".join(map(str, d.staff))}}}"' for d in dues),
    ]


def _lost(due: Due) -> datetime:
    hours = due.plan.makeup_hours
    return due.window.end + timedelta(hours=hours) if hours else due.window.end


def _array(elements: Iterable[str]) -> str:
    return f"{{{','.join(elements)}}}"


def _midnight(day: date, calendar: Calendar) -> datetime:
    return datetime.combine(day, time(), calendar.zone)
