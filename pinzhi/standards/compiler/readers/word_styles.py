"""What a paragraph's style says: is it a heading and how deep, is it a table of contents."""

import re
from typing import Any, Final

from docx.oxml.ns import qn

_VAL: Final = qn("w:val")
_HEADING: Final = re.compile(r"(?:heading|标题|標題)\s*([1-9])?$", re.IGNORECASE)
_CONTENTS: Final = re.compile(r"(?:toc|目录|目錄)\b|table of (?:contents|figures)", re.IGNORECASE)
_LONGEST_CHAIN: Final = 20
_BODY: Final = 9  # Word's outline level of ordinary text


class WordStyles:
    """The styles of a document by id, and what they take over from those they are based on."""

    def __init__(self, document: Any) -> None:
        element = document.styles.element
        self._styles = {style.get(qn("w:styleId")): style for style in element.iter(qn("w:style"))}
        self._default = next(
            (
                key
                for key, style in self._styles.items()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) == "1"
            ),
            "",
        )

    def of(self, paragraph: Any) -> str:
        node = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return (node.get(_VAL) or "") if node is not None else self._default

    def chain(self, style: str) -> list[Any]:
        """The style, the one it is based on, and so on."""
        found: list[Any] = []
        while style in self._styles and len(found) < _LONGEST_CHAIN:
            found.append(self._styles[style])
            based = found[-1].find(qn("w:basedOn"))
            style = (based.get(_VAL) or "") if based is not None else ""
        return found

    def is_contents(self, style: str) -> bool:
        return any(_CONTENTS.match(_name(node)) for node in self.chain(style)[:1])

    def depth(self, paragraph: Any, style: str) -> int:
        """1 to 9 for a heading, 0 for ordinary text."""
        own = _outline(paragraph)
        if own is not None:
            return own
        for node in self.chain(style):
            heading = _HEADING.match(_name(node))
            if heading:
                return int(heading[1] or 1)
            if _name(node).lower() == "title":
                return 1
            outline = _outline(node)
            if outline is not None:
                return outline
        return 0

    def numbering(self, style: str) -> tuple[str, int] | None:
        """The list and level that a style puts its paragraphs into."""
        for node in self.chain(style):
            found = list_of(node)
            if found is not None:
                return found
        return None


def list_of(node: Any) -> tuple[str, int] | None:
    """The list (its numId) and level of a paragraph or a style, if it names one itself."""
    number = node.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if number is None:
        return None
    key, level = number.find(qn("w:numId")), number.find(qn("w:ilvl"))
    if key is None:
        return None
    value = (level.get(_VAL) or "0") if level is not None else "0"
    return key.get(_VAL) or "0", int(value) if value.isdecimal() else 0


def _name(style: Any) -> str:
    node = style.find(qn("w:name"))
    return str(node.get(_VAL) or "") if node is not None else ""


def _outline(node: Any) -> int | None:
    found = node.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    value = (found.get(_VAL) or "") if found is not None else ""
    if not value.isdecimal():
        return None
    return int(value) + 1 if int(value) < _BODY else 0
