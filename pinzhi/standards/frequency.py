"""How often something is done: "`times` times in every `every` units" (XSY-02). Pure."""

import re
from typing import Any

from pinzhi.standards.strict import Fields, show

UNITS = ("minute", "hour", "shift", "day", "week", "month", "quarter", "halfyear", "year")
CONDITIONS = (
    "rain", "typhoon", "snow", "holiday", "night", "special",
    "summer", "winter", "spring", "autumn", "growing", "peak",
)  # fmt: skip
HOLIDAYS = ("keep", "skip", "before", "after", "only")
WORDS = {"condition": CONDITIONS, "holiday": HOLIDAYS}
WHOLE = {"before_day": 31, "duration": 1440, "min_gap_days": 31}
CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
NEEDS = {"weekday": ("week",), "before_day": ("month", "year"), "monthday": ("month", "year")}


def read_recurrence(fields: Fields) -> dict[str, Any]:
    """Check one recurrence and give it back as plain data that fits a JSON column.

    What the keys mean is told in docs/standards-format.md; the plans' room reads them (XSY-02).
    """
    found: dict[str, Any] = {
        "times": fields.whole("times", 1, 100),
        "every": fields.number("every", 0.5, 100),
        "unit": fields.one_of("unit", UNITS),
    }
    for key, allowed in (
        ("weekday", range(1, 8)),
        ("monthday", [*range(1, 32), -1]),
        ("month", range(1, 13)),
    ):
        if fields.has(key):
            found[key] = list(fields.many_of(key, allowed))
    _read_clock(fields, found)
    for key, most in WHOLE.items():
        if fields.has(key):
            found[key] = fields.whole(key, 1, most)
    for key, words in WORDS.items():
        if fields.has(key):
            found[key] = fields.one_of(key, words)
    for key in ("min", "max", "workdays_only"):
        if fields.has(key):
            found[key] = fields.flag(key, default=False)
    _check_together(fields, found)
    fields.close()
    return found


def _read_clock(fields: Fields, found: dict[str, Any]) -> None:
    for key, count, shape in (("time", None, "clock times"), ("window", 2, "two clock times")):
        if not fields.has(key):
            continue
        found[key] = fields.entries(key)
        fits = all(isinstance(one, str) and CLOCK.fullmatch(one) for one in found[key])
        if not fits or (count and len(found[key]) != count):
            fields.report(f'expected {shape} like "09:30", got {show(found[key])}', key)


def _check_together(fields: Fields, found: dict[str, Any]) -> None:
    for key, units in NEEDS.items():
        if key in found and found["unit"] and found["unit"] not in units:
            fields.report(f"fits only the unit {' or '.join(units)}", key)
