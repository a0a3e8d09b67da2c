"""Bands of a score and the grade each is given: 80(含)—90分的为良好, 优秀:95分以上."""

import re
from collections.abc import Iterator
from typing import Final

from pinzhi.standards.compiler.findings import Found, Taken
from pinzhi.standards.compiler.grammar.quantities_amounts import TO, any_of
from pinzhi.standards.compiler.grammar.quantities_spans import Spans
from pinzhi.standards.compiler.numerals import FIGURES, number
from pinzhi.standards.compiler.words.money import GRADES

_ONE_SIGN: Final = [grade for grade in GRADES if len(grade) == 1]
_WORDS: Final = any_of(grade for grade in GRADES if len(grade) > 1)
_HAN: Final = "\u4e00-\u9fff"
_LABEL: Final = (
    rf"[“\"'‘]?(?P<label>(?:{_WORDS})|第?[一二三四五](?:星级?|(?=[级等档类]))|[红黄绿蓝橙][牌灯]"
    rf"|{{start}}(?:{any_of(_ONE_SIGN)})(?![{_HAN}](?<![级等档为]))"
    r"|(?<![A-Za-z])(?:A(?:AA?)?|[BCDES]|(?:[ⅠⅡⅢⅣⅤ]|II?I?|IV|V)(?=[级等档类]))(?:[+-](?![0-9]))?(?![A-Za-z+])"
    r")(?P<rank>[级档类]|等(?![级次]))?[”\"'’]?"
)
_CELL_LABEL: Final = (
    _LABEL.format(start="").replace("label>", "cell>").replace("rank>", "cell_rank>")
)
_PLAIN_LABEL: Final = rf"(?P<grade>{_WORDS})"
_EDGE: Final = r"(?:\s?[(]不?含(?:本数|[0-9]{1,3}分?)?[)])?"
_POINTS: Final = rf"{_EDGE}\s?分?{_EDGE}"
_LOW: Final = r"(?:≥|>=|>|高于|大于等于|大于|超过|不低于|不少于|达到|达)"
_HIGH: Final = r"(?:≤|<=|<|低于|小于等于|小于|少于|不足|不满|未满|不及|未达到|未达|未到|不到)"
_MARK: Final = rf"(?:{FIGURES}|[二三四五六七八九]十[一二三四五六七八九]?|一百)"
_UP: Final = rf"{_EDGE}\s?分?{_EDGE}(?:及其?|或|含)?以上{_EDGE}"
_DOWN: Final = rf"{_EDGE}\s?分?{_EDGE}(?:及其?|或|含)?以下{_EDGE}"
_BAND: Final = (
    rf"(?:(?P<up>{_MARK}){_UP}[、,至到而且]{{0,2}}(?P<down>{_MARK}){_DOWN}"
    rf"|(?P<rising>{_MARK}){_UP}[、,但且]?{_HIGH}(?P<until>{_MARK})\s?分?"
    rf"|{_LOW}(?P<beyond>{_MARK})\s?分?[、,但且]?{_HIGH}(?P<short>{_MARK})\s?分?"
    rf"|[\[(](?P<first>[0-9]{{1,3}})\s?[,~-]\s?(?P<last>[0-9]{{1,3}})[\])]分?"
    rf"|(?P<top>{_MARK})\s?分?\s?[≥>]=?\s?[^\s,。;0-9]{{1,4}}\s?[≥>]=?\s?(?P<bottom>{_MARK})\s?分?"
    rf"|(?P<below>{_MARK}){_DOWN}[、,至到而且]{{0,2}}(?P<above>{_MARK}){_UP}"
    rf"|(?P<low>{_MARK}){_POINTS}{TO}(?P<high>{_MARK}){_EDGE}\s?分?{_EDGE}(?:之间)?"
    rf"|(?P<least>{_MARK}){_EDGE}\s?分?{_EDGE}(?:及其?|或|含)?以上"
    rf"|(?P<most>{_MARK}){_EDGE}\s?分?{_EDGE}(?:及其?|或|含)?以下"
    rf"|(?P<full>{_MARK})\s?分"
    rf"|{_LOW}(?P<over>{_MARK})\s?分?|{_HIGH}(?P<under>{_MARK})\s?分?"
    rf"|(?P<from>{_MARK})\s?分?\s?[≤<]=?\s?[^\s,。;0-9]{{0,4}}\s?[≤<]=?\s?(?P<to>{_MARK})\s?分?)"
)
_COUNTS: Final = "(?:评定?为|[确认核判]?定为|视[为同]|判为|列[为入]|纳入|[划归]为|属于?|为)"
_IS: Final = rf"(?:{_COUNTS}|是|即为?|[:=])"
_NUMBER_FIRST: Final = re.compile(
    rf"{_BAND}{_EDGE}"
    rf"(?:(?:(?:者|的)?[^,。;、0-9]{{0,8}}?{_IS}\s?|\s?[(]"
    rf"|(?:者|的[^,。;、0-9]{{0,8}})?,(?:则|应|可|均|将|即|直接)?{_COUNTS}\s?)\s?{_LABEL.format(start='')}"
    rf"|[\s的者]?{_PLAIN_LABEL}"
    rf"|[\s|]{{0,3}}(?P<joined>){_CELL_LABEL}(?=[\s|,。;0-9]|$))"
)
_LABEL_FIRST: Final = re.compile(
    rf"(?<![不基很较非偏误相时落]){_LABEL.format(start=f'(?:(?<![{_HAN}])|(?<=[0-9]分)|(?<=以[上下]))')}(?:等级|等次)?\s?"
    r"(?:(?:[(:]|为|是|——?|-)\s?(?:考核|综合|评定|最终|总)?"
    r"(?:得分|评分|分数|总分|分值)?(?:在|为|是)?\s?"
    rf"|(?=[≥≤<><>])|(?<=[A-E][级等档类])|(?P<joined>)(?:\s?[|]\s?)?){_BAND}(?![0-9.%‰℃A-Za-z米厘毫元天名人次小个])"
)
_HINT: Final = re.compile(r"分|等[次级]|评[级定]|\[[0-9]")
_LEAST_JOINED: Final = 50
_MOST_POINTS: Final = 1000
_OPEN: Final = frozenset({"及格", "合格", "通过", "达标"})


def find_score_bands(text: str, taken: Taken) -> list[Found]:
    """Every band of points the text gives a grade's name to. An open end is None."""
    if not _HINT.search(text):
        return []
    spans = Spans(taken)
    number_first = list(_read(text, _NUMBER_FIRST, spans))
    label_first = list(_read(text, _LABEL_FIRST, spans))
    more, fewer = sorted((number_first, label_first), key=len, reverse=True)
    said = Spans(Taken([(found.start, found.end) for found in more]))
    others = [found for found in fewer if not said.holds(found.start, found.end)]
    return sorted(more + others, key=lambda found: found.start)


def _read(text: str, pattern: re.Pattern[str], spans: Spans) -> Iterator[Found]:
    doubts: list[Found] = []
    for match in pattern.finditer(text):
        if spans.holds(*match.span()):
            continue
        low, high = _ends(match)
        if pattern is _LABEL_FIRST and match["full"]:
            continue  # 优秀(5分): what the grade earns
        if (low is None and high is None) or max(low or 0, high or 0) > _MOST_POINTS:
            continue
        label = _label(match)
        if match["full"] and label in _OPEN:
            high = None
        if low is not None and high is not None and low > high:
            low, high = high, low  # 100-90分
        found = Found("score_band", {"from": low, "to": high, "label": label}, *match.span(), 0.95)
        if match["joined"] is None or not _is_doubtful(match):
            yield found
        elif max(low or 0, high or 0) >= _LEAST_JOINED:
            doubts.append(found)
    if len(doubts) > 1:  # 优90分以上,良80-89分: a list of them tells
        yield from doubts


def _is_doubtful(match: re.Match[str]) -> bool:
    """差5分以上: right before its points only a grade of two signs and full marks count."""
    points = [end for end in _ends(match) if end is not None]
    return len(_label(match)) < len("优秀") or max(points, default=0) < _LEAST_JOINED


def _label(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups.get("grade"):
        return str(groups["grade"])
    label, rank = groups["label"], groups["rank"]
    if label is None:
        label, rank = groups["cell"], groups["cell_rank"]
    return f"{label}{rank or ''}"


def _ends(match: re.Match[str]) -> tuple[float | None, float | None]:
    low = (
        match[name]
        for name in (
            "up",
            "rising",
            "beyond",
            "first",
            "bottom",
            "above",
            "low",
            "least",
            "over",
            "from",
            "full",
        )
    )
    high = (
        match[name]
        for name in (
            "down",
            "until",
            "short",
            "last",
            "top",
            "below",
            "high",
            "most",
            "under",
            "to",
            "full",
        )
    )
    return _points(next(filter(None, low), None)), _points(next(filter(None, high), None))


def _points(words: str | None) -> float | None:
    if not words:
        return None
    value = number(words)
    return int(value) if value == int(value) else value
