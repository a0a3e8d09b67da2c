from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from pinzhi.common.states import MoveRefused
from pinzhi.people.models import Staff
from pinzhi.plans.actions import (
    assign_task,
    cancel_task,
    complete_task,
    miss_overdue,
    release_task,
    restore_task,
    start_task,
)
from pinzhi.plans.models import Plan, Task
from pinzhi.plans.refusals import NotOneOfUs, NotOpenYet
from pinzhi.plans.states import MOVES, Status
from pinzhi.trail.models import Event
from tests.planting import plant_task

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def last_event(task: Task) -> tuple[str, Any, Any, str]:
    event = Event.objects.filter(object_type="plans.task", object_id=str(task.pk)).latest("id")
    return event.verb, event.before, event.after, event.reason


def test_moves_name_every_status() -> None:
    assert set(MOVES) == set(Status)


def test_start_task_makes_whoever_begins_answer_for_it(
    task: Task, colleague: Staff, now: datetime
) -> None:
    started = start_task(task, by=colleague, at=now)
    assert (started.status, started.assignee, started.started_at) == ("running", colleague, now)
    with pytest.raises(MoveRefused):
        start_task(task, by=colleague, at=now)


def test_nothing_is_begun_or_done_before_it_opens(task: Task, worker: Staff, now: datetime) -> None:
    with pytest.raises(NotOpenYet):
        start_task(task, by=worker, at=now - MINUTE)
    with pytest.raises(NotOpenYet):
        complete_task(task, by=worker, at=now - MINUTE)
    assert Task.objects.get().status == "due"


@pytest.mark.parametrize(
    ("minutes", "status"),
    [
        (0, "done"),  # as it opens
        (30, "done"),  # as it closes
        (31, "late"),
    ],
)
def test_complete_task_is_late_after_its_window(
    minutes: int, status: str, task: Task, worker: Staff, now: datetime
) -> None:
    at = now + minutes * MINUTE
    done = complete_task(task, by=worker, at=at)
    assert (done.status, done.done_at) == (status, at)
    assert last_event(task) == (f"task.{status}", {"status": "due"}, {"status": status}, "")


def test_complete_task_takes_what_was_recorded_in_time_and_arrives_after(
    task: Task, worker: Staff, now: datetime
) -> None:
    Task.objects.update(status=Status.MISSED)
    assert complete_task(task, by=worker, at=now).status == "done"


def test_cancel_task_keeps_the_reason_and_can_be_taken_back(task: Task, foreman: Staff) -> None:
    assert cancel_task(task, reason="pump is away", by=foreman).status == "cancelled"
    assert last_event(task)[3] == "pump is away"
    with pytest.raises(MoveRefused):
        cancel_task(task, reason="again", by=foreman)
    assert restore_task(task=Task.objects.get(), by=foreman).status == "due"
    with pytest.raises(MoveRefused):
        restore_task(Task.objects.get(), by=foreman)


def test_cancel_task_leaves_running_work_alone(task: Task, worker: Staff, now: datetime) -> None:
    start_task(task, by=worker, at=now)
    with pytest.raises(MoveRefused):
        cancel_task(task, reason="x", by=worker)


def test_assign_task_gives_it_to_one_of_the_site(
    task: Task, colleague: Staff, foreman: Staff
) -> None:
    assert assign_task(task, to=colleague, by=foreman).assignee == colleague
    given = ("task.assigned", {"assignee": "Wei"}, {"assignee": "Jun"}, "")
    assert last_event(task) == given
    assert release_task(task, by=foreman).assignee is None
    assert last_event(task)[2] == {"assignee": None}


def test_assign_task_refuses_strangers_and_leavers(
    task: Task, stranger: Staff, colleague: Staff, foreman: Staff, now: datetime
) -> None:
    with pytest.raises(NotOneOfUs):
        assign_task(task, to=stranger, by=foreman)
    colleague.is_active, colleague.left_at = False, now
    colleague.save()
    with pytest.raises(NotOneOfUs):
        assign_task(task, to=colleague, by=foreman)


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.DUE, Status.RUNNING}))
def test_assign_task_refuses_what_is_over(
    status: Status, task: Task, colleague: Staff, foreman: Staff
) -> None:
    Task.objects.update(status=status)
    with pytest.raises(MoveRefused):
        assign_task(task, to=colleague, by=foreman)
    with pytest.raises(MoveRefused):
        release_task(task, by=foreman)


def test_miss_overdue_takes_only_what_is_past_its_last_moment(
    plan: Plan, worker: Staff, now: datetime
) -> None:
    over = plant_task(plan, now - timedelta(hours=2), worker)
    still = plant_task(plan, now, worker)
    assert miss_overdue(over.lost_at - MINUTE) == 0
    assert miss_overdue(now) == 1
    assert miss_overdue(now) == 0
    statuses = dict(Task.objects.values_list("pk", "status"))
    assert statuses == {over.pk: "missed", still.pk: "due"}
    assert last_event(over) == ("task.missed", {"status": "due"}, {"status": "missed"}, "")


@pytest.mark.django_db(transaction=True)
def test_miss_overdue_in_parallel_misses_each_once(plan: Plan, now: datetime) -> None:
    for hours in range(12):
        plant_task(plan, now - timedelta(hours=hours + 2))

    def run(_: int) -> int:
        try:
            return miss_overdue(now)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        missed = sum(pool.map(run, range(4)))
    assert (missed, Event.objects.filter(verb="task.missed").count()) == (12, 12)


@pytest.mark.django_db(transaction=True)
def test_miss_overdue_passes_over_a_task_somebody_holds(plan: Plan, now: datetime) -> None:
    """A record of it is just coming in: it is not waited for, and taken the next minute."""
    held = plant_task(plan, now - timedelta(hours=3))
    free = plant_task(plan, now - timedelta(hours=2))

    def run() -> int:
        try:
            return miss_overdue(now)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        Task.objects.select_for_update().get(pk=held.pk)
        assert pool.submit(run).result(timeout=20) == 1
    assert dict(Task.objects.values_list("pk", "status")) == {held.pk: "due", free.pk: "missed"}
    assert miss_overdue(now) == 1
