"""A rule as given, checked and brought into the form the sums need."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from pinzhi.plans.recurrence import values
from pinzhi.plans.recurrence.values import DAY_MINUTES, RuleError, Span

ANCHOR = date(2024, 1, 1)  # a Monday that begins a week, month, quarter and leap year
DURATION = 60
SHIFTS = (["08:00", "20:00"], ["20:00", "08:00"])
NIGHT = ["18:00", "06:00"]
SEASONS = {
    "spring": frozenset({3, 4, 5}),
    "summer": frozenset({6, 7, 8}),
    "autumn": frozenset({9, 10, 11}),
    "winter": frozenset({12, 1, 2}),
    "growing": frozenset(range(4, 11)),
}
EVENTS = frozenset({"rain", "typhoon", "snow", "special", "peak"})
CONDITIONS = EVENTS | SEASONS.keys() | {"night", "holiday"}
POLICIES = ("keep", "skip", "before", "after", "only")
# The fewest days a unit has; half a month is our own.
DAYS = {"day": 1, "week": 7, "halfmonth": 13, "month": 28, "quarter": 90, "halfyear": 181}
DAYS["year"] = 365
UNITS = ("minute", "hour", "shift", "day", "week", "month", "quarter", "halfyear", "year")
BROKEN = {
    "year": ("halfyear", 2),
    "halfyear": ("quarter", 2),
    "quarter": ("halfmonth", 6),
    "month": ("halfmonth", 2),
}
KEYS = frozenset(
    (
        *("times", "every", "unit", "weekday", "monthday", "month", "time", "window"),
        *("before_day", "condition", "min", "max"),
        *("anchor", "holiday", "workdays_only", "duration", "min_gap_days", "shift_windows"),
        *("clock", "before_opening", "after", "delay"),
    )
)
LONGEST_CYCLE = 100 * 366
CLOCKS = ("at", "by", "from")
LATEST = 30 * DAY_MINUTES  # after an event


@dataclass(frozen=True, slots=True)
class Rule:
    """`unit` is minute, shift, day, week, halfmonth, month, quarter, halfyear or year.

    Days are ordinals, clocks minutes from midnight, spans (begin, length) in minutes.
    """

    times: int
    every: int
    unit: str
    weekdays: tuple[int, ...]
    monthdays: tuple[int, ...]
    months: frozenset[int]
    months_are_moments: bool
    clocks: tuple[int, ...]
    window: Span | None
    before_day: int | None
    condition: str
    anchor: int
    policy: str
    workdays_only: bool
    duration: int
    clock: str
    before_opening: int | None
    after: str
    delay: int
    min_gap: int
    shifts: tuple[Span, ...]
    per_shift: bool

    @property
    def clocked(self) -> bool:
        return bool(self.clocks or self.before_opening) or self.window is not None


def stated(given: Mapping[str, Any]) -> dict[str, Any]:
    """What a rule says: an empty value is as good as none."""
    if not isinstance(given, Mapping):
        raise RuleError(f"rule: expected a mapping with a unit, got {given!r}.")
    return {key: value for key, value in given.items() if value not in (None, "", [], ())}


def read(given: Mapping[str, Any]) -> Rule:
    """The rule, or a RuleError of one sentence that names the key and what it expects."""
    given = stated(given)
    if given.get("after"):
        given.setdefault("unit", "day")
    if unknown := sorted(str(key) for key in given if key not in KEYS):
        raise RuleError(f"{unknown[0]}: is not a key of a rule.")
    unit, every, times = _rhythm(given)
    clocks = values.clocks(given)
    condition = values.choice(given, "condition", tuple(sorted(CONDITIONS)), "")
    months = frozenset(values.whole_list(given, "month", range(1, 13)))
    clock = values.choice(given, "clock", CLOCKS, "at")
    usual = DURATION if clock == "at" and "after" not in given else DAY_MINUTES
    rule = Rule(
        times=times,
        every=every,
        unit=unit,
        weekdays=values.whole_list(given, "weekday", range(1, 8)),
        monthdays=values.whole_list(given, "monthday", [*range(1, 32), -1]),
        months=_months(months, condition),
        months_are_moments=bool(months) and unit in {"quarter", "halfyear", "year"},
        clocks=clocks,
        window=_window(given, condition, clocks),
        before_day=values.optional(given, "before_day", range(1, 32)),
        condition=condition,
        anchor=values.day(given, "anchor", ANCHOR).toordinal(),
        policy=_policy(given, condition),
        workdays_only=values.flag(given, "workdays_only"),
        duration=values.whole(given, "duration", range(1, DAY_MINUTES + 1), usual),
        clock=clock,
        before_opening=values.optional(given, "before_opening", range(1, DAY_MINUTES + 1)),
        after=values.choice(given, "after", tuple(sorted(EVENTS)), ""),
        delay=values.whole(given, "delay", range(LATEST + 1), 0),
        min_gap=values.whole(given, "min_gap_days", range(367), 0),
        shifts=values.shifts(given, SHIFTS),
        per_shift="shift_windows" in given and unit == "minute",
    )
    values.flag(given, "min")
    values.flag(given, "max")
    return rule


def _rhythm(given: Mapping[str, Any]) -> tuple[str, int, int]:
    unit = values.choice(given, "unit", UNITS)
    times = values.whole(given, "times", range(1, DAY_MINUTES + 1), 1)
    every = values.fraction(given, "every")
    if unit == "hour":
        unit, every = "minute", every * 60
    while every.denominator > 1 and unit in BROKEN:
        unit, factor = BROKEN[unit]
        every *= factor
    if every.denominator > 1 and unit in {"minute", *BROKEN, "halfmonth"}:
        raise RuleError(f"every: {given['every']!r} is not a number of whole minutes or days.")
    times, every = times * every.denominator, Fraction(every.numerator)
    days = Fraction(1, DAY_MINUTES) if unit == "minute" else DAYS.get(unit, 1)
    if every * days > LONGEST_CYCLE:
        raise RuleError(f"every: {given['every']!r} is more than a century.")
    return unit, int(every), times


def _months(months: frozenset[int], condition: str) -> frozenset[int]:
    season = SEASONS.get(condition)
    if season is None:
        return months
    if months and not months & season:
        raise RuleError(f"month: none of the months lies in the season of condition {condition!r}.")
    return months & season if months else season


def _window(given: Mapping[str, Any], condition: str, clocks: tuple[int, ...]) -> Span | None:
    if clocks and "window" in given:
        raise RuleError("time: expected either time or window, not both.")
    if "window" in given:
        return values.span("window", given["window"])
    clocked = clocks or given.get("before_opening")
    by_night = condition == "night" and not clocked and given["unit"] != "shift"
    return values.span("window", NIGHT) if by_night else None


def _policy(given: Mapping[str, Any], condition: str) -> str:
    workdays = values.flag(given, "workdays_only")
    usual = "skip" if workdays else "only" if condition == "holiday" else "keep"
    policy = values.choice(given, "holiday", POLICIES, usual)
    if workdays and (policy in {"keep", "only"} or condition == "holiday"):
        raise RuleError("workdays_only: contradicts working on holidays.")
    if condition == "holiday" and policy != "only":
        raise RuleError("holiday: expected 'only' or nothing with condition 'holiday'.")
    return policy
