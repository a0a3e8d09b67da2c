"""Puts the parts together: periods, their dates, clocks, counts and situations."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from pinzhi.standards.compiler.findings import Found
from pinzhi.standards.compiler.grammar.recurrence.anchors import find_anchors
from pinzhi.standards.compiler.grammar.recurrence.clocks import Clocks, find_clocks
from pinzhi.standards.compiler.grammar.recurrence.conditions import read_condition
from pinzhi.standards.compiler.grammar.recurrence.counts import read_count
from pinzhi.standards.compiler.grammar.recurrence.dates import read_dates, read_weekdays_before
from pinzhi.standards.compiler.grammar.recurrence.deadlines import with_later_deadlines
from pinzhi.standards.compiler.grammar.recurrence.describing import only_describes
from pinzhi.standards.compiler.grammar.recurrence.draft import Draft
from pinzhi.standards.compiler.grammar.recurrence.nesting import (
    is_title_of,
    joined_lists,
    nested,
    read_months,
)
from pinzhi.standards.compiler.grammar.recurrence.nouns import find_nouns
from pinzhi.standards.compiler.grammar.recurrence.service import is_round, keeps_hours
from pinzhi.standards.compiler.grammar.recurrence.shifts import find_shifts
from pinzhi.standards.compiler.grammar.recurrence.spans import Spans
from pinzhi.standards.compiler.numerals import number
from pinzhi.standards.compiler.words.recurrence_units import SMALL

_MAYBE: Final = re.compile(
    "[每隔按逐分单双逢]|[早中晚夜白日]班.{0,40}[次遍]|[日周月季年班天时点期度].{0,12}[次遍回检查报会巡考评保维盘演培清结审扫洗拖擦换冲浇]|[次遍回趟轮][/／每]|月[末底]|[0-9][:：点][0-9]?|日清|周期|频[次率]|天天|日日|周周|月月|年年"
)
_SENTENCE: Final = re.compile("[。;；!！?？\n]")
_TITLE: Final = re.compile("《[^《》]{0,80}》")
_LEADS_UP: Final = re.compile(
    r"[)）,，期间每时段内之前后应须要:： ]{0,4}(?:加密|缩短|调整|改)?(?:为|到|至)?"
)
_REACH: Final = 70


def find_recurrences(text: str, taken: Iterable[tuple[int, int]] = ()) -> list[Found]:
    """Every frequency the plain text demands, with the words it stands in.

    One for each expression of frequency, not for each act it governs; a frequency that only
    describes a thing, a wage, a penalty or hours of service is none. Linear in the text.
    """
    if not _MAYBE.search(text):
        return []
    closed = Spans([*taken, *(match.span() for match in _TITLE.finditer(text))])
    drafts = [draft for draft in _periods(text) if not closed.hold(draft.start)]
    clocks = find_clocks(text)
    drafts = _read(text, drafts, clocks) if drafts else []
    drafts += _rounds(text, drafts, clocks)
    drafts += find_shifts(text, clocks, drafts)
    return [
        Found("recurrence", draft.value(), draft.start, draft.tail, draft.confidence)
        for draft in sorted(drafts, key=lambda draft: draft.start)
    ]


def _periods(text: str) -> list[Draft]:
    anchors = find_anchors(text)
    for draft in anchors:
        if not draft.monthday:
            read_dates(text, draft)
    anchors = with_later_deadlines(text, anchors)
    stops = [match.end() for match in _SENTENCE.finditer(text)]
    named = Spans([(draft.start - 1, draft.tail + 1) for draft in anchors])
    for draft in anchors:
        read_weekdays_before(text, draft)
    said = {(bisect_right(stops, draft.start), draft.unit, draft.every) for draft in anchors}
    nouns = [
        n
        for n in find_nouns(text)
        if not (named.hold(n.start) or named.hold(n.end))
        and (bisect_right(stops, n.start), n.unit, n.every) not in said
    ]
    kept: list[Draft] = []
    reach = -1
    for draft in sorted(anchors + nouns, key=lambda draft: draft.start):
        if draft.start >= reach:  # in 每月的月末 the month end is the month's own
            kept.append(draft)
        reach = max(reach, draft.tail)
    return kept


def _read(text: str, drafts: list[Draft], clocks: list[Clocks]) -> list[Draft]:
    kept: list[Draft] = []
    floor = 0
    bounds = [*(draft.start for draft in drafts[1:]), len(text)]
    lists = joined_lists(text, drafts)
    for index, (draft, bound) in enumerate(zip(drafts, bounds, strict=True)):
        end = _end(text, draft, bound)
        spoken = _clocks_of(text, draft, clocks, floor, end)
        read_condition(text, draft, floor, end)
        _take_clocks(text, draft, spoken)
        inner = drafts[index + 1] if index + 1 < len(drafts) else None
        if inner is not None and (nested(text, draft, inner) or is_title_of(text, draft, inner)):
            floor = draft.start
            continue
        subject = max(draft.tail, lists.get(index, 0))
        floor = draft.tail
        if keeps_hours(text, draft, spoken) or only_describes(text, draft, subject):
            continue
        if draft.times is None and not read_count(text, draft, end):
            continue
        floor = draft.tail
        kept += [
            draft,
            *_further_windows(text, draft, spoken, clocks),
            *_other_counts(text, draft, end),
        ]
    read_months(text, kept)
    return kept


_COUNTED_DEED: Final = re.compile(
    rf"[^,，、。;；:：]{{0,30}}?(?P<first>{SMALL})[次遍][、,，]"
    rf"(?!其中|累计|连续|每|出现|发现|违|迟|共)[^,，、。;；:：()0-9每以不过达到后内前各分春夏秋冬旬月早中晚]{{1,6}}?"
    rf"(?P<other>{SMALL})[次遍](?=[、,，。;；)]|$)"
)


def _other_counts(text: str, draft: Draft, end: int) -> Iterator[Draft]:
    """每日推尘4次、拖洗2次: another deed of the same period, done as often as it says itself."""
    match = _COUNTED_DEED.match(text, draft.tail, end)
    if match is None or draft.kind == "rate" or draft.min or draft.max:
        return
    times = number(match["other"])
    if draft.times == number(match["first"]) != times:
        yield replace(draft, times=times, start=match.start("other"), tail=match.end())


_NEXT_WINDOW: Final = re.compile(r"\s?(?:[、,和及与;/]|以及)\s?")


def _further_windows(
    text: str, draft: Draft, spoken: Clocks | None, clocks: list[Clocks]
) -> Iterator[Draft]:
    """每日浇水(6:00-9:00,17:00-19:00): once in each of the hours named."""
    if spoken is None or not draft.window or draft.times not in {None, 1}:
        return
    for following in clocks[bisect_left(clocks, spoken.end, key=_start) :]:
        gap = _NEXT_WINDOW.fullmatch(text, spoken.end, following.start)
        if following.window is None or gap is None:
            return
        spoken = following
        yield replace(draft, window=list(following.window), start=spoken.start, tail=spoken.end)


def _end(text: str, draft: Draft, bound: int) -> int:
    limit = min(bound, draft.tail + _REACH)
    stop = _SENTENCE.search(text, draft.tail, limit)
    return stop.start() if stop else limit


def _clocks_of(
    text: str, draft: Draft, clocks: list[Clocks], floor: int, end: int
) -> Clocks | None:
    """The clock times behind the period, or those that lead up to it."""
    after = bisect_left(clocks, draft.start, key=_start)
    for spoken in clocks[after : after + 2]:
        if (
            draft.tail < spoken.end
            and spoken.start < end
            and _belongs(text[draft.tail : spoken.start])
            and not _is_of_next(text, draft, spoken, end)
        ):
            return spoken
    before = bisect_left(clocks, draft.start, key=_start) - 1
    if before < 0 or clocks[before].start < floor:
        return None
    spoken = clocks[before]
    return spoken if _LEADS_UP.fullmatch(text, spoken.end, draft.start) else None


def _is_of_next(text: str, draft: Draft, spoken: Clocks, end: int) -> bool:
    """每小时巡查一次,1点至5点加密为每20分钟: behind a comma, and leading up to the next period."""
    gap = re.search("[,，]", text[draft.tail : spoken.start])
    near = text[end : end + 1] in {"每", "按"}
    return bool(gap and near and _LEADS_UP.fullmatch(text, spoken.end, end))


def _start(spoken: Clocks) -> int:
    return spoken.start


_BEHIND_COMMA: Final = re.compile(r"^.{0,16}[,，](?:分别|时间|为|于|在|即|具体|[:：])*$")
_FAR: Final = 25
_NEAR: Final = 6


def _belongs(gap: str) -> bool:
    """每周五由客服部16:00 yes; 每日巡查,9:00前未签到 no; 每日3次(9:00、14:00) yes."""
    if re.search("[,，]", gap):
        return _BEHIND_COMMA.search(gap) is not None
    return len(gap) <= _FAR


def _take_clocks(text: str, draft: Draft, spoken: Clocks | None) -> None:
    if spoken is None:
        return
    if spoken.window:
        draft.window = list(spoken.window)
    else:
        draft.time = list(spoken.times)
        draft.moments *= len(spoken.times)
    gap = text[draft.tail : spoken.start]
    if spoken.end > draft.tail and len(gap) <= _NEAR and not re.search("[,，(（]", gap):
        draft.tail = spoken.end


def _rounds(text: str, drafts: list[Draft], clocks: list[Clocks]) -> list[Draft]:
    """Listed clock times of a round, where no period is named in the sentence."""
    found = []
    stops = [match.end() for match in _SENTENCE.finditer(text)]
    named = {bisect_right(stops, draft.start) for draft in drafts}
    for spoken in clocks:
        if bisect_right(stops, spoken.start) not in named and is_round(text, spoken):
            draft = Draft(spoken.start, spoken.end, 1, "day", "clock")
            draft.time, draft.moments = list(spoken.times), len(spoken.times)
            found.append(draft)
    return found
