"""A number or a range of numbers together with its unit, wherever one stands."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pinzhi.standards.compiler.numerals import NUMBER, number
from pinzhi.standards.compiler.words.units import NOT_UNITS

TO: Final = r"(?:\s?(?:[-—–~～∼−]{1,6}|[至到])\s?|(?<=[0-9]) ?一 ?(?=[0-9]))"
"""What stands between the two ends of a range."""

EDGE: Final = r"(?:\s?[(](?P<{0}>不?含)[)])?"


def any_of(words: Iterable[str]) -> str:
    """The words as alternatives of a pattern, the longer before those they begin with."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def unit_pattern(words: Iterable[str]) -> str:
    """The words as units: a Latin one ends where its letters end, 人 is not that of 人员."""
    return "|".join(map(_one_unit, sorted(words, key=len, reverse=True)))


# Signs that bar a unit only in a longer word: 名单 is a list, 一名单位领导 a person.
_UNLESS: Final = {
    "名": ("单", "单(?!位)"),
    "分": ("部时之", "部(?![份分])|时[段间差]|之(?!间)"),
    "处": ("以", "以(?![上下内])"),
}


def _one_unit(word: str) -> str:
    others = NOT_UNITS.get(word, "")
    if word[-1].isascii() and word[-1].isalpha():
        others = "A-Za-z0-9"
    if word in _UNLESS:
        signs, longer = _UNLESS[word]
        return rf"{word}(?![{others.translate(dict.fromkeys(map(ord, signs)))}]|{longer})"
    return re.escape(word) + (f"(?![{others}])" if others else "")


def amount_pattern(units: Iterable[str]) -> re.Pattern[str]:
    """One amount. Groups: low, first (its own unit), edge_low, high, gap, unit, edge."""
    unit = unit_pattern(units)
    return re.compile(
        rf"(?P<low>{NUMBER})"
        rf"(?:(?P<first>\s?(?:{unit}))?{EDGE.format('edge_low')}(?:(?P<within>\s?±\s?)|{TO})(?P<high>{NUMBER}))?"
        rf"(?P<gap>\s?)(?P<unit>{unit}){EDGE.format('edge')}"
    )


@dataclass(frozen=True, slots=True)
class Amount:
    """`low` and, of a range, `high`, in `unit`; an edge that 不含 leaves out is not `closed`."""

    low: float
    high: float | None
    unit: str
    start: int
    end: int
    closed: tuple[bool, bool]
    figures: bool
    first: str = ""
    """The unit of the low end, where it is written and is another than `unit`."""
    within: bool = False
    """Whether `high` is how far it may differ from `low`, in another unit: 380V±7%."""


_NOT_BEFORE: Final = re.compile(
    r"(?:[A-Za-z_/][-.]?|[0-9〇零一二三四五六七八九][.\-—/]?|第|[Nn][Oo]\.?)$"
)
_ITEM: Final = re.compile(r"^[\s★(]*$")


def find_amounts(text: str, pattern: re.Pattern[str]) -> Iterator[Amount]:
    """Every amount in the text that is not part of a code, a date or an item's number."""
    for match in pattern.finditer(text):
        if _is_part_of_a_code(text, match):
            continue
        first = (match["first"] or "").strip()
        within = bool(match["within"]) and first not in {"", match["unit"]}
        low, high = _ends(match, within=within)
        yield Amount(
            low,
            high,
            match["unit"],
            match.start(),
            match.end(),
            (match["edge_low"] != "不含", match["edge"] != "不含"),
            match["low"][0].isdecimal(),
            first,
            within,
        )


def _ends(match: re.Match[str], *, within: bool) -> tuple[float, float | None]:
    """The low and the high end; 32±2 goes from 30 to 34."""
    low, high = number(match["low"]), number(match["high"]) if match["high"] else None
    if high is None or within:
        return low, high
    if not match["within"]:
        same = (match["first"] or "").strip() in {"", match["unit"]}
        return (min(low, high), max(low, high)) if same else (low, high)  # 95-90分
    return round(low - high, 4), round(low + high, 4)


def _is_part_of_a_code(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 4) : match.start()]
    if _NOT_BEFORE.search(before):
        return True
    if match["unit"].isascii():
        return False
    return bool(match["gap"]) and bool(_ITEM.match(text[: match.start()][-6:]))
