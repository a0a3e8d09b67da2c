"""What was read last time stands beside the field, wherever one is."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from pinzhi.people.models import Staff
from pinzhi.plans.models import Plan, Task
from pinzhi.records.models import Record
from pinzhi.standards.models import Item
from tests.field.sync.phone import Phone
from tests.planting import plant_task

pytestmark = pytest.mark.django_db


def told_of(phone: Phone, task: Task) -> Any:
    return next(one for one in phone.pull()["set"] if one["key"] == f"task:{task.pk}")["last"]


def done_before(phone: Phone, plan: Plan, hours: int, *values: str) -> Record:
    """A round of the same spot, handed in so many hours ago."""
    task = plant_task(plan, timezone.now() - timedelta(hours=hours, minutes=5), phone.staff)
    at = timezone.now() - timedelta(hours=hours)
    Task.objects.filter(pk=task.pk).update(lost_at=timezone.now() + timedelta(hours=1))
    (answer,) = phone.push(phone.record(task, *values, at=at))
    return Record.objects.get(pk=answer["result"]["record"])


def test_first_task_of_a_spot_has_no_last_reading(phone: Phone, round_now: Task) -> None:
    assert told_of(phone, round_now) is None


def test_newest_readings_of_the_same_spot_are_told(
    phone: Phone, plan: Plan, round_now: Task
) -> None:
    done_before(phone, plan, 26, "pass", "0.21", "far away")
    newest = done_before(phone, plan, 2, "pass", "0.35", "")
    gauge = Item.objects.get(answer_type="number", checklist=round_now.checklist)
    told = told_of(phone, round_now)
    assert told["values"] == {str(gauge.pk): "0.35"}  # a reading, not the verdict or the remark
    assert told["at"].startswith(newest.captured_at.strftime("%Y-%m-%dT%H:%M:%S"))


def test_a_missed_round_does_not_hide_the_one_before(
    phone: Phone, plan: Plan, round_now: Task
) -> None:
    gauge = Item.objects.get(answer_type="number", checklist=round_now.checklist)
    done_before(phone, plan, 26, "pass", "0.21", "")
    plant_task(plan, timezone.now() - timedelta(hours=3), phone.staff)
    assert told_of(phone, round_now)["values"] == {str(gauge.pk): "0.21"}


def test_last_reading_of_somebody_else_is_told_too(
    phone: Phone, plan: Plan, round_now: Task, colleague: Staff
) -> None:
    done_before(Phone(colleague), plan, 2, "pass", "0.4", "")
    assert list(told_of(phone, round_now)["values"].values()) == ["0.4"]
