"""How often something is done: "`times` times in every `every` units" (XSY-02). Pure."""

import re
from typing import Any

from pinzhi.standards.strict import Fields, show

UNITS = ("minute", "hour", "shift", "day", "week", "month", "quarter", "halfyear", "year")
CONDITIONS = (
    "rain", "typhoon", "snow", "holiday", "night", "special",
    "summer", "winter", "spring", "autumn", "growing", "peak",
)  # fmt: skip
CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
NEEDS = {"weekday": ("week",), "before_day": ("month", "year"), "monthday": ("month", "year")}


def read_recurrence(fields: Fields) -> dict[str, Any]:
    """Check one recurrence and give it back as plain data that fits a JSON column.

    Keys: times, every, unit; where wanted weekday (1 = Monday), monthday (-1 = last), month, time,
    window (two clock times, may pass midnight), before_day, condition (XSY-02).
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
    if fields.has("before_day"):
        found["before_day"] = fields.whole("before_day", 1, 31)
    if fields.has("condition"):
        found["condition"] = fields.one_of("condition", CONDITIONS)
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
