"""What is wrong with a file, a sheet, a row or a cell, in words a person can act on.

A problem keeps its code and its particulars, not its sentence: the job that finds it and the
person who reads it need not share a language, and it is stored as JSON in between.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pinzhi.common.refusals import Refusal

Params = Mapping[str, str | int]

FILE_MESSAGES = {
    "empty": gettext_noop("The file is empty (0 bytes)."),
    "too_large": gettext_noop("The file is larger than %(limit)s MB."),
    "unknown_ending": gettext_noop("Only .xlsx and .csv files can be imported, not “%(name)s”."),
    "not_its_ending": gettext_noop("The file is not what its ending %(ending)s says it is."),
    "old_or_locked": gettext_noop(
        "The file is locked with a password or in the old .xls format; "
        "save it as .xlsx without a password."
    ),
    "locked": gettext_noop("The file is locked with a password; save it without one."),
    "not_a_workbook": gettext_noop("The file is a zip archive but not an .xlsx workbook."),
    "damaged": gettext_noop("The file is damaged and cannot be opened."),
    "too_many_parts": gettext_noop(
        "The file is made of more than %(limit)s parts; no workbook needs that."
    ),
    "bomb": gettext_noop("The file unpacks to far more than its size; it was not opened."),
    "overlapping": gettext_noop("Parts of the file overlap each other; it was not opened."),
    "nested": gettext_noop("The file holds another file inside (%(part)s); remove it."),
    "dtd": gettext_noop("The file holds a document type or entity (%(part)s); it was not opened."),
    "external": gettext_noop(
        "The file is linked to other files or data sources (%(part)s); unlink it."
    ),
    "macro": gettext_noop("The file holds macros; save it as .xlsx without macros."),
    "empty_rows": gettext_noop(
        "Sheet “%(sheet)s” goes on for a very long stretch of empty rows or cells; "
        "delete the empty rows below the data."
    ),
    "too_many_rows": gettext_noop("Sheet “%(sheet)s” has more than %(limit)s rows."),
    "too_wide": gettext_noop(
        "Sheet “%(sheet)s”, row %(row)s, has more than %(limit)s filled cells."
    ),
    "too_much_text": gettext_noop(
        "The file holds more text than any site needs; it was not opened."
    ),
    "encoding": gettext_noop(
        "Row %(row)s is in no encoding we know; save the file as “CSV UTF-8” or as .xlsx."
    ),
    "csv_row": gettext_noop("Row %(row)s cannot be split into cells; check its quotation marks."),
    "no_known_sheet": gettext_noop("No sheet of this file is one we know. Known are: %(known)s."),
}

CELL_MESSAGES = {
    "formula": gettext_noop("a formula; paste its value instead"),
    "error_value": gettext_noop("the error %(value)s; enter the value"),
    "damaged_number": gettext_noop(
        "a number of more than 15 digits, whose last digits the spreadsheet has lost; "
        "set the column to text and enter it again"
    ),
    "date_in_text": gettext_noop(
        "the spreadsheet has turned this text into a date; "
        "set the column to text and enter it again"
    ),
    "fraction_in_text": gettext_noop(
        "a decimal number where text is expected; set the column to text"
    ),
    "yes_no_in_text": gettext_noop("TRUE or FALSE where text is expected"),
    "bad_character": gettext_noop("a control character that cannot be stored"),
    "too_long": gettext_noop("longer than %(limit)s characters"),
    "space_in_code": gettext_noop("a space inside a code"),
    "required": gettext_noop("must not be empty"),
    "not_whole": gettext_noop("expected a whole number, found “%(value)s”"),
    "not_decimal": gettext_noop("expected a number, found “%(value)s”"),
    "too_precise": gettext_noop("at most %(places)s decimal places, found “%(value)s”"),
    "out_of_range": gettext_noop("expected %(low)s to %(high)s, found %(value)s"),
    "not_date": gettext_noop("expected a date such as 2026-03-15, found “%(value)s”"),
    "not_time": gettext_noop("expected a time such as 08:30, found “%(value)s”"),
    "not_choice": gettext_noop("expected one of %(known)s, found “%(value)s”"),
    "not_phone": gettext_noop("expected a telephone number, found “%(value)s”"),
    "not_params": gettext_noop("expected name=value; name=value, found “%(value)s”"),
    "same_param": gettext_noop("“%(value)s” is given twice"),
    "same_header": gettext_noop("the header “%(value)s” stands twice, also in column %(other)s"),
    "missing_header": gettext_noop("the column “%(value)s” is missing"),
    "merged_header": gettext_noop("the header row holds merged cells (%(value)s); unmerge them"),
    "merged_cells": gettext_noop("merged cells (%(value)s); unmerge them and fill in each row"),
    "same_sheet": gettext_noop("this sheet holds the same as sheet “%(other)s”; keep one of them"),
    "same_code": gettext_noop("“%(value)s” already stands in row %(other)s"),
    "more": gettext_noop("and %(count)s more problems in this sheet"),
    "no_parent": gettext_noop("%(what)s “%(value)s” is neither in this file nor in the system"),
    "not_yours": gettext_noop("%(what)s “%(value)s” is outside what you answer for"),
    "own_parent": gettext_noop("“%(value)s” is above itself"),
    "taken": gettext_noop("“%(value)s” is already the code of something else"),
    "fixed": gettext_noop(
        "is “%(old)s” in the system and is not changed to “%(value)s” by an import"
    ),
    "wrong_parent": gettext_noop("“%(value)s” cannot stand above this in the tree"),
    "other_line": gettext_noop("“%(value)s” belongs to the other line of business"),
    "has_left": gettext_noop("“%(value)s” has left"),
    "works_elsewhere": gettext_noop(
        "“%(value)s” does not work at this site and cannot answer for it"
    ),
    "own_rights": gettext_noop("nobody changes their own rights"),
    "not_to_give": gettext_noop("the role “%(value)s” is not yours to give or take here"),
    "unknown_column": gettext_noop("the column “%(value)s” is not known and was left out"),
    "unnamed_column": gettext_noop("column %(value)s has no header and was left out"),
    "unknown_sheet": gettext_noop("the sheet is not known and was left out"),
}


class FileRefusedError(Refusal):
    """The file as a whole is refused; nothing of it was taken in."""

    status = 422

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params: Params = params

    def __str__(self) -> str:
        return _(FILE_MESSAGES[self.code]) % self.params


class CellRefusedError(Exception):
    """One cell cannot be taken as what its column says; the reader goes on to the next."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params: Params = params


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right: the sheet by name, the row as the spreadsheet numbers it."""

    sheet: str
    row: int
    column: str
    code: str
    params: Params = field(default_factory=dict)

    @property
    def message(self) -> str:
        return _(CELL_MESSAGES[self.code]) % self.params

    def __str__(self) -> str:
        where = self.sheet
        if self.row:
            where += " " + _("row %(row)s") % {"row": self.row}
        if self.column:
            where += " “" + self.column + "”"
        return f"{where}: {self.message}"

    def as_json(self) -> list[object]:
        return [self.sheet, self.row, self.column, self.code, dict(self.params)]


def problem_from_json(data: list[object]) -> Problem:
    sheet, row, column, code, params = data
    assert isinstance(row, int)  # noqa: S101 - our own JSON, narrowed for the type checker
    assert isinstance(params, dict)  # noqa: S101 - likewise
    return Problem(str(sheet), row, str(column), str(code), params)
