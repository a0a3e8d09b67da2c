from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO
from tracemalloc import get_traced_memory, start, stop
from typing import Any

import pytest
from openpyxl import load_workbook

from pinzhi.common.exports import CELL_MAX, write_xlsx, xlsx_response


def read_back(rows: list[list[Any]]) -> list[tuple[Any, ...]]:
    out = BytesIO()
    write_xlsx(out, ["a", "b"], rows)
    sheet = load_workbook(out).active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))


@pytest.mark.parametrize(
    "text",
    ["=1+1", '=HYPERLINK("http://x")', "@SUM(A1)", "+1", "-1", "http://example.org/", "007", "1e5"],
)
def test_write_xlsx_keeps_text_as_text(text: str) -> None:
    out = BytesIO()
    write_xlsx(out, ["name"], [[text]])
    cell = load_workbook(out).worksheets[0]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_write_xlsx_keeps_kinds() -> None:
    noon = datetime(2026, 9, 16, 4, 0, tzinfo=UTC)  # 12:00 in Shanghai
    rows: list[list[Any]] = [
        [1, 2.5],
        [True, None],
        [Decimal("1300.00"), date(2026, 9, 16)],
        [noon, time(9, 30)],
    ]
    assert read_back(rows) == [
        ("a", "b"),
        (1, 2.5),
        (True, None),
        (1300, datetime(2026, 9, 16)),  # noqa: DTZ001 -- a spreadsheet knows no zone
        (datetime(2026, 9, 16, 12, 0), time(9, 30)),  # noqa: DTZ001 -- likewise
    ]


def test_write_xlsx_cuts_a_cell_that_the_format_cannot_hold() -> None:
    assert len(read_back([["长" * 40_000, ""]])[1][0]) == CELL_MAX


def test_write_xlsx_keeps_control_characters_harmless() -> None:
    assert read_back([["a\x00b\x1fc", "两\n行"]])[1][1] == "两\n行"


def test_write_xlsx_says_how_many_rows() -> None:
    assert write_xlsx(BytesIO(), ["a"], ([n] for n in range(7))) == 7


def test_write_xlsx_holds_no_rows_in_memory() -> None:
    start()
    write_xlsx(BytesIO(), ["a"] * 6, (["文字" * 10] * 6 for _ in range(2_000)))
    first = get_traced_memory()[1]
    stop()
    start()
    write_xlsx(BytesIO(), ["a"] * 6, (["文字" * 10] * 6 for _ in range(10_000)))
    fifth = get_traced_memory()[1]
    stop()
    assert fifth < first + 3_000_000  # five times the rows; the archive itself grows a little


def test_xlsx_response_is_a_named_download() -> None:
    response = xlsx_response("任务", ["a"], [["x"]])
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%E4%BB%BB%E5%8A%A1.xlsx"
    body = b"".join(response.streaming_content)  # type: ignore[arg-type]  # sync under WSGI
    assert response.file_to_stream
    response.file_to_stream.close()
    assert load_workbook(BytesIO(body)).worksheets[0]["A2"].value == "x"
