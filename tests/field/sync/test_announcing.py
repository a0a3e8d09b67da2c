"""A phone says how much it still holds, so that a wiped one is noticed."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from pinzhi.field.sync.models import Announced
from pinzhi.people.models import Staff
from pinzhi.plans.models import Task
from pinzhi.trail.models import Event
from tests.field.sync.phone import Operation, Phone

pytestmark = pytest.mark.django_db


def report(phone: Phone, *outbox: Operation, fresh: bool = False) -> Any:
    now = timezone.now().isoformat()
    rows = [{"uuid": o["uuid"], "kind": "record.submit", "captured_at": now} for o in outbox]
    told = {"device": phone.device, "fresh": fresh, "outbox": rows}
    return phone.post("sync:status", told).json()


def test_outbox_is_counted(phone: Phone, round_now: Task) -> None:
    told = report(phone, phone.record(round_now), phone.record(round_now))
    assert [one["outbox"] for one in told["phones"]] == [2]
    assert told["gap"] == {"count": 0, "items": []}


def test_what_was_sent_is_not_missing(phone: Phone, round_now: Task) -> None:
    sent = phone.record(round_now)
    report(phone, sent)
    phone.push(sent)
    assert report(phone)["gap"]["count"] == 0


def test_what_the_phone_no_longer_has_is_missing(phone: Phone, round_now: Task) -> None:
    first, second = phone.record(round_now), phone.record(round_now)
    report(phone, first, second)
    gap = report(phone, second)["gap"]
    assert (gap["count"], gap["items"][0]["uuid"]) == (1, first["uuid"])
    assert Event.objects.filter(verb="phone.lost_work").count() == 1


def test_wiped_phone_is_noticed_at_its_next_contact(
    phone: Phone, round_now: Task, foreman: Staff
) -> None:
    report(phone, *(phone.record(round_now) for _ in range(3)))
    gap = report(Phone(phone.staff), fresh=True)["gap"]
    assert gap["count"] == 3
    boss = Phone(foreman).client
    page = boss.get(reverse("sync:tray")).content.decode()
    assert "有积压或丢失的手机" in page
    found = Announced.objects.values_list("phone", flat=True).first()
    boss.post(reverse("sync:close_gap", args=[found]), {"reason": "手机坏了"})
    assert Announced.objects.count() == 0
    assert Event.objects.get(verb="phone.gap_closed").reason == "手机坏了"


def test_second_phone_in_use_makes_nothing_missing(phone: Phone, round_now: Task) -> None:
    report(phone, phone.record(round_now))
    assert report(Phone(phone.staff))["gap"]["count"] == 0


def test_missing_work_that_arrives_after_all_is_found(phone: Phone, round_now: Task) -> None:
    sent = phone.record(round_now)
    report(phone, sent)
    assert report(phone)["gap"]["count"] == 1
    phone.push(sent)
    assert report(phone)["gap"]["count"] == 0


def test_push_tells_the_gap_too(phone: Phone, round_now: Task) -> None:
    report(phone, phone.record(round_now))
    body = {**phone.envelope([]), "outbox": []}
    assert phone.post("sync:push", body).json()["gap"]["count"] == 1
