"""What happens to one task."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from pinzhi.common.states import MoveRefused, require_move
from pinzhi.people.models import Staff
from pinzhi.plans.models import Task
from pinzhi.plans.refusals import NotOneOfUs, NotOpenYet
from pinzhi.plans.states import MOVES, OPEN, Status
from pinzhi.trail import actions as trail

BATCH = 1000


@transaction.atomic
def start_task(task: Task, *, by: Staff, at: datetime) -> Task:
    """Begin a task; whoever begins what is nobody's answers for it. Not before it opens."""
    if at < task.opens_at:
        raise NotOpenYet
    return _move(task, Status.RUNNING, by=by, captured_at=at, started_at=at, assignee=by)


@transaction.atomic
def complete_task(task: Task, *, by: Staff, at: datetime) -> Task:
    """Finish a task with a record captured `at`: late when its window had closed by then."""
    if at < task.opens_at:
        raise NotOpenYet
    status = Status.DONE if at <= task.closes_at else Status.LATE
    return _move(task, status, by=by, captured_at=at, done_at=at, assignee=by)


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
