"""Which days of a cycle, and how often on each: (day, count), or runs of whole days."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from pinzhi.plans.recurrence.cycles import cycles, month_begins, number
from pinzhi.plans.recurrence.fitting import picks
from pinzhi.plans.recurrence.holidays import Policy
from pinzhi.plans.recurrence.rule import Rule

Run = tuple[int, int]


class OnDay(NamedTuple):
    day: int
    times: int


class WholeDays(NamedTuple):
    first: int
    after: int


Slot = OnDay | WholeDays


def settled(policy: Policy, low: int, high: int) -> Iterator[Slot]:
    """The slots of all cycles that touch the days low to high, holidays heeded."""
    for cycle in cycles(policy.rule, low, high):
        for slot in _in_cycle(policy, cycle):
            if isinstance(slot, OnDay):
                day = policy.settle(slot.day)
                if day is not None:
                    yield OnDay(day, slot.times)
            elif run := policy.settle_run(*slot):
                yield WholeDays(*run)


def day_fits(policy: Policy, day: int) -> bool:
    """Whether a rule of days or finer may occur on a day."""
    rule = policy.rule
    if rule.weekdays and (day - 1) % 7 + 1 not in rule.weekdays:
        return False
    at = date.fromordinal(day)
    if rule.months and at.month not in rule.months:
        return False
    if rule.monthdays and day not in _listed(number("month", day), rule.monthdays):
        return False
    return rule.policy != "only" or policy.is_holiday(day)


def _in_cycle(policy: Policy, cycle: Run) -> Iterator[Slot]:
    rule = policy.rule
    if rule.unit == "day":
        days = [day for day in range(*cycle) if day_fits(policy, day)]
        yield from spread(days, picks(rule))
    elif rule.unit == "week":
        yield from _in_weeks(policy, cycle)
    elif rule.monthdays:
        listed = _dates(rule, cycle)
        yield from _allowed(policy, spread(listed, max(picks(rule), len(listed))))
    else:
        for run, count in _runs(rule, cycle):
            yield from _in_run(policy, run, count)


def _in_weeks(policy: Policy, cycle: Run) -> Iterator[Slot]:
    rule, (first, after) = policy.rule, cycle
    if rule.weekdays:
        listed = [first + weekday - 1 for weekday in rule.weekdays]
        yield from _allowed(policy, spread(listed, max(picks(rule), len(listed))))
    elif not rule.months or _month(first + (after - first) // 2) in rule.months:
        yield from _in_run(policy, cycle, picks(rule))


def _in_run(policy: Policy, run: Run, count: int) -> Iterator[Slot]:
    """`count` times in a run of days of which none is fixed."""
    rule, (first, after) = policy.rule, run
    if rule.weekdays or rule.policy == "only":
        days = [day for day in range(first, after) if day_fits(policy, day)]
        yield from spread(days, count)
    elif count > after - first:
        yield from spread(range(first, after), count)
    else:
        for begin, end in _shares(run, count):
            close = end - rule.min_gap
            if rule.clocked:
                yield OnDay(policy.first_working(begin, close), 1)
            else:
                yield WholeDays(begin, close)


def spread(days: Sequence[int], count: int) -> list[OnDay]:
    """`count` times over the days as evenly as whole days allow."""
    if len(days) < 2:  # noqa: PLR2004 (nothing to spread over)
        return [OnDay(day, count) for day in days]
    chosen = Counter(days[n * len(days) // count] for n in range(count))
    return [OnDay(day, times) for day, times in chosen.items()]


def _shares(run: Run, count: int) -> Iterator[Run]:
    first, after = run
    cuts = [first + n * (after - first) // count for n in range(count + 1)]
    return pairwise(cuts)


def _allowed(policy: Policy, slots: Sequence[OnDay]) -> Iterator[OnDay]:
    rule = policy.rule
    for slot in slots:
        in_month = not rule.months or _month(slot.day) in rule.months
        if in_month and (rule.policy != "only" or policy.is_holiday(slot.day)):
            yield slot


def _dates(rule: Rule, cycle: Run) -> list[int]:
    """The listed dates: in each listed month, or in the first month; the last day in the last."""
    months = [month for month, _ in _months(rule, cycle)]
    if rule.months_are_moments:
        return sorted({day for month in months for day in _listed(month, rule.monthdays)})
    dates = [day for day in rule.monthdays if day > 0]
    found = {day for month in months[:1] for day in _listed(month, dates)}
    if -1 in rule.monthdays:
        found |= {day for month in months[-1:] for day in _listed(month, [-1])}
    return sorted(found)


def _listed(month: int, dates: Sequence[int]) -> set[int]:
    last = month_begins(month + 1) - 1
    return {last if day < 0 else min(month_begins(month) + day - 1, last) for day in dates}


def _runs(rule: Rule, cycle: Run) -> list[tuple[Run, int]]:
    """The runs of days the cycle leaves, with how often each."""
    pieces = _months(rule, cycle)
    count = picks(rule)
    if rule.before_day:
        chosen = pieces if rule.months_are_moments else pieces[:1]
        runs = [_before(month, rule.before_day) for month, _ in chosen]
    elif rule.months_are_moments and count >= len(pieces):
        runs = [run for _, run in pieces]
    else:
        runs = _joined([run for _, run in pieces])
    shares = [(count + len(runs) - 1 - n) // len(runs) for n in range(len(runs))]
    return [(run, share) for run, share in zip(runs, shares, strict=True) if share]


def _before(month: int, day: int) -> Run:
    if day == 1:
        return month_begins(month - 1), month_begins(month)
    return month_begins(month), min(month_begins(month) + day - 1, month_begins(month + 1))


def _months(rule: Rule, cycle: Run) -> list[tuple[int, Run]]:
    """The months of a cycle that count, each with its days in the cycle."""
    first, after = cycle
    months = range(number("month", first), number("month", after - 1) + 1)
    return [
        (month, (max(month_begins(month), first), min(month_begins(month + 1), after)))
        for month in months
        if not rule.months or month % 12 + 1 in rule.months
    ]


def _joined(runs: Sequence[Run]) -> list[Run]:
    out: list[Run] = []
    for first, after in runs:
        if out and out[-1][1] == first:
            out[-1] = (out[-1][0], after)
        else:
            out.append((first, after))
    return out


def _month(day: int) -> int:
    return date.fromordinal(day).month
