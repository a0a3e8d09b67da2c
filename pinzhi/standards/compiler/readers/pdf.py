"""PDF with a text layer: its lines, without what every page repeats."""

import re
from collections import Counter
from typing import Final

import pypdfium2
from pypdfium2 import PdfiumError

from pinzhi.standards.compiler.readers.paper import Paper, Reading
from pinzhi.standards.compiler.refusals import Unreadable

PAGES: Final = 2_000
_HEAD_BYTES: Final = 1024
_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD
_EDGE: Final = 2  # so many lines at the top and foot of a page may be its head and foot
_FEWEST_REPEATS: Final = 3
_FEWEST_LETTERS: Final = 8  # a page; less is a scan with a stamp
_NUMBERS: Final = re.compile(r"[0-9]+|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+")
_PAGE_NUMBER: Final = re.compile(
    r"\s*[-—–·]*\s*第?\s*[0-9]{1,4}\s*页?\s*(?:[/共,，]+\s*共?\s*[0-9]{1,4}\s*页?)?\s*[-—–·]*\s*$"
)


def read_pdf(name: str, data: bytes) -> Reading:
    """Raises Unreadable for a scan, which has pictures where the words should be."""
    if b"%PDF-" not in data[:_HEAD_BYTES]:
        raise Unreadable("not_its_ending", name, ending=".pdf")
    pages = _pages(name, data)
    letters = sum(not letter.isspace() for page in pages for line in page for letter in line)
    if letters < _FEWEST_LETTERS * max(1, len(pages)):
        raise Unreadable("scanned", name)
    paper = Paper("pdf")
    repeated = _repeated(pages)
    for page in pages:
        _put_page(paper, page, repeated)
    return paper.done()


def _pages(name: str, data: bytes) -> list[list[str]]:
    try:
        document = pypdfium2.PdfDocument(data)
    except PdfiumError as error:
        locked = error.err_code == _PASSWORD or "password" in str(error).lower()
        if locked:
            raise Unreadable("encrypted", name) from error
        raise Unreadable("damaged", name, ending=".pdf") from error
    try:
        if len(document) > PAGES:
            raise Unreadable("bomb", name, ending=".pdf")
        return [_lines(document, index) for index in range(len(document))]
    except PdfiumError as error:
        raise Unreadable("damaged", name, ending=".pdf") from error
    finally:
        document.close()


def _lines(document: pypdfium2.PdfDocument, index: int) -> list[str]:
    page = document[index]
    try:
        words = page.get_textpage()
        try:
            text = words.get_text_range()
        finally:
            words.close()
    finally:
        page.close()
    text = text.replace("\ufffe", "").replace("\x02", "")
    return [line.strip() for line in text.splitlines() if line.strip()]


def _shape(line: str) -> str:
    return _NUMBERS.sub("0", "".join(line.split()))


def _repeated(pages: list[list[str]]) -> frozenset[str]:
    """The shapes of lines that stand at the edge of at least three pages and of half of them."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_shape(line) for line in (*page[:_EDGE], *page[-_EDGE:])})
    least = max(_FEWEST_REPEATS, (len(pages) + 1) // 2)
    return frozenset(shape for shape, times in seen.items() if times >= least)


def _put_page(paper: Paper, page: list[str], repeated: frozenset[str]) -> None:
    for at, line in enumerate(page):
        edge = at < _EDGE or at >= len(page) - _EDGE
        outside = edge and (_shape(line) in repeated or _PAGE_NUMBER.match(line))
        paper.put(line, "outside" if outside else "text", folded=not outside)
