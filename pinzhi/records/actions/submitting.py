"""Taking in records: each once, whole, and judged against the edition its task was made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from pinzhi.people.models import Staff
from pinzhi.plans.actions import complete_tasks
from pinzhi.plans.models import Task
from pinzhi.records.actions.writing import Entry, write_answers, write_records, write_scans
from pinzhi.records.judging import judge_answers
from pinzhi.records.models import Record
from pinzhi.records.refusals import (
    CapturedInTheFuture,
    SameNameOtherBody,
    TaskAlreadyRecorded,
    WrongEvidence,
)
from pinzhi.records.submissions import Submission
from pinzhi.standards.effective import Changes, changes_of_checklists, with_changes
from pinzhi.standards.models import Item
from pinzhi.trail import actions as trail

CLOCK_SLACK = timedelta(minutes=5)
KNOWN = "SELECT uid FROM records_record WHERE uid = ANY(%s)"
SEEN = """
SELECT uid, site_id, kind = 'voice' FROM files_evidence WHERE uid = ANY(%s) AND by_id = %s
"""
Taken = tuple[Record, bool]


@dataclass(frozen=True)
class HandedIn:
    """One filled checklist, the task it is of, and what else its record keeps.

    `rules_at` says by which adjustments it was filled in when the form is older than the capture;
    `beside` lets it stand beside the record its task has already; `device` is the phone's key.
    """

    submission: Submission
    task: Task
    now: datetime | None = None
    rules_at: datetime | None = None
    beside: bool = False
    device: str = ""


def submit_record(
    submission: Submission,
    *,
    task: Task,
    by: Staff,
    now: datetime | None = None,
    rules_at: datetime | None = None,
    beside: bool = False,
    device: str = "",
) -> Taken:
    """Take in one record; the second value says whether it is new. See `submit_records`."""
    one = HandedIn(submission, task, now, rules_at, beside, device)
    return submit_records([one], by=by)[0]


@transaction.atomic
def submit_records(handed_in: Sequence[HandedIn], *, by: Staff) -> list[Taken]:
    """Take in records of one person, all or none; each answer says whether it is new.

    Judged by the edition the task was made from, with what the site had adjusted by the time of
    capture, or by `rules_at` when the form is older than that; the record keeps what that was.
    With `beside` it stands beside the one its task has already: of no task itself, its findings
    count. The same uid with the same body again changes nothing and gives the same record; with
    another body it is refused and the first one stays. Finishes the tasks and files a finding for
    every item that failed. However many there are, the statements are the same few. Refusals:
    SameNameOtherBody, TaskAlreadyRecorded, CapturedInTheFuture, BadAnswers, WrongEvidence, and
    those of `complete_tasks`.
    """
    hashes = {one.submission.uid: one.submission.body_hash(one.task.pk) for one in handed_in}
    known = {uid for (uid,) in _ask(KNOWN, [list(hashes)])}
    entries = _judged([one for one in handed_in if one.submission.uid not in known], hashes, by)
    made = write_records(entries, by)
    write_answers([entry for entry in entries if entry.uid in made], made, by)
    write_scans([entry for entry in entries if entry.uid in made])
    complete_tasks(
        [(e.task, e.submission.captured_at) for e in entries if e.uid in made and not e.beside],
        by=by,
    )
    _tell(made.values(), by)
    old = _found([one for one in handed_in if one.submission.uid not in made], hashes)
    return [
        (made[uid], True) if uid in made else (old[uid], False)
        for uid in (one.submission.uid for one in handed_in)
    ]


def _judged(handed_in: Sequence[HandedIn], hashes: Mapping[UUID, str], by: Staff) -> list[Entry]:
    for one in handed_in:
        if one.submission.captured_at > (one.now or timezone.now()) + CLOCK_SLACK:
            raise CapturedInTheFuture
    changes = changes_of_checklists(
        {(one.task.site_id, one.task.checklist_id) for one in handed_in}
    )
    entries = [_entry(one, hashes[one.submission.uid], changes) for one in handed_in]
    _require_evidence(handed_in, by)
    return entries


def _entry(one: HandedIn, body_hash: str, changes: Any) -> Entry:
    submission, task = one.submission, one.task
    ruled_at = min(one.rules_at or submission.captured_at, submission.captured_at)
    own: Mapping[str, Changes] = changes.by(task.site_id, task.checklist_id, ruled_at)
    judged = judge_answers(
        with_changes(_items(task.checklist_id), own),
        submission.answers,
        signed=submission.signature is not None,
        rest_fine=task.checklist.rest_fine,
    )
    return Entry(submission, task, body_hash, judged, own, one.beside, one.device)


@lru_cache(maxsize=2_000)
def _items(checklist_id: int) -> Sequence[Item]:
    """The items of a checklist that has tasks, hence of a published edition: they never change."""
    return tuple(Item.objects.filter(checklist_id=checklist_id))


def _require_evidence(handed_in: Sequence[HandedIn], by: Staff) -> None:
    """Every photo is one of the same site, taken by the same person; so is what was said."""
    wanted = {
        (uid, one.task.site_id, uid in one.submission.voices)
        for one in handed_in
        for uid in one.submission.evidence_uids
    }
    if not wanted:
        return
    seen = _ask(SEEN, [[uid for uid, _site, _voice in wanted], by.pk])
    if not wanted <= set(seen):
        raise WrongEvidence


def _found(handed_in: Sequence[HandedIn], hashes: Mapping[UUID, str]) -> dict[UUID, Record]:
    """The records that were there already, or that somebody else was faster with."""
    found = Record.objects.in_bulk([one.submission.uid for one in handed_in])
    for one in handed_in:
        record = found.get(one.submission.uid)
        if record is None:
            raise TaskAlreadyRecorded
        if record.body_hash != hashes[record.uid]:
            raise SameNameOtherBody
    return found


def _tell(records: Any, by: Staff) -> None:
    deeds = [
        trail.Deed(
            "record.submitted",
            record,
            captured_at=record.captured_at,
            after={
                "failed": record.failed,
                "deducted": record.deducted,
                "body_hash": record.body_hash,
            },
        )
        for record in records
    ]
    trail.record_many(deeds, by=by)


def _ask(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
