"""Puts the parts together: periods, their dates, clocks, counts and situations."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from pinzhi.standards.compiler.findings import Found
from pinzhi.standards.compiler.grammar.recurrence.anchors import find_anchors
from pinzhi.standards.compiler.grammar.recurrence.clocks import Clocks, find_clocks
from pinzhi.standards.compiler.grammar.recurrence.conditions import read_condition
from pinzhi.standards.compiler.grammar.recurrence.counts import read_count
from pinzhi.standards.compiler.grammar.recurrence.dates import read_dates
from pinzhi.standards.compiler.grammar.recurrence.describing import only_describes
from pinzhi.standards.compiler.grammar.recurrence.draft import Draft
from pinzhi.standards.compiler.grammar.recurrence.nesting import (
    joined_lists,
    nested,
    read_months,
)
from pinzhi.standards.compiler.grammar.recurrence.nouns import find_nouns
from pinzhi.standards.compiler.grammar.recurrence.service import is_round, keeps_hours

_MAYBE: Final = re.compile(
    "[每隔按逐分双逢]|[日周月季年班天时点].{0,12}[次遍回检查报会巡]|[次遍回趟轮][/／每]|月[末底]|[0-9][:：点][0-9]?|日清"
)
_SENTENCE: Final = re.compile("[。;；!！?？\n]")
_TITLE: Final = re.compile("《[^《》]{0,80}》")
_REACH: Final = 70


def find_recurrences(text: str, taken: Iterable[tuple[int, int]] = ()) -> list[Found]:
    """Every frequency the plain text demands, with the words it stands in.

    One for each expression of frequency, not for each act it governs; a frequency that only
    describes a thing, a wage, a penalty or hours of service is none. Linear in the text.
    """
    if not _MAYBE.search(text):
        return []
    closed = [*taken, *(match.span() for match in _TITLE.finditer(text))]
    drafts = [draft for draft in _periods(text) if not _within(draft, closed)]
    clocks = find_clocks(text)
    drafts = _read(text, drafts, clocks) if drafts else []
    drafts += _rounds(text, drafts, clocks)
    return [
        Found("recurrence", draft.value(), draft.start, draft.tail, draft.confidence)
        for draft in sorted(drafts, key=lambda draft: draft.start)
    ]


def _within(draft: Draft, spans: list[tuple[int, int]]) -> bool:
    return any(start <= draft.start < end for start, end in spans)


def _periods(text: str) -> list[Draft]:
    anchors = find_anchors(text)
    for draft in anchors:
        if not draft.monthday:
            read_dates(text, draft)
    nouns = [noun for noun in find_nouns(text) if not _overlaps(noun, anchors)]
    drafts = sorted(anchors + nouns, key=lambda draft: draft.start)
    return [draft for draft in drafts if not _repeats(draft, drafts)]


def _overlaps(noun: Draft, anchors: list[Draft]) -> bool:
    return any(a.start - 1 < noun.end and noun.start <= a.tail for a in anchors)


def _repeats(draft: Draft, drafts: list[Draft]) -> bool:
    """每月的月末: the month end is the month's own."""
    return any(other is not draft and other.start < draft.start < other.tail for other in drafts)


def _read(text: str, drafts: list[Draft], clocks: list[Clocks]) -> list[Draft]:
    kept: list[Draft] = []
    floor = 0
    bounds = [*(draft.start for draft in drafts[1:]), len(text)]
    lists = joined_lists(text, drafts)
    for index, (draft, bound) in enumerate(zip(drafts, bounds, strict=True)):
        end = _end(text, draft, bound)
        spoken = _clocks_of(text, draft, clocks, floor, end)
        _take_clocks(text, draft, spoken)
        read_condition(text, draft, floor, end)
        inner = drafts[index + 1] if index + 1 < len(drafts) else None
        if inner is not None and nested(text, draft, inner):
            floor = draft.start
            continue
        subject = max(draft.tail, lists.get(index, 0))
        floor = draft.tail
        if keeps_hours(text, draft, spoken) or only_describes(text, draft, subject):
            continue
        if draft.times is None and not read_count(text, draft, end):
            continue
        kept.append(draft)
    read_months(text, kept)
    return kept


def _end(text: str, draft: Draft, bound: int) -> int:
    limit = min(bound, draft.tail + _REACH)
    stop = _SENTENCE.search(text, draft.tail, limit)
    return stop.start() if stop else limit


def _clocks_of(
    text: str, draft: Draft, clocks: list[Clocks], floor: int, end: int
) -> Clocks | None:
    """The clock times behind the period, or those that lead up to it."""
    for spoken in clocks:
        if draft.tail <= spoken.start < end and _belongs(text[draft.tail : spoken.start]):
            return spoken
    for spoken in clocks:
        if floor <= spoken.start and 0 <= draft.start - spoken.end <= 6:
            gap = text[spoken.end : draft.start]
            if re.fullmatch(r"[)）,，期间每时段内之前后应须要:： ]{0,4}", gap):
                return spoken
    return None


def _belongs(gap: str) -> bool:
    """每周五由客服部16:00 yes; 每日巡查,9:00前未签到 no; 每日3次(9:00、14:00) yes."""
    if re.search("[,，]", gap):
        return (
            re.search(r"[,，](?:分别|时间|为|于|在|即|具体|[:：])*$", gap) is not None
            and len(gap) <= 20
        )
    return len(gap) <= 25


def _take_clocks(text: str, draft: Draft, spoken: Clocks | None) -> None:
    if spoken is None:
        return
    if spoken.window:
        draft.window = list(spoken.window)
    else:
        draft.time = list(spoken.times)
        draft.moments *= len(spoken.times)
    if spoken.start >= draft.tail and not re.search("[,，(（]", text[draft.tail : spoken.start]):
        if len(text[draft.tail : spoken.start]) <= 6:
            draft.tail = spoken.end


def _rounds(text: str, drafts: list[Draft], clocks: list[Clocks]) -> list[Draft]:
    """Listed clock times of a round, where no period is named in the sentence."""
    found = []
    for spoken in clocks:
        if is_round(text, spoken) and not _named(text, drafts, spoken):
            draft = Draft(spoken.start, spoken.end, 1, "day", "clock")
            draft.time, draft.moments = list(spoken.times), len(spoken.times)
            found.append(draft)
    return found


def _named(text: str, drafts: list[Draft], spoken: Clocks) -> bool:
    stops = [0, *(match.end() for match in _SENTENCE.finditer(text)), len(text) + 1]
    for start, end in pairwise(stops):
        if start <= spoken.start < end:
            return any(start <= draft.start < end for draft in drafts)
    return False
