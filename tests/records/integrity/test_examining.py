"""Records that come in are gone over, each once, and say what they have to say."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image, ImageDraw

from pinzhi.cases.actions import hand_in_record
from pinzhi.files.actions import keep_evidence
from pinzhi.files.models import Evidence
from pinzhi.people.models import Staff
from pinzhi.places.models import Place, Site
from pinzhi.plans.models import Plan
from pinzhi.records.integrity.examining import examine_next
from pinzhi.records.models import Examined, Flag, PhotoPrint, Record
from tests.planting import fill_in, plant_task, with_answer

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def hand_in(
    plan: Plan,
    by: Staff,
    at: datetime,
    *,
    took: timedelta = MINUTE,
    place: Place | None = None,
    photos: Sequence[UUID] = (),
    late: timedelta = timedelta(0),
    device: str = "",
) -> Record:
    opens_at = at - timedelta(seconds=600, microseconds=uuid4().int % 999_999)
    task = plant_task(plan, opens_at, by, place)
    filled = with_answer(fill_in(task, at=at), 0, photos=tuple(photos))
    submission = replace(filled, started_at=at - took)
    record, _ = hand_in_record(submission, task=task, by=by, now=at, device=device)
    Record.objects.filter(pk=record.pk).update(received_at=at + late + timedelta(seconds=2))
    return record


def signs() -> dict[str, Flag]:
    return {flag.detector: flag for flag in Flag.objects.all()}


def places(site: Site, number: int) -> list[Place]:
    def make(kind: str, code: str, parent: Place | None = None, floor: int | None = None) -> Place:
        return Place.objects.create(
            site=site, kind=kind, code=code, name=code, full_name=code, parent=parent, floor=floor
        )

    buildings = [make("building", f"B{n}") for n in range(3)]
    return [make("checkpoint", f"C{n}", buildings[n % 3], n) for n in range(number)]


def test_honest_records_say_nothing_and_are_gone_over_once(
    plan: Plan, worker: Staff, now: datetime
) -> None:
    for n in range(3):
        hand_in(plan, worker, now - timedelta(hours=n))
    assert [examine_next(), examine_next()] == [3, 0]
    assert signs() == {}


def test_a_record_that_commits_late_is_still_found(
    plan: Plan, worker: Staff, now: datetime
) -> None:
    hand_in(plan, worker, now)
    examine_next()
    late = hand_in(plan, worker, now - timedelta(minutes=50))
    assert examine_next() == 1
    assert Examined.objects.filter(record=late).exists()
    hand_in(plan, worker, now + timedelta(hours=9))
    examine_next()
    assert Examined.objects.count() == 1  # what can no longer be overtaken is forgotten


def test_a_batch_from_one_chair_is_one_sign_that_grows(
    plan: Plan, worker: Staff, site: Site, now: datetime
) -> None:
    spots = places(site, 8)
    for n, spot in enumerate(spots[:6]):
        hand_in(plan, worker, now + timedelta(seconds=8 * n), took=timedelta(seconds=6), place=spot)
    examine_next()
    assert set(signs()) == {"batch_filling", "impossible_travel"}
    assert len(signs()["batch_filling"].about) == 6
    for n, spot in enumerate(spots[6:], start=6):
        hand_in(plan, worker, now + timedelta(seconds=8 * n), took=timedelta(seconds=6), place=spot)
    examine_next()
    assert len(signs()["batch_filling"].about) == 8
    assert signs()["batch_filling"].numbers == {"records": 8, "places": 8, "took": 56}


def test_records_handed_over_a_day_later_are_said_once_a_day(
    plan: Plan, worker: Staff, now: datetime
) -> None:
    for n in range(4):
        hand_in(plan, worker, now + timedelta(minutes=20 * n), late=timedelta(hours=26))
    examine_next()
    assert set(signs()) == {"late_handover"}
    assert signs()["late_handover"].person == worker


def test_two_people_on_one_phone_at_once_are_both_concerned(
    plan: Plan, worker: Staff, colleague: Staff, now: datetime
) -> None:
    for n in range(3):
        at = now + timedelta(minutes=10 * n)
        hand_in(plan, worker, at, device="phone")
        hand_in(plan, colleague, at + timedelta(seconds=5), device="phone")
    examine_next()
    flag = signs()["device_shared"]
    assert (flag.people, flag.person) == (sorted([worker.pk, colleague.pk]), None)


def photo(site: Site, by: Staff, at: datetime, seed: int, *, quality: int = 90) -> UUID:
    picture = Image.new("RGB", (320, 240), (150, 150, 150))
    pen = ImageDraw.Draw(picture)
    for n in range(9):
        x, y = (seed * 67 + n * 83) % 260, (seed * 29 + n * 61) % 180
        pen.rectangle([x, y, x + 50, y + 40], fill=((seed * 90 + n * 45) % 255, 40 * n % 255, 90))
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality)
    upload = SimpleUploadedFile("photo.jpg", out.getvalue())
    kept = keep_evidence(
        upload, uid=uuid4(), site=site, kind=Evidence.Kind.PHOTO, captured_at=at, by=by
    )
    return kept.uid


def test_photos_used_again_are_found_as_they_are_and_encoded_anew(
    plan: Plan, worker: Staff, site: Site, now: datetime
) -> None:
    first = hand_in(plan, worker, now, photos=[photo(site, worker, now, 1)])
    other = now + timedelta(hours=2)
    hand_in(plan, worker, other, photos=[photo(site, worker, other, 2)])
    examine_next()
    assert signs() == {}
    again = now + timedelta(days=40)
    same = hand_in(plan, worker, again, photos=[photo(site, worker, again, 1)])
    later = again + timedelta(hours=2)
    alike = hand_in(plan, worker, later, photos=[photo(site, worker, later, 2, quality=60)])
    examine_next()
    assert set(signs()) == {"reused_photo", "near_duplicate_photo"}
    assert signs()["reused_photo"].about == [str(same.pk), str(first.pk)]
    assert signs()["near_duplicate_photo"].record == alike
    assert PhotoPrint.objects.filter(camera=False).count() == 3


def marked(site: Site, by: Staff, at: datetime, seed: int, code: str) -> UUID:
    """A photo as the app takes it: what it is for stands in the file."""
    out = BytesIO()
    Image.new("RGB", (320, 240), (seed * 50, 150, 150)).save(out, "JPEG", comment=f"pinzhi:{code}")
    upload = SimpleUploadedFile("photo.jpg", out.getvalue())
    kept = keep_evidence(
        upload, uid=uuid4(), site=site, kind=Evidence.Kind.PHOTO, captured_at=at, by=by
    )
    return kept.uid


def test_photo_taken_for_another_task_is_told_by_its_mark(
    plan: Plan, worker: Staff, site: Site, now: datetime
) -> None:
    hours = [now + timedelta(hours=2 * n) for n in range(3)]
    tasks = [plant_task(plan, at, worker) for at in hours]
    codes = [f"{plan.checklist.code}-{task.pk}" for task in tasks]
    shots = [codes[0], f"{codes[0]} {codes[1]}", "no mark of ours"]
    for n, (task, at, code) in enumerate(zip(tasks, hours, shots, strict=True)):
        shot = marked(site, worker, at, n, code)
        filled = with_answer(fill_in(task, at=at), 0, photos=(shot,))
        hand_in_record(replace(filled, started_at=at - MINUTE), task=task, by=worker, now=at)
    examine_next()
    told = {flag.record and flag.record.task_id: flag.numbers for flag in signs_of("foreign_code")}
    assert told[tasks[1].pk] == {"code": codes[0], "own": codes[1]}
    assert tasks[0].pk not in told


def signs_of(detector: str) -> list[Flag]:
    return list(Flag.objects.filter(detector=detector).select_related("record"))


def test_going_over_takes_the_same_queries_however_many(
    plan: Plan, worker: Staff, now: datetime
) -> None:
    counts = []
    for size in (1, 6):
        for n in range(size):
            hand_in(plan, worker, now + timedelta(days=size, minutes=5 * n))
        with CaptureQueriesContext(connection) as queries:
            assert examine_next() == size
        counts.append(len(queries))
    assert counts[1] <= counts[0] + 1
