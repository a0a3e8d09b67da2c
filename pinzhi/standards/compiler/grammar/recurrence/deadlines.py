"""Deadlines said away from their period: 每月报表应于5日前报送, 每月5日前…并于10日前…."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from pinzhi.standards.compiler.grammar.recurrence.draft import Draft
from pinzhi.standards.compiler.numerals import number

_DAY: Final = r"(?P<day>[0-3]?[0-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
_BEFORE: Final = r"(?:之前|以前|前(?!台|厅|门|往))"
_OF: Final = "(?:每月|当月|本月|次月|下个?月)?的?"
# What the deadline is for stands between it and the month; a count or date would own it.
_AFAR: Final = re.compile(
    rf"[^,，。;；:：0-9一二三两次遍每]{{1,14}}?(?:于|在|至迟|最迟){_OF}{_DAY}{_BEFORE}"
)
_AGAIN: Final = re.compile(
    rf"[^。;；0-9每]{{0,24}}?(?<![0-9年月])(?:[,，、]|[,，][^。;；,，0-9每]{{0,14}}?(?:于|在|至迟|最迟))"
    rf"(?:并|再|然后)?(?:于|在)?{_OF}{_DAY}{_BEFORE}"
)
_LAST_DAY: Final = 31


def with_later_deadlines(text: str, drafts: list[Draft]) -> list[Draft]:
    """The periods, their far deadlines read, and one more for each further day of the month."""
    found: list[Draft] = []
    for place, draft in enumerate(drafts):
        found.append(draft)
        if draft.unit != "month" or draft.every != 1 or draft.kind != "each":
            continue
        bound = drafts[place + 1].start if place + 1 < len(drafts) else len(text)
        if draft.tail == draft.end:
            _read_afar(text, draft, bound)
        found += _further(text, draft, bound)
    return found


def _further(text: str, draft: Draft, bound: int) -> Iterator[Draft]:
    while draft.before_day and (again := _AGAIN.match(text, draft.tail, bound)):
        day = int(number(again["day"]))
        if not 1 <= day <= _LAST_DAY:
            return
        start, end = again.start("day"), again.end()
        draft = replace(draft, start=start, end=end, tail=end, before_day=day, times=1)
        yield draft


def _read_afar(text: str, draft: Draft, bound: int) -> None:
    match = _AFAR.match(text, draft.tail, bound)
    if match and 1 <= number(match["day"]) <= _LAST_DAY:
        draft.before_day, draft.tail = int(number(match["day"])), match.end()
