"""Compare a workbook with the database: what would be created, changed, left, and what is wrong.

Nothing is written here. The same function serves the dry run and, inside the transaction and under
its locks, the import itself.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from pinzhi.people.models import Staff
from pinzhi.places.importing import limits
from pinzhi.places.importing.columns import BY_CODE
from pinzhi.places.importing.kinds import Column, Value
from pinzhi.places.importing.problems import CellRefusedError, Problem
from pinzhi.places.importing.reading import Record, Workbook
from pinzhi.places.importing.rights import Rights
from pinzhi.places.importing.tables import Changes, Key, Outcome, Table, load_tables

WEIGHT = (Outcome.LEFT, Outcome.CHANGED, Outcome.CREATED)
Progress = Callable[[int, int], None]


def silent(_done: int, _total: int) -> None:
    """A progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What becomes of one row: its outcome, what it is called, and what changes in it."""

    sheet: str
    row: int
    outcome: Outcome
    title: str
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass(slots=True)
class ImportPlan:
    """The whole effect of a file. With problems nothing of it can be applied."""

    tables: dict[str, Table]
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    rows: list[RowPlan] = field(default_factory=list)
    counts: dict[str, Counter[str]] = field(default_factory=dict)

    @property
    def has_effect(self) -> bool:
        return any(table.new or table.changed for table in self.tables.values())

    def total(self, outcome: Outcome) -> int:
        return sum(counts[outcome] for counts in self.counts.values())


class Planner:
    """Walks the sheets in the order in which they build on each other."""

    def __init__(self, workbook: Workbook, *, by: Staff | None, today: date | None = None) -> None:
        self.workbook = workbook
        self.by = by
        self.today = today or timezone.localdate()
        self.tables = load_tables(_sites_in(workbook), _numbers_in(workbook))
        self.rights = Rights(by, self.tables)
        self.plan = ImportPlan(self.tables, [*workbook.problems], [*workbook.notes])
        self._outcomes: list[tuple[Outcome, Changes]] = []
        self._found: Counter[str] = Counter()

    def wish(self, table: str, key: Key, **values: Any) -> Outcome:
        """Ask for one row on behalf of the row of the sheet that is being read."""
        outcome, changes = self.tables[table].wish(key, values)
        self._outcomes.insert(0, (outcome, changes))
        return outcome

    def imply(self, table: str, key: Key, **values: Any) -> Outcome:
        """Ask for what follows from a row: to the row itself it is a change at most."""
        outcome, changes = self.tables[table].wish(key, values)
        self._outcomes.append((min(outcome, Outcome.CHANGED, key=WEIGHT.index), changes))
        return outcome

    def need(self, table: str, key: Key, column: str, shown: str) -> None:
        """Refuse the row unless what it refers to is known or comes in the same file."""
        if key not in self.tables[table]:
            raise RowRefusedError(column, "no_parent", what=column, value=shown)

    def walk(self, code: str, plan_row: Callable[[dict[str, Any]], None]) -> None:
        """Plan each row of a sheet, and note what becomes of it."""
        for record in self.workbook.records(code):
            self._outcomes = []
            try:
                plan_row(record.values)
            except RowRefusedError as refused:
                self._refuse(code, record, refused)
            else:
                self._note(code, record)

    def _refuse(self, code: str, record: Record, refused: "RowRefusedError") -> None:
        self._found[code] += 1
        sheet = self.workbook.sheet_name(code)
        if self._found[code] <= limits.PROBLEMS_PER_SHEET:
            column = BY_CODE[code].column(refused.column)
            params = {name: _said(column, value) for name, value in refused.params.items()}
            header = column.header
            self.plan.problems.append(Problem(sheet, record.row, header, refused.code, params))

    def finish(self) -> ImportPlan:
        for code, found in self._found.items():
            if found > limits.PROBLEMS_PER_SHEET:
                count = found - limits.PROBLEMS_PER_SHEET
                sheet = self.workbook.sheet_name(code)
                self.plan.problems.append(Problem(sheet, 0, "", "more", {"count": count}))
        return self.plan

    def _note(self, code: str, record: Record) -> None:
        sheet = self.workbook.sheet_name(code)
        outcome = max((o for o, _changes in self._outcomes), key=WEIGHT.index)
        counts = self.plan.counts.setdefault(sheet, Counter())
        counts[outcome] += 1
        if outcome != Outcome.LEFT and counts[outcome] <= limits.ROWS_SHOWN:
            changes = [said for _o, changes in self._outcomes for said in _say(code, changes)]
            title = _title(code, record.values)
            self.plan.rows.append(RowPlan(sheet, record.row, outcome, title, tuple(changes)))


class RowRefusedError(CellRefusedError):
    """A row that reads well cannot be taken in; names the field of the column at fault."""

    def __init__(self, column: str, code: str, **params: str | int) -> None:
        super().__init__(code, **params)
        self.column = column


def plan_import(workbook: Workbook, *, by: Staff | None, progress: Progress = silent) -> ImportPlan:
    """Work out the whole effect of a workbook without writing anything.

    `by` decides what may be touched; None is the operator at the machine, who may all. Takes a
    dozen queries whatever the number of rows.
    """
    from pinzhi.places.importing.grounds import plan_ground
    from pinzhi.places.importing.machines import plan_equipment
    from pinzhi.places.importing.organisations import plan_organisation
    from pinzhi.places.importing.staffing import plan_people

    planner = Planner(workbook, by=by)
    # people before ground: a spot names who answers for it, and that person must work there
    steps = (plan_organisation, plan_people, plan_ground, plan_equipment)
    for done, step in enumerate(steps, start=1):
        step(planner)
        progress(done, len(steps))
    return planner.finish()


def _said(column: Column, value: str | int) -> str | int:
    """A particular in the words of the sheet: the column by its header, a choice by its word."""
    if value == column.field:
        return column.header
    return _text(column, value) if isinstance(value, str) else value


def _sites_in(workbook: Workbook) -> set[str]:
    found = {str(record.values["code"]) for record in workbook.records("site")}
    for part in workbook.parts.values():
        found |= {str(record.values["site"]) for record in part.records if "site" in record.values}
    return found


def _numbers_in(workbook: Workbook) -> set[str]:
    found = {str(record.values["number"]) for record in workbook.records("staff")}
    for part in workbook.parts.values():
        found |= {
            str(record.values["responsible"])
            for record in part.records
            if "responsible" in record.values
        }
    return found


def _title(code: str, values: dict[str, Value]) -> str:
    key = [str(values[name]) for name in BY_CODE[code].key if values.get(name) is not None]
    name = str(values.get("name", ""))
    return " ".join(part for part in ("-".join(key), name) if part)


def _say(code: str, changes: Changes) -> list[tuple[str, str, str]]:
    """Changes under the headers a person knows; what follows from others is not repeated."""
    columns = {column.field: column for column in BY_CODE[code].columns}
    return [
        (columns[name].header, _text(columns[name], old), _text(columns[name], new))
        for name, (old, new) in changes.items()
        if name in columns
    ]


def _text(column: Column, value: Any) -> str:
    if value is None:
        return ""
    for word, known in column.choices.items():
        if known == value:
            return word
    if isinstance(value, tuple):
        return str(value[-1])
    if isinstance(value, dict):
        return "; ".join(f"{name}={said}" for name, said in value.items())
    return str(value)
