"""Real files, made anew for each test."""

import io
from collections.abc import Callable, Iterable
from typing import Any

import docx
import openpyxl
import weasyprint


def word(fill: Callable[[Any], None]) -> bytes:
    document = docx.Document()
    fill(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def words(*paragraphs: str) -> bytes:
    def fill(document: Any) -> None:
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)

    return word(fill)


def sheet(rows: Iterable[Any], *, merged: str = "", title: str = "Sheet1") -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = title
    for row in rows:
        page.append(list(row))
    if merged:
        page.merge_cells(merged)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def pdf(body: str, *, style: str = "") -> bytes:
    css = "@page { size: A5; margin: 2cm } body { font: 12pt 'Noto Sans SC', sans-serif }" + style
    page = weasyprint.HTML(string=f"<html lang=zh><style>{css}</style><body>{body}</body></html>")
    return bytes(page.write_pdf())
