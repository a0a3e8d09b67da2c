"""Taking in a record: once, whole, and judged against the edition its task was made from."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from pinzhi.files.models import Evidence
from pinzhi.people.models import Staff
from pinzhi.plans.actions import complete_task
from pinzhi.plans.models import Task
from pinzhi.records.judging import Judged, judge_answers
from pinzhi.records.models import Answer, AnswerEvidence, Finding, Record
from pinzhi.records.refusals import (
    CapturedInTheFuture,
    SameNameOtherBody,
    TaskAlreadyRecorded,
    WrongEvidence,
)
from pinzhi.records.states import FindingStatus
from pinzhi.records.submissions import Given, Submission
from pinzhi.standards.answers import Verdict
from pinzhi.trail import actions as trail

CLOCK_SLACK = timedelta(minutes=5)


@transaction.atomic
def submit_record(
    submission: Submission, *, task: Task, by: Staff, now: datetime | None = None
) -> tuple[Record, bool]:
    """Take in one record; the second value says whether it is new.

    The same uid with the same body again changes nothing and gives the same record; with another
    body it is refused and the first one stays. Finishes the task and files a finding for every
    item that failed. Refusals: SameNameOtherBody, TaskAlreadyRecorded, CapturedInTheFuture,
    BadAnswers, WrongEvidence, and those of `complete_task`.
    """
    body_hash = submission.body_hash(task.pk)
    known = Record.objects.filter(uid=submission.uid).first()
    if known is not None:
        return _same(known, body_hash), False
    if submission.captured_at > (now or timezone.now()) + CLOCK_SLACK:
        raise CapturedInTheFuture
    items = list(task.checklist.items.all())
    judged = judge_answers(items, submission.answers, signed=submission.signature is not None)
    _require_evidence(submission.evidence_uids, task, by)
    try:
        with transaction.atomic():
            record = _create(submission, judged, body_hash, task, by)
    except IntegrityError as error:
        return _after_race(submission, body_hash, error), False
    _file_answers(record, judged)
    complete_task(task, by=by, at=submission.captured_at)
    trail.record(
        "record.submitted",
        record,
        by=by,
        captured_at=submission.captured_at,
        after={"failed": record.failed, "deducted": record.deducted, "body_hash": body_hash},
    )
    return record, True


def _same(record: Record, body_hash: str) -> Record:
    if record.body_hash != body_hash:
        raise SameNameOtherBody
    return record


def _after_race(submission: Submission, body_hash: str, error: IntegrityError) -> Record:
    """Another request was faster: with this very record, or with another one for the task."""
    if "one_record_per_task" in str(error):
        raise TaskAlreadyRecorded from None
    return _same(Record.objects.get(uid=submission.uid), body_hash)


def _require_evidence(uids: frozenset[UUID], task: Task, by: Staff) -> None:
    mine = Evidence.objects.filter(uid__in=uids, site_id=task.site_id, by=by)
    if uids and mine.count() != len(uids):
        raise WrongEvidence


def _create(
    submission: Submission, judged: Sequence[Judged], body_hash: str, task: Task, by: Staff
) -> Record:
    return Record.objects.create(
        uid=submission.uid,
        site_id=task.site_id,
        task=task,
        checklist_id=task.checklist_id,
        place_id=task.place_id,
        equipment_id=task.equipment_id,
        by=by,
        title=task.title,
        started_at=submission.started_at,
        captured_at=submission.captured_at,
        body_hash=body_hash,
        proof=submission.proof,
        total=task.checklist.total,
        deducted=sum((one.deduction for one in judged), Decimal(0)),
        failed=sum(one.failed for one in judged),
        note=submission.note,
        signature_id=submission.signature,
    )


def _file_answers(record: Record, judged: Sequence[Judged]) -> None:
    answered = [one for one in judged if one.verdict != Verdict.UNANSWERED]
    answers = Answer.objects.bulk_create([_answer(record, one) for one in answered])
    pairs = list(zip(answers, answered, strict=True))
    photos = [photo for answer, one in pairs for photo in _photos(answer, one.given)]
    AnswerEvidence.objects.bulk_create(photos)
    failed = [(answer, one) for answer, one in pairs if one.failed]
    findings = [_finding(record, answer, one) for answer, one in failed]
    Finding.objects.bulk_create(findings)
    deeds = [trail.Deed("finding.found", f, after={"status": f.status}) for f in findings]
    trail.record_many(deeds, by=record.by)


def _answer(record: Record, one: Judged) -> Answer:
    given = one.given
    return Answer(
        record=record, item=one.item, value=given.value, verdict=one.verdict, note=given.note
    )


def _photos(answer: Answer, given: Given) -> list[AnswerEvidence]:
    shown = [(uid, AnswerEvidence.Shows.FOUND) for uid in given.photos]
    shown += [(uid, AnswerEvidence.Shows.PUT_RIGHT) for uid in given.put_right_photos]
    return [AnswerEvidence(answer=answer, evidence_id=uid, shows=shows) for uid, shows in shown]


def _finding(record: Record, answer: Answer, one: Judged) -> Finding:
    """A finding; one put right on the spot is closed from the start, with its two photos."""
    at_once = one.given.put_right
    return Finding(
        site_id=record.site_id,
        record=record,
        answer=answer,
        item=one.item,
        clause_id=one.item.clause_id,
        place_id=record.place_id,
        equipment_id=record.equipment_id,
        title=f"{one.item.title} · {record.title}"[:400],
        status=FindingStatus.ON_THE_SPOT if at_once else FindingStatus.OPEN,
        deduction=one.item.deduction,
        found_by_id=record.by_id,
        found_at=record.captured_at,
        closed_at=record.captured_at if at_once else None,
    )
