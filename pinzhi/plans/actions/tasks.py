"""What happens to one task."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from pinzhi.common.states import MoveRefused, require_move
from pinzhi.people.models import Staff
from pinzhi.plans.models import Task
from pinzhi.plans.refusals import NotOneOfUs, NotOpenYet
from pinzhi.plans.states import MOVES, OPEN, Status
from pinzhi.trail import actions as trail

BATCH = 1000
# Written out by hand: every record pays it.
FINISH = """
UPDATE plans_task t SET status = d.status, done_at = d.at, assignee_id = %s
FROM unnest(%s::bigint[], %s::text[], %s::timestamptz[]) AS d (id, status, at) WHERE t.id = d.id
"""


@transaction.atomic
def start_task(task: Task, *, by: Staff, at: datetime) -> Task:
    """Begin a task; whoever begins what is nobody's answers for it. Not before it opens."""
    if at < task.opens_at:
        raise NotOpenYet
    return _move(task, Status.RUNNING, by=by, captured_at=at, started_at=at, assignee=by)


def complete_task(task: Task, *, by: Staff, at: datetime) -> Task:
    """Finish a task with a record captured `at`: late when its window had closed by then."""
    return complete_tasks([(task, at)], by=by)[0]


@transaction.atomic
def complete_tasks(done: Sequence[tuple[Task, datetime]], *, by: Staff) -> list[Task]:
    """Finish tasks, each with a record captured at its time, all or none. Three statements.

    MoveRefused when one is not there to be finished any more, NotOpenYet.
    """
    times = {task.pk: at for task, at in done}
    tasks = Task.objects.select_for_update(of=("self",)).order_by("pk").in_bulk(times)
    deeds = [_finish(tasks[key], at, by) for key, at in times.items()]
    if deeds:
        rows = [tasks[key] for key in times]
        with connection.cursor() as cursor:
            cursor.execute(
                FINISH,
                [by.pk, [t.pk for t in rows], [t.status for t in rows], list(times.values())],
            )
        trail.record_many(deeds, by=by)
    return [tasks[task.pk] for task, _at in done]


def _finish(task: Task, at: datetime, by: Staff) -> trail.Deed:
    if at < task.opens_at:
        raise NotOpenYet
    old = Status(task.status)
    task.status = Status.DONE if at <= task.closes_at else Status.LATE
    require_move(MOVES, old, Status(task.status))
    task.done_at, task.assignee = at, by
    return trail.Deed(
        f"task.{task.status}",
        task,
        before={"status": old},
        after={"status": task.status},
        captured_at=at,
    )


@transaction.atomic
def note_task(task: Task, *, text: str, at: datetime, by: Staff) -> Task:
    """Say something about a task; it stands in its history and changes nothing."""
    trail.record("task.noted", task, by=by, reason=text, captured_at=at)
    return task


@transaction.atomic
def cancel_task(task: Task, *, reason: str, by: Staff) -> Task:
    """Take a task off the list that need not be done; the reason stays on the trail."""
    return _move(task, Status.CANCELLED, by=by, reason=reason)


@transaction.atomic
def restore_task(task: Task, *, by: Staff) -> Task:
    """Put a cancelled task back on the list, as if it had not been cancelled."""
    if task.status != Status.CANCELLED:
        raise MoveRefused
    return _move(task, Status.DUE, by=by, withdrawn="")


@transaction.atomic
def assign_task(task: Task, *, to: Staff, by: Staff) -> Task:
    """Give an open task to one person of the site."""
    if not to.is_active or task.site_id not in to.scope.site_ids:
        raise NotOneOfUs
    return _give(task, to, by)


@transaction.atomic
def release_task(task: Task, *, by: Staff) -> Task:
    """Make an open task nobody's again: whoever of its post comes first may do it."""
    return _give(task, None, by)


def _give(task: Task, to: Staff | None, by: Staff) -> Task:
    task = lock_task(task)
    if task.status not in OPEN:
        raise MoveRefused
    before = {"assignee": task.assignee.name if task.assignee else None}
    task.assignee, task.by_hand = to, to is not None
    task.save(update_fields=["assignee", "by_hand"])
    after = {"assignee": to.name if to else None}
    trail.record("task.assigned", task, by=by, before=before, after=after)
    return task


@transaction.atomic
def miss_overdue(now: datetime | None = None) -> int:
    """Mark as missed what is past its last moment; returns how many. Safe to run in parallel."""
    now = now or timezone.now()
    overdue = Task.objects.open().filter(lost_at__lte=now)
    tasks = list(overdue.select_for_update(skip_locked=True).order_by("lost_at")[:BATCH])
    Task.objects.filter(pk__in=[t.pk for t in tasks]).update(status=Status.MISSED)
    deeds = [
        trail.Deed("task.missed", t, before={"status": t.status}, after={"status": Status.MISSED})
        for t in tasks
    ]
    trail.record_many(deeds, by=None)
    return len(tasks)


def lock_task(task: Task) -> Task:
    """The task as it is now; nobody else changes it before this deed is done."""
    return Task.objects.select_for_update(of=("self",)).select_related("assignee").get(pk=task.pk)


def _move(
    task: Task,
    status: Status,
    *,
    by: Staff,
    captured_at: datetime | None = None,
    reason: str = "",
    **changes: object,
) -> Task:
    task = lock_task(task)
    old = Status(task.status)
    require_move(MOVES, old, status)
    for field, value in changes.items():
        setattr(task, field, value)
    task.status = status
    task.save(update_fields=["status", *changes])
    trail.record(
        f"task.{status}",
        task,
        by=by,
        before={"status": old},
        after={"status": status},
        reason=reason,
        captured_at=captured_at,
    )
    return task
