"""The numbers of clauses: 第一章, 第三条, 一、 (一) 1、 1. 1) (1) ① a. 4.1.2 2、1、3, bullets."""

import re
from dataclasses import dataclass
from typing import Final

from pinzhi.standards.compiler.numerals import number
from pinzhi.standards.compiler.plain import HAN

_CN: Final = "[一二三四五六七八九十百零〇]{1,5}"
_ROMAN: Final = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_RINGS: Final = {
    "①": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "(1)": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "1.": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "(一)": "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩",
    "I": _ROMAN,
}
_RING_STYLE: Final = {sign: style for style, signs in _RINGS.items() for sign in signs}

HEAD_WORDS: Final = (
    "目的", "适用范围", "范围", "引用文件", "规范性引用", "术语", "定义", "职责", "程序",
    "工作程序", "方法和过程", "内容", "工作内容", "工作要求", "工作实施", "工作流程",
    "流程", "标准", "要求",
    "总则", "附则", "附录", "附件", "记录", "相关文件", "相关记录", "支持性文件", "质量记录",
    "考核", "奖惩", "依据", "原则",
)  # fmt: skip
# What makes a number of two parts, or one set apart by a blank, an amount.
_AMOUNT: Final = (
    r"(?:小时|[米元℃%天年吨倍升万秒]|分(?![工析类级部管配])|个|公里|公斤|平方|立方|[厘毫]米"
    r"|[cmk]?[mg]\b|㎡|次(?!日)|遍|以[上下内])"
)

_BULLETS: Final = "★☆▲△●◆◇■□•·※✓√➢➤►▪◎♦"
_NUMBER: Final = re.compile(
    rf"第(?P<part>{_CN}|[0-9]{{1,3}})\s?(?P<unit>部分|[编篇章节条款])[、.:]?"
    rf"|(?P<cn>{_CN})\s?(?:[、.](?![0-9])|(?=\s[{HAN}])|:)"
    rf"|\(\s?(?P<cnb>{_CN})\s?\)[、.]?|(?P<cnh>{_CN})\)"
    rf"|(?P<dots>[1-9][0-9]{{0,2}}(?:\.[0-9]{{1,3}}){{2,5}}|[1-9][0-9]{{0,2}}\.[0-9]{{1,3}}(?!{_AMOUNT}))"
    r"(?:[、.](?![0-9])|(?=\s)|(?![0-9.]))"
    rf"|(?P<commas>[0-9]{{1,2}}(?:、[0-9]{{1,2}}){{2,4}})(?:、(?![0-9])|(?![0-9、]))"
    rf"|\(\s?(?P<both>[0-9]{{1,3}})\s?\)[、.]?|(?P<half>[0-9]{{1,3}})\s?\)"
    r"|(?P<stop>[0-9]{1,3})\s?(?P<sign>、(?!\s?[0-9]{1,4}(?:[、栋幢层楼#]|号[楼栋]))|\.(?![0-9]))"
    rf"|(?P<alone>[0-9]{{1,2}})(?:(?=\s(?!{_AMOUNT})[{HAN}《])|(?={'|'.join(HEAD_WORDS)}))"
    rf"|(?P<ring>[{''.join(_RING_STYLE)}])(?![级档类等])[、.]?"
    r"|\((?P<letterb>[A-Za-z])\)|(?P<letter>[A-Za-z])[、.)](?![A-Za-z0-9])|(?P<roman>[ivx]{1,4})[)、]"
    rf"|(?P<bullet>[{_BULLETS}]|[-*—]{{1,3}}(?=\s?[{HAN}《“0-9]))"
)


@dataclass(frozen=True, slots=True)
class Number:
    """`label` as written without separating signs; `value` counts within `style`; text begins
    at `end`. A bullet has no value."""

    label: str
    style: str
    value: tuple[int, ...]
    start: int
    end: int


def leading_number(text: str, start: int = 0) -> Number | None:
    """The number that plain text begins with at `start`, if it begins with one."""
    while start < len(text) and text[start].isspace():
        start += 1
    match = _NUMBER.match(text, start)
    if match is None:
        return None
    end = match.end()
    while end < len(text) and text[end] in " \t":
        end += 1
    style, value = _kind(match)
    if not value and style in "-*—":
        inner = leading_number(text, end) if text[end : end + 1].isdigit() else None
        return inner or (None if text[end].isdigit() else Number(style, style, (), start, end))
    return Number(match.group().strip(" 、.:"), style, value, start, end)


def _kind(match: re.Match[str]) -> tuple[str, tuple[int, ...]]:
    name = match.lastgroup or ""
    words = match[name]
    if name == "unit":
        return words, (int(number(match["part"])),)
    if name in {"cn", "cnb", "cnh"}:
        return {"cn": "一、", "cnb": "(一)", "cnh": "一)"}[name], (int(number(words)),)
    if name in {"dots", "commas"}:
        value = tuple(int(part) for part in re.split("[.、]", words))
        return f"1{'.1' * (len(value) - 1)}", value
    if name in {"both", "half", "alone"}:
        return {"both": "(1)", "half": "1)", "alone": "1"}[name], (int(words),)
    if name == "sign":
        return f"1{words}", (int(match["stop"]),)
    return _lettered(name, words)


def _lettered(name: str, words: str) -> tuple[str, tuple[int, ...]]:
    if name == "ring":
        style = _RING_STYLE[words]
        return style, (_RINGS[style].index(words) + 1,)
    if name in {"letter", "letterb"}:
        return "A" if words.isupper() else "a", (ord(words.lower()) - ord("a") + 1,)
    if name == "roman":
        return "i", (_roman(words),)
    return words[0], ()


def _roman(words: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in words]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-one if one < following else one for one, following in pairs)
