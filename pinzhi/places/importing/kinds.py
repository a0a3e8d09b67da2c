"""What a column may hold, and how a raw cell becomes such a value."""

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum

from pinzhi.places.importing.problems import CellRefusedError
from pinzhi.places.importing.xlsx import Cell

Value = str | int | Decimal | date | time | tuple[str, ...] | dict[str, str] | None

SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
# A double holds 15 decimal digits; what a spreadsheet shows beyond them is invented.
FIRST_LOST = Decimal(10) ** 15
DATE_TEXT = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 0?0:00(?::00)?)?")
DATE_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
TIME_TEXT = re.compile(r"(\d{1,2}):(\d{2})(?::00)?")
PARAM_BREAKS = re.compile(r"[;；\n]")
PARAM_MARK = re.compile(r"[=＝:：]")
PHONE = re.compile(r"\+?\d[\d-]{3,19}")
LIST_MARKS = re.compile(r"[、,;/\n]")
HOUR = 60
MINUTES = 24 * HOUR
DIGITS = 15
SERIALS = range(1, 2_958_466)
FALSE_LEAP_DAY = 60
YEARS = range(1950, 2101)


class Kind(Enum):
    TEXT = "text"
    CODE = "code"
    WHOLE = "whole"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"
    LIST = "list"
    PARAMS = "params"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one sheet: the word in the header, what it may hold, what to say about it."""

    field: str
    header: str
    kind: Kind = Kind.TEXT
    required: bool = False
    other_headers: tuple[str, ...] = ()
    choices: Mapping[str, str] = dataclasses.field(default_factory=dict)
    longest: int = 100
    low: int = 0
    high: int = 10_000_000
    places: int = 2
    about: str = ""
    example: str = ""


def convert(column: Column, cell: Cell, *, since_1904: bool = False) -> Value:
    """The cell as what its column says, or CellRefusedError with what was expected instead."""
    if cell.kind == "formula":
        raise CellRefusedError("formula")
    if cell.kind == "error":
        raise CellRefusedError("error_value", value=cell.text[:20])
    if cell.kind in ("number", "date"):
        _check_digits(cell.text)
    if column.kind in (Kind.DATE, Kind.TIME):
        return (_date if column.kind is Kind.DATE else _time)(cell, since_1904=since_1904)
    return CONVERTERS[column.kind](column, _text_of(column, cell))


def tidy(text: str) -> str:
    """Trimmed, in one Unicode form; zero-width marks that came along with a paste are dropped."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\u200b", "").replace("\ufeff", "").replace("\u00a0", " ")
    return text.strip(" \t\n\u3000")


def half_width(text: str) -> str:
    """Full-width letters, digits and marks as a keyboard gives them: Ａ１２ is A12."""
    return unicodedata.normalize("NFKC", text)


def _check_digits(text: str) -> None:
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise CellRefusedError("not_decimal", value=text[:40]) from error
    if not number.is_finite() or abs(number) >= FIRST_LOST:
        raise CellRefusedError("damaged_number")


def _text_of(column: Column, cell: Cell) -> str:
    if cell.kind == "yes_no":
        raise CellRefusedError("yes_no_in_text")
    if cell.kind == "date":
        raise CellRefusedError("date_in_text")
    if cell.kind == "number" and column.kind not in (Kind.DECIMAL, Kind.WHOLE):
        return _whole_digits(cell.text)
    text = tidy(cell.text)
    if any(unicodedata.category(letter) in ("Cc", "Cs") and letter != "\n" for letter in text):
        raise CellRefusedError("bad_character")
    return text


def _whole_digits(text: str) -> str:
    number = Decimal(text)
    if number != number.to_integral_value():
        raise CellRefusedError("fraction_in_text")
    return str(int(number))


def _plain_text(column: Column, text: str) -> Value:
    if len(text) > column.longest:
        raise CellRefusedError("too_long", limit=column.longest)
    return text


def _code(column: Column, text: str) -> Value:
    text = half_width(text)
    if SCIENTIFIC.fullmatch(text):
        raise CellRefusedError("damaged_number")
    if re.search(r"\s", text):
        raise CellRefusedError("space_in_code")
    return _plain_text(column, text)


def _number(text: str) -> Decimal:
    text = half_width(text).replace(",", "")
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise CellRefusedError("not_decimal", value=text[:40]) from error
    if not number.is_finite():
        raise CellRefusedError("not_decimal", value=text[:40])
    if len(number.as_tuple().digits) > DIGITS and "." in text:
        # 89.520000000000003 is how a binary fraction writes 89.52.
        number = Decimal(f"{float(number):.{DIGITS}g}")
    return number


def _within(column: Column, number: Decimal) -> Decimal:
    if not column.low <= number <= column.high:
        raise CellRefusedError(
            "out_of_range", low=column.low, high=column.high, value=str(number)[:40]
        )
    return number


def _whole(column: Column, text: str) -> Value:
    number = _number(text)
    if number != number.to_integral_value():
        raise CellRefusedError("not_whole", value=text[:40])
    return int(_within(column, number))


def _decimal(column: Column, text: str) -> Value:
    number = _within(column, _number(text))
    rounded = round(number, column.places)
    if rounded != number:
        raise CellRefusedError("too_precise", places=column.places, value=text[:40])
    return rounded


def _choice(column: Column, text: str) -> Value:
    word = half_width(text).replace(" ", "").lower()
    for known, value in column.choices.items():
        if word in (known.lower(), value):
            return value
    known_words = "、".join(first_words(column))
    raise CellRefusedError("not_choice", known=known_words, value=text[:40])


def first_words(column: Column) -> list[str]:
    """One word for each choice, the one we write ourselves."""
    first: dict[str, str] = {}
    for word, value in column.choices.items():
        first.setdefault(value, word)
    return list(first.values())


def _list(column: Column, text: str) -> Value:
    names = [half_width(name).strip() for name in LIST_MARKS.split(half_width(text))]
    kept = tuple(dict.fromkeys(name for name in names if name))
    for name in kept:
        _plain_text(column, name)
    return kept


def _params(column: Column, text: str) -> Value:
    found: dict[str, str] = {}
    for part in PARAM_BREAKS.split(text):
        if not part.strip():
            continue
        name, _mark, value = (
            piece.strip() for piece in PARAM_MARK.sub("=", part, 1).partition("=")
        )
        if not (name and value):
            raise CellRefusedError("not_params", value=part.strip()[:40])
        if name in found:
            raise CellRefusedError("same_param", value=name[:40])
        found[name] = value
    if len(text) > column.longest:
        raise CellRefusedError("too_long", limit=column.longest)
    return found


def _phone(_column: Column, text: str) -> Value:
    digits = half_width(text).replace(" ", "")
    if SCIENTIFIC.fullmatch(digits):
        raise CellRefusedError("damaged_number")
    if not PHONE.fullmatch(digits):
        raise CellRefusedError("not_phone", value=text[:40])
    return digits


def _date(cell: Cell, *, since_1904: bool) -> Value:
    if cell.kind == "date":
        days = Decimal(cell.text)
        if days != days.to_integral_value() or int(days) not in SERIALS:
            raise CellRefusedError("not_date", value=cell.text[:40])
        # Serial 60 is the 29 February 1900 that never was; days before it are off by one.
        start = (
            date(1904, 1, 1) if since_1904 else date(1899, 12, 30 if days > FALSE_LEAP_DAY else 31)
        )
        return _sane_date(start + timedelta(days=int(days)), cell.text)
    text = half_width(tidy(cell.text))
    found = DATE_TEXT.fullmatch(text) or DATE_DIGITS.fullmatch(text)
    if cell.kind == "yes_no" or not found:
        raise CellRefusedError("not_date", value=text[:40])
    try:
        return _sane_date(date(*(int(part) for part in found.groups())), text)
    except ValueError as error:
        raise CellRefusedError("not_date", value=text[:40]) from error


def _sane_date(day: date, text: str) -> date:
    if day.year not in YEARS:
        raise CellRefusedError("not_date", value=text[:40])
    return day


def _time(cell: Cell, *, since_1904: bool) -> Value:
    del since_1904  # a time of day counts from midnight in both systems
    text = half_width(tidy(cell.text))
    if cell.kind in ("number", "date"):
        minutes = Decimal(cell.text) * MINUTES
        whole = round(minutes)
        if abs(minutes - whole) > Decimal("0.01") or not 0 <= whole <= MINUTES:
            raise CellRefusedError("not_time", value=text[:40])
    else:
        found = TIME_TEXT.fullmatch(text)
        whole = int(found[1]) * HOUR + int(found[2]) if found and int(found[2]) < HOUR else -1
    if not 0 <= whole <= MINUTES or cell.kind == "yes_no":
        raise CellRefusedError("not_time", value=text[:40])
    return time(whole % MINUTES // HOUR, whole % HOUR)


CONVERTERS: dict[Kind, Callable[[Column, str], Value]] = {
    Kind.TEXT: _plain_text,
    Kind.CODE: _code,
    Kind.WHOLE: _whole,
    Kind.DECIMAL: _decimal,
    Kind.CHOICE: _choice,
    Kind.LIST: _list,
    Kind.PARAMS: _params,
    Kind.PHONE: _phone,
}
