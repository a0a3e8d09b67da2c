"""Whether a change makes a standard stricter or looser. Pure: data in, data out.

A site may tighten at once and may loosen only with leave, so what is not clearly stricter counts as
looser: a change of several fields is stricter only when each of them is stricter or the same.

    recurrence          more often a year; at the same rate a narrower window, an earlier last day,
                        a longer gap, a shorter time it stays open. Moved to another day or clock,
                        or bound to a condition: looser.
    makeup_hours        fewer
    minimum, maximum    a narrower band; a limit where there was none
    evidence            everything asked before, and more
    deduction           higher
    fix_value/fix_unit  sooner; a working day counts as 7/5 of a day, a month as 30 days
    value/unit          likewise, the limit of a clock
"""

import copy
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from pinzhi.standards.frequency import read_recurrence
from pinzhi.standards.refusals import BadChange
from pinzhi.standards.strict import Fields
from pinzhi.standards.words import EvidenceRule, FixUnit, SpanUnit

Thing = TypeVar("Thing")
Values = Mapping[str, Any]


class Turn(StrEnum):
    SAME = "same"
    TIGHTER = "tighter"
    LOOSER = "looser"


CHECKLIST = frozenset({"recurrence", "makeup_hours"})
ITEM = frozenset({"minimum", "maximum", "evidence", "deduction", "fix_value", "fix_unit"})
CLOCK = frozenset({"value", "unit"})
MOST_HOURS = 24 * 366

MINUTES = {
    "second": Fraction(1, 60),
    "minute": Fraction(1),
    "hour": Fraction(60),
    "day": Fraction(1440),
    "workday": Fraction(1440 * 7, 5),
    "week": Fraction(1440 * 7),
    "month": Fraction(1440 * 30),
}
A_YEAR = {
    "minute": Fraction(365 * 1440),
    "hour": Fraction(365 * 24),
    "shift": Fraction(730),
    "day": Fraction(365),
    "week": Fraction(365, 7),
    "month": Fraction(12),
    "quarter": Fraction(4),
    "halfyear": Fraction(2),
    "year": Fraction(1),
}
SEASONS = {"spring": 3, "summer": 3, "autumn": 3, "winter": 3, "growing": 7}
SHOWN = {
    EvidenceRule.NONE: frozenset[str](),
    EvidenceRule.PHOTO_ON_FAIL: frozenset({"failed"}),
    EvidenceRule.PHOTO: frozenset({"failed", "photo"}),
    EvidenceRule.SIGNATURE: frozenset({"signature"}),
    EvidenceRule.PHOTO_AND_SIGNATURE: frozenset({"failed", "photo", "signature"}),
}
BOUND = ("condition", "holiday", "workdays_only", "shift_windows")  # what leaves days out
MOVED = ("weekday", "monthday", "month", "time", "anchor", "unit", "every", "times")


def turn_of(original: Values, changes: Values) -> Turn:
    """Which way `changes` turn what the standard says; `original` has every field they name."""
    new = {**original, **changes}
    turns = {_TURNS[field](original, new) for field in changes}
    if Turn.LOOSER in turns:
        return Turn.LOOSER
    return Turn.TIGHTER if Turn.TIGHTER in turns else Turn.SAME


def per_year(recurrence: Values) -> Fraction:
    """How often a rule comes up in a year, to compare rules by; events count as if always on."""
    unit, months = recurrence["unit"], recurrence.get("month") or ()
    times = Fraction(recurrence.get("times") or 1)
    clocks = max(len(recurrence.get("time") or ()), 1)
    days = max(len(recurrence.get("weekday") or ()), len(recurrence.get("monthday") or ()))
    if unit in {"quarter", "halfyear", "year"}:
        days = max(days, 1) * len(months) if months else days
    listed = clocks * max(days, 1) if days or clocks > 1 else 0
    found = max(times, Fraction(listed)) * A_YEAR[unit] / Fraction(str(recurrence.get("every", 1)))
    if unit in {"minute", "hour"} and recurrence.get("window"):
        found *= Fraction(_length(recurrence["window"]), 1440)
    if unit not in {"quarter", "halfyear", "year"} and months:
        found *= Fraction(len(months), 12)
    season = SEASONS.get(recurrence.get("condition", ""))
    return found * Fraction(season, 12) if season else found


def minutes(value: Any, unit: str) -> Fraction:
    """A span in minutes, to compare spans by."""
    return Fraction(str(value)) * MINUTES[unit]


def read_changes(known: frozenset[str], given: Values, original: Values) -> dict[str, Any]:
    """The changes as plain data for a JSON column, without those that change nothing.

    BadChange for a field that is not of this kind of thing, or a value that does not fit it.
    """
    found = {field: _read(field, value) for field, value in given.items() if field in known}
    if found.keys() != given.keys():
        raise BadChange
    whole = {**original, **found}
    low, high = whole.get("minimum"), whole.get("maximum")
    if low is not None and high is not None and Decimal(low) > Decimal(high):
        raise BadChange(_("The lowest value lies above the highest."))
    changed = {k: v for k, v in found.items() if _TURNS[k](original, whole) != Turn.SAME}
    return {k: v for k, v in changed.items() if not (k in _WORDS and v == original[k])}


def applied(thing: Thing, changes: Values) -> Thing:
    """A copy of the thing with the changed values in their proper types; never to be saved."""
    found = copy.copy(thing)
    for field, value in changes.items():
        setattr(found, field, Decimal(value) if field in DECIMALS and value is not None else value)
    return found


DECIMALS = {"minimum": 10, "maximum": 10, "deduction": 4, "fix_value": 5, "value": 6}


def _read(field: str, value: Any) -> Any:
    if field == "recurrence":
        return _read_recurrence(value)
    if field == "makeup_hours":
        return _read_hours(value)
    if field in _WORDS:
        if value not in _WORDS[field]:
            raise BadChange
        return value
    if value is None and field in {"minimum", "maximum"}:
        return None
    return _read_decimal(field, value)


_WORDS: Mapping[str, list[str]] = {
    "evidence": EvidenceRule.values,
    "fix_unit": FixUnit.values,
    "unit": SpanUnit.values,
}


def _read_recurrence(value: Any) -> dict[str, Any]:
    problems: list[str] = []
    found = read_recurrence(Fields(value, "recurrence", problems))
    if problems:
        raise BadChange(problems[0])
    return found


def _read_hours(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_HOURS:
        raise BadChange
    return value


def _read_decimal(field: str, value: Any) -> str:
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        raise BadChange from None
    places = 1 if field == "fix_value" else 4 if field in {"minimum", "maximum"} else 2
    fits = found.is_finite() and abs(found) < 10 ** DECIMALS[field]
    if not fits or found != round(found, places):
        raise BadChange
    if field not in {"minimum", "maximum"} and found < 0:
        raise BadChange
    if field in {"fix_value", "value"} and found == 0:
        raise BadChange
    return f"{found:f}"


def _less(new: Any, old: Any) -> Turn:
    """Less is stricter."""
    if new == old:
        return Turn.SAME
    return Turn.TIGHTER if new < old else Turn.LOOSER


def _recurrence(old: Values, new: Values) -> Turn:
    before, after = old["recurrence"], new["recurrence"]
    if before == after:
        return Turn.SAME
    if any(before.get(key) != after.get(key) for key in BOUND):
        return Turn.LOOSER
    rate = _less(per_year(before), per_year(after))
    return _moment(before, after) if rate == Turn.SAME else rate


def _moment(before: Values, after: Values) -> Turn:
    """The same rate: which way the moments turn."""
    if any(before.get(key) != after.get(key) for key in MOVED):
        return Turn.LOOSER
    turns = {
        _window(before.get("window"), after.get("window")),
        _less(after.get("before_day") or 32, before.get("before_day") or 32),
        _less(before.get("min_gap_days") or 0, after.get("min_gap_days") or 0),
        _less(after.get("duration") or 60, before.get("duration") or 60),
    }
    if Turn.LOOSER in turns:
        return Turn.LOOSER
    return Turn.TIGHTER if Turn.TIGHTER in turns else Turn.SAME


def _window(before: Any, after: Any) -> Turn:
    if before == after:
        return Turn.SAME
    if after is None:
        return Turn.LOOSER
    if before is None:
        return Turn.TIGHTER
    shift = (_clock(after[0]) - _clock(before[0])) % 1440
    inside = shift + _length(after) <= _length(before)
    return Turn.TIGHTER if inside else Turn.LOOSER


def _clock(text: str) -> int:
    hours, _sep, rest = text.partition(":")
    return int(hours) * 60 + int(rest)


def _length(window: Any) -> int:
    return (_clock(window[1]) - _clock(window[0])) % 1440 or 1440


def _limit(field: str, *, low: bool) -> Callable[[Values, Values], Turn]:
    def turn(old: Values, new: Values) -> Turn:
        before, after = (None if v[field] is None else Decimal(v[field]) for v in (old, new))
        if before == after:
            return Turn.SAME
        if after is None:
            return Turn.LOOSER
        if before is None:
            return Turn.TIGHTER
        return _less(before, after) if low else _less(after, before)

    return turn


def _evidence(old: Values, new: Values) -> Turn:
    before = SHOWN[EvidenceRule(old["evidence"])]
    after = SHOWN[EvidenceRule(new["evidence"])]
    if before == after:
        return Turn.SAME
    return Turn.TIGHTER if before < after else Turn.LOOSER


def _span(value: str, unit: str) -> Callable[[Values, Values], Turn]:
    def turn(old: Values, new: Values) -> Turn:
        return _less(minutes(new[value], new[unit]), minutes(old[value], old[unit]))

    return turn


_TURNS: Mapping[str, Callable[[Values, Values], Turn]] = {
    "recurrence": _recurrence,
    "makeup_hours": lambda old, new: _less(new["makeup_hours"], old["makeup_hours"]),
    "minimum": _limit("minimum", low=True),
    "maximum": _limit("maximum", low=False),
    "evidence": _evidence,
    "deduction": lambda old, new: _less(Decimal(old["deduction"]), Decimal(new["deduction"])),
    "fix_value": _span("fix_value", "fix_unit"),
    "fix_unit": _span("fix_value", "fix_unit"),
    "value": _span("value", "unit"),
    "unit": _span("value", "unit"),
}
