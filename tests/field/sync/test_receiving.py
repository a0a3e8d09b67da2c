"""Operations come in once each, whole, and in whatever order."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pinzhi.cases.models import Case
from pinzhi.field.sync.models import Operation
from pinzhi.people.actions import retire_staff
from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.models import Plan, Task
from pinzhi.records.models import Record
from pinzhi.trail.models import Event
from tests.field.sync.phone import Phone
from tests.planting import plant_edition, plant_plan, plant_task

pytestmark = pytest.mark.django_db


def test_record_is_accepted_with_a_receipt(phone: Phone, round_now: Task) -> None:
    sent = phone.record(round_now)
    (answer,) = phone.push(sent)
    record = Record.objects.get()
    round_now.refresh_from_db()
    assert (answer["answer"], answer["status"], answer["code"]) == ("accepted", 200, "")
    assert answer["result"] == {"record": sent["uuid"], "task": round_now.pk}
    assert (str(record.uid), record.by, round_now.status) == (sent["uuid"], phone.staff, "done")
    assert record.device == phone.device
    receipt = answer["receipt"]
    assert (receipt["uuid"], receipt["body_hash"]) == (sent["uuid"], sent["body_hash"])
    assert receipt["files"] == []


def test_same_again_gets_the_same_receipt(phone: Phone, round_now: Task) -> None:
    sent = phone.record(round_now)
    (first,) = phone.push(sent)
    (again,) = phone.push(sent)
    assert (again["answer"], again["receipt"]) == ("had", first["receipt"])
    assert Record.objects.count() == 1


def test_batch_holds_an_operation_twice(phone: Phone, round_now: Task) -> None:
    sent = phone.record(round_now)
    first, second = phone.push(sent, sent)
    assert (first["answer"], second["answer"]) == ("accepted", "had")


def test_same_number_with_other_body_goes_to_a_person(phone: Phone, round_now: Task) -> None:
    first = phone.record(round_now)
    other = phone.record(round_now, "fail", "0.3", "", uid=first["uuid"])
    phone.push(first)
    (answer,) = phone.push(other)
    assert (answer["answer"], answer["status"]) == ("conflict", 409)
    assert answer["code"] == "operation_uuid_taken"
    assert answer["receipt"]["body_hash"] == other["body_hash"]
    kept = Operation.objects.order_by("pk").values_list("body", flat=True)
    assert list(kept) == [first["body"], other["body"]]
    assert Record.objects.get().failed == 0


def test_second_person_for_a_task_is_a_conflict(
    phone: Phone, round_now: Task, colleague: Staff
) -> None:
    phone.push(phone.record(round_now))
    Task.objects.filter(pk=round_now.pk).update(assignee=colleague)
    other = Phone(colleague)
    (answer,) = other.push(other.record(round_now))
    assert (answer["answer"], answer["code"]) == ("conflict", "task_already_recorded")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"body_hash": "0" * 64}, "wrong_hash"),
        ({"body": "{"}, "wrong_hash"),
        ({"body": "x" * 200_001}, "bad_operation"),
    ],
)
def test_damaged_operation_is_refused_and_not_kept(
    phone: Phone, round_now: Task, change: dict[str, str], code: str
) -> None:
    good = phone.record(round_now)
    bad, fine = phone.push({**phone.record(round_now), **change}, good)
    assert (bad["answer"], bad["code"], bad["receipt"]) == ("refused", code, None)
    assert fine["answer"] == "accepted"
    assert Operation.objects.count() == 1


def test_another_author_is_refused(phone: Phone, round_now: Task, colleague: Staff) -> None:
    (answer,) = phone.push(phone.record(round_now, author=colleague.pk))
    assert (answer["answer"], answer["code"]) == ("refused", "not_the_author")


def test_thing_never_reached_is_refused(phone: Phone, other_site: Site) -> None:
    plan = plant_plan(other_site, plant_edition("BANK"))
    far = plant_task(plan, timezone.now() - timedelta(minutes=5))
    (answer,) = phone.push(phone.record(far))
    assert (answer["answer"], answer["code"]) == ("refused", "unknown_thing")


def test_bad_answers_are_held_with_a_receipt(phone: Phone, round_now: Task) -> None:
    (answer,) = phone.push(phone.record(round_now, "pass", "lots", ""))
    assert (answer["answer"], answer["code"]) == ("held", "bad_answers")
    assert answer["receipt"]["files"] == []
    assert Event.objects.filter(verb="operation.held").count() == 1


def test_nobodys_right_is_held(butler: Staff, round_now: Task) -> None:
    other = Phone(butler)
    (answer,) = other.push(other.record(round_now))
    assert (answer["answer"], answer["code"]) == ("held", "no_right")


def test_leaver_hands_over_and_nothing_of_it_counts(phone: Phone, round_now: Task) -> None:
    sent, handover = phone.record(round_now), phone.pull()["handover"]
    token = {"x-pinzhi-handover": handover}
    early = Phone(phone.staff, signed_in=False)
    assert early.post("sync:push", early.envelope([sent]), **token).status_code == 401
    retire_staff(phone.staff, at=timezone.now(), by=None)
    assert phone.post("sync:push", phone.envelope([sent])).status_code == 401
    answer = early.post("sync:push", early.envelope([sent]), **token).json()["answers"][0]
    assert (answer["answer"], answer["code"]) == ("held", "author_left")
    assert answer["receipt"]["uuid"] == sent["uuid"]
    hello = early.client.get("/my/sync/hello/", headers=token).json()
    assert (hello["staff"], hello["left"]) == (None, True)


def test_clock_that_is_wrong_is_flagged_and_corrected(phone: Phone, round_now: Task) -> None:
    ahead = timezone.now() + timedelta(hours=3)
    (answer,) = phone.push(phone.record(round_now, at=ahead))
    record = Record.objects.get()
    assert answer["flags"] == ["clock_skew"]
    assert record.captured_at <= record.received_at
    assert Operation.objects.get().to_show


def test_record_costs_so_many_queries(
    phone: Phone, plan: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    now = timezone.now()
    tasks = [plant_task(plan, now - timedelta(minutes=20 - n), phone.staff) for n in range(5)]
    phone.push(phone.record(tasks[0]))
    body = phone.envelope([phone.record(tasks[1])])
    with django_assert_num_queries(31):
        phone.post("sync:push", body)
    body = phone.envelope([phone.record(task) for task in tasks[2:]])
    with django_assert_num_queries(29):  # taken in together: as many for three as for three hundred
        phone.post("sync:push", body)


def test_finding_without_a_task_opens_a_case(phone: Phone, site: Site, foreman: Staff) -> None:
    declared, content = phone.photo()
    phone.send_file(content)
    data = {
        "site": site.pk,
        "title": "消防门坏",
        "text": "关不上",
        "department": "engineering",
        "photos": [declared["uuid"]],
    }
    report = phone.make("finding.report", data=data, files=[declared])
    (answer,) = phone.push(report)
    case = Case.objects.get()
    assert answer["result"] == {"case": case.pk}
    assert (case.title, case.owner, case.report.text) == ("消防门坏", foreman, "关不上")
    assert [str(p.pk) for p in case.report.photos.all()] == [declared["uuid"]]
