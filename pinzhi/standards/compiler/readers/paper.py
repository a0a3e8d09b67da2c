"""What a reader hands on: the text of a document, and its lines with what the file says of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["docx", "pdf", "xlsx", "html", "md", "txt"]
LineRole = Literal["text", "heading", "row", "outside"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """The words [start, end) of the text. `depth` is that of a heading by style, 1 the highest.

    A row belongs to a `table` and has a span for each column; that of a merged cell lies in the
    row where it began. `folded`: the line ends where the page did, not where the sentence did.
    What stands `outside` the text (a header, a page's number, a table of contents) is kept.
    """

    start: int
    end: int
    role: LineRole = "text"
    depth: int = 0
    table: int = 0
    cells: tuple[Span, ...] = ()
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    kind: Kind
    text: str
    lines: tuple[Line, ...]


class Paper:
    """Lines put down one after the other; the text grows with them."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.lines: list[Line] = []
        self._parts: list[str] = []
        self._length = 0
        self._tables = 0

    def put(
        self, words: str, role: LineRole = "text", *, depth: int = 0, folded: bool = False
    ) -> None:
        """Put down a paragraph; line breaks within it make lines of their own."""
        for line in words.splitlines():
            start, end = self._write(line)
            if end > start:
                self.lines.append(Line(start, end, role, depth, folded=folded))

    def begin_table(self) -> None:
        self._tables += 1

    def put_row(self, cells: Sequence[str | Span]) -> tuple[Span, ...]:
        """Put down a row: words for a cell of its own, the span of one that was merged into it.

        Return the span of each. The cells stand on one line, a tab between two.
        """
        start = self._length
        spans: list[Span] = []
        for cell in cells:
            if isinstance(cell, str):
                if self._length > start:
                    self._append("\t")
                at = self._length
                self._append(cell)
                spans.append((at, self._length))
            else:
                spans.append(cell)
        end = self._length
        if any(isinstance(cell, str) and cell.strip() for cell in cells):
            self.lines.append(Line(start, end, "row", table=self._tables, cells=tuple(spans)))
        self._append("\n")
        return tuple(spans)

    def done(self) -> Reading:
        return Reading(self.kind, "".join(self._parts), tuple(self.lines))

    def _write(self, line: str) -> Span:
        indent = len(line) - len(line.lstrip())
        start = self._length + indent
        end = self._length + max(indent, len(line.rstrip()))
        self._append(line + "\n")
        return start, end

    def _append(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)


@dataclass(slots=True)
class Cell:
    """A cell as the file has it: its paragraphs, and how many columns and rows it covers."""

    paragraphs: list[str]
    across: int = 1
    down: int = 1

    @property
    def words(self) -> str:
        return "\n".join(self.paragraphs)


LONG_CELL = 400
MOST_PARAGRAPHS = 3


def put_table(paper: Paper, rows: Iterable[Sequence[Cell]]) -> None:
    """Flatten a table into lines. A cell alone in its row, and a long one, is text of its own."""
    paper.begin_table()
    hanging: dict[int, tuple[int, Span]] = {}  # column -> rows still covered, and the span
    for row in rows:
        filled = [cell for cell in row if cell.words.strip()]
        if len(filled) == 1 and not hanging and len(row) > 0:
            for paragraph in filled[0].paragraphs:
                paper.put(paragraph)
            continue
        hanging = _put_cells(paper, row, hanging)
        for cell in filled:
            if is_long(cell):
                paper.put(cell.words)


def is_long(cell: Cell) -> bool:
    return len(cell.paragraphs) > MOST_PARAGRAPHS or len(cell.words) > LONG_CELL


def _put_cells(
    paper: Paper, row: Sequence[Cell], hanging: dict[int, tuple[int, Span]]
) -> dict[int, tuple[int, Span]]:
    columns: list[str | Span] = []
    sizes: list[tuple[int, int]] = []  # column, rows down
    for cell in row:
        while len(columns) in hanging:
            columns.append(hanging[len(columns)][1])
        sizes.append((len(columns), cell.down))
        columns.append("" if is_long(cell) else cell.words)
        columns.extend([""] * (cell.across - 1))
    while len(columns) in hanging:
        columns.append(hanging[len(columns)][1])
    spans = paper.put_row(_without_gaps(columns))
    left = {at: (rows - 1, span) for at, (rows, span) in hanging.items() if rows > 1}
    return left | {at: (down - 1, spans[at]) for at, down in sizes if down > 1}


def _without_gaps(columns: list[str | Span]) -> list[str | Span]:
    return [cell.strip() if isinstance(cell, str) else cell for cell in columns]
