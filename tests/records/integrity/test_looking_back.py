"""What weeks tell: readings that stand still for one person, tasks missed in a row."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from pinzhi.cases.actions import hand_in_record
from pinzhi.cases.lenience import look_at_checkers
from pinzhi.people.models import Staff
from pinzhi.plans.models import Plan, Task
from pinzhi.plans.states import Status
from pinzhi.records.integrity.looking_back import look_back
from pinzhi.records.jobs import examine_records, look_back_at
from pinzhi.records.models import Flag, Progress
from tests.planting import fill_in, plant_task

pytestmark = pytest.mark.django_db


def read(plan: Plan, by: Staff, now: datetime, values: Callable[[int], str], number: int) -> None:
    for n in range(number):
        at = now - timedelta(days=n + 1, minutes=by.pk % 50)
        task = plant_task(plan, at - timedelta(minutes=5), by)
        hand_in_record(fill_in(task, ("pass", values(n), ""), at=at), task=task, by=by, now=at)


def test_a_reading_that_stands_still_for_one_only(
    plan: Plan, worker: Staff, colleague: Staff, inspector: Staff, now: datetime
) -> None:
    read(plan, worker, now, lambda _: "0.31", 12)
    read(plan, colleague, now, lambda n: f"0.{30 + n * 7 % 9}", 25)
    assert look_back(plan.site, now=now) == 1
    flag = Flag.objects.get()
    assert (flag.detector, flag.person, flag.checker) == ("identical_readings", worker, inspector)
    assert (flag.numbers["value"], flag.numbers["times"]) == ("0.31", 12)
    assert look_back(plan.site, now=now) == 0


def test_tasks_missed_in_a_row_and_begun_ones(
    plan: Plan, worker: Staff, foreman: Staff, now: datetime
) -> None:
    for n in range(4):
        plant_task(plan, now - timedelta(days=n + 2), worker)
    Task.objects.update(status=Status.MISSED)
    begun = Task.objects.order_by("opens_at").last()
    assert begun is not None
    Task.objects.filter(pk=begun.pk).update(started_at=begun.opens_at)
    assert look_back(plan.site, now=now) == 2
    found = {flag.detector: flag for flag in Flag.objects.all()}
    assert found.keys() == {"missed_unexplained", "begun_unrecorded"}
    assert len(found["missed_unexplained"].about) == 4
    assert {flag.person for flag in found.values()} == {worker}
    assert {flag.checker for flag in found.values()} == {None}  # the foreman leads him
    assert foreman.is_active


def test_an_honest_site_says_nothing(plan: Plan, worker: Staff, now: datetime) -> None:
    read(plan, worker, now, lambda n: f"0.{30 + n * 7 % 9}", 12)
    assert look_back(plan.site, now=now) == 0
    assert look_at_checkers(now=now) == 0


def test_jobs_go_over_everything(plan: Plan, worker: Staff, now: datetime) -> None:
    read(plan, worker, now, lambda _: "0.31", 2)
    examine_records(timestamp=0)
    assert Progress.objects.count() == 1
    look_back_at(site_id=plan.site_id)
    assert Flag.objects.count() == 0
