"""Which keys of a rule go together."""

from pinzhi.plans.recurrence.rule import DAYS, Rule, read
from pinzhi.plans.recurrence.values import DAY_MINUTES, RuleError

MONTHLY = frozenset({"month", "quarter", "halfyear", "year"})
FINE = frozenset({"minute", "shift"})


def check(rule: Rule) -> None:
    """RuleError when keys that are each right do not fit one another."""
    for wrong, sentence in (
        (rule.clocks and rule.unit in FINE, "time: expected a window with this unit."),
        (rule.clock != "at" and not rule.clocks, "clock: expected a time with it."),
        (
            rule.before_opening and (rule.clocks or rule.window or rule.unit in FINE),
            "before_opening: expected days or longer units, and neither time nor window.",
        ),
        (rule.after and rule != _bare(rule), "after: expected only duration and delay with it."),
        (rule.delay and not rule.after, "delay: expected an event that it comes after."),
        (rule.window and rule.unit == "shift", "window: expected shift_windows with unit shift."),
        (rule.window and rule.per_shift, "window: expected either window or shift_windows."),
        (
            rule.policy in {"before", "after"} and rule.unit in FINE,
            "holiday: expected 'before' or 'after' only with days and longer units.",
        ),
        (
            rule.before_day and rule.unit not in MONTHLY,
            "before_day: expected a unit of whole months.",
        ),
        (
            rule.before_day and rule.monthdays,
            "before_day: expected either before_day or monthday.",
        ),
        (
            rule.monthdays and rule.unit in {"week", "halfmonth"},
            "monthday: expected days or a unit of whole months.",
        ),
        (
            rule.monthdays and rule.weekdays and rule.unit in MONTHLY,
            "monthday: expected either monthday or weekday.",
        ),
        (
            rule.unit == "minute" and rule.window and rule.every > DAY_MINUTES,
            "every: expected at most 24 hours within a window.",
        ),
        (
            rule.per_shift and rule.every > DAY_MINUTES,
            "every: expected at most 24 hours within a shift.",
        ),
    ):
        if wrong:
            raise RuleError(sentence)
    _check_times(rule)
    _check_gap(rule)


def _bare(rule: Rule) -> Rule:
    """The rule that says nothing but after which event, and when then."""
    given = {"after": rule.after, "duration": rule.duration, "delay": rule.delay}
    return read(given)


def picks(rule: Rule) -> int:
    """Days to choose in a cycle: on each of them every listed time of day occurs."""
    return max(1, rule.times // len(rule.clocks)) if rule.clocks else rule.times


def _check_times(rule: Rule) -> None:
    most = _room(rule)
    if rule.times > most:
        raise RuleError(f"times: expected at most {most} in the time there is.")
    if rule.before_opening and rule.times > _choice(rule):
        raise RuleError(f"times: expected at most {_choice(rule)} openings.")
    if not rule.clocks:
        return
    if rule.times > len(rule.clocks) and rule.times % len(rule.clocks):
        raise RuleError(f"times: expected a multiple of the {len(rule.clocks)} times of day.")
    days = _choice(rule)
    if picks(rule) > days:
        raise RuleError(f"times: expected at most {days * len(rule.clocks)} by the times of day.")


def _choice(rule: Rule) -> int:
    """The days of a cycle on which a time of day can occur."""
    if rule.unit == "week" and rule.weekdays:
        return len(rule.weekdays)
    if rule.unit in MONTHLY and rule.monthdays:
        return len(rule.monthdays) * (len(rule.months) if rule.months_are_moments else 1)
    if rule.unit in MONTHLY and rule.weekdays:
        return _days(rule) // 7 * len(rule.weekdays)
    return _days(rule)


def _room(rule: Rule) -> int:
    if rule.unit == "shift":
        return min(length for _, length in rule.shifts)
    if rule.unit == "minute":
        return rule.every
    return rule.window[1] if rule.window else DAY_MINUTES


def _check_gap(rule: Rule) -> None:
    if not rule.min_gap:
        return
    if rule.unit in {*FINE, "day"} or rule.weekdays or rule.monthdays or rule.before_day:
        raise RuleError("min_gap_days: expected a week or longer, and no weekday or date fixed.")
    most = _days(rule) // picks(rule) - 1
    if rule.min_gap > most:
        raise RuleError(f"min_gap_days: expected at most {max(most, 0)} at this frequency.")


def _days(rule: Rule) -> int:
    """The fewest days a cycle leaves to choose from."""
    whole = DAYS[rule.unit] * rule.every
    return min(whole, DAYS["month"]) if rule.months and rule.unit != "week" else whole
