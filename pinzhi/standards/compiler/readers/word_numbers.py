"""The numbers that Word shows before paragraphs of a list. They are not in the text of the file."""

import re
from typing import Any, Final

from docx.oxml.ns import qn

from pinzhi.standards.compiler.readers.word_styles import WordStyles, list_of

_VAL: Final = qn("w:val")
_PLACE: Final = re.compile(r"%([1-9])")
_DIGITS: Final = "〇一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_RINGS: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LEVELS: Final = 9


class WordNumbers:
    """Counts through a document from its beginning; ask for each paragraph once, in order."""

    def __init__(self, document: Any, styles: WordStyles) -> None:
        self._styles = styles
        self._lists: dict[str, tuple[str, dict[int, Any]]] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int]] = {}
        self._seen: set[tuple[str, int]] = set()
        part = next(
            (rel.target_part for rel in document.part.rels.values()
             if not rel.is_external and rel.reltype.endswith("/numbering")),
            None,
        )  # fmt: skip
        if part is not None:
            self._load(part.element)

    def before(self, paragraph: Any) -> str:
        """What Word shows before this paragraph, with a blank where it leaves a gap."""
        found = list_of(paragraph)
        style = self._styles.of(paragraph)
        if found is None:
            found = self._styles.numbering(style)
        elif found[0] != "0" and paragraph.find(f".//{qn('w:ilvl')}") is None:
            own = self._styles.numbering(style)
            found = (found[0], own[1]) if own else found
        if found is None or found[0] not in self._lists:
            return ""
        return self._count(found[0], min(found[1], _LEVELS - 1))

    def _load(self, element: Any) -> None:
        shapes = {
            shape.get(qn("w:abstractNumId")): {
                int(level.get(qn("w:ilvl")) or 0): level for level in shape.findall(qn("w:lvl"))
            }
            for shape in element.findall(qn("w:abstractNum"))
        }
        for num in element.findall(qn("w:num")):
            key, link = num.get(qn("w:numId")), num.find(qn("w:abstractNumId"))
            shape = link.get(_VAL) if link is not None else ""
            levels = dict(shapes.get(shape, {}))
            for change in num.findall(qn("w:lvlOverride")):
                at = int(change.get(qn("w:ilvl")) or 0)
                own, start = change.find(qn("w:lvl")), change.find(qn("w:startOverride"))
                if own is not None:
                    levels[at] = own
                if start is not None:
                    self._starts[key, at] = _number(start, 1)
            self._lists[key] = (shape, levels)

    def _count(self, key: str, at: int) -> str:
        shape, levels = self._lists[key]
        if at not in levels:
            return ""
        counts = self._counts.setdefault(shape, [0] * _LEVELS)
        if (key, at) in self._starts and (key, at) not in self._seen:
            counts[at] = self._starts[key, at]
        else:
            counts[at] = counts[at] + 1 if counts[at] else _start(levels[at])
        self._seen.add((key, at))
        for above in range(at):
            counts[above] = counts[above] or _start(levels.get(above))
        counts[at + 1 :] = [0] * (_LEVELS - at - 1)
        return _shown(levels, counts, at)


def _shown(levels: dict[int, Any], counts: list[int], at: int) -> str:
    level = levels[at]
    if _child(level, "numFmt") == "none":
        return ""
    if _child(level, "numFmt") == "bullet":
        return "• "
    plain = level.find(qn("w:isLgl")) is not None

    def put(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        form = "decimal" if plain else _child(levels.get(index), "numFmt")
        return written(counts[index], form)

    words = _PLACE.sub(put, _child(level, "lvlText"))
    if not words:
        return ""
    return words if _child(level, "suff") == "nothing" or words[-1] in "、.)）．" else f"{words} "


def written(count: int, form: str) -> str:
    """A count the way Word writes it in one of its formats."""
    if form.startswith(("lower", "upper")):
        words = _roman(count) if form.endswith("Roman") else _letters(count)
        return words.upper() if form.startswith("upper") else words
    if form.startswith("decimalEnclosedCircle") and 1 <= count <= len(_RINGS):
        return _RINGS[count - 1]
    if form.startswith(("chinese", "ideograph", "taiwanese", "japanese")):
        return _in_words(count, form)
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _in_words(count: int, form: str) -> str:
    if form == "ideographTraditional":
        return _STEMS[(count - 1) % len(_STEMS)]
    if form in {"ideographDigital", "taiwaneseDigital"}:
        return "".join(_DIGITS[int(digit)] for digit in str(count))
    if "Legal" in form:
        return _chinese(count, _LEGAL, "拾佰仟")
    return _chinese(count, _DIGITS, "十百千")


def _letters(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * min(20, (count - 1) // 26 + 1)


def _chinese(count: int, digits: str, scales: str) -> str:
    if not 0 < count < 10_000:  # noqa: PLR2004 -- no list is longer
        return str(count)
    words, gap = "", False
    for place in range(3, -1, -1):
        digit = count // 10**place % 10
        if digit:
            words += digits[0].replace("〇", "零") if gap and words else ""
            words += digits[digit] + (scales[place - 1] if place else "")
        gap = not digit
    one = digits[1] + scales[0]
    return words[1:] if words.startswith(one) and scales[0] == "十" else words


def _roman(count: int) -> str:
    words = ""
    for value, letters in _ROMAN:
        while count >= value and len(words) < 20:  # noqa: PLR2004 -- a list of ten thousands
            words, count = words + letters, count - value
    return words


def _child(level: Any, name: str) -> str:
    node = level.find(qn(f"w:{name}")) if level is not None else None
    return str(node.get(_VAL) or "") if node is not None else ""


def _start(level: Any) -> int:
    node = level.find(qn("w:start")) if level is not None else None
    return _number(node, 1)


def _number(node: Any, otherwise: int) -> int:
    value = (node.get(_VAL) or "") if node is not None else ""
    return int(value) if value.isdecimal() and len(value) < 6 else otherwise  # noqa: PLR2004
