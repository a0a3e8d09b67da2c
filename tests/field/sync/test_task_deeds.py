"""Tasks done on a phone: whose they were, when, and whether somebody was there."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from pinzhi.people.models import Staff
from pinzhi.places.models import Membership, Place, Site
from pinzhi.plans.actions import assign_task, miss_overdue
from pinzhi.plans.models import Plan, Task
from pinzhi.records.models import Record
from pinzhi.trail.models import Event
from tests.field.sync.phone import Phone
from tests.planting import plant_task

pytestmark = pytest.mark.django_db


def test_right_that_has_ended_counts_and_is_flagged(phone: Phone, round_now: Task) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    plan = round_now.plan
    old = plant_task(plan, timezone.now() - timedelta(days=2), phone.staff)
    Membership.objects.filter(staff=phone.staff).update(ends_on=yesterday)
    late = phone.record(old, at=old.opens_at + timedelta(minutes=5), seen=None)
    today = phone.record(round_now)
    counted, refused = phone.push(late, today)
    assert counted["answer"] == "accepted"
    assert {"rights_ended", "late"} <= set(counted["flags"])
    assert (refused["answer"], refused["code"]) == ("refused", "unknown_thing")


def test_task_given_away_since_counts_and_is_flagged(
    phone: Phone, round_now: Task, colleague: Staff, foreman: Staff
) -> None:
    done = phone.record(round_now)
    assign_task(round_now, to=colleague, by=foreman)
    (answer,) = phone.push(done)
    assert (answer["answer"], answer["flags"]) == ("accepted", ["reassigned"])


def test_missed_task_is_done_by_the_time_of_capture(phone: Phone, plan: Plan) -> None:
    task = plant_task(plan, timezone.now() - timedelta(hours=5), phone.staff)
    miss_overdue()
    (answer,) = phone.push(phone.record(task, at=task.opens_at + timedelta(minutes=9), seen=None))
    task.refresh_from_db()
    assert (answer["answer"], task.status) == ("accepted", "done")
    assert "late" in answer["flags"]
    told = Event.objects.get(verb="task.recorded_before")
    assert (told.before, told.after["status"]) == ({"status": "missed"}, "done")


def test_scan_of_the_right_tag_proves_presence(phone: Phone, plan: Plan, site: Site) -> None:
    spot = Place.objects.create(site=site, kind="checkpoint", code="C1", name="C1", full_name="C1")
    here = plant_task(plan, timezone.now() - timedelta(minutes=10), phone.staff, spot)
    scan = {"tag": str(spot.tag), "how": "nfc"}
    phone.push(phone.record(here, data={"scan": scan}))
    assert Record.objects.get().proof == "nfc"


def test_scan_of_another_tag_proves_nothing(phone: Phone, round_now: Task) -> None:
    scan = {"tag": str(uuid4()), "how": "qr"}
    (answer,) = phone.push(phone.record(round_now, data={"scan": scan}))
    assert (answer["flags"], Record.objects.get().proof) == (["scan_mismatch"], "")


def test_start_after_the_record_does_no_harm(phone: Phone, round_now: Task) -> None:
    start = phone.make("task.start", data={"task": round_now.pk})
    answers = phone.push(phone.record(round_now), start)
    assert [one["answer"] for one in answers] == ["accepted", "accepted"]
