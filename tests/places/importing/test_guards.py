import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pinzhi.places.importing.problems import FileRefusedError
from pinzhi.places.importing.reading import read_file
from tests.places.importing import hostile
from tests.places.importing.measured import read_measured

DTD = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
SHEET = "xl/worksheets/sheet1.xml"
LINK = (
    '<Relationships xmlns="x"><Relationship Id="a" Type="http://x/externalLinkPath" '
    'Target="http://192.0.2.1/a.xlsx" TargetMode="External"/></Relationships>'
)


def refusal(path: Path, name: str = "") -> str:
    with pytest.raises(FileRefusedError) as refused:
        read_file(path, name)
    assert str(refused.value)
    return refused.value.code


def test_honest_workbook_is_read(tmp_path: Path) -> None:
    book = read_file(hostile.write(tmp_path / "a.xlsx", hostile.parts()))
    assert book.problems == []
    assert [record.values for record in book.records("post")] == [
        {"site": "YXY", "code": "GC", "name": "维修", "department": "engineering"}
    ]


@pytest.mark.parametrize(
    ("build", "code"),
    [
        (hostile.zeros_bomb, "bomb"),
        (hostile.overlapping_bomb, "overlapping"),
        (hostile.many_parts, "too_many_parts"),
        (hostile.empty_rows, "empty_rows"),
        (lambda path: hostile.empty_rows(path, '<c r="A1" s="1"/><c r="B1" s="1"/>'), "empty_rows"),
        (hostile.long_token, "bomb"),
        (hostile.deep_nesting, "bomb"),
    ],
)
def test_endless_file_is_refused_soon_and_small(
    tmp_path: Path, build: Callable[[Path], Path], code: str
) -> None:
    path = build(tmp_path / "a.xlsx")
    assert path.stat().st_size < 20 * 1024 * 1024
    outcome = read_measured(path)
    assert outcome.code == code
    assert outcome.seconds <= 2
    assert 10 < outcome.megabytes <= 200


@pytest.mark.parametrize(
    ("part", "text", "code"),
    [
        (SHEET, DTD + hostile.sheet_xml(), "dtd"),
        (SHEET, LAUGHS + hostile.sheet_xml((("&c;",),)), "dtd"),
        (SHEET, hostile.sheet_xml((("&e;",),)), "dtd"),
        ("docProps/core.xml", DTD + "<x/>", "dtd"),
        ("xl/theme/theme1.xml", '<?xml version="1.0" encoding="UTF-16"?>' + DTD + "<x/>", "dtd"),
        ("xl/drawings/vmlDrawing1.vml", DTD + "<x/>", "dtd"),
        ("_rels/.rels", DTD + "<x/>", "dtd"),
        ("xl/vbaProject.bin", "macro", "macro"),
        ("xl/macrosheets/sheet1.xml", "<x/>", "macro"),
        ("xl/activeX/activeX1.xml", "<x/>", "macro"),
        ("xl/externalLinks/externalLink1.xml", "<x/>", "external"),
        ("xl/connections.xml", "<x/>", "external"),
        ("xl/worksheets/_rels/sheet1.xml.rels", LINK, "external"),
        ("xl/embeddings/oleObject1.bin", "x", "nested"),
        ("xl/media/image1.png", "PK\x03\x04 and so on", "nested"),
        (SHEET, "<worksheet><sheetData><row>", "damaged"),
        (SHEET, "not xml at all", "damaged"),
        ("[Content_Types].xml", "<Types/>", "not_a_workbook"),
        ("_rels/.rels", "<Relationships/>", "not_a_workbook"),
    ],
)
def test_one_bad_part_refuses_the_file(tmp_path: Path, part: str, text: str, code: str) -> None:
    data = text.encode("utf-16") if "UTF-16" in text else text.encode()
    path = hostile.write(tmp_path / "a.xlsx", hostile.parts() | {part: data})
    assert refusal(path) == code


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        "application/vnd.ms-excel.template.macroEnabled.main+xml",
    ],
)
def test_macro_workbook_renamed_to_xlsx_is_refused(tmp_path: Path, kind: str) -> None:
    assert refusal(hostile.write(tmp_path / "a.xlsx", hostile.parts(kind=kind))) == "macro"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xlsx", b"", "empty"),
        ("a.csv", b"", "empty"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_or_locked"),
        ("a.xlsx", b"%PDF-1.7", "not_its_ending"),
        ("a.xlsx", "工号,姓名\n".encode(), "not_its_ending"),
        ("a.csv", b"PK\x03\x04rest", "not_its_ending"),
        ("a.csv", b"\x89PNG\r\n\x1a\n", "not_its_ending"),
        ("a.csv", b"a,b\n\x00\x00\x00,c\n", "not_its_ending"),
        ("a.xlsm", b"PK\x03\x04rest", "unknown_ending"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "unknown_ending"),
        ("a.zip", b"PK\x03\x04rest", "unknown_ending"),
        ("a", b"x", "unknown_ending"),
        ("a.xlsx", b"PK\x03\x04" + bytes(100), "damaged"),
        ("a.xlsx", b"PK\x03\x04" + bytes(100) + b"PK\x05\x06" + bytes(18), "not_a_workbook"),
    ],
)
def test_file_that_is_something_else_is_refused(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert refusal(path) == code


def test_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    assert refusal(path) == "too_large"


def test_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    assert refusal(hostile.write(tmp_path / "a.xlsx", {"a.txt": "x"})) == "not_a_workbook"


def test_part_cut_short_is_refused(tmp_path: Path) -> None:
    path = hostile.write(tmp_path / "a.xlsx", hostile.parts(), zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace("维修".encode(), "维護".encode()))
    assert refusal(path) == "damaged"


def test_locked_part_is_refused(tmp_path: Path) -> None:
    path = hostile.write(tmp_path / "a.xlsx", hostile.parts())
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(bytes(data))
    assert refusal(path) == "locked"


def test_link_that_a_reader_may_click_is_only_text(tmp_path: Path) -> None:
    link = LINK.replace("externalLinkPath", "hyperlink")
    contents = hostile.parts() | {"xl/worksheets/_rels/sheet1.xml.rels": link}
    assert read_file(hostile.write(tmp_path / "a.xlsx", contents)).problems == []
