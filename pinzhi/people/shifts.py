"""When a shift is. Pure: times and days in, instants out."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from pinzhi.common.calendar import Window

MIDNIGHT = time(0)


def window(starts: time, ends: time, day: date, tz: str) -> Window:
    """The shift that begins on `day`, local time; one that ends not after its start ends next day.

    The ends are in UTC, so that they compare by the time that passes also when clocks change.
    """
    last = day if ends > starts else day + timedelta(days=1)
    zone = ZoneInfo(tz)
    begin, end = datetime.combine(day, starts, zone), datetime.combine(last, ends, zone)
    return Window(begin.astimezone(UTC), end.astimezone(UTC))


def whole_day(day: date, tz: str) -> Window:
    return window(MIDNIGHT, MIDNIGHT, day, tz)


def overlap(one: Window, other: Window) -> bool:
    """Whether they share any time; two that only touch do not."""
    return one.start < other.end and other.start < one.end


def gaps(whole: Window, covered: Iterable[Window]) -> list[Window]:
    """What of `whole` none of `covered` covers, in order."""
    left, start = [], whole.start
    for part in sorted(covered, key=lambda w: w.start):
        if part.start > start:
            left.append(Window(start, min(part.start, whole.end)))
        start = max(start, part.end)
        if start >= whole.end:
            return left
    return [*left, Window(start, whole.end)]


def clash(windows: Sequence[Window]) -> bool:
    """Whether two of one person's shifts share any time."""
    ordered = sorted(windows, key=lambda w: (w.start, w.end))
    return any(overlap(a, b) for a, b in pairwise(ordered))
