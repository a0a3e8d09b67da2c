"""Clock times: 8:30, 下午2点半, 20时, 晚8点; windows 22:00-次日6:00; lists 9:00、13:00."""

import re
from dataclasses import dataclass
from typing import Final

from pinzhi.standards.compiler.numerals import number

_PART: Final = "凌晨|清晨|早晨|早上|早|上午|中午|午间|下午|傍晚|晚上|晚间|夜间|夜里|午夜|晚|夜"
_HOUR: Final = "(?:[01]?[0-9]|2[0-4])"
_WORDED: Final = "(?:零|二十[一二三四]?|十[一二三四五六七八九]?|[一二两三四五六七八九])"
_TIME: Final = (
    rf"(?:(?P<next{{n}}>次日|第二天|翌日)?(?:的|当日|当天)?(?P<part{{n}}>{_PART})?)"
    rf"(?:(?<![0-9.])(?<![0-9][:：])(?P<h{{n}}>{_HOUR})[:：](?P<m{{n}}>[0-5][0-9])(?![0-9](?![0-9.]))(?::[0-5][0-9](?![0-9]))?"
    rf"|(?<![0-9.])(?<![0-9][:：])(?P<g{{n}}>{_HOUR}|{_WORDED})[点时]"
    r"(?!间|段|刻|常|以?[内候]|要求|意见|建议|注意|内容|说明|[以之]内)"
    rf"(?:(?P<half{{n}}>半)|(?P<k{{n}}>[0-5]?[0-9])分?(?!钟)|(?P<full{{n}}>整|钟))?)"
)
_JOIN: Final = r"\s*(?:[-—–~～至到]{1,6}|－)\s*"
_CLOCK: Final = re.compile(_TIME.format(n=1) + rf"(?:{_JOIN}" + _TIME.format(n=2) + ")?")
_SEPARATOR: Final = re.compile(r"(?:之?[前后]|以[前后])?\s*(?:[、,，和及与]|以及)\s*")


@dataclass(frozen=True, slots=True)
class Clocks:
    """Either a window or a list of times, standing at [start, end)."""

    start: int
    end: int
    times: tuple[str, ...]
    window: tuple[str, str] | None


def find_clocks(text: str, start: int = 0, end: int | None = None) -> list[Clocks]:
    """All clock times, those of one list together. Hours run to 24:00."""
    found: list[Clocks] = []
    afternoon = ""
    for match in _CLOCK.finditer(text, start, len(text) if end is None else end):
        if _counts_points(match):
            continue
        afternoon = match["part1"] or (afternoon if _adjoins(found, match.start(), text) else "")
        one = _reading(match, afternoon)
        last = found[-1] if found else None
        if last and not last.window and not one.window and _adjoins(found, match.start(), text):
            found[-1] = Clocks(last.start, one.end, last.times + one.times, None)
        else:
            found.append(one)
    return found


def _counts_points(match: re.Match[str]) -> bool:
    """三点 are three points unless something makes it an hour: 下午三点, 三点半."""
    worded = match["g1"] is not None and not match["g1"].isascii()
    return (
        worded
        and match["g1"] != "零"
        and not (match["part1"] or match["half1"] or match["full1"] or match["g2"])
    )


def _adjoins(found: list[Clocks], start: int, text: str) -> bool:
    return bool(found and _SEPARATOR.fullmatch(text, found[-1].end, start))


def _reading(match: re.Match[str], part: str) -> Clocks:
    first = _time(match, "1", part)
    if match["h2"] is None and match["g2"] is None:
        return Clocks(match.start(), match.end(), (first,), None)
    second = _time(match, "2", match["part2"] or ("" if match["next2"] else part))
    if not match["part2"] and second < first:  # 晚10点至6点
        second = _time(match, "2", "")
    return Clocks(match.start(), match.end(), (), (first, second))


_PM: Final = frozenset({"下午", "傍晚", "晚上", "晚间", "夜间", "夜里", "晚", "夜"})


_NOON: Final = 12
_AFTER_NOON: Final = 3
_DAWN: Final = 5


def _time(match: re.Match[str], n: str, part: str) -> str:
    hour = int(number(match[f"h{n}"] or match[f"g{n}"]))
    minute = int(match[f"m{n}"] or match[f"k{n}"] or (30 if match[f"half{n}"] else 0))
    small = part not in {"下午", "傍晚"} and hour < _DAWN  # 夜里2点
    noon = part in {"中午", "午间"} and hour < _AFTER_NOON
    if noon or (part in _PM and hour < _NOON and not small):
        hour += _NOON
    return f"{hour:02d}:{minute:02d}"
