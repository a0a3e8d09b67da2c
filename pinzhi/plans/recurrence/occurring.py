"""From slots to windows on the time line."""

from collections.abc import Collection, Iterable, Iterator, Mapping
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
) -> Iterator[Window]:
    """The windows of a rule that start in [start, end), in order, in the calendar's zone.

    `active` names the events (rain, typhoon, special …) that are on, for rules that depend on one.
    RuleError, at once, for a rule that cannot be carried out; ValueError for naive times.
    """
    found = read(rule)
    check(found)
    for at in (start, end):
        if at.utcoffset() is None or at.year not in YEARS:
            raise ValueError(f"The time {at.isoformat()} has no time zone or is too far off.")
    if found.condition in EVENTS and found.condition not in active:
        return iter(())
    return _between(Policy(found, calendar), start.astimezone(UTC), end.astimezone(UTC))


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
            yield from _on_clock(rule, slot)


def _on_clock(rule: Rule, slot: Slot) -> Iterable[Stretch]:
    if not isinstance(slot, OnDay):
        return [(slot.first * DAY_MINUTES, slot.after * DAY_MINUTES)]
    midnight = slot.day * DAY_MINUTES
    if rule.clocks:
        return [(midnight + at, midnight + at + rule.duration) for at in rule.clocks]
    return _split(midnight, rule.window or (0, DAY_MINUTES), slot.times)


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
