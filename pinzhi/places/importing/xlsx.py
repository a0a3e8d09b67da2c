"""The sheets of a workbook as rows of raw cells, one pass, in constant memory.

A library that hands out finished values would hide what must be refused: formulas, digits that
were lost, dates that were room numbers. So the sheet itself is read, cell by cell as it stands.
Format: ECMA-376 part 1, chapter 18 (SpreadsheetML).
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pinzhi.places.importing import limits, safexml
from pinzhi.places.importing.problems import FileRefusedError

BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
NOT_IN_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
WIDEST = 20_000
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Cell(NamedTuple):
    """One cell as it stands: kind is text, number, date, yes_no, error or formula."""

    kind: str
    text: str


@dataclass(slots=True)
class Row:
    """The filled cells of one row, by column counted from 0."""

    number: int
    cells: dict[int, Cell] = field(default_factory=dict)


class Book:
    """An opened workbook: sheet names in order, and the rows of each."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.since_1904 = False
        self.names: list[str] = []
        self._parts: dict[str, str] = {}
        self._read_structure()
        self._strings = self._read_strings()
        self._dates = self._read_date_styles()

    def sheet(self, name: str) -> "SheetReader":
        return SheetReader(self, name, self._parts[name])

    def string(self, index: str) -> str:
        try:
            return self._strings[int(index)]
        except (ValueError, IndexError) as error:
            raise FileRefusedError("damaged") from error

    def is_date(self, style: str | None) -> bool:
        return style in self._dates

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        found: dict[str, tuple[str, str]] = {}

        def look(tag: str, attrs: dict[str, str]) -> None:
            if tag == "Relationship" and attrs.get("TargetMode", "") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, attrs.get("Target", "")))
                kind = attrs.get("Type", "").rpartition("/")[2]
                found[attrs.get("Id", "")] = (kind, target.lstrip("/"))

        self._walk(posixpath.join(folder, "_rels", name + ".rels"), look)
        return found

    def _walk(
        self,
        part: str,
        start: safexml.Start,
        end: safexml.End | None = None,
        chars: safexml.Chars | None = None,
    ) -> None:
        try:
            with self.archive.open(part) as stream:
                safexml.walk(stream, part, start, end, chars)
        except (KeyError, zipfile.BadZipFile, EOFError, OSError) as error:
            raise FileRefusedError("damaged") from error

    def _read_structure(self) -> None:
        mains = [part for kind, part in self._relations("").values() if kind == "officeDocument"]
        if not mains:
            raise FileRefusedError("not_a_workbook")
        relations = self._relations(mains[0])
        self._by_kind = dict(relations.values())

        def look(tag: str, attrs: dict[str, str]) -> None:
            if tag == "sheet":
                kind, part = relations.get(attrs.get("id", ""), ("", ""))
                if kind == "worksheet":
                    self._parts[attrs.get("name", "").strip()] = part
            elif tag == "workbookPr":
                self.since_1904 = attrs.get("date1904", "0") in ("1", "true")

        self._walk(mains[0], look)
        self.names = list(self._parts)
        if len(self.names) > limits.SHEETS:
            raise FileRefusedError("too_many_parts", limit=limits.SHEETS)

    def _read_strings(self) -> list[str]:
        part = self._by_kind.get("sharedStrings")
        strings = _Strings()
        if part:
            self._walk(part, strings.start, strings.end, strings.chars)
        return strings.done

    def _read_date_styles(self) -> frozenset[str]:
        part = self._by_kind.get("styles")
        styles = _Styles()
        if part:
            self._walk(part, styles.start, styles.end)
        return frozenset(styles.dates)


class _Strings:
    """The table of shared strings; readings printed above characters (rPh) are not part of it."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self._now: list[str] = []
        self._take = False
        self._phonetic = False
        self._total = 0

    def start(self, tag: str, _attrs: dict[str, str]) -> None:
        if tag == "si":
            self._now = []
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "t":
            self._take = not self._phonetic

    def chars(self, text: str) -> None:
        if self._take:
            self._now.append(text)
            self._total += len(text)
            if self._total > limits.STRINGS_TOTAL:
                raise FileRefusedError("too_much_text")

    def end(self, tag: str) -> None:
        if tag == "t":
            self._take = False
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "si":
            self.done.append(plain("".join(self._now)))
            if len(self.done) > limits.STRINGS:
                raise FileRefusedError("too_much_text")


class _Styles:
    """Which cell styles show a number as a date or time."""

    def __init__(self) -> None:
        self.dates: list[str] = []
        self._formats: dict[int, str] = {}
        self._in_cells = False
        self._count = 0

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "numFmt" and attrs.get("numFmtId", "").isdigit():
            self._formats[int(attrs["numFmtId"])] = attrs.get("formatCode", "")
        elif tag == "cellXfs":
            self._in_cells = True
        elif tag == "xf" and self._in_cells:
            number = attrs.get("numFmtId", "0")
            if number.isdigit() and self._shows_date(int(number)):
                self.dates.append(str(self._count))
            self._count += 1

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._in_cells = False

    def _shows_date(self, number: int) -> bool:
        code = self._formats.get(number)
        if code is None:
            return number in BUILT_IN_DATES
        return bool(re.search(r"[ymdhsYMDHS年月日]", NOT_IN_FORMAT.sub("", code.split(";")[0])))


class SheetReader:
    """One sheet. Rows come out while the XML goes in; merges are known at the end."""

    def __init__(self, book: Book, name: str, part: str) -> None:
        self.name = name
        self.merges: list[str] = []
        self._book = book
        self._part = part
        self._done: list[Row] = []
        self._row = Row(0)
        self._column = -1
        self._kind = "n"
        self._style: str | None = None
        self._formula = False
        self._take = False
        self._phonetic = False
        self._text: list[str] = []
        self._idle = 0
        self._rows = 0
        self._depth = safexml.Depth()
        self._letters: dict[str, int] = {}

    def rows(self) -> Iterator[Row]:
        """Rows that hold anything, in order.

        Raises FileRefusedError when the sheet is damaged, endless or empty over a long stretch.
        """
        parser = safexml.parser_for(self._part)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._chars
        try:
            with self._book.archive.open(self._part) as stream:
                for _turn in safexml.feed(parser, stream, self._part):
                    yield from self._done
                    self._done.clear()
        except (KeyError, zipfile.BadZipFile, EOFError, OSError) as error:
            raise FileRefusedError("damaged") from error

    def _start(self, name: str, attrs: dict[str, str]) -> None:
        self._depth.enter()
        tag = safexml.local(name)
        if tag == "c":
            self._start_cell(attrs)
        elif tag in ("v", "t"):
            self._take = True
        elif tag == "f":
            self._formula = True
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "row":
            self._start_row(attrs)
        elif tag == "mergeCell":
            self.merges.append(attrs.get("ref", ""))
            if len(self.merges) > limits.MERGES:
                raise FileRefusedError("too_much_text")

    def _start_row(self, attrs: dict[str, str]) -> None:
        number = attrs.get("r", "")
        self._row = Row(int(number) if number.isdecimal() else self._row.number + 1)
        self._column = -1
        self._count_idle()

    def _start_cell(self, attrs: dict[str, str]) -> None:
        ref = attrs.get("r")
        self._column = self._column_of(ref) if ref else self._column + 1
        self._kind = attrs.get("t", "n")
        self._style = attrs.get("s")
        self._formula = False
        self._text.clear()
        self._count_idle()

    def _count_idle(self) -> None:
        self._idle += 1
        if self._idle > limits.EMPTY_RUN:
            raise FileRefusedError("empty_rows", sheet=self.name)

    def _chars(self, text: str) -> None:
        if self._take and not self._phonetic:
            self._text.append(text)

    def _end(self, name: str) -> None:
        self._depth.leave()
        tag = safexml.local(name)
        if tag in ("v", "t"):
            self._take = False
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "c":
            self._end_cell()
        elif tag == "row":
            self._end_row()

    def _end_cell(self) -> None:
        if not (self._text or self._formula):
            return
        cell = self._cell("".join(self._text))
        if cell.text.strip() or cell.kind == "formula":
            self._row.cells[self._column] = cell
            self._idle = 0
            if len(self._row.cells) > limits.CELLS_IN_ROW:
                raise FileRefusedError(
                    "too_wide", sheet=self.name, row=self._row.number, limit=limits.CELLS_IN_ROW
                )

    def _cell(self, text: str) -> Cell:
        if self._formula:
            return Cell("formula", "")
        if self._kind == "s":
            return Cell("text", self._book.string(text))
        if self._kind == "n":
            return Cell("date" if self._book.is_date(self._style) else "number", text)
        if self._kind == "b":
            return Cell("yes_no", text)
        if self._kind == "e":
            return Cell("error", text)
        if len(text) > limits.STRING_LENGTH:
            raise FileRefusedError("too_much_text")
        return Cell("text", plain(text))

    def _end_row(self) -> None:
        if not self._row.cells:
            return
        self._done.append(self._row)
        self._rows += 1
        if self._rows > limits.ROWS:
            raise FileRefusedError("too_many_rows", sheet=self.name, limit=limits.ROWS)

    def _column_of(self, ref: str) -> int:
        letters = ref.rstrip("0123456789")
        found = self._letters.get(letters)
        if found is None:
            found = self._letters[letters] = column_number(letters)
        return found


def column_number(letters: str) -> int:
    """A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters.upper():
        at = LETTERS.find(letter)
        if at < 0 or number > WIDEST:
            raise FileRefusedError("damaged")
        number = number * 26 + at + 1
    if not number:
        raise FileRefusedError("damaged")
    return number - 1


def column_letters(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = LETTERS[rest] + letters
    return letters


def plain(text: str) -> str:
    """Undo the format's own escape for characters XML cannot hold (_x000D_)."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
