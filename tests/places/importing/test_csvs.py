import codecs
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinzhi.places.importing import csvs
from pinzhi.places.importing.problems import FileRefusedError
from pinzhi.places.importing.reading import read_file

TEXT = (
    "项目编码,编码,名称,部门\r\n"
    "YXY,GC,维修技工,工程部\nYXY,KF,“管家”,客服部\rYXY,AG,门岗,安管部\r\n"
)
MARKS = {
    "utf-8": b"",
    "utf-8-sig": b"",
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "gbk": b"",
    "gb18030": b"",
}


def codes(path: Path) -> list[object]:
    book = read_file(path)
    assert book.problems == []
    return [record.values["code"] for record in book.records("post")]


@pytest.mark.parametrize("encoding", MARKS)
def test_each_encoding_of_an_office_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "岗位.csv"
    path.write_bytes(MARKS[encoding] + TEXT.encode(encoding).replace(b"\xef\xbb\xbf" * 2, b""))
    assert codes(path) == ["GC", "KF", "AG"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "岗位.csv"
    path.write_bytes(TEXT.encode(encoding))
    assert codes(path) == ["GC", "KF", "AG"]


@pytest.mark.parametrize("separator", ["\t", ";", "，"])
def test_other_separators_are_found(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "岗位.csv"
    path.write_text(TEXT.replace(",", separator), encoding="utf-8", newline="")
    assert codes(path) == ["GC", "KF", "AG"]


def test_sheet_is_known_by_its_headers(tmp_path: Path) -> None:
    path = tmp_path / "export(3).csv"
    path.write_text(TEXT, encoding="gbk", newline="")
    assert codes(path) == ["GC", "KF", "AG"]


def test_gbk_that_begins_like_utf8_is_still_gbk(tmp_path: Path) -> None:
    """楼 in GBK is a lawful UTF-8 character of two bytes; a file of such must not be misread."""
    path = tmp_path / "楼栋.csv"
    path.write_bytes("楼栋编码,项目编码,名称\n1,Y,一栋\n".encode("gbk"))
    assert read_file(path).records("building")[0].values["name"] == "一栋"


def test_damaged_utf8_is_refused_naming_the_row(tmp_path: Path) -> None:
    path = tmp_path / "岗位.csv"
    path.write_bytes(TEXT.encode().replace("管家".encode(), b"\xff\xfe"))
    with pytest.raises(FileRefusedError) as refused:
        read_file(path)
    assert (refused.value.code, refused.value.params) == ("encoding", {"row": 3})


def test_bytes_of_no_encoding_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "岗位.csv"
    path.write_bytes("项目编码,编码\n".encode("gbk") + b"\x80\xff,x\n")
    with pytest.raises(FileRefusedError) as refused:
        read_file(path)
    assert (refused.value.code, refused.value.params) == ("encoding", {"row": 2})


def test_open_quotation_mark_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "岗位.csv"
    path.write_text('项目编码,编码,名称,部门\nY,"GC,维修,工程部\n', encoding="utf-8")
    with pytest.raises(FileRefusedError) as refused:
        read_file(path)
    assert (refused.value.code, refused.value.params) == ("csv_row", {"row": 2})


@pytest.mark.parametrize("value", ["=1+1", '=HYPERLINK("http://192.0.2.1")', "＝A1", " =A1"])
def test_formula_in_a_csv_is_refused(tmp_path: Path, value: str) -> None:
    path = tmp_path / "岗位.csv"
    quoted = value.replace('"', '""')
    path.write_text(f'项目编码,编码,名称,部门\nY,GC,"{quoted}",工程部\n', encoding="utf-8")
    assert [(p.row, p.column, p.code) for p in read_file(path).problems] == [(2, "名称", "formula")]


def test_long_digits_in_a_csv_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "人员.csv"
    path.write_text("工号,姓名\n110101199003070012,陈\n1.10101E+17,林\n", encoding="utf-8")
    book = read_file(path)
    assert book.records("staff")[0].values["number"] == "110101199003070012"
    assert [(p.row, p.code) for p in book.problems] == [(3, "damaged_number")]


def test_endless_empty_lines_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "岗位.csv"
    path.write_text(TEXT + "\n" * 1_000_000, encoding="utf-8")
    with pytest.raises(FileRefusedError) as refused:
        read_file(path)
    assert refused.value.code == "empty_rows"


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("x") / "岗位.csv"
    path.write_bytes(data)
    with suppress(FileRefusedError):
        read_file(path)


CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1)


@given(text=CHINESE, encoding=st.sampled_from(["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"]))
def test_chinese_text_is_decoded_whatever_it_was_written_in(text: str, encoding: str) -> None:
    line = f"项目编码,编码,名称\n{text},1,x\n"
    assert csvs.decode(line.encode(encoding)) == line
