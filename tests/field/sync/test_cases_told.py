"""A phone shows a case as it was found, and what was said of it since."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from pinzhi.cases.models import Case, Comment
from pinzhi.people.models import Staff
from pinzhi.plans.models import Task
from pinzhi.trail.models import Event
from tests.field.sync.phone import Operation, Phone
from tests.photos import SAID

pytestmark = pytest.mark.django_db


def told_of(phone: Phone) -> Any:
    return next(one for one in phone.pull()["set"] if one["key"].startswith("case:"))


def said(phone: Phone) -> dict[str, Any]:
    """A voice note that is here."""
    declared, _ = phone.photo()
    (digest,) = [phone.send_file(SAID).json()["sha256"]]
    return {**declared, "sha256": digest, "size": len(SAID), "kind": "voice"}


def failed(phone: Phone, task: Task) -> Case:
    """A round with a wet floor: photographed, and said what is wrong."""
    note, (shot, content) = said(phone), phone.photo(7)
    phone.send_file(content)
    items = list(task.checklist.items.all())
    answers = [
        {"item": items[0].pk, "value": "fail", "photos": [shot["uuid"]], "voice": note["uuid"]},
        {"item": items[1].pk, "value": "0.3"},
    ]
    record = phone.record(task, data={"answers": answers}, files=[shot, note])
    assert [one["answer"] for one in phone.push(record)] == ["accepted"]
    return Case.objects.get()


def comment(phone: Phone, case: Case, **data: Any) -> Operation:
    files = data.pop("files", [])
    return phone.make("case.comment", data={"case": case.pk, **data}, files=files)


def test_case_of_a_round_shows_what_was_found(
    phone: Phone, round_now: Task, foreman: Staff
) -> None:
    failed(phone, round_now)
    report = told_of(Phone(foreman))["report"]
    assert (report["by"], len(report["photos"])) == ("Wei", 1)
    boss = Client()
    boss.force_login(foreman)
    assert boss.get(reverse("files:show", args=[report["voice"]])).content == SAID


def test_comment_shows_and_says_it_on_phone_and_page(
    phone: Phone, round_now: Task, foreman: Staff, client: Client
) -> None:
    case = failed(phone, round_now)
    note, (shot, content) = said(phone), phone.photo(9)
    phone.send_file(content)
    files = {"files": [shot, note], "photos": [shot["uuid"]], "voice": note["uuid"]}
    told = comment(phone, case, text="", **files)
    assert [one["answer"] for one in phone.push(told, told)] == ["accepted", "had"]
    (kept,) = told_of(Phone(foreman))["comments"]
    assert (kept["by"], kept["photos"], kept["voice"]) == ("Wei", [shot["uuid"]], note["uuid"])
    assert Comment.objects.count() == Event.objects.filter(verb="case.commented").count() == 1
    client.force_login(foreman)
    page = client.get(reverse("cases:case", args=[case.pk])).text
    assert reverse("files:show", args=[note["uuid"]]) in page
    assert reverse("files:show", args=[shot["uuid"]]) in page


def test_comment_that_says_nothing_is_not_kept(phone: Phone, round_now: Task) -> None:
    case = failed(phone, round_now)
    (answer,) = phone.push(comment(phone, case, text=" "))
    assert (answer["answer"], answer["code"]) == ("refused", "bad_operation")
    assert Comment.objects.count() == 0


def test_voice_note_said_to_be_a_photo_is_held(phone: Phone, round_now: Task) -> None:
    case = failed(phone, round_now)
    wrong = {**said(phone), "uuid": str(uuid4()), "kind": "photo"}
    told = comment(phone, case, text="看", files=[wrong], photos=[wrong["uuid"]])
    (answer,) = phone.push(told)
    assert (answer["answer"], answer["code"]) == ("held", "wrong_kind_of_file")


def test_reason_of_a_recheck_may_be_said(phone: Phone, round_now: Task, foreman: Staff) -> None:
    case = failed(phone, round_now)
    mine, (shot, content) = said(phone), phone.photo(11)
    phone.send_file(content)
    case.owner = phone.staff
    case.save(update_fields=["owner"])
    data = {"case": case.pk, "text": "", "photos": [shot["uuid"]], "voice": mine["uuid"]}
    done = phone.push(phone.make("case.fix", data=data, files=[shot, mine]))
    assert [one["answer"] for one in done] == ["accepted"]
    boss = Phone(foreman)
    note = said(boss)
    data = {"case": case.pk, "outcome": "again", "text": "", "voice": note["uuid"]}
    again = boss.push(boss.make("case.recheck", data=data, files=[note]))
    assert [one["answer"] for one in again] == ["accepted"]
    fix = case.fixes.get()
    assert (str(fix.voice_id), str(fix.recheck.voice_id)) == (mine["uuid"], note["uuid"])
