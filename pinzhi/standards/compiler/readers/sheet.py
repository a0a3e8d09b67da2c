"""Excel: every sheet a table, its rows flattened into lines."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO, Any, Final

from python_calamine import CalamineError, CalamineWorkbook

from pinzhi.standards.compiler.readers.guards import check_archive
from pinzhi.standards.compiler.readers.paper import Cell, Paper, Reading, put_table
from pinzhi.standards.compiler.refusals import Unreadable

SHEETS: Final = 100
ROWS: Final = 50_000
COLUMNS: Final = 100
CELLS: Final = 500_000
_CHUNK: Final = 256 * 1024
_CELL: Final = re.compile(
    rb"""<(?:\w{1,20}:)?(?:c|row)\s(?:[^<>]{0,200}\s)?r=["']([A-Za-z]{0,3})([0-9]{1,7})"""
)


def read_xlsx(name: str, data: bytes) -> Reading:
    """Hidden sheets are left out. Raises Unreadable for more cells than a document has."""
    check_archive(name, ".xlsx", data, "xl/workbook.xml")
    _check_extent(name, data)
    paper = Paper("xlsx")
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for title in _visible(book)[:SHEETS]:
            _put_sheet(paper, name, title, book)
    except (CalamineError, OSError, ValueError) as error:
        raise Unreadable("damaged", name, ending=".xlsx") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # calamine's, which is no Exception
            raise
        raise Unreadable("damaged", name, ending=".xlsx") from error
    return paper.done()


def _check_extent(name: str, data: bytes) -> None:
    """Two cells in far corners would make the reader lay out every cell between them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.namelist():
            if part.lower().startswith("xl/worksheets/") and part.lower().endswith(".xml"):
                rows = columns = cells = 0
                with archive.open(part) as stream:
                    for letters, number in _cells(stream):
                        cells += 1
                        rows = max(rows, int(number or 0))
                        columns = max(columns, _column(letters))
                if rows * columns > CELLS or rows > ROWS or cells > CELLS:
                    raise Unreadable("bomb", name, ending=".xlsx")


def _cells(stream: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
    rest = b""
    while chunk := stream.read(_CHUNK):
        text = rest + chunk
        end = text.rfind(b">") + 1
        yield from _CELL.findall(text, 0, end)
        rest = text[end:][-_CHUNK:]


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - 64
    return column


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
