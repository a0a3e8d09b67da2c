"""Word: paragraphs with the numbers Word shows, headings by style, tables; no head, no foot."""

import io
from collections.abc import Iterator
from typing import Any, Final

from docx import Document
from docx.oxml.ns import qn

from pinzhi.standards.compiler.readers.guards import check_archive
from pinzhi.standards.compiler.readers.paper import Cell, LineRole, Paper, Reading, put_table
from pinzhi.standards.compiler.readers.word_numbers import WordNumbers
from pinzhi.standards.compiler.readers.word_styles import WordStyles
from pinzhi.standards.compiler.refusals import Unreadable

_P, _TBL, _TR, _TC = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_T, _TAB, _BR, _CR = qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr")
_PPR, _TRPR, _VAL = qn("w:pPr"), qn("w:trPr"), qn("w:val")
_RPR, _VANISH, _SYM, _CHAR = qn("w:rPr"), qn("w:vanish"), qn("w:sym"), qn("w:char")
_R, _HYPHEN = qn("w:r"), qn("w:noBreakHyphen")
_COVERS: Final = frozenset(qn(f"w:{name}") for name in ("sdt", "sdtContent", "customXml", "ins"))
# Taken out by somebody, shown twice, or not words of the text.
_PASSED: Final = frozenset(
    [qn(f"w:{name}") for name in ("del", "moveFrom", "pPr", "instrText", "delText", "pict")]
    + ["{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"]
)
_DEEPEST: Final = 60


def read_docx(name: str, data: bytes) -> Reading:
    check_archive(name, ".docx", data, "word/document.xml")
    try:
        return _Word(Document(io.BytesIO(data))).read()
    except Exception as error:  # a broken part makes python-docx raise almost anything
        raise Unreadable("damaged", name, ending=".docx") from error


class _Word:
    def __init__(self, document: Any) -> None:
        self.body = document.element.body
        self.styles = WordStyles(document)
        self.numbers = WordNumbers(document, self.styles)
        self.paper = Paper("docx")

    def read(self) -> Reading:
        self.blocks(self.body, 0)
        return self.paper.done()

    def blocks(self, parent: Any, level: int) -> None:
        for node in parent:
            if node.tag == _P:
                self.paragraph(node)
            elif node.tag == _TBL:
                put_table(self.paper, self.rows(node, level))
            elif node.tag in _COVERS and level < _DEEPEST:
                self.blocks(node, level + 1)

    def paragraph(self, node: Any) -> None:
        role, depth = self.role(node)
        self.paper.put(self.words(node), role, depth=depth)

    def role(self, node: Any) -> tuple[LineRole, int]:
        style = self.styles.of(node)
        if self.styles.is_contents(style):
            return "outside", 0
        depth = self.styles.depth(node, style)
        return ("heading", depth) if depth else ("text", 0)

    def words(self, node: Any) -> str:
        words = "".join(_words(node, 0))
        return self.numbers.before(node) + words if words.strip() else ""

    def rows(self, table: Any, level: int) -> Iterator[list[Cell]]:
        rows = [_columns(row) for row in _below(table, _TR)]
        for index, row in enumerate(rows):
            cells: list[Cell] = []
            for column, (cell, across) in row.items():
                if not _continues(cell):
                    down = _down(rows, index, column)
                    cells.append(Cell(self.paragraphs(cell, level), across, down))
            yield cells

    def paragraphs(self, cell: Any, level: int) -> list[str]:
        found: list[str] = []
        for node in cell:
            if node.tag == _P:
                found.extend(self.words(node).split("\n"))
            elif node.tag == _TBL and level < _DEEPEST:
                rows = self.rows(node, level + 1)
                found.extend("\t".join(inner.words for inner in row) for row in rows)
            elif node.tag in _COVERS and level < _DEEPEST:
                found.extend(self.paragraphs(node, level + 1))
        return [words for words in found if words.strip()]


def _words(node: Any, level: int) -> Iterator[str]:
    for child in node:
        tag = child.tag
        if tag == _T:
            yield child.text or ""
        elif tag == _TAB:
            yield "\t"
        elif tag in {_BR, _CR}:
            yield "\n"
        elif tag == _HYPHEN:
            yield "-"
        elif tag == _SYM:
            yield _symbol(child.get(_CHAR) or "")
        elif tag == _R and _hidden(child):
            continue
        elif tag == _P:  # of a text box
            yield "\n"
            yield from _words(child, level + 1)
            yield "\n"
        elif tag not in _PASSED and level < _DEEPEST:
            yield from _words(child, level + 1)


def _hidden(run: Any) -> bool:
    found = run.find(f"{_RPR}/{_VANISH}")
    return found is not None and found.get(_VAL) not in {"0", "false"}


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _below(table: Any, tag: str) -> Iterator[Any]:
    for node in table:
        if node.tag == tag:
            yield node
        elif node.tag in _COVERS:
            yield from _below(node, tag)


def _columns(row: Any) -> dict[int, tuple[Any, int]]:
    """The cells of a row by the column they begin in, with how many columns they cover."""
    found, column = {}, _count(row.find(f"{_TRPR}/{qn('w:gridBefore')}"), 0)
    for cell in _below(row, _TC):
        across = _count(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1)
        found[column] = (cell, across)
        column += across
    return found


def _count(node: Any, otherwise: int) -> int:
    value = (node.get(_VAL) or "") if node is not None else ""
    return min(int(value), 100) if value.isdecimal() else otherwise


def _continues(cell: Any) -> bool:
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(_VAL) != "restart"


def _down(rows: list[dict[int, tuple[Any, int]]], index: int, column: int) -> int:
    below = index + 1
    while below < len(rows) and column in rows[below] and _continues(rows[below][column][0]):
        below += 1
    return below - index
