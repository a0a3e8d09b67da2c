"""Planning anew: what nobody has begun follows the plans, rosters and holidays as they are now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.actions.filling import Due, columns_of, dues_of, fill_site
from pinzhi.plans.models import Filling, Task
from pinzhi.plans.queries.changing import fingerprints
from pinzhi.plans.states import Status, Withdrawn
from pinzhi.trail import actions as trail

HORIZON = timedelta(days=3)

# What is wanted, one row for each target and window, with whose turn it is.
WANTED = """
wanted AS (
    SELECT target.id AS target_id, w.opens_at, w.closes_at, w.lost_at,
        (w.staff::bigint[])[
            1 + target.order %% greatest(cardinality(w.staff::bigint[]), 1)] AS assignee_id
    FROM unnest(%(plan)s::bigint[], %(opens)s::timestamptz[], %(closes)s::timestamptz[],
        %(lost)s::timestamptz[], %(staff)s::text[])
        AS w (plan_id, opens_at, closes_at, lost_at, staff)
    JOIN plans_target target ON target.plan_id = w.plan_id
    WHERE w.closes_at > %(now)s
)
"""
# Begun, done, and what a person cancelled or gave away stays as it is.
FOLLOW = f"""
WITH {WANTED}
UPDATE plans_task t SET status = 'due', withdrawn = '', closes_at = w.closes_at,
    lost_at = w.lost_at,
    assignee_id = CASE WHEN t.by_hand THEN t.assignee_id ELSE w.assignee_id END
FROM wanted w, plans_task old
WHERE old.id = t.id AND t.target_id = w.target_id AND t.opens_at = w.opens_at
    AND t.rechecks_id IS NULL AND (
    (t.status = 'cancelled' AND t.withdrawn = 'plan')
    OR (t.status = 'due' AND (
        (t.closes_at, t.lost_at) IS DISTINCT FROM (w.closes_at, w.lost_at)
        OR (NOT t.by_hand AND t.assignee_id IS DISTINCT FROM w.assignee_id))))
RETURNING t.id, old.status, old.assignee_id
"""  # noqa: S608 -- constants only
WITHDRAW = f"""
WITH {WANTED}
UPDATE plans_task t SET status = 'cancelled', withdrawn = 'plan'
WHERE t.plan_id = ANY(%(plans)s) AND t.status = 'due' AND t.closes_at > %(now)s
    AND t.opens_at < %(until)s AND t.rechecks_id IS NULL
    AND NOT EXISTS (
        SELECT FROM wanted w WHERE w.target_id = t.target_id AND w.opens_at = t.opens_at)
RETURNING t.id
"""  # noqa: S608 -- constants only


@dataclass(frozen=True)
class Replanned:
    """How many tasks are new, were taken back, came back, or changed hands or hours."""

    made: int
    withdrawn: int
    returned: int
    changed: int


@transaction.atomic
def replan_site(
    site: Site, *, now: datetime, horizon: timedelta = HORIZON, by: Staff | None = None
) -> Replanned:
    """Have the tasks of the days ahead that nobody began be what the plans, the roster, leave,
    holidays and special modes say now. What is begun or done stays, and so does whom a person gave
    a task to and what a person cancelled. A paused plan's tasks stay; one with a rule that cannot
    be carried out keeps what it has.
    """
    Site.objects.select_for_update(no_key=True).get(pk=site.pk)
    until = now + horizon
    mark = fingerprints(now, horizon, [site.pk])[site.pk]
    plans, dues = dues_of(site, start=now, until=until)
    values = _values(dues, [p.pk for p in plans if not p.fault], now, until)
    withdrawn = _withdraw(values, by)
    returned, changed = _follow(values, by)
    made = fill_site(site, start=now, until=until)
    Filling.objects.update_or_create(site=site, defaults={"fingerprint": mark, "at": now})
    return Replanned(made, withdrawn, returned, changed)


def sites_to_replan(now: datetime, horizon: timedelta = HORIZON) -> list[int]:
    """Sites with plans whose tasks were worked out from something else than holds now."""
    known = dict(Filling.objects.values_list("site", "fingerprint"))
    marks = fingerprints(now, horizon)
    return sorted(site for site, mark in marks.items() if known.get(site) != mark)


def _values(
    dues: Sequence[Due], plans: list[int], now: datetime, until: datetime
) -> dict[str, Any]:
    columns = zip(("plan", "opens", "closes", "lost", "staff"), columns_of(dues), strict=True)
    return {**dict(columns), "plans": plans, "now": now, "until": until}


def _withdraw(values: dict[str, Any], by: Staff | None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(WITHDRAW, values)
        gone = [row[0] for row in cursor.fetchall()]
    note_withdrawn(gone, Withdrawn.PLAN, by)
    return len(gone)


def note_withdrawn(gone: Iterable[int], why: Withdrawn, by: Staff | None) -> None:
    """Each task's own history says that it was taken back, and why."""
    before, after = {"status": Status.DUE}, {"status": Status.CANCELLED, "withdrawn": why}
    tasks = Task.objects.filter(pk__in=list(gone)).order_by("pk")
    trail.record_many(
        [trail.Deed("task.withdrawn", t, before=before, after=after) for t in tasks], by=by
    )


def _follow(values: dict[str, Any], by: Staff | None) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(FOLLOW, values)
        old = {row[0]: (row[1], row[2]) for row in cursor.fetchall()}
    tasks = Task.objects.filter(pk__in=old).select_related("assignee").order_by("pk")
    names = dict(
        Staff.objects.filter(pk__in={a for _, a in old.values()}).values_list("pk", "name")
    )
    deeds = [_deed(task, *old[task.pk], names) for task in tasks]
    trail.record_many(deeds, by=by)
    returned = sum(status == Status.CANCELLED for status, _ in old.values())
    return returned, len(old) - returned


def _deed(task: Task, status: str, assignee: int | None, names: dict[int, str]) -> trail.Deed:
    if status == Status.CANCELLED:
        return trail.Deed("task.due", task, before={"status": status}, after={"status": "due"})
    before = {"assignee": names.get(assignee or 0)}
    after = {"assignee": task.assignee.name if task.assignee else None, "due": task.closes_at}
    return trail.Deed("task.replanned", task, before=before, after=after)
