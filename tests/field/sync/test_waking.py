"""What waits is carried out when what it needs comes, and held after a day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pinzhi.field.sync.models import Operation
from pinzhi.field.sync.waking import hold_stranded
from pinzhi.people.actions import retire_staff
from pinzhi.people.models import Staff
from pinzhi.plans.models import Task
from pinzhi.records.models import Record
from pinzhi.trail.models import Event
from tests.field.sync.phone import Phone

pytestmark = pytest.mark.django_db


def test_child_before_its_parent_waits_and_follows(phone: Phone, round_now: Task) -> None:
    record = phone.record(round_now)
    note = phone.make(
        "task.note", data={"task": round_now.pk, "text": "门坏"}, parent=record["uuid"]
    )
    (waits,) = phone.push(note)
    assert (waits["answer"], waits["code"], waits["receipt"]) == ("waiting", "parent_missing", None)
    phone.push(record)
    (had,) = phone.push(note)
    assert had["answer"] == "had"
    assert Event.objects.filter(verb="task.noted").values_list("reason", flat=True).get() == "门坏"


def test_batch_backwards_is_carried_out_whole(phone: Phone, round_now: Task) -> None:
    record = phone.record(round_now)
    first = phone.make("task.note", data={"task": round_now.pk, "text": "1"}, parent=record["uuid"])
    second = phone.make("task.note", data={"task": round_now.pk, "text": "2"}, parent=first["uuid"])
    answers = phone.push(second, first, record)
    assert [one["answer"] for one in answers] == ["accepted"] * 3


def test_what_waits_for_a_day_is_held_and_still_follows(phone: Phone, round_now: Task) -> None:
    record = phone.record(round_now)
    note = phone.make("task.note", data={"task": round_now.pk, "text": "x"}, parent=record["uuid"])
    phone.push(note)
    assert hold_stranded(timezone.now() - timedelta(hours=24)) == 0
    assert hold_stranded(timezone.now() + timedelta(seconds=1)) == 1
    (held,) = phone.push(note)
    assert (held["answer"], held["code"]) == ("held", "parent_missing")
    phone.push(record)
    assert phone.push(note)[0]["answer"] == "had"


def test_waiting_work_of_a_leaver_is_held(phone: Phone, round_now: Task) -> None:
    declared, content = phone.photo()
    sent = phone.record(round_now, files=[declared], photos=[declared["uuid"]])
    phone.push(sent)
    handover = phone.pull()["handover"]
    retire_staff(phone.staff, at=timezone.now(), by=None)
    leaver = Phone(Staff.objects.get(pk=phone.staff.pk), signed_in=False)
    token = {"x-pinzhi-handover": handover}
    assert leaver.send_file(content, **token).json()["here"] is True
    row = Operation.objects.get()
    assert (row.state, row.code) == ("held", "author_left")
    assert Record.objects.count() == 0
