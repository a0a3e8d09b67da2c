"""An independent reckoning of open time: a table with one cell for each minute, nothing clever.

It knows only what the interface says: whose windows a date takes, that a window whose end is not
after its start ends on the next day, and that a minute is open when the wall clock of that minute
lies in a window. It shares no code with the calendar.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

Hours = Mapping[int, Sequence[tuple[time, time]]]
MINUTE = timedelta(minutes=1)
DAYS = 9


class MinuteTable:
    """Nine days from `first` 00:00 UTC, minute by minute."""

    def __init__(
        self, tz: str, first: date, hours: Hours, off: AbstractSet[date], on: Mapping[date, int]
    ) -> None:
        self.begin = datetime(first.year, first.month, first.day, tzinfo=UTC)
        walls = wall_minutes(tz, first)
        cells = bytearray((DAYS + 4) * 1440 + 1440)
        for offset in range(-2, DAYS + 2):
            day = first + timedelta(days=offset)
            weekday = on.get(day, 0 if day in off else day.isoweekday())
            for opens, closes in hours.get(weekday, ()):
                begin = opens.hour * 60 + opens.minute
                end = closes.hour * 60 + closes.minute
                end += 1440 if end <= begin else 0
                base = (offset + 2) * 1440
                cells[base + begin : base + end] = b"\1" * (end - begin)
        self.open = bytes(map(cells.__getitem__, walls))

    def at(self, minute: int) -> datetime:
        return self.begin + minute * MINUTE

    def elapsed(self, start: int, end: int) -> int:
        return sum(self.open[start:end])

    def add(self, start: int, minutes: int) -> int | None:
        """The first minute by which so many open ones have passed; None beyond the table."""
        now, left = start, minutes
        while left and now < len(self.open):
            left -= self.open[now]
            now += 1
        return now if not left else None

    def next_open(self, start: int) -> int | None:
        found = self.open.find(b"\1", start)
        return found if found >= 0 else None

    def stretches(self, start: int, end: int) -> list[tuple[datetime, datetime]]:
        found: list[tuple[datetime, datetime]] = []
        for minute in range(start, end):
            if self.open[minute]:
                fresh = not found or found[-1][1] != self.at(minute)
                begin = self.at(minute) if fresh else found.pop()[0]
                found.append((begin, self.at(minute + 1)))
        return found


@lru_cache(maxsize=64)
def wall_minutes(tz: str, first: date) -> list[int]:
    """For each minute of the table: wall minutes since two days before `first`, local."""
    zone = ZoneInfo(tz)
    zero = datetime(first.year, first.month, first.day) - timedelta(days=2)  # noqa: DTZ001 (wall)
    begin = datetime(first.year, first.month, first.day, tzinfo=UTC)
    shown = ((begin + n * MINUTE).astimezone(zone) for n in range(DAYS * 1440))
    return [(at.replace(tzinfo=None) - zero) // MINUTE for at in shown]
