"""A file that cannot be read is refused as a whole, in one sentence that names it."""

import io
import os
import zipfile
from pathlib import Path

import openpyxl
import pypdf
import pytest

from pinzhi.standards.compiler.document import compile_document
from pinzhi.standards.compiler.readers import read
from pinzhi.standards.compiler.readers.guards import FILE_MB, OLE
from pinzhi.standards.compiler.refusals import Unreadable
from tests.standards.compiler import files

DOCX = files.words("每日巡查电梯机房。")
XLSX = files.sheet([["项目", "频次"], ["电梯", "每日"]])
LOCKED = OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600


def code_of(name: str, data: bytes | Path) -> str:
    with pytest.raises(Unreadable) as refused:
        compile_document(name, data)
    sentence = str(refused.value)
    assert Path(name.replace("\\", "/")).name in sentence
    assert sentence.count("\n") == 0
    return refused.value.code


def locked_pdf() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def scanned_pdf() -> bytes:
    writer = pypdf.PdfWriter()
    for _page in range(3):
        writer.add_blank_page(200, 200)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def laughs() -> bytes:
    lines = ['<!ENTITY a "哈哈哈哈哈哈哈哈">']
    lines += [
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    return f"<?xml version='1.0'?><!DOCTYPE w [{''.join(lines)}]><w>&i;</w>".encode()


BAD = {
    "empty.docx": (b"", "empty"),
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n", "no_text"),
    "locked.docx": (LOCKED, "encrypted"),
    "locked.xlsx": (LOCKED, "encrypted"),
    "renamed.docx": (OLE + b"\0" * 600, "old_format"),
    "old.doc": (OLE + b"\0" * 600, "old_format"),
    "old.xls": (OLE + b"\0" * 600, "old_format"),
    "macro.docm": (DOCX, "macro"),
    "macro.xlsm": (XLSX, "macro"),
    "locked.pdf": (locked_pdf(), "encrypted"),
    "scan.pdf": (scanned_pdf(), "scanned"),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj", "damaged"),
    "cut.docx": (DOCX[: len(DOCX) // 2], "damaged"),
    "sheet.docx": (XLSX, "not_its_ending"),
    "word.xlsx": (DOCX, "not_its_ending"),
    "word.pdf": (DOCX, "not_its_ending"),
    "text.docx": ("每日巡查".encode(), "not_its_ending"),
    "word.txt": (DOCX, "not_its_ending"),
    "picture.md": (b"\x89PNG\r\n\x1a\n\0\0", "not_its_ending"),
    "page.txt": ("<!DOCTYPE html><p>每日".encode(), "not_its_ending"),
    "text.html": ("每日巡查".encode(), "not_its_ending"),
    "noise.txt": (bytes(range(1, 256)) * 40, "not_text"),
    "program.exe": (b"MZ", "unknown_ending"),
    "nothing": (b"x", "unknown_ending"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_file_is_refused_with_one_sentence(name: str) -> None:
    data, code = BAD[name]
    assert code_of(name, data) == code


def test_macro_inside_a_docx_is_refused() -> None:
    buffer = io.BytesIO(DOCX)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    assert code_of("hidden.docx", buffer.getvalue()) == "macro"


def test_entities_are_refused_before_they_grow() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DOCX)) as old, zipfile.ZipFile(buffer, "w") as archive:
        for name in old.namelist():
            archive.writestr(name, laughs() if name == "word/document.xml" else old.read(name))
    assert code_of("laughs.docx", buffer.getvalue()) == "entities"


def test_bomb_is_refused_by_what_it_says_of_itself() -> None:
    buffer = io.BytesIO(DOCX)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.bin", b"\0" * 8_000_000)
    assert len(buffer.getvalue()) < 100_000
    assert code_of("bomb.docx", buffer.getvalue()) == "bomb"


def test_cells_in_far_corners_are_refused() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"] = page["XFD1048576"] = "每日"
    buffer = io.BytesIO()
    book.save(buffer)
    assert code_of("corners.xlsx", buffer.getvalue()) == "bomb"


def test_archive_of_thousands_of_parts_is_refused() -> None:
    buffer = io.BytesIO(DOCX)
    with zipfile.ZipFile(buffer, "a") as archive:
        for number in range(3_100):
            archive.writestr(f"word/{number}", b"")
    assert code_of("parts.docx", buffer.getvalue()) == "bomb"


def test_large_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large.docx"
    with path.open("wb") as file:
        file.truncate(500 * 1024 * 1024)
    assert code_of("large.docx", path) == "too_large"
    with pytest.raises(Unreadable) as refused:
        read("large.txt", b"x" * (FILE_MB * 1024 * 1024 + 1))
    assert refused.value.code == "too_large"


def test_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert code_of("pipe.txt", pipe) == "unknown_ending"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "..\\..\\x.txt", "a\nb.txt", "很长" * 400 + ".txt"]
)
def test_name_is_shown_without_folders_and_breaks(name: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(name, b"")
    sentence = str(refused.value)
    assert (".." in sentence, "\n" in sentence, len(sentence) < 200) == (False, False, True)
