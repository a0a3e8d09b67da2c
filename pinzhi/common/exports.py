"""Rows out as a spreadsheet: streamed in constant memory, text always text."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Any, cast

import xlsxwriter
from django.http import FileResponse
from django.utils import timezone

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CELL_MAX = 32_767  # characters; Excel drops a longer cell as a whole
FORMATS = {datetime: "yyyy-mm-dd hh:mm", date: "yyyy-mm-dd", time: "hh:mm", Decimal: "#,##0.00"}


def write_xlsx(out: IO[bytes], headers: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write one sheet into `out`; returns how many rows followed the header.

    Text is written as text, so that a name beginning with "=" or "@" is never run as a formula.
    Aware instants become local wall-clock time, None an empty cell, anything unknown its text.
    """
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    formats = {kind: book.add_format({"num_format": code}) for kind, code in FORMATS.items()}
    sheet.freeze_panes(1, 0)
    for column, header in enumerate(headers):
        sheet.set_column(column, column, 18)
        sheet.write_string(0, column, str(header), bold)
    number = 0
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            _write(sheet, number, column, value, formats)
    book.close()
    return number


def _write(sheet: Any, row: int, column: int, value: object, formats: dict[type, Any]) -> None:
    match value:
        case None | "":
            return
        case bool():
            sheet.write_boolean(row, column, value)
        case Decimal():
            sheet.write_number(row, column, float(value), formats[Decimal])
        case int() | float():
            sheet.write_number(row, column, value)
        case datetime():
            sheet.write_datetime(row, column, _wall_clock(value), formats[datetime])
        case date():
            sheet.write_datetime(row, column, value, formats[date])
        case time():
            sheet.write_datetime(row, column, value, formats[time])
        case _:
            sheet.write_string(row, column, str(value)[:CELL_MAX])


def _wall_clock(value: datetime) -> datetime:
    return timezone.make_naive(value) if timezone.is_aware(value) else value


def xlsx_response(
    name: str, headers: Sequence[str], rows: Iterable[Sequence[object]]
) -> FileResponse:
    """A download named `name`.xlsx; the file lives on disk, not in memory, while it is made."""
    out = TemporaryFile()  # noqa: SIM115 -- the response closes it after the last byte
    write_xlsx(cast("IO[bytes]", out), headers, rows)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
