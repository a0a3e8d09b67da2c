"""Lengths of time as written: 15分钟, 半小时, 两个半小时, 1小时30分钟, 三至五个工作日, 一刻钟."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pinzhi.standards.compiler.grammar.quantities_amounts import TO
from pinzhi.standards.compiler.numerals import NUMBER, number
from pinzhi.standards.compiler.words.units import TIME_UNITS

_UNIT: Final = (
    r"(?:秒钟?|(?:sec|s|S)(?![A-Za-z])|分钟|(?:min|MIN)(?![a-z])|个?小时|个?钟头|[hH](?![A-Za-z0-9])"
    r"|个?工作[日天]|个?自然[日天]|日历[日天]|天(?![气花然线面台井沟桥窗])|日(?![常检志产期班]|报(?![备送告名修警销请经]))"
    r"|个?星期(?![一二三四五六日天])|个?礼拜|周(?![边围末期年转会检报岁日一二三四五六])|个月(?!报))"
)
_LENGTH: Final = re.compile(
    rf"(?P<low>{NUMBER})(?:\s?(?P<first>{_UNIT})?{TO}(?P<high>{NUMBER}))?\s?"
    rf"(?:(?P<unit>{_UNIT}|月(?=之?内|以内)|(?<=半)月(?![底末度检报刊初份]))(?P<half>半(?![小个天年月]))?"
    rf"(?:(?P<rest>{NUMBER})(?P<small>分钟?|秒钟?)(?![之别为]))?|刻(?P<quarter>钟))"
)
_SMALL: Final = {("小时", "分"): 60, ("分钟", "秒"): 60, ("钟头", "分"): 60}


@dataclass(frozen=True, slots=True)
class Length:
    """`low` and, of a range, `high` of `unit` (second … month), as `sign` writes it."""

    low: float
    high: float | None
    unit: str
    sign: str
    start: int
    end: int

    @property
    def longest(self) -> float:
        return self.low if self.high is None else self.high


def find_lengths(text: str) -> Iterator[Length]:
    """Every length of time, calendar days (3月5日, 每月8日) left out."""
    for match in _LENGTH.finditer(text):
        if match["quarter"]:
            yield Length(number(match["low"]) * 15, None, "minute", "刻", *match.span())
            continue
        sign = match["unit"].removeprefix("个")
        low, high = number(match["low"]), match["high"]
        if match["unit"] in {"日", "月"} and _is_calendar(text, match, sign):
            continue
        yield Length(
            low + _more(match, sign),
            number(high) if high else None,
            _unit(sign),
            sign,
            *match.span(),
        )


def _is_calendar(text: str, match: re.Match[str], sign: str) -> bool:
    if sign == "月":
        return match["low"][0].isdecimal() and not match["low"].endswith("半")
    return bool(re.search(r"[月年号]$", text[max(0, match.start() - 1) : match.start()]))


def _more(match: re.Match[str], sign: str) -> float:
    """The half in 一天半 and the minutes in 1小时30分钟, in the larger unit."""
    half = 0.5 if match["half"] else 0.0
    size = _SMALL.get((sign, match["small"][0])) if match["small"] else None
    return half + (number(match["rest"]) / size if size else 0.0)


def _unit(sign: str) -> str:
    if sign[-1] in "日天" and len(sign) > 1:
        return "workday" if sign.startswith("工作") else "day"
    return TIME_UNITS.get(sign.removesuffix("钟") if sign == "秒钟" else sign.lower(), "second")
