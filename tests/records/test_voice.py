"""What was said of an item stands beside it, and never in place of a photo."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from pinzhi.files.actions import file_evidence, keep_recording
from pinzhi.files.models import Evidence
from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.models import Task
from pinzhi.records.actions import submit_record
from pinzhi.records.models import Finding
from pinzhi.records.refusals import WrongEvidence
from tests.photos import SAID, plant_photo
from tests.planting import fill_in, with_answer

pytestmark = pytest.mark.django_db


def said(site: Site, by: Staff, now: datetime) -> UUID:
    kept = file_evidence(
        keep_recording(SAID),
        uid=uuid4(),
        site=site,
        kind=Evidence.Kind.VOICE,
        captured_at=now,
        by=by,
    )
    return kept.pk


def test_voice_note_is_played_on_record_and_finding(
    task: Task, worker: Staff, foreman: Staff, now: datetime, client: Client
) -> None:
    note = said(task.site, worker, now)
    told = with_answer(fill_in(task, ("fail", "0.3", ""), at=now), 0, voice=note)
    record, _ = submit_record(told, task=task, by=worker, now=now)
    client.force_login(foreman)
    player = f'<audio controls preload="none" src="{reverse("files:show", args=[note])}"'
    finding = Finding.objects.get()
    for page in (
        reverse("records:record", args=[record.pk]),
        reverse("records:finding", args=[finding.pk]),
    ):
        text = client.get(page).text
        assert text.count(player) == 1
        assert text.count("<img") == 0


def test_voice_note_is_no_photo_and_a_photo_no_voice_note(
    task: Task, worker: Staff, now: datetime
) -> None:
    note, photo = said(task.site, worker, now), plant_photo(task.site, worker, now)
    told = fill_in(task, ("fail", "0.3", ""), at=now)
    for wrong in (with_answer(told, 0, photos=(note,)), with_answer(told, 0, voice=photo)):
        with pytest.raises(WrongEvidence):
            submit_record(wrong, task=task, by=worker, now=now)


def test_voice_note_makes_another_body(task: Task, now: datetime) -> None:
    told = fill_in(task, at=now)
    spoken = with_answer(told, 0, voice=uuid4())
    assert spoken.body_hash(task.pk) != told.body_hash(task.pk)
    assert replace(told).body_hash(task.pk) == told.body_hash(task.pk)
