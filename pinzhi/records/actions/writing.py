"""The rows of records: one statement for each table, however many records there are.

Written out by hand: the ORM takes two to three times as long, and every record pays it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from pinzhi.people.models import Staff
from pinzhi.plans.models import Task
from pinzhi.records.judging import Judged
from pinzhi.records.models import AnswerEvidence, Finding, Record, Scan
from pinzhi.records.states import FindingStatus
from pinzhi.records.submissions import Given, Submission
from pinzhi.standards.answers import Verdict
from pinzhi.standards.effective import Changes
from pinzhi.trail import actions as trail

COLUMNS = {
    "uid": "uuid",
    "site_id": "bigint",
    "task_id": "bigint",
    "checklist_id": "bigint",
    "place_id": "bigint",
    "equipment_id": "bigint",
    "by_id": "bigint",
    "title": "text",
    "started_at": "timestamptz",
    "captured_at": "timestamptz",
    "received_at": "timestamptz",
    "body_hash": "text",
    "proof": "text",
    "device": "text",
    "total": "numeric",
    "deducted": "numeric",
    "failed": "int",
    "at_once": "int",
    "adjusted": "jsonb",
    "note": "text",
    "signature_id": "uuid",
}
# a number that is taken or a task that has its record already: nothing is written for that one
RECORDS = f"""
INSERT INTO records_record ({", ".join(COLUMNS)})
SELECT * FROM unnest({", ".join(f"%s::{kind}[]" for kind in COLUMNS.values())})
ON CONFLICT DO NOTHING RETURNING uid
"""  # noqa: S608 -- constants only
ANSWERS = """
INSERT INTO records_answer (record_id, item_id, value, verdict, note)
SELECT * FROM unnest(%s::uuid[], %s::bigint[], %s::text[], %s::text[], %s::text[])
RETURNING id
"""
SHOWN = """
INSERT INTO records_answerevidence (answer_id, evidence_id, shows)
SELECT * FROM unnest(%s::bigint[], %s::uuid[], %s::text[])
"""


@dataclass(frozen=True)
class Entry:
    """One record that is to be written, judged already."""

    submission: Submission
    task: Task
    body_hash: str
    judged: Sequence[Judged]
    changes: Mapping[str, Changes]
    beside: bool
    device: str

    @property
    def uid(self) -> UUID:
        return self.submission.uid


def write_records(entries: Sequence[Entry], by: Staff) -> dict[UUID, Record]:
    """Write the records that are not there yet; those that were written, by uid."""
    if not entries:
        return {}
    records = {entry.uid: _record(entry, by) for entry in entries}
    rows = [[_value(record, name) for name in COLUMNS] for record in records.values()]
    with connection.cursor() as cursor:
        cursor.execute(RECORDS, [list(column) for column in zip(*rows, strict=True)])
        return {uid: _saved(records[uid]) for (uid,) in cursor.fetchall()}


def _record(entry: Entry, by: Staff) -> Record:
    submission, task = entry.submission, entry.task
    return Record(
        uid=submission.uid,
        site_id=task.site_id,
        task_id=None if entry.beside else task.pk,
        checklist_id=task.checklist_id,
        place_id=task.place_id,
        equipment_id=task.equipment_id,
        by=by,
        title=task.title,
        started_at=submission.started_at,
        captured_at=submission.captured_at,
        received_at=timezone.now(),
        body_hash=entry.body_hash,
        proof=submission.proof,
        device=entry.device,
        total=task.checklist.total,
        deducted=sum((one.deduction for one in entry.judged), Decimal(0)),
        failed=sum(one.failed for one in entry.judged),
        at_once=sum(one.given.at_once for one in entry.judged),
        adjusted=entry.changes or None,
        note=submission.note,
        signature_id=submission.signature,
    )


def _value(record: Record, name: str) -> Any:
    value = getattr(record, name)
    return json.dumps(value) if name == "adjusted" and value is not None else value


def _saved(record: Record) -> Record:
    record._state.adding = False  # noqa: SLF001 -- it is in the database
    record._state.db = connection.alias  # noqa: SLF001 -- likewise
    return record


def write_answers(entries: Sequence[Entry], records: Mapping[UUID, Record], by: Staff) -> None:
    """Write the answers of new records, what is shown with them, and a finding for each failed."""
    answered = [
        (records[entry.uid], one)
        for entry in entries
        for one in entry.judged
        if one.verdict != Verdict.UNANSWERED
    ]
    if not answered:
        return
    keys = _insert_answers(answered)
    photos = [
        photo
        for key, (_record, one) in zip(keys, answered, strict=True)
        for photo in _photos(key, one.given)
    ]
    if photos:
        with connection.cursor() as cursor:
            cursor.execute(SHOWN, [list(column) for column in zip(*photos, strict=True)])
    _file_findings(
        [
            _finding(record, key, one)
            for key, (record, one) in zip(keys, answered, strict=True)
            if one.failed
        ],
        by,
    )


def write_scans(entries: Sequence[Entry]) -> None:
    """Write the points passed on those that are rounds, each point once."""
    scans = [
        Scan(record_id=entry.uid, place_id=one.place, at=one.at, how=one.how)
        for entry in entries
        for one in {scan.place: scan for scan in reversed(entry.submission.scans)}.values()
    ]
    if scans:
        Scan.objects.bulk_create(scans)


def _insert_answers(answered: Sequence[tuple[Record, Judged]]) -> list[int]:
    """Write the answers in one statement and give their keys in the same order."""
    columns = (
        [record.pk for record, _one in answered],
        [one.item.pk for _record, one in answered],
        [one.given.value for _record, one in answered],
        [one.verdict.value for _record, one in answered],
        [one.given.note for _record, one in answered],
    )
    with connection.cursor() as cursor:
        cursor.execute(ANSWERS, columns)
        return [row[0] for row in cursor.fetchall()]


def _photos(answer_id: int, given: Given) -> list[tuple[int, UUID, str]]:
    found, put_right = AnswerEvidence.Shows.FOUND.value, AnswerEvidence.Shows.PUT_RIGHT.value
    shown = [(answer_id, uid, found) for uid in given.photos]
    if given.voice:
        shown.append((answer_id, given.voice, AnswerEvidence.Shows.SAID.value))
    return shown + [(answer_id, uid, put_right) for uid in given.put_right_photos]


def _file_findings(findings: Sequence[Finding], by: Staff) -> None:
    if not findings:
        return
    Finding.objects.bulk_create(findings)
    deeds = [trail.Deed("finding.found", f, after={"status": f.status}) for f in findings]
    trail.record_many(deeds, by=by)


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
