"""Office hours as kept on a site, and as the calendar wants them. Pure."""

import re
from collections.abc import Mapping
from datetime import time
from typing import Any

from pinzhi.places.refusals import BadOfficeHours

Windows = dict[int, list[tuple[time, time]]]
WEEKDAYS = range(1, 8)
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
USUAL: Windows = {weekday: [(time(9), time(18))] for weekday in range(1, 6)}
ALWAYS: Windows = {weekday: [(time(0), time(0))] for weekday in WEEKDAYS}


def checked_hours(kept: Any) -> dict[str, list[list[str]]]:
    """`kept` in its one form: weekday "1"…"7" to [["09:00", "12:00"], …]; else BadOfficeHours."""
    if not isinstance(kept, Mapping):
        raise BadOfficeHours
    return {str(_weekday(key)): [_pair(window) for window in kept[key] or []] for key in kept}


def windows_of(kept: Mapping[str, Any]) -> Windows:
    """The opening windows by ISO weekday; none kept means Monday to Friday 09:00-18:00."""
    if not kept:
        return USUAL
    return {
        int(weekday): [(time.fromisoformat(begin), time.fromisoformat(end)) for begin, end in hours]
        for weekday, hours in kept.items()
    }


def _weekday(key: object) -> int:
    if str(key) not in {str(weekday) for weekday in WEEKDAYS}:
        raise BadOfficeHours
    return int(str(key))


def _pair(window: Any) -> list[str]:
    if not isinstance(window, (list, tuple)) or len(window) != 2:  # noqa: PLR2004 -- begin, end
        raise BadOfficeHours
    if not all(isinstance(clock, str) and CLOCK.fullmatch(clock) for clock in window):
        raise BadOfficeHours
    return list(window)
