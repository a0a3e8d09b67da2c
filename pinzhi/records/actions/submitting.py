"""Taking in a record: once, whole, and judged against the edition its task was made from."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from pinzhi.people.models import Staff
from pinzhi.plans.actions import complete_task
from pinzhi.plans.models import Task
from pinzhi.records.judging import Judged, judge_answers
from pinzhi.records.models import AnswerEvidence, Finding, Record
from pinzhi.records.refusals import (
    CapturedInTheFuture,
    SameNameOtherBody,
    TaskAlreadyRecorded,
    WrongEvidence,
)
from pinzhi.records.states import FindingStatus
from pinzhi.records.submissions import Given, Submission
from pinzhi.standards.answers import Verdict
from pinzhi.standards.effective import changes_of_items, with_changes
from pinzhi.standards.models import Item
from pinzhi.trail import actions as trail

CLOCK_SLACK = timedelta(minutes=5)
# What every record pays is written out by hand: the ORM takes two to three times as long.
KNOWN = "SELECT 1 FROM records_record WHERE uid = %s"
MINE = "SELECT count(*) FROM files_evidence WHERE uid = ANY(%s) AND site_id = %s AND by_id = %s"
ANSWERS = """
INSERT INTO records_answer (record_id, item_id, value, verdict, note)
SELECT * FROM unnest(%s::uuid[], %s::bigint[], %s::text[], %s::text[], %s::text[])
RETURNING id
"""
SHOWN = """
INSERT INTO records_answerevidence (answer_id, evidence_id, shows)
SELECT * FROM unnest(%s::bigint[], %s::uuid[], %s::text[])
RETURNING id
"""


@transaction.atomic
def submit_record(
    submission: Submission,
    *,
    task: Task,
    by: Staff,
    now: datetime | None = None,
    rules_at: datetime | None = None,
    beside: bool = False,
    device: str = "",
) -> tuple[Record, bool]:
    """Take in one record; the second value says whether it is new.

    Judged by the edition the task was made from, with what the site had adjusted by the time of
    capture, or by `rules_at` when the form is older than that; the record keeps what that was.
    `device` is the key of the phone it came from. With `beside` it stands beside the one its
    task has already: of no task itself, its findings count. The same uid with the same body again
    changes nothing and gives the same record; with another body it is refused and the first one
    stays. Finishes the task and files a finding for every
    item that failed. Refusals: SameNameOtherBody, TaskAlreadyRecorded, CapturedInTheFuture,
    BadAnswers, WrongEvidence, and those of `complete_task`.
    """
    body_hash = submission.body_hash(task.pk)
    if _ask(KNOWN, [submission.uid]):
        return _same(Record.objects.get(uid=submission.uid), body_hash), False
    if submission.captured_at > (now or timezone.now()) + CLOCK_SLACK:
        raise CapturedInTheFuture
    ruled_at = min(rules_at or submission.captured_at, submission.captured_at)
    changes = changes_of_items(task.site_id, task.checklist_id, ruled_at)
    items = with_changes(_items(task.checklist_id), changes)
    judged = judge_answers(items, submission.answers, signed=submission.signature is not None)
    _require_evidence(submission.evidence_uids, task, by)
    try:
        with transaction.atomic():
            record = _create(
                submission, judged, body_hash, task, by, changes, beside=beside, device=device
            )
    except IntegrityError as error:
        return _after_race(submission, body_hash, error), False
    _file_answers(record, judged)
    if not beside:
        complete_task(task, by=by, at=submission.captured_at)
    trail.record(
        "record.submitted",
        record,
        by=by,
        captured_at=submission.captured_at,
        after={"failed": record.failed, "deducted": record.deducted, "body_hash": body_hash},
    )
    return record, True


@lru_cache(maxsize=2_000)
def _items(checklist_id: int) -> Sequence[Item]:
    """The items of a checklist that has tasks, hence of a published edition: they never change."""
    return tuple(Item.objects.filter(checklist_id=checklist_id))


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
    if uids and _ask(MINE, [list(uids), task.site_id, by.pk])[0][0] != len(uids):
        raise WrongEvidence


def _create(
    submission: Submission,
    judged: Sequence[Judged],
    body_hash: str,
    task: Task,
    by: Staff,
    changes: Mapping[str, Any],
    *,
    beside: bool,
    device: str,
) -> Record:
    return Record.objects.create(
        uid=submission.uid,
        site_id=task.site_id,
        task=None if beside else task,
        checklist_id=task.checklist_id,
        place_id=task.place_id,
        equipment_id=task.equipment_id,
        by=by,
        title=task.title,
        started_at=submission.started_at,
        captured_at=submission.captured_at,
        body_hash=body_hash,
        proof=submission.proof,
        device=device,
        total=task.checklist.total,
        deducted=sum((one.deduction for one in judged), Decimal(0)),
        failed=sum(one.failed for one in judged),
        adjusted=changes or None,
        note=submission.note,
        signature_id=submission.signature,
    )


def _file_answers(record: Record, judged: Sequence[Judged]) -> None:
    answered = [one for one in judged if one.verdict != Verdict.UNANSWERED]
    pairs = list(zip(_insert_answers(record, answered), answered, strict=True))
    photos = [photo for answer, one in pairs for photo in _photos(answer, one.given)]
    if photos:
        _ask(SHOWN, [list(column) for column in zip(*photos, strict=True)])
    failed = [(answer, one) for answer, one in pairs if one.failed]
    if not failed:
        return
    findings = [_finding(record, answer, one) for answer, one in failed]
    Finding.objects.bulk_create(findings)
    deeds = [trail.Deed("finding.found", f, after={"status": f.status}) for f in findings]
    trail.record_many(deeds, by=record.by)


def _insert_answers(record: Record, answered: Sequence[Judged]) -> list[int]:
    """Write the answers in one statement and give their keys in the same order."""
    columns = (
        [record.pk] * len(answered),
        [one.item.pk for one in answered],
        [one.given.value for one in answered],
        [one.verdict.value for one in answered],
        [one.given.note for one in answered],
    )
    return [row[0] for row in _ask(ANSWERS, columns)]


def _ask(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _photos(answer_id: int, given: Given) -> list[tuple[int, UUID, str]]:
    found, put_right = AnswerEvidence.Shows.FOUND.value, AnswerEvidence.Shows.PUT_RIGHT.value
    shown = [(answer_id, uid, found) for uid in given.photos]
    return shown + [(answer_id, uid, put_right) for uid in given.put_right_photos]


def _finding(record: Record, answer_id: int, one: Judged) -> Finding:
    """A finding; one put right on the spot is closed from the start, with its two photos."""
    at_once = one.given.put_right
    return Finding(
        site_id=record.site_id,
        record=record,
        answer_id=answer_id,
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
