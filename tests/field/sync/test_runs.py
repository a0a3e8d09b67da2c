"""Records that came together are taken in together; one that cannot be does not hold up others."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pinzhi.cases.models import Case
from pinzhi.field.sync.models import Operation
from pinzhi.people.models import Staff
from pinzhi.plans.models import Plan, Task
from pinzhi.records.models import Answer, Finding, Record
from pinzhi.trail.models import Event
from tests.field.sync.phone import Phone
from tests.planting import plant_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def rounds(plan: Plan, worker: Staff) -> list[Task]:
    """Six rounds of Wei's, open at this moment."""
    now = timezone.now()
    return [plant_task(plan, now - timedelta(minutes=20 - n), worker) for n in range(6)]


def test_records_of_a_batch_come_in_together(phone: Phone, rounds: list[Task]) -> None:
    photos = [phone.photo(shade) for shade in (90, 120)]
    for _declared, content in photos:
        phone.send_file(content)
    sent = [phone.record(task) for task in rounds[2:]]
    sent += [
        phone.record(task, photos=[declared["uuid"]], files=[declared])
        for task, (declared, _content) in zip(rounds, photos, strict=False)
    ]
    with CaptureQueriesContext(connection) as queries:
        answers = phone.push(*sent)
    assert [one["answer"] for one in answers] == ["accepted"] * 6
    assert [one["result"]["record"] for one in answers] == [one["uuid"] for one in sent]
    assert [q["sql"].startswith("\nINSERT INTO records_record") for q in queries].count(True) == 1
    assert Answer.objects.count() == 6 * 2  # the third item was left blank
    assert {task.status for task in Task.objects.all()} == {"done"}
    assert Answer.objects.filter(evidence__isnull=False).count() == 2
    assert Event.objects.filter(verb="record.submitted").count() == 6


def test_again_gets_the_same_receipts(phone: Phone, rounds: list[Task]) -> None:
    sent = [phone.record(task) for task in rounds]
    first, again = phone.push(*sent), phone.push(*reversed(sent))
    assert [one["answer"] for one in again] == ["had"] * 6
    assert [one["receipt"] for one in reversed(again)] == [one["receipt"] for one in first]
    assert (Record.objects.count(), Operation.objects.count()) == (6, 6)


def test_poisoned_record_leaves_the_others_be(phone: Phone, rounds: list[Task]) -> None:
    sent = [phone.record(task) for task in rounds]
    sent[2] = phone.record(rounds[2], "never heard of", "0.3", "")
    answers = phone.push(*sent)
    assert [(one["answer"], one["code"]) for one in answers] == [
        ("accepted", ""),
        ("accepted", ""),
        ("held", "bad_answers"),
        ("accepted", ""),
        ("accepted", ""),
        ("accepted", ""),
    ]
    assert Record.objects.count() == 5
    assert Event.objects.filter(verb="record.submitted").count() == 5


def test_fault_of_the_server_holds_one_only(
    phone: Phone, rounds: list[Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = [phone.record(task, data={"note": str(task.pk)}) for task in rounds]
    whole = Record.__init__

    def break_down(record: Record, *args: object, **fields: object) -> None:
        if fields.get("note") == str(rounds[4].pk):
            raise ZeroDivisionError
        whole(record, *args, **fields)

    monkeypatch.setattr(Record, "__init__", break_down)
    answers = phone.push(*sent)
    assert [one["code"] for one in answers] == ["", "", "", "", "server_fault", ""]
    assert Record.objects.count() == 5


def test_second_record_of_a_task_waits_for_the_first(phone: Phone, rounds: list[Task]) -> None:
    sent = [phone.record(rounds[0]), phone.record(rounds[1]), phone.record(rounds[0])]
    answers = phone.push(*sent)
    assert [one["code"] for one in answers] == ["", "", "task_already_recorded"]


def test_starting_one_task_does_not_part_the_records_of_others(
    phone: Phone, rounds: list[Task]
) -> None:
    sent = [
        phone.record(rounds[0]),
        phone.make("task.start", data={"task": rounds[1].pk}),
        phone.record(rounds[1]),
        phone.make("task.start", data={"task": rounds[2].pk}),
        phone.record(rounds[2]),
        phone.make("task.note", data={"task": rounds[0].pk, "text": "闸门有水"}),
    ]
    with CaptureQueriesContext(connection) as queries:
        answers = phone.push(*sent)
    assert [one["answer"] for one in answers] == ["accepted"] * 6
    assert [q["sql"].startswith("\nINSERT INTO records_record") for q in queries].count(True) == 1
    verbs = Event.objects.filter(object_id=str(rounds[0].pk)).order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["task.done", "task.noted"]
    assert {task.status for task in Task.objects.filter(pk__in=[r.pk for r in rounds[:3]])} == {
        "done"
    }


def test_what_failed_in_a_run_opens_its_cases(
    phone: Phone, rounds: list[Task], foreman: Staff
) -> None:
    sent = [phone.record(task, "pass", "0.9", "") for task in rounds]
    sent += [phone.make("case.comment", data={"text": "见图", "case": _of(sent[3], rounds[3])})]
    answers = phone.push(*sent)
    assert [one["answer"] for one in answers] == ["accepted"] * 7
    assert Case.objects.filter(owner=foreman).count() == 6
    assert Finding.objects.get(record=UUID(sent[3]["uuid"])).case.pk == answers[6]["result"]["case"]


def _of(record: dict[str, str], task: Task) -> dict[str, object]:
    """The case of the reading that failed, as a phone names it."""
    return {"operation": record["uuid"], "item": task.checklist.items.all()[1].pk}
