"""From slots to windows on the time line."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from pinzhi.common.calendar import Calendar, Window
from pinzhi.plans.recurrence.days import OnDay, Slot, day_fits, settled
from pinzhi.plans.recurrence.fitting import check
from pinzhi.plans.recurrence.holidays import FARTHEST, Policy
from pinzhi.plans.recurrence.rule import EVENTS, Rule, read
from pinzhi.plans.recurrence.values import DAY_MINUTES, Span

NIGHT_BEGINS, NIGHT_ENDS = 18 * 60, 6 * 60
YEARS = range(200, 9800)  # room for the longest cycle on each side
MINUTE = 60_000_000  # a calendar counts microseconds
_MARGIN = 2  # days: the next window, a day that a zone leaves out
_ZERO = datetime(1, 1, 1)  # noqa: DTZ001 (the wall clock has no zone)
Stretch = tuple[int, int]


def occurrences(
    rule: Mapping[str, Any],
    start: datetime,
    end: datetime,
    calendar: Calendar,
    *,
    active: Collection[str] = (),
    events: Mapping[str, Sequence[Window]] | None = None,
) -> Iterator[Window]:
    """The windows of a rule that start in [start, end), in order, in the calendar's zone.

    For rules that depend on an event (rain, typhoon, special …) `active` names those that are on
    throughout, `events` says from when to when each was or will be: a window counts that shares any
    time with one of them. A "holiday" among `events` counts as a holiday beside the calendar's.
    RuleError, at once, for a rule that cannot be carried out; ValueError for naive times.
    """
    found = read(rule)
    check(found)
    for at in (start, end):
        if at.utcoffset() is None or at.year not in YEARS:
            raise ValueError(f"The time {at.isoformat()} has no time zone or is too far off.")
    start, end, known = start.astimezone(UTC), end.astimezone(UTC), events or {}
    if found.after:
        return _after(found, known.get(found.after, ()), start, end, calendar)
    windows = _between(Policy(found, calendar), start, end)
    if found.condition in EVENTS and found.condition not in active:
        return _during(windows, known.get(found.condition, ()))
    if found.condition == "holiday" and known.get("holiday"):
        daily = Policy(replace(found, condition="", policy="keep"), calendar)
        return _with(windows, _during(_between(daily, start, end), known["holiday"]))
    return windows


def _during(windows: Iterator[Window], spans: Sequence[Window]) -> Iterator[Window]:
    """Those that share any time with one of the spans; nothing is worked out without one."""
    if spans:
        for window in windows:
            if any(window.start < span.end and span.start < window.end for span in spans):
                yield window


def _with(windows: Iterator[Window], more: Iterator[Window]) -> Iterator[Window]:
    """In order; what shares time with one of the first is left out of the second."""
    first = list(windows)
    free = (w for w in more if not any(w.start < f.end and f.start < w.end for f in first))
    return iter(sorted([*first, *free], key=lambda window: window.start))


def _after(
    rule: Rule, spans: Sequence[Window], start: datetime, end: datetime, calendar: Calendar
) -> Iterator[Window]:
    """Once after each time the event was on; what begins again meanwhile cuts the one before."""
    delay, length = timedelta(minutes=rule.delay), timedelta(minutes=rule.duration)
    opens = sorted({span.end + delay for span in spans})
    for begin, following in pairwise([*opens, datetime.max.replace(tzinfo=UTC)]):
        if start <= begin < end:
            closes = min(begin.astimezone(UTC) + length, following)
            yield Window(begin.astimezone(calendar.zone), closes.astimezone(calendar.zone))


def _between(policy: Policy, start: datetime, end: datetime) -> Iterator[Window]:
    zone, calendar = policy.calendar.zone, policy.calendar
    low = start.astimezone(zone).date().toordinal() - _MARGIN
    high = end.astimezone(zone).date().toordinal() + _MARGIN
    if start >= end:
        return
    near, far = (low + _MARGIN - 1) * DAY_MINUTES, (high - _MARGIN + 2) * DAY_MINUTES
    for begin, finish in _apart(sorted(_stretches(policy, low, high))):
        if not near <= begin <= far:
            continue
        opens = calendar.moment_of(_wall(begin))
        if start <= opens < end:
            closes = calendar.moment_of(_wall(finish))
            if opens != closes:
                yield Window(opens, closes)


def _stretches(policy: Policy, low: int, high: int) -> Iterator[Stretch]:
    """Wall minutes (begin, end), unsorted; all that begin on the days low to high, and more."""
    rule = policy.rule
    if rule.unit == "minute":
        yield from _grid(policy, low, high)
    elif rule.unit == "shift":
        yield from _shifts(policy, low, high)
    else:
        reach = FARTHEST if rule.policy in {"before", "after"} else 0
        reach += FARTHEST if rule.before_day == 1 else 0  # opens in the month before its cycle
        for slot in settled(policy, low - reach, high + reach):
            yield from _on_clock(policy, slot)


def _on_clock(policy: Policy, slot: Slot) -> Iterable[Stretch]:
    rule = policy.rule
    if not isinstance(slot, OnDay):
        return [(slot.first * DAY_MINUTES, slot.after * DAY_MINUTES)]
    midnight = slot.day * DAY_MINUTES
    if rule.before_opening:
        opens = [begin // MINUTE for begin, _ in policy.calendar.spans_on(slot.day)[:1]]
        return [(midnight + at - rule.before_opening, midnight + at) for at in opens]
    if rule.clocks:
        return [(midnight + begin, midnight + end) for begin, end in _clocks(rule)]
    return _split(midnight, rule.window or (0, DAY_MINUTES), slot.times)


def _clocks(rule: Rule) -> Iterable[Stretch]:
    """The times of day: as beginnings (at), as deadlines (by), or as earliest times (from)."""
    if rule.clock == "at":
        return [(at, at + rule.duration) for at in rule.clocks]
    if rule.clock == "from":
        following = [*rule.clocks[1:], DAY_MINUTES]
        pairs = zip(rule.clocks, following, strict=True)
        return [(at, min(at + rule.duration, after)) for at, after in pairs]
    ends = sorted(at or DAY_MINUTES for at in rule.clocks)
    return [(max(before, at - rule.duration), at) for before, at in pairwise([0, *ends])]


def _grid(policy: Policy, low: int, high: int) -> Iterator[Stretch]:
    rule = policy.rule
    spans = rule.shifts if rule.per_shift else [rule.window] if rule.window else []
    if not spans:
        yield from _endless(policy, low, high)
    for day in range(low, high + 1):
        if spans and _may(policy, day):
            for begin, length in spans:
                first = day * DAY_MINUTES + begin
                for at in range(first, first + length, rule.every):
                    yield from _cut(_split(at, (0, rule.every), rule.times), first + length)


def _endless(policy: Policy, low: int, high: int) -> Iterator[Stretch]:
    rule = policy.rule
    anchor = rule.anchor * DAY_MINUTES
    first = (low * DAY_MINUTES - anchor) // rule.every
    last = ((high + 1) * DAY_MINUTES - anchor) // rule.every
    for index in range(first, last + 1):
        at = anchor + index * rule.every
        if _may(policy, at // DAY_MINUTES):
            yield from _split(at, (0, rule.every), rule.times)


def _shifts(policy: Policy, low: int, high: int) -> Iterator[Stretch]:
    rule = policy.rule
    for day in range(low, high + 1):
        if not _may(policy, day):
            continue
        for place, (begin, length) in enumerate(rule.shifts):
            index = (day - rule.anchor) * len(rule.shifts) + place
            by_night = begin >= NIGHT_BEGINS or begin < NIGHT_ENDS
            if index % rule.every == 0 and (by_night or rule.condition != "night"):
                yield from _split(day * DAY_MINUTES, (begin, length), rule.times)


def _may(policy: Policy, day: int) -> bool:
    return day_fits(policy, day) and policy.settle(day) is not None


def _split(base: int, span: Span, count: int) -> Iterator[Stretch]:
    begin, length = base + span[0], span[1]
    cuts = [begin + n * length // count for n in range(count + 1)]
    return pairwise(cuts)


def _cut(stretches: Iterable[Stretch], at: int) -> Iterator[Stretch]:
    return ((begin, min(end, at)) for begin, end in stretches if begin < at)


def _apart(stretches: list[Stretch]) -> Iterator[Stretch]:
    """Each ends where the next begins at the latest; of two that begin together one stays."""
    following = [begin for begin, _ in stretches[1:]] + [stretches[-1][1]] if stretches else []
    for (begin, end), after in zip(stretches, following, strict=True):
        if begin < after:
            yield begin, min(end, after)


def _wall(minute: int) -> datetime:
    return _ZERO + timedelta(minutes=minute - DAY_MINUTES)
