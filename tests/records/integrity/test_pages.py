"""The pages of signs, looked at by those they are for and by those they are not."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext_lazy

from pinzhi.cases.actions import hand_in_record
from pinzhi.people.models import Staff
from pinzhi.plans.models import Plan, Task
from pinzhi.records.integrity.actions import Seen, answer_flag, raise_flags
from pinzhi.records.integrity.facts import Sign
from pinzhi.records.integrity.sentences import say
from pinzhi.records.integrity.states import Answer, Detector, Strength
from pinzhi.records.models import Flag, Record
from tests.planting import fill_in, plant_task
from tests.records.integrity.test_examining import hand_in

pytestmark = pytest.mark.django_db
LOT = gettext_lazy(
    "Drawn for a recheck by lot. Somebody else will look at it; nothing follows from the draw "
    "itself."
)
NUMBERS = {"records": 2, "took": 2, "items": 3, "least": 9}


@pytest.fixture
def record(plan: Plan, worker: Staff, now: datetime) -> Record:
    return hand_in(plan, worker, now)


@pytest.fixture
def flag(record: Record, inspector: Staff, worker: Staff) -> Flag:  # noqa: ARG001 -- is drawn
    return plant_flag(record, "1", worker)


def plant_flag(record: Record, key: str, person: Staff, detector: str = "too_short") -> Flag:
    sign = Sign(detector, 0.8, [str(record.pk)], NUMBERS)
    at = record.captured_at
    return raise_flags([Seen(sign, key, record.site, at, person_id=person.pk)])[0]


def get(client: Client, who: Staff, name: str, *args: object, **query: str) -> Any:
    client.force_login(who)
    return client.get(reverse(name, args=args), query)


def rows(answer: Any) -> list[int]:
    return [row.pk for row in answer.context["view"].page.rows]


def test_a_sign_is_explained_with_what_it_rests_on(
    client: Client, flag: Flag, record: Record, site_manager: Staff
) -> None:
    page = get(client, site_manager, "records:flag", flag.pk).content.decode()
    for part in (say("too_short", NUMBERS), record.title, "Wei", "Bo", "0.80"):
        assert part in page
    assert reverse("records:record", args=[record.pk]) in page
    assert reverse("records:answer_flag", args=[flag.pk]) not in page


def test_who_sees_which_signs(
    client: Client,
    flag: Flag,
    worker: Staff,
    foreman: Staff,
    inspector: Staff,
    site_manager: Staff,
    quality_officer: Staff,
    auditor: Staff,
    sister_manager: Staff,
) -> None:
    for who in (inspector, site_manager, quality_officer, auditor):
        assert rows(get(client, who, "records:flag_list")) == [flag.pk]
    for who in (foreman, sister_manager):
        assert rows(get(client, who, "records:flag_list")) == []
        assert get(client, who, "records:flag", flag.pk).status_code == 404
    assert get(client, worker, "records:flag_list").status_code == 403
    assert get(client, worker, "records:flag", flag.pk).status_code == 404


def test_nobody_sees_a_sign_about_himself(
    client: Client, record: Record, inspector: Staff, site_manager: Staff
) -> None:
    own = plant_flag(record, "x", site_manager)
    assert own.checker == inspector
    assert rows(get(client, site_manager, "records:flag_list")) == []
    assert get(client, site_manager, "records:flag", own.pk).status_code == 404


def test_the_one_who_recorded_reads_of_the_draw_and_later_what_was_confirmed(
    client: Client, flag: Flag, record: Record, worker: Staff, colleague: Staff, inspector: Staff
) -> None:
    own = get(client, worker, "records:record", record.pk).content.decode()
    assert str(LOT) in own
    assert say("too_short", NUMBERS) not in own
    assert str(LOT) not in get(client, colleague, "records:record", record.pk).content.decode()
    answer_flag(flag, Answer.CONFIRMED, note="Nobody was there", by=inspector)
    own = get(client, worker, "records:record", record.pk).content.decode()
    assert say("too_short", NUMBERS) in own
    assert "Nobody was there" in own
    assert reverse("records:flag", args=[flag.pk]) not in own
    assert (
        say("too_short", NUMBERS)
        not in get(client, colleague, "records:record", record.pk).content.decode()
    )


def test_a_refuted_sign_never_reaches_the_person(
    client: Client, flag: Flag, record: Record, worker: Staff, inspector: Staff
) -> None:
    answer_flag(flag, Answer.REFUTED, note="All in order", by=inspector)
    own = get(client, worker, "records:record", record.pk).content.decode()
    assert say("too_short", NUMBERS) not in own
    assert str(LOT) not in own


def test_the_person_drawn_answers_on_the_page(
    client: Client, flag: Flag, inspector: Staff, site_manager: Staff
) -> None:
    address = reverse("records:answer_flag", args=[flag.pk])
    page = get(client, inspector, "records:flag", flag.pk).content.decode()
    assert address in page
    assert client.post(address, {"answer": "confirmed", "note": ""}).status_code == 422
    assert client.post(address, {"answer": "waiting", "note": "x"}).status_code == 422
    told = {"answer": "refuted", "note": "Stairs are short"}
    assert client.post(address, told).status_code == 302
    assert client.post(address, told).status_code == 409
    client.force_login(site_manager)
    assert client.post(address, told).status_code == 403
    flag.refresh_from_db()
    assert (flag.status, flag.note) == ("refuted", "Stairs are short")


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({"detector": "too_short"}, 1),
        ({"detector": "old_photo"}, 0),
        ({"status": "waiting"}, 1),
        ({"status": "confirmed"}, 0),
        ({"weight": "middle"}, 1),
        ({"weight": "heavy"}, 0),
        ({"drawn": "me"}, 1),
        ({"person": "0"}, 0),
        ({"happened_to": "2026-09-15"}, 0),
    ],
)
def test_signs_are_narrowed(
    client: Client, flag: Flag, inspector: Staff, query: dict[str, str], number: int
) -> None:
    assert rows(get(client, inspector, "records:flag_list", **query)) == [flag.pk] * number


def test_precision_follows_from_answers(
    client: Client, record: Record, worker: Staff, inspector: Staff
) -> None:
    for n in range(4):
        flag = plant_flag(record, str(n), worker)
        answer = Answer.CONFIRMED if n else Answer.UNCLEAR
        answer_flag(flag, answer, note="Seen", by=inspector)
    page = get(client, inspector, "records:detector_list")
    known = {one.detector.value: one for one in page.context["detectors"]}
    assert (known["too_short"].answered, known["too_short"].unclear) == (3, 1)
    assert known["too_short"].precision.share == 0.8
    assert "80%" in page.content.decode()
    assert known["old_photo"].answered == 0
    assert len(known) == len(Detector) == 21


@pytest.mark.parametrize("number", [1, 3])
def test_pages_take_the_same_queries_however_many(
    client: Client, plan: Plan, worker: Staff, inspector: Staff, now: datetime, number: int
) -> None:
    records = [hand_in(plan, worker, now - timedelta(hours=n)) for n in range(number)]
    about = [str(record.pk) for record in records]
    seen = [
        Seen(Sign("too_short", 0.8, about, NUMBERS), str(n), one.site, now, person_id=worker.pk)
        for n, one in enumerate(records)
    ]
    flags = raise_flags(seen)
    for name, args, most in (
        ("records:flag_list", [], 10),
        ("records:flag", [flags[0].pk], 11),
        ("records:detector_list", [], 8),
    ):
        client.force_login(inspector)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name, args=args)).status_code == 200
        assert len(queries) <= most, name


def test_missed_tasks_are_shown_side_by_side(
    client: Client, plan: Plan, worker: Staff, inspector: Staff, now: datetime
) -> None:
    tasks = [plant_task(plan, now - timedelta(days=n), worker) for n in range(1, 4)]
    about = [str(task.pk) for task in tasks]
    sign = Sign("missed_unexplained", 0.7, about, {"times": 3})
    seen = Seen(sign, "k", plan.site, now, person_id=worker.pk, task_id=tasks[0].pk)
    flag = raise_flags([seen])[0]
    page = get(client, inspector, "records:flag", flag.pk)
    assert len(page.context["shown"].tasks) == 3
    assert say("missed_unexplained", {"times": 3}) in page.content.decode()


def test_strength_stands_on_each_record(
    client: Client, task: Task, worker: Staff, now: datetime
) -> None:
    record, _ = hand_in_record(fill_in(task, at=now, proof="nfc"), task=task, by=worker, now=now)
    page = get(client, worker, "records:record", record.pk)
    assert page.context["notice"].strength == str(Strength.NFC.label)
    Record.objects.update(proof="")
    page = get(client, worker, "records:record", record.pk)
    assert page.context["notice"].strength == str(Strength.MANUAL.label)
