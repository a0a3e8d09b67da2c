"""Excel: every sheet a table, its rows flattened into lines."""

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook

from pinzhi.standards.compiler.readers.guards import check_archive
from pinzhi.standards.compiler.readers.paper import Cell, Paper, Reading, put_table
from pinzhi.standards.compiler.refusals import Unreadable

SHEETS: Final = 100
ROWS: Final = 50_000
COLUMNS: Final = 100
CELLS: Final = 500_000


def read_xlsx(name: str, data: bytes) -> Reading:
    """Hidden sheets are left out. Raises Unreadable for more cells than a document has."""
    check_archive(name, ".xlsx", data, "xl/workbook.xml")
    paper = Paper("xlsx")
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for title in _visible(book)[:SHEETS]:
            _put_sheet(paper, name, title, book)
    except (CalamineError, OSError, ValueError) as error:
        raise Unreadable("damaged", name, ending=".xlsx") from error
    return paper.done()


def _visible(book: CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in book.sheets_metadata
        if str(sheet.visible).endswith("Visible") and str(sheet.typ).endswith("WorkSheet")
    ]


def _put_sheet(paper: Paper, name: str, title: str, book: CalamineWorkbook) -> None:
    sheet = book.get_sheet_by_name(title)
    if sheet.height * sheet.width > CELLS or sheet.height > ROWS:
        raise Unreadable("bomb", name, ending=".xlsx")
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    if not any(_words(value) for row in rows for value in row):
        return
    if not title.lower().startswith("sheet"):
        paper.put(title, "heading", depth=1)
    put_table(paper, _rows(rows, sheet.merged_cell_ranges or []))


def _rows(rows: list[list[Any]], merged: Any) -> Iterator[list[Cell]]:
    origins, covered = _merges(merged)
    for at, row in enumerate(rows):
        cells = []
        for column, value in enumerate(row[:COLUMNS]):
            if (at, column) in covered:
                continue
            down, across = origins.get((at, column), (1, 1))
            words = _words(value)
            cells.append(Cell(words.split("\n") if words else [], across, down))
        if any(cell.paragraphs for cell in cells):
            yield cells


def _merges(merged: Any) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    origins: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in merged:
        if (bottom - top + 1) * (right - left + 1) + len(covered) > CELLS:
            continue
        origins[top, left] = (bottom - top + 1, right - left + 1)
        for row in range(top, bottom + 1):
            covered.update((row, column) for column in range(left, right + 1))
        covered.discard((top, left))
    return origins, covered


def _words(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
    if isinstance(value, bool):
        return ""
    return str(value).strip()
