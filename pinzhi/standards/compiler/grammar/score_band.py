"""Bands of a score and the grade each is given: 80(含)—90分的为良好, 优秀:95分以上."""

import re
from collections.abc import Iterator
from typing import Final

from pinzhi.standards.compiler.findings import Found, Taken
from pinzhi.standards.compiler.grammar.quantities_amounts import TO, any_of
from pinzhi.standards.compiler.numerals import FIGURES, number
from pinzhi.standards.compiler.words.money import GRADES

_LABEL: Final = (
    rf"[“\"'‘]?(?P<label>(?:{any_of(GRADES)})|[ABCDES](?![A-Za-z0-9]))(?P<rank>[级等档类])?[”\"'’]?"
)
_EDGE: Final = r"(?:\s?[((]不?含[))])?"
_POINTS: Final = rf"{_EDGE}\s?分?{_EDGE}"
_LOW: Final = r"(?:≥|>=|>|>|高于|大于等于|大于|超过|不低于|不少于|达到|达)"
_HIGH: Final = r"(?:≤|<=|<|<|低于|小于等于|小于|少于|不足|不满|未达到|未达|不到)"
_BAND: Final = (
    rf"(?:(?P<low>{FIGURES}){_POINTS}{TO}(?P<high>{FIGURES}){_EDGE}\s?分{_EDGE}(?:之间)?"
    rf"|(?P<least>{FIGURES}){_EDGE}\s?分{_EDGE}(?:及其?|或|含)?以上"
    rf"|(?P<most>{FIGURES}){_EDGE}\s?分{_EDGE}(?:及其?|或|含)?以下"
    rf"|(?P<full>{FIGURES})\s?分"
    rf"|{_LOW}(?P<over>{FIGURES})\s?分?|{_HIGH}(?P<under>{FIGURES})\s?分?"
    rf"|(?P<from>{FIGURES})\s?分?\s?[≤<<]=?\s?[^\s,,。;0-9]{{0,4}}\s?[≤<<]=?\s?(?P<to>{FIGURES})\s?分?)"
)
_IS: Final = r"(?:评定?为|定为|视为|认定为|判定?为|列为|属于?|是|为|即|即为|[::=])"
_NUMBER_FIRST: Final = re.compile(
    rf"{_BAND}{_EDGE}(?:(?:者|的)?[^,,。;;、0-9]{{0,8}}?{_IS}\s?|\s?[((]|\s|的|者)?{_LABEL}(?![^\s,,。;;、))]{{0,3}}[0-9])"
)
_LABEL_FIRST: Final = re.compile(
    rf"(?<![不基很较非]){_LABEL}(?:等级|等次)?\s?(?:[((::]|为|是|——?|-)\s?(?:考核|综合|评定|最终|总)?(?:得分|评分|分数|总分|分值)?(?:在|为|是)?\s?{_BAND}"
)


def find_score_bands(text: str, taken: Taken) -> list[Found]:
    """Every band of points the text gives a grade's name to. An open end is None."""
    if "分" not in text:
        return []
    number_first = list(_read(text, _NUMBER_FIRST, taken))
    label_first = list(_read(text, _LABEL_FIRST, taken))
    return max(label_first, number_first, key=len) if label_first else number_first


def _read(text: str, pattern: re.Pattern[str], taken: Taken) -> Iterator[Found]:
    for match in pattern.finditer(text):
        if taken.holds(*match.span()):
            continue
        low, high = _ends(match)
        if low is None and high is None:
            continue
        label = match["label"] + (match["rank"] or "")
        content = {"from": low, "to": high, "label": label}
        yield Found("score_band", content, *match.span(), 0.95)


def _ends(match: re.Match[str]) -> tuple[float | None, float | None]:
    low = match["low"] or match["least"] or match["over"] or match["from"] or match["full"]
    high = match["high"] or match["most"] or match["under"] or match["to"] or match["full"]
    return _points(low), _points(high)


def _points(words: str | None) -> float | None:
    if not words:
        return None
    value = number(words)
    return int(value) if value == int(value) else value
