"""Comma-separated files as Chinese offices make them: UTF-8, with or without BOM, UTF-16, GBK."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from pinzhi.places.importing import limits
from pinzhi.places.importing.problems import FileRefusedError
from pinzhi.places.importing.xlsx import Cell, Row

PROOF = 4
HEAD_BYTES = 4096
FEW = 2
SEPARATORS = ",\t;，"


def rows(path: Path) -> Iterator[Row]:
    """Rows that hold anything, numbered as a spreadsheet would number them."""
    text = decode(path.read_bytes())
    idle = 0
    count = 0
    for number, values in _split(text):
        cells = {at: _cell(value) for at, value in enumerate(values) if value.strip()}
        idle = 0 if cells else idle + 1
        if idle > limits.EMPTY_RUN:
            raise FileRefusedError("empty_rows", sheet=path.stem)
        if len(cells) > limits.CELLS_IN_ROW:
            raise FileRefusedError(
                "too_wide", sheet=path.stem, row=number, limit=limits.CELLS_IN_ROW
            )
        if cells:
            count += 1
            if count > limits.ROWS:
                raise FileRefusedError("too_many_rows", sheet=path.stem, limit=limits.ROWS)
            yield Row(number, cells)


def decode(data: bytes) -> str:
    """The text, by its mark or else by what it can be; FileRefusedError names the row otherwise."""
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if data.startswith(mark):
            return _decode(data[len(mark) :], name)
    unmarked = _unmarked_utf16(data)
    if unmarked:
        return _decode(data, unmarked)
    if b"\x00" in data:
        raise FileRefusedError("not_its_ending", ending=".csv")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _surely_utf8(data[: error.start]):
            raise FileRefusedError("encoding", row=_row_at(data, error.start)) from error
    return _decode(data, "gb18030")


def _surely_utf8(start: bytes) -> bool:
    """Several Chinese characters and none of the pairs that GBK text happens to look like.

    GBK's 楼 reads as a two-byte UTF-8 character, so one lucky character proves nothing.
    """
    text = start.decode("utf-8")
    chinese = sum("\u4e00" <= letter <= "\u9fff" for letter in text)
    return chinese >= PROOF and not any("\u0080" <= letter <= "\u07ff" for letter in text)


def _decode(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise FileRefusedError("encoding", row=_row_at(data, error.start)) from error


def _row_at(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 without its mark: separators and digits leave a NUL in every other byte."""
    head = data[:HEAD_BYTES]
    if len(head) < PROOF or len(data) % 2:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > FEW and not even:
        return "utf-16-le"
    if even > FEW and not odd:
        return "utf-16-be"
    return ""


def _split(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.lstrip("\r\n").partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    while True:
        number += 1
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FileRefusedError("csv_row", row=number) from error
        yield number, values


def _cell(value: str) -> Cell:
    """All cells are text; one that a spreadsheet would work out is a formula to us as well."""
    if value.lstrip().startswith(("=", "＝")):
        return Cell("formula", "")
    return Cell("text", value)
