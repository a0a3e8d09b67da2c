from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import translation

from pinzhi.common.states import MoveRefused
from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.actions import cancel_task, start_task
from pinzhi.plans.models import Task
from pinzhi.plans.refusals import NotOpenYet
from pinzhi.plans.states import Status
from pinzhi.records.actions import submit_record
from pinzhi.records.models import AnswerEvidence, Finding, Record
from pinzhi.records.refusals import (
    BadAnswers,
    CapturedInTheFuture,
    SameNameOtherBody,
    TaskAlreadyRecorded,
    WrongEvidence,
)
from pinzhi.records.submissions import Given, Submission
from pinzhi.trail.models import Event
from tests.photos import plant_photo
from tests.planting import fill_in, plant_edition, plant_plan, plant_task, with_answer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Refusals are told by their sentences; here in the language they are written in."""
    with translation.override("en"):
        yield


def events(thing: object) -> list[str]:
    rows = Event.objects.filter(object_id=str(thing.pk)).order_by("id")  # type: ignore[attr-defined]
    return list(rows.values_list("verb", flat=True))


def test_submit_record_files_every_answer(task: Task, worker: Staff, now: datetime) -> None:
    record, created = submit_record(fill_in(task, at=now), task=task, by=worker, now=now)

    answers = list(record.answers.order_by("item__order").values_list("value", "verdict"))
    assert created
    assert answers == [("pass", "pass"), ("0.3", "pass")]  # the optional remark was left out
    assert (record.failed, record.deducted, record.total) == (0, Decimal(0), Decimal(100))
    assert (record.site_id, record.checklist_id) == (task.site_id, task.checklist_id)
    assert events(record) == ["record.submitted"]


@pytest.mark.parametrize(
    ("minutes", "status"),
    [
        (0, Status.DONE),  # as the window opens
        (30, Status.DONE),  # the last instant of the window
        (31, Status.LATE),
    ],
)
def test_submit_record_finishes_the_task_by_capture_time(
    task: Task, worker: Staff, now: datetime, minutes: int, status: Status
) -> None:
    at = now + timedelta(minutes=minutes)
    submit_record(fill_in(task, at=at), task=task, by=worker, now=at + timedelta(days=1))
    task.refresh_from_db()
    assert (task.status, task.done_at, task.assignee) == (status, at, worker)


def test_a_record_made_in_time_undoes_the_miss(task: Task, worker: Staff, now: datetime) -> None:
    Task.objects.update(status=Status.MISSED)
    submit_record(fill_in(task, at=now), task=task, by=worker, now=now)
    task.refresh_from_db()
    assert task.status == Status.DONE


def test_the_same_record_sent_twice_is_stored_once(
    task: Task, worker: Staff, now: datetime
) -> None:
    submission = fill_in(task, ("fail", "0.3", ""), at=now)
    first, _ = submit_record(submission, task=task, by=worker, now=now)
    again, created = submit_record(submission, task=task, by=worker, now=now)

    assert (again, created) == (first, False)
    assert (Record.objects.count(), Finding.objects.count()) == (1, 1)
    assert Event.objects.filter(verb="record.submitted").count() == 1


def test_the_order_of_answers_makes_no_other_body(task: Task, worker: Staff, now: datetime) -> None:
    submission = fill_in(task, at=now)
    submit_record(submission, task=task, by=worker, now=now)
    turned = replace(submission, answers=list(reversed(submission.answers)))
    _, created = submit_record(turned, task=task, by=worker, now=now)
    assert not created


def test_another_body_under_the_same_uid_is_refused(
    task: Task, worker: Staff, now: datetime
) -> None:
    submission = fill_in(task, at=now)
    first, _ = submit_record(submission, task=task, by=worker, now=now)
    with pytest.raises(SameNameOtherBody):
        submit_record(with_answer(submission, 0, value="fail"), task=task, by=worker, now=now)
    assert first.answers.get(item__code="01").value == "pass"


def test_a_second_record_for_the_task_is_refused(
    task: Task, worker: Staff, colleague: Staff, now: datetime
) -> None:
    submit_record(fill_in(task, at=now), task=task, by=worker, now=now)
    with pytest.raises(TaskAlreadyRecorded):
        submit_record(fill_in(task, at=now), task=task, by=colleague, now=now)
    assert Record.objects.get().by == worker


def test_a_failed_item_makes_a_finding(task: Task, worker: Staff, now: datetime) -> None:
    submission = fill_in(task, ("fail", "0.5", ""), at=now)
    record, _ = submit_record(submission, task=task, by=worker, now=now)

    findings = record.findings.order_by("item__order")
    assert [(f.item.code, f.status, f.deduction) for f in findings] == [
        ("01", "open", Decimal(2)),
        ("02", "open", Decimal(5)),  # 0.5 MPa is above the limit
    ]
    assert [(f.clause.number, f.found_by, f.found_at) for f in findings] == [
        ("1", worker, now),
        ("1", worker, now),
    ]
    assert (record.failed, record.deducted) == (2, Decimal(7))
    assert events(findings[0]) == ["finding.found"]


def test_a_finding_put_right_on_the_spot_is_closed_with_both_photos(
    task: Task, worker: Staff, now: datetime
) -> None:
    before = plant_photo(task.site, worker, now, shade=1)
    after = plant_photo(task.site, worker, now, shade=2)
    submission = with_answer(
        fill_in(task, ("fail", "0.3", ""), at=now),
        0,
        photos=(before,),
        put_right=True,
        put_right_photos=(after,),
    )
    record, _ = submit_record(submission, task=task, by=worker, now=now)

    finding = record.findings.get()
    photos = AnswerEvidence.objects.order_by("shows").values_list("shows", "evidence")
    assert (finding.status, finding.closed_at) == ("on_the_spot", now)
    assert list(photos) == [("found", before), ("put_right", after)]


Change = Callable[[Submission], Submission]
PHOTO = uuid4()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda s: with_answer(s, 0, value=""), "01 Floor is dry"),  # a required item is open
        (lambda s: with_answer(s, 0, value="perhaps"), "01 Floor is dry"),
        (lambda s: with_answer(s, 1, value="much"), "02 Water pressure"),
        (lambda s: with_answer(s, 0, put_right=True), "01 Floor is dry"),  # nothing failed
        (lambda s: with_answer(s, 0, value="fail", put_right=True), "01 Floor is dry"),  # no photos
        (
            lambda s: with_answer(
                s, 1, value="9", put_right=True, photos=(PHOTO,), put_right_photos=(PHOTO,)
            ),
            "02 Water pressure",  # not one for the spot
        ),
        (lambda s: replace(s, answers=[*s.answers, s.answers[0]]), "answered twice"),
        (lambda s: replace(s, answers=[*s.answers, Given(10**9, "pass")]), "another checklist"),
    ],
)
def test_answers_that_do_not_fit_are_refused_whole(
    task: Task, worker: Staff, now: datetime, change: Change, sentence: str
) -> None:
    with pytest.raises(BadAnswers, match=sentence):
        submit_record(change(fill_in(task, at=now)), task=task, by=worker, now=now)
    task.refresh_from_db()
    assert (Record.objects.count(), task.status) == (0, Status.DUE)


def _task_asking(rule: str, site: Site, worker: Staff, now: datetime) -> Task:
    """A round whose first item asks for this evidence."""
    edition = plant_edition(items={"01": {"evidence": rule}})
    return plant_task(plant_plan(site, edition), now, worker)


@pytest.mark.parametrize(
    ("rule", "value", "missing"),
    [
        ("photo", "pass", "photo"),
        ("photo_on_fail", "fail", "photo"),
        ("signature", "pass", "signature"),
        ("photo_and_signature", "pass", "photo"),
    ],
)
def test_evidence_the_item_asks_for_is_required(
    site: Site, worker: Staff, now: datetime, rule: str, value: str, missing: str
) -> None:
    task = _task_asking(rule, site, worker, now)
    with pytest.raises(BadAnswers, match=missing):
        submit_record(fill_in(task, (value, "0.3", ""), at=now), task=task, by=worker, now=now)


def test_evidence_is_not_asked_of_what_does_not_apply(
    site: Site, worker: Staff, now: datetime
) -> None:
    task = _task_asking("photo_and_signature", site, worker, now)
    submission = fill_in(task, ("not_applicable", "0.3", ""), at=now)
    _, created = submit_record(submission, task=task, by=worker, now=now)
    assert created


def test_a_photo_and_a_signature_satisfy_the_item(site: Site, worker: Staff, now: datetime) -> None:
    task = _task_asking("photo_and_signature", site, worker, now)
    photo, name = plant_photo(task.site, worker, now), plant_photo(task.site, worker, now, 7)
    submission = with_answer(fill_in(task, at=now, signature=name), 0, photos=(photo,))
    record, _ = submit_record(submission, task=task, by=worker, now=now)
    assert record.signature_id == name


def test_evidence_of_somebody_else_is_refused(
    task: Task, worker: Staff, colleague: Staff, now: datetime
) -> None:
    photo = plant_photo(task.site, colleague, now)
    submission = with_answer(fill_in(task, at=now), 0, photos=(photo,))
    with pytest.raises(WrongEvidence):
        submit_record(submission, task=task, by=worker, now=now)


def test_a_record_from_the_future_is_refused(task: Task, worker: Staff, now: datetime) -> None:
    ahead = fill_in(task, at=now + timedelta(minutes=6))
    with pytest.raises(CapturedInTheFuture):
        submit_record(ahead, task=task, by=worker, now=now)


def test_a_record_from_before_the_window_is_refused(
    task: Task, worker: Staff, now: datetime
) -> None:
    early = fill_in(task, at=now - timedelta(minutes=1))
    with pytest.raises(NotOpenYet):
        submit_record(early, task=task, by=worker, now=now)
    assert Record.objects.count() == 0


def test_a_cancelled_task_takes_no_record(
    task: Task, worker: Staff, foreman: Staff, now: datetime
) -> None:
    cancel_task(task, reason="closed", by=foreman)
    with pytest.raises(MoveRefused):
        submit_record(fill_in(task, at=now), task=task, by=worker, now=now)
    assert Record.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_one_uid_sent_many_times_at_once_is_one_record(
    task: Task, worker: Staff, now: datetime
) -> None:
    start_task(task, by=worker, at=now)
    submission = fill_in(task, ("fail", "0.3", ""), at=now)

    def send(_: int) -> tuple[object, bool]:
        try:
            record, created = submit_record(submission, task=task, by=worker, now=now)
            return record.pk, created
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        receipts = list(pool.map(send, range(16)))

    assert {uid for uid, _ in receipts} == {submission.uid}
    assert sum(created for _, created in receipts) == 1
    assert (Record.objects.count(), Finding.objects.count()) == (1, 1)
