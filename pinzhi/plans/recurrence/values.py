"""Reading the values of a rule; each refusal is one sentence that names key and expectation."""

import re
from collections.abc import Container, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

DAY_MINUTES = 1440
CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
FINEST = 60  # parts of a unit that `every` may name
MOST = 100_000
Span = tuple[int, int]
_MISSING: Any = object()


class RuleError(ValueError):
    """A rule that cannot be carried out."""


def choice(given: Mapping[str, Any], key: str, known: Sequence[str], usual: Any = _MISSING) -> str:
    value = given.get(key, usual)
    if value is _MISSING or (value is not usual and value not in known):
        raise _wrong(given, key, f"one of {', '.join(known)}")
    return str(value)


def is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def whole(given: Mapping[str, Any], key: str, known: range, usual: int) -> int:
    value = given.get(key, usual)
    if not is_whole(value) or value not in known:
        raise _wrong(given, key, f"a whole number from {known.start} to {known.stop - 1}")
    return int(value)


def optional(given: Mapping[str, Any], key: str, known: range) -> int | None:
    return whole(given, key, known, known.start) if key in given else None


def fraction(given: Mapping[str, Any], key: str) -> Fraction:
    value = given.get(key, 1)
    if not (is_whole(value) or isinstance(value, float)) or not 0 < value <= MOST:
        raise _wrong(given, key, "a number above 0")
    found = Fraction(value).limit_denominator(FINEST)
    if not found:
        raise _wrong(given, key, f"at least 1/{FINEST}")
    return found


def flag(given: Mapping[str, Any], key: str) -> bool:
    value = given.get(key, False)
    if not isinstance(value, bool):
        raise _wrong(given, key, "true or false")
    return value


def whole_list(given: Mapping[str, Any], key: str, known: Container[int]) -> tuple[int, ...]:
    value = given.get(key, [])
    if not isinstance(value, (list, tuple)) or not all(is_whole(n) and n in known for n in value):
        raise _wrong(given, key, f"a list of {_LISTS[key]}")
    return tuple(sorted(set(value)))


_LISTS = {
    "weekday": "weekdays 1 (Monday) to 7 (Sunday)",
    "monthday": "days 1 to 31, or -1 for the last",
    "month": "months 1 to 12",
}


def day(given: Mapping[str, Any], key: str, usual: date) -> date:
    try:
        return date.fromisoformat(given[key]) if key in given else usual
    except (TypeError, ValueError):
        raise _wrong(given, key, "a date like '2026-01-31'") from None


def clocks(given: Mapping[str, Any]) -> tuple[int, ...]:
    value = given.get("time", [])
    found = [minutes(text) for text in value] if isinstance(value, (list, tuple)) else [None]
    if None in found:
        raise _wrong(given, "time", "a list of clock times like '09:30'")
    return tuple(sorted({n for n in found if n is not None}))


def span(key: str, value: Any) -> Span:
    """(begin, length) in minutes; an end not after the begin is on the next day."""
    if isinstance(value, (list, tuple)) and len(value) == len(("begin", "end")):
        begin = minutes(value[0])
        end = DAY_MINUTES if value[1] == "24:00" else minutes(value[1])
        if begin is not None and end is not None:
            return begin, end - begin if end > begin else end - begin + DAY_MINUTES
    raise RuleError(f"{key}: expected two clock times like ['09:30', '10:00'], got {value!r}.")


def shifts(given: Mapping[str, Any], usual: Sequence[Any]) -> tuple[Span, ...]:
    value = given.get("shift_windows", usual)
    if not isinstance(value, (list, tuple)):
        raise _wrong(given, "shift_windows", "a list of shifts like ['08:00', '20:00']")
    found = sorted(span("shift_windows", one) for one in value)
    following = [*found[1:], (found[0][0] + DAY_MINUTES, 0)]
    if any(one[0] + one[1] > after[0] for one, after in zip(found, following, strict=True)):
        raise RuleError("shift_windows: expected shifts that do not overlap.")
    return tuple(found)


def minutes(text: Any) -> int | None:
    found = CLOCK.fullmatch(text) if isinstance(text, str) else None
    return int(found[1]) * 60 + int(found[2]) if found else None


def _wrong(given: Mapping[str, Any], key: str, expected: str) -> RuleError:
    return RuleError(f"{key}: expected {expected}, got {given.get(key)!r}.")
