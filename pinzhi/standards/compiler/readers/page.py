"""HTML: what a reader would read, without scripts, menus and foot lines."""

from collections.abc import Iterator
from typing import Final

from lxml import etree, html

from pinzhi.standards.compiler.readers.decoding import decode
from pinzhi.standards.compiler.readers.paper import Cell, Paper, Reading, put_table
from pinzhi.standards.compiler.refusals import Unreadable

_SILENT: Final = frozenset(
    (
        "script", "style", "noscript", "template", "head", "nav", "footer", "aside", "form",
        "button", "select", "svg", "iframe", "object", "canvas", "textarea", "video", "audio",
    )
)  # fmt: skip
_BLOCKS: Final = frozenset(
    (
        "p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6",
        "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "tr", "td", "th", "table",
        "figure", "figcaption", "address", "center", "body", "html", "hr",
    )
)  # fmt: skip
_HEADINGS: Final = {f"h{depth}": depth for depth in range(1, 7)}
_OUTSIDE: Final = (
    "nav",
    "menu",
    "breadcrumb",
    "footer",
    "copyright",
    "sidebar",
    "comment",
    "advert",
)
_DEEPEST: Final = 200
_WIDEST: Final = 100


def read_html(name: str, data: bytes) -> Reading:
    text = decode(name, ".html", data, is_page=True)
    if "<" not in text:
        raise Unreadable("not_its_ending", name, ending=".html")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("no_text", name) from error
    paper = Paper("html")
    _Walk(paper).block(root, 0)
    return paper.done()


class _Walk:
    """Gathers the words of a block and puts them down when it ends."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.words: list[str] = []
        self.depth = 0

    def block(self, node: html.HtmlElement, level: int, before: str = "") -> None:
        self.flush()
        self.depth = _HEADINGS.get(str(node.tag), self.depth if level else 0)
        if before:
            self.words.append(before)
        self.inside(node, level)
        self.flush()
        self.depth = 0

    def inside(self, node: html.HtmlElement, level: int) -> None:
        self.words.append(node.text or "")
        item = _first_item(node)
        for child in node:
            if isinstance(child.tag, str) and level < _DEEPEST and not _is_outside(child):
                numbered = item > 0 and child.tag == "li"
                self.child(child, level + 1, f"{item}. " if numbered else "")
                item += numbered
            self.words.append(child.tail or "")

    def child(self, child: html.HtmlElement, level: int, before: str) -> None:
        if child.tag == "table" and _is_grid(child):
            self.flush()
            put_table(self.paper, list(_rows(child)))
        elif child.tag == "br":
            self.flush()
        elif child.tag in _BLOCKS:
            self.block(child, level, before)
        else:
            self.inside(child, level)

    def flush(self) -> None:
        words = " ".join("".join(self.words).split())
        self.words = []
        if words and self.depth:
            self.paper.put(words, "heading", depth=self.depth)
        elif words:
            self.paper.put(words)


def _is_outside(node: html.HtmlElement) -> bool:
    if node.tag in _SILENT or "display:none" in (node.get("style") or "").replace(" ", ""):
        return True
    names = f"{node.get('class') or ''} {node.get('id') or ''}".lower().replace("_", "-")
    return any(word in part.split("-") for part in names.split() for word in _OUTSIDE)


def _first_item(node: html.HtmlElement) -> int:
    """What a numbered list shows before its first item, 0 for anything else."""
    if node.tag != "ol":
        return 0
    start = node.get("start") or "1"
    return int(start) if start.isdecimal() and len(start) < 5 else 1  # noqa: PLR2004 -- no list is longer


def _is_grid(table: html.HtmlElement) -> bool:
    """Pages are laid out with tables too; those hold tables or have one column."""
    if table.find(".//table") is not None:
        return False
    return any(len(row.findall("td")) + len(row.findall("th")) > 1 for row in table.iter("tr"))


def _rows(table: html.HtmlElement) -> Iterator[list[Cell]]:
    for row in table.iter("tr"):
        yield [
            Cell(_paragraphs(cell), _span(cell, "colspan"), _span(cell, "rowspan"))
            for cell in row
            if cell.tag in {"td", "th"}
        ]


def _span(cell: html.HtmlElement, name: str) -> int:
    value = cell.get(name) or "1"
    return min(_WIDEST, max(1, int(value))) if value.isdecimal() else 1


def _paragraphs(cell: html.HtmlElement) -> list[str]:
    paper = Paper("html")
    walk = _Walk(paper)
    walk.inside(cell, 1)
    walk.flush()
    text = paper.done().text
    return [line for line in text.split("\n") if line]
