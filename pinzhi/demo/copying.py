"""Rows as lines of COPY: gathered by table, written table after table.

Nothing is read on the connection while lines are being written.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import connection

NULL = "\\N"
# In the order in which the rows rest on each other.
TABLES: dict[str, tuple[str, ...]] = {
    "people_rosterentry": ("site_id", "staff_id", "post_id", "shift_id", "day"),
    "plans_task": (
        *("id", "site_id", "plan_id", "target_id", "checklist_id", "place_id", "equipment_id"),
        *("post_id", "department", "assignee_id", "title", "opens_at", "closes_at", "lost_at"),
        *("status", "started_at", "done_at"),
    ),
    "files_evidence": (
        *("uid", "site_id", "blob_id", "kind", "by_id", "captured_at", "received_at"),
    ),
    "records_record": (
        *("uid", "site_id", "task_id", "checklist_id", "place_id", "equipment_id", "by_id"),
        *("title", "started_at", "captured_at", "received_at", "body_hash", "proof", "total"),
        *("deducted", "failed", "note", "signature_id"),
    ),
    "records_answer": ("id", "record_id", "item_id", "value", "verdict", "note"),
    "records_answerevidence": ("answer_id", "evidence_id", "shows"),
    "records_finding": (
        *("id", "site_id", "record_id", "answer_id", "item_id", "clause_id", "place_id"),
        *("equipment_id", "title", "status", "deduction", "found_by_id", "found_at", "closed_at"),
    ),
    "cases_case": (
        *("id", "site_id", "kind", "finding_id", "title", "department", "place_id"),
        *("equipment_id", "status", "owner_id", "opened_at", "due_at", "round", "closed_at"),
    ),
    "cases_fix": ("uid", "case_id", "round", "text", "by_id", "captured_at"),
    "cases_fix_photos": ("fix_id", "evidence_id"),
    "cases_recheck": ("uid", "fix_id", "outcome", "text", "by_id", "captured_at"),
    "cases_extension": (
        *("case_id", "until", "reason", "status", "asked_by_id", "asked_at", "decided_by_id"),
    ),
    "trail_event": (
        *("at", "captured_at", "actor_id", "actor_name", "verb", "object_type", "object_id"),
        *("object_title", "site_id", "before", "after", "reason", "ip", "request_id"),
    ),
}
NUMBERED = ("plans_task", "records_answer", "records_finding", "cases_case")
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Lines:
    """Lines waiting for their tables, and the next free number of each."""

    def __init__(self) -> None:
        self.waiting: dict[str, list[str]] = {table: [] for table in TABLES}
        self.written: dict[str, int] = dict.fromkeys(TABLES, 0)
        self._next: dict[str, int] = {}

    def open(self) -> None:
        """Keep other writers away until the transaction ends; numbers are counted here."""
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {', '.join(TABLES)} IN SHARE ROW EXCLUSIVE MODE")
            for table in NUMBERED:
                cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
                self._next[table] = cursor.fetchone()[0]

    def number(self, table: str, how_many: int = 1) -> int:
        """The first of so many numbers that nobody else has."""
        first = self._next[table]
        self._next[table] = first + how_many
        return first

    def add(self, table: str, *values: object) -> None:
        self.waiting[table].append("\t".join([text(value) for value in values]))

    def flush(self) -> None:
        """Write what waits, and let the sequences know."""
        with connection.cursor() as cursor:
            for table, lines in self.waiting.items():
                if lines:
                    _copy(cursor, table, lines)
                    self.written[table] += len(lines)
                    lines.clear()
            for table, free in self._next.items():
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, free])


def text(value: object) -> str:
    """One value as COPY reads it."""
    if value is None:
        return NULL
    if isinstance(value, str):
        return value.translate(ESCAPES)
    return str(value)


def moment(epoch: float) -> str:
    """An instant, given in seconds since 1970."""
    return datetime.fromtimestamp(epoch, UTC).isoformat(" ")


def _copy(cursor: Any, table: str, lines: Sequence[str]) -> None:
    command = f"COPY {table} ({', '.join(TABLES[table])}) FROM STDIN"
    with cursor.copy(command) as copy:
        for start in range(0, len(lines), 2_000):
            copy.write("\n".join(lines[start : start + 2_000]) + "\n")


FOREIGN = """
SELECT c.conrelid::regclass::text, quote_ident(c.conname), pg_get_constraintdef(c.oid)
FROM pg_constraint c WHERE c.conrelid = ANY(%s::regclass[]) AND c.contype IN ('f', 'u')
ORDER BY c.contype DESC, c.oid
"""
INDEXES = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
WHERE i.indrelid = ANY(%s::regclass[]) AND NOT i.indisprimary
AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
"""


@contextmanager
def without_indexes() -> Iterator[None]:
    """Inside the block the tables have their primary keys only; all else is built afterwards.

    Checking a million keys in one go takes a fraction of a million single looks. Must lie inside
    a transaction: a failure leaves every index and constraint as it was.
    """
    tables = list(TABLES)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may be left to check
        cursor.execute(FOREIGN, [tables])
        constraints = cursor.fetchall()
        for table, name, _definition in sorted(constraints, key=lambda c: "FOREIGN" not in c[2]):
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        cursor.execute(INDEXES, [tables])
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
    yield
    with connection.cursor() as cursor:
        for _name, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in constraints:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
