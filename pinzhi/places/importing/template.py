"""The empty workbook: right headers, text columns set to text, choices as lists, one guide."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter
from django.utils.translation import gettext as _

from pinzhi.places.importing.columns import GUIDE_NAME, SHEETS, Sheet
from pinzhi.places.importing.kinds import Column, Kind, first_words

Line = Sequence[str | int | Decimal | date | time | None]
FORMATS = {Kind.DATE: "yyyy-mm-dd", Kind.TIME: "hh:mm", Kind.WHOLE: "0", Kind.DECIMAL: "0.00"}
TEXT_FORMAT = "@"
ROWS_WITH_LISTS = 5000
LIST_LIMIT = 255


def write_template(to: Path | BinaryIO) -> None:
    """Write the template workbook, in the language now active for the guide."""
    write_workbook(to, {})


def write_workbook(to: Path | BinaryIO, lines: Mapping[str, Iterable[Line]]) -> None:
    """Write rows by sheet code under our headers; a sheet without rows has its headers only."""
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(str(to) if isinstance(to, Path) else to, options)
    styles = _styles(book)
    _write_guide(book, styles)
    for sheet in SHEETS:
        _write_sheet(book, sheet, lines.get(sheet.code, ()), styles)
    book.close()


def _styles(book: Any) -> dict[str, Any]:
    head = {"bold": True, "bottom": 1, "bg_color": "#EEF2F6", "num_format": TEXT_FORMAT}
    styles = {kind.value: book.add_format({"num_format": code}) for kind, code in FORMATS.items()}
    styles[TEXT_FORMAT] = book.add_format({"num_format": TEXT_FORMAT})
    styles["head"] = book.add_format(head)
    styles["must"] = book.add_format({**head, "font_color": "#B42318"})
    styles["wrap"] = book.add_format({"text_wrap": True, "valign": "top"})
    return styles


def _write_sheet(book: Any, sheet: Sheet, lines: Iterable[Line], styles: dict[str, Any]) -> None:
    page = book.add_worksheet(sheet.name)
    page.freeze_panes(1, 0)
    for at, column in enumerate(sheet.columns):
        style = styles.get(column.kind.value, styles[TEXT_FORMAT])
        page.set_column(at, at, _width(column), style)
        page.write_string(0, at, header(column), styles["must" if column.required else "head"])
        _add_list(page, at, column)
    for number, line in enumerate(lines, start=1):
        for at, value in enumerate(line):
            if value is not None and value != "":
                _write(page, number, at, value)


def _write(page: Any, row: int, at: int, value: str | int | Decimal | date | time) -> None:
    """Text always as text: "=1" stays what somebody typed, "0012" keeps its zeros."""
    if isinstance(value, str):
        page.write_string(row, at, value)
    elif isinstance(value, date | time):
        page.write_datetime(row, at, value)
    else:
        page.write_number(row, at, value)


def header(column: Column) -> str:
    return column.header + ("*" if column.required else "")


def _width(column: Column) -> int:
    return max(10, min(28, 2 * len(column.header) + 4, column.longest))


def _add_list(page: Any, at: int, column: Column) -> None:
    words = first_words(column)
    if words and len(",".join(words)) <= LIST_LIMIT:
        rule = {"validate": "list", "source": words, "error_type": "warning"}
        page.data_validation(1, at, ROWS_WITH_LISTS, at, rule)


def _write_guide(book: Any, styles: dict[str, Any]) -> None:
    page = book.add_worksheet(GUIDE_NAME)
    page.set_column(0, 3, 16, styles["wrap"])
    page.set_column(4, 4, 60, styles["wrap"])
    heads = (_("Sheet"), _("Column"), _("Required"), _("Example"), _("Meaning"))
    for at, text in enumerate(heads):
        page.write_string(0, at, text, styles["head"])
    row = 1
    for sheet in SHEETS:
        for column in sheet.columns:
            must = _("yes") if column.required else ""
            texts = (sheet.name, column.header, must, column.example, describe(column))
            for at, text in enumerate(texts):
                page.write_string(row, at, text)
            row += 1


def describe(column: Column) -> str:
    """What may stand in a column, in one or two sentences."""
    parts = [_(column.about)] if column.about else []
    if column.choices:
        parts.append(_("One of: %(words)s.") % {"words": "、".join(first_words(column))})
    elif column.kind is Kind.DATE:
        parts.append(_("A date such as 2026-03-15."))
    elif column.kind is Kind.TIME:
        parts.append(_("A time such as 08:30."))
    elif column.kind is Kind.PARAMS:
        parts.append(_("name=value, several with semicolons between."))
    return " ".join(parts)
