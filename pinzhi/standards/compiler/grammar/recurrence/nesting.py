"""Periods within periods (每班每2小时), lists of them (每日、每周的…), months that govern."""

import re
from typing import Final

from pinzhi.standards.compiler.grammar.recurrence.dates import month_range
from pinzhi.standards.compiler.grammar.recurrence.draft import Draft
from pinzhi.standards.compiler.numerals import number

_WITHIN: Final = re.compile(
    r"[\s,，(（的内中间里]*(?:期间|时间段?|时段|以?内|白天|日间|夜间|夜里|晚上|晚间|上午|下午|当班|值班|班中)*(?:[应须要需则每、内:：]|至少|不少于)*[\s,，)）]*"
)
_LIST: Final = re.compile(r"(?:[\s]*[、和及或与]|以及|[,，])[\s]*")
_SMALL: Final = r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])"
_RANGE: Final = re.compile(
    rf"(?<![0-9.年至到~—-])(?P<a>{_SMALL})月?份?\s*[-—–~～至到]{{1,2}}\s*(?:次年|翌年|第二年|来年)?(?P<b>{_SMALL})月份?(?!{_SMALL}[日号]|[0-9底末初])(?:期间)?"
)
_LISTED: Final = re.compile(
    rf"(?<![0-9.年])(?P<list>{_SMALL}月?(?:[、和及]{_SMALL}月?)+)(?<=月)份?(?![0-9底末初])"
)
_REST: Final = re.compile("(?:其余|其他|其它|剩余)(?:的)?(?:月份?|时间|时段|季节)")
_SENTENCE: Final = re.compile("[。!！?？\n]")
_OPENING: Final = re.compile(
    r"(?:[0-9a-zA-Z.、()①-⑳一二三四五六七八九十•·★\-— :：]{0,12}"
    r"|.*[,，;；(（、每年])(?:每年|在|于|如)?$"
)


def nested(text: str, outer: Draft, inner: Draft) -> bool:
    """Whether only the inner period counts; it then takes over what the outer one knows."""
    ranged = outer.unit == inner.unit == "day" and outer.weekday and not inner.weekday
    if inner.kind in {"noun", "end"} or outer.times is not None:
        return False
    if inner.rank >= outer.rank and not ranged:  # 每周一至周五每天 is one
        return False
    if not _WITHIN.fullmatch(text, outer.tail, inner.start):
        return False
    for name in ("weekday", "monthday", "month", "time", "window", "condition"):
        if not getattr(inner, name):
            setattr(inner, name, getattr(outer, name))
    inner.min |= outer.min
    inner.max |= outer.max
    return True


# 每周例会——每周五…, 月度评估会时间规定为每月6日…: the name of what the next period says
_TITLE_OF: Final = re.compile(
    r"[^,，。;；:：0-9(（]{0,14}(?:-{1,4}|—{1,2}|[:：]|(?:时间)?(?:规定|固定|安排|定)?[为于在])\s?"
)


def is_title_of(text: str, outer: Draft, inner: Draft) -> bool:
    """Whether the first period only names what the second, of the same length, says in full."""
    if (outer.unit, outer.every) != (inner.unit, inner.every) or inner.kind == "noun":
        return False
    bare = outer.tail == outer.end and outer.times is None and not (outer.time or outer.window)
    return bare and _TITLE_OF.fullmatch(text, outer.tail, inner.start) is not None


def joined_lists(text: str, drafts: list[Draft]) -> dict[int, int]:
    """For each member of a list 每日、每周、每月 the place where the list ends."""
    ends: dict[int, int] = {}
    for index in range(len(drafts) - 2, -1, -1):
        first, second = drafts[index], drafts[index + 1]
        if _LIST.fullmatch(text, first.tail, second.start) and first.times is None:
            ends[index] = ends.get(index + 1, second.tail)
    return ends


def read_months(text: str, drafts: list[Draft]) -> None:
    """4月-11月,每周…: the months govern; 其余月份 are those that remain."""
    stated: list[int] = []
    floor = 0
    for draft in drafts:
        if draft.month:
            stated = draft.month
        elif draft.unit not in {"year", "halfyear", "quarter"} or draft.every != 1:
            low = _sentence_start(text, max(floor, draft.start - 60), draft.start)
            if _REST.search(text, low, draft.start) and stated:
                draft.month = [month for month in range(1, 13) if month not in stated]
            elif months := _months_before(text, low, draft.start):
                draft.month = stated = months
        floor = draft.tail


def _sentence_start(text: str, low: int, high: int) -> int:
    for stop in _SENTENCE.finditer(text, low, high):
        low = stop.end()
    return low


def _months_before(text: str, low: int, high: int) -> list[int]:
    for pattern in (_RANGE, _LISTED):
        for match in pattern.finditer(text, low, high):
            if match.end() == high or _OPENING.fullmatch(
                text[max(0, match.start() - 20) : match.start()].rsplit("\n", maxsplit=1)[-1]
            ):
                return _months(match)
    return []


def _months(match: re.Match[str]) -> list[int]:
    if "list" not in match.groupdict():
        return month_range(int(number(match["a"])), int(number(match["b"])))
    names = re.findall(_SMALL, match["list"])
    return [int(number(name)) for name in names]
