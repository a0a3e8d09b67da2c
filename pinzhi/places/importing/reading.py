"""A stranger's spreadsheet as typed rows, with every problem named by sheet, row and column.

No database here. `read_file` either gives a workbook, with the rows that could be read and the
problems of those that could not, or raises FileRefusedError for the file as a whole.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pinzhi.places.importing import csvs, guards, limits
from pinzhi.places.importing.columns import GUIDE_NAME, SHEETS, Sheet
from pinzhi.places.importing.kinds import Column, Kind, Value, convert, half_width
from pinzhi.places.importing.problems import CellRefusedError, FileRefusedError, Problem
from pinzhi.places.importing.xlsx import Book, Cell, Row, SheetReader, column_letters


@dataclass(slots=True)
class Record:
    """One row, read: its number in the sheet and its values by field."""

    row: int
    values: dict[str, Value]


@dataclass(slots=True)
class Part:
    """One sheet of the file that we know."""

    sheet: Sheet
    name: str
    records: list[Record] = field(default_factory=list)
    fields: frozenset[str] = frozenset()
    rows_seen: int = 0


@dataclass(slots=True)
class Workbook:
    """All that was read: parts by sheet code, problems that stop the import, notes that do not."""

    name: str
    parts: dict[str, Part] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def records(self, code: str) -> list[Record]:
        return self.parts[code].records if code in self.parts else []

    def sheet_name(self, code: str) -> str:
        return self.parts[code].name


def read_file(path: Path, name: str = "") -> Workbook:
    """Read a .xlsx or .csv file; `name` is what its owner calls it, when that differs."""
    name = name or path.name
    ending = Path(name).suffix.lower()
    if ending not in (".xlsx", ".csv"):
        raise FileRefusedError("unknown_ending", name=ending or name)
    guards.check_outside(path, ending)
    workbook = Workbook(name)
    if ending == ".csv":
        _read_csv(path, Path(name).stem, workbook)
    else:
        with guards.open_archive(path) as archive:
            _read_book(Book(archive), workbook)
    if not workbook.parts and not workbook.problems:
        raise FileRefusedError("no_known_sheet", known="、".join(sheet.name for sheet in SHEETS))
    return workbook


def _read_book(book: Book, workbook: Workbook) -> None:
    for name in book.names:
        sheet = _sheet_named(name)
        if sheet is None:
            if name != GUIDE_NAME:
                workbook.notes.append(Problem(name, 0, "", "unknown_sheet"))
            continue
        if sheet.code in workbook.parts:
            other = workbook.parts[sheet.code].name
            workbook.problems.append(Problem(name, 0, "", "same_sheet", {"other": other}))
            continue
        reader = book.sheet(name)
        part = PartReader(sheet, name, since_1904=book.since_1904)
        part.read(reader.rows())
        part.check_merges(reader)
        part.finish(workbook)


def _read_csv(path: Path, stem: str, workbook: Workbook) -> None:
    """A csv is one sheet: the one its file is named after, else the one its headers fit best."""
    rows = csvs.rows(path)
    first = next(rows, None)
    if first is None:
        raise FileRefusedError("empty")
    sheet = _sheet_named(stem) or _sheet_by_headers(first)
    if sheet is None:
        raise FileRefusedError("no_known_sheet", known="、".join(sheet.name for sheet in SHEETS))
    part = PartReader(sheet, stem)
    part.read(_with_first(first, rows))
    part.finish(workbook)


def _with_first(first: Row, rest: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rest


def _sheet_named(name: str) -> Sheet | None:
    plain = half_width(name).strip()
    for sheet in SHEETS:
        if plain in (sheet.name, sheet.code, *sheet.other_names):
            return sheet
    return None


def _sheet_by_headers(row: Row) -> Sheet | None:
    """The sheet whose required columns are all there and of which most columns are."""
    found = {plain_header(cell.text) for cell in row.cells.values()}
    best: tuple[int, Sheet] | None = None
    for sheet in SHEETS:
        known = [column for column in sheet.columns if found & _words(column)]
        complete = all(column in known for column in sheet.columns if column.required)
        if complete and (best is None or len(known) > best[0]):
            best = (len(known), sheet)
    return best[1] if best else None


def _words(column: Column) -> set[str]:
    return {column.header, *column.other_headers}


def plain_header(text: str) -> str:
    """A header without spaces, the star of a required column, and a unit in brackets."""
    text = "".join(half_width(text).split()).rstrip("*").lstrip("*")
    head, mark, _unit = text.partition("(")
    return head if mark and head else text


class PartReader:
    """Reads one sheet: finds the header row, then turns each row into a record."""

    def __init__(self, sheet: Sheet, name: str, *, since_1904: bool = False) -> None:
        self.part = Part(sheet, name)
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self._since_1904 = since_1904
        self._header_row = 0
        self._columns: dict[int, Column] = {}
        self._required: tuple[Column, ...] = ()
        self._known_at: set[int] = set()
        self._unnamed: set[int] = set()
        self._seen: dict[tuple[Value, ...], int] = {}
        self._left_out = 0

    def read(self, rows: Iterable[Row]) -> None:
        for row in rows:
            if not self._header_row:
                self._read_header(row)
            else:
                self._read_row(row)

    def finish(self, workbook: Workbook) -> None:
        for at in sorted(self._unnamed):
            self.notes.append(
                self._problem(self._header_row, "", "unnamed_column", value=column_letters(at))
            )
        if self._left_out:
            self.problems.append(self._problem(0, "", "more", count=self._left_out))
        workbook.parts[self.part.sheet.code] = self.part
        workbook.problems += self.problems
        workbook.notes += self.notes

    def check_merges(self, reader: SheetReader) -> None:
        """Merged cells hide values: in the header they hide which column is which."""
        for ref in reader.merges:
            first, last = _rows_of(ref)
            if first <= self._header_row <= last:
                # one cause, one sentence: under a merged title every column is missing
                self.problems = [p for p in self.problems if p.code != "missing_header"]
                self._add(self._header_row, "", "merged_header", value=ref)
            elif last > self._header_row:
                self._add(first, "", "merged_cells", value=ref)

    def _read_header(self, row: Row) -> None:
        self._header_row = row.number
        words = {
            word: column for column in reversed(self.part.sheet.columns) for word in _words(column)
        }
        words |= {column.header: column for column in self.part.sheet.columns}
        taken: dict[str, int] = {}
        for at, cell in sorted(row.cells.items()):
            self._known_at.add(at)
            if cell.kind == "formula":
                self._add(row.number, column_letters(at), "formula")
                continue
            column = words.get(plain_header(cell.text))
            if column is None:
                self.notes.append(
                    self._problem(row.number, "", "unknown_column", value=cell.text.strip()[:40])
                )
            elif column.field in taken:
                other = column_letters(taken[column.field])
                self._add(
                    row.number,
                    column_letters(at),
                    "same_header",
                    value=cell.text.strip()[:40],
                    other=other,
                )
            else:
                taken[column.field] = at
                self._columns[at] = column
        for column in self.part.sheet.columns:
            if column.required and column.field not in taken:
                self._add(row.number, "", "missing_header", value=column.header)
                self._columns.clear()
        self.part.fields = frozenset(taken)
        self._required = tuple(
            c for c in self.part.sheet.columns if c.required and c.field in taken
        )

    def _read_row(self, row: Row) -> None:
        self.part.rows_seen += 1
        if not self._columns:
            return
        before = len(self.problems) + self._left_out
        values: dict[str, Value] = {}
        for at, cell in row.cells.items():
            column = self._columns.get(at)
            if column is not None:
                self._read_cell(row.number, column, cell, values)
            elif at not in self._known_at:
                self._unnamed.add(at)
        if len(self.problems) + self._left_out > before:
            return
        for column in self._required:
            if values.get(column.field) in (None, ""):
                self._add(row.number, column.header, "required")
                return
        if self._is_new(row.number, values):
            self.part.records.append(Record(row.number, values))

    def _read_cell(self, row: int, column: Column, cell: Cell, values: dict[str, Value]) -> None:
        try:
            value = convert(column, cell, since_1904=self._since_1904)
        except CellRefusedError as refused:
            self._add(row, column.header, refused.code, **refused.params)
        else:
            if value not in ("", ()) or column.kind is Kind.LIST:
                values[column.field] = value

    def _is_new(self, row: int, values: dict[str, Value]) -> bool:
        sheet = self.part.sheet
        key = tuple(values.get(name) for name in sheet.key)
        other = self._seen.setdefault(key, row)
        if other == row:
            return True
        shown = "-".join(str(value) for value in key if value is not None)
        self._add(
            row, sheet.column(sheet.key[-1]).header, "same_code", value=shown[:60], other=other
        )
        return False

    def _add(self, row: int, column: str, code: str, **params: str | int) -> None:
        if len(self.problems) < limits.PROBLEMS_PER_SHEET:
            self.problems.append(self._problem(row, column, code, **params))
        else:
            self._left_out += 1

    def _problem(self, row: int, column: str, code: str, **params: str | int) -> Problem:
        return Problem(self.part.name, row, column, code, params)


def _rows_of(ref: str) -> tuple[int, int]:
    """First and last row of a range such as A1:C2."""
    ends = [
        part.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ$abcdefghijklmnopqrstuvwxyz")
        for part in ref.split(":")
    ]
    if not all(end.isdecimal() for end in ends):
        raise FileRefusedError("damaged")
    return int(ends[0]), int(ends[-1])


def count_rows(workbook: Workbook) -> Counter[str]:
    """Rows seen in each known sheet, by the sheet's own name."""
    return Counter({part.name: part.rows_seen for part in workbook.parts.values()})
