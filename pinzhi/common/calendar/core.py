from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from pinzhi.common.calendar import week
from pinzhi.common.calendar.clock import (
    LAST_YEAR,
    Span,
    first_instant,
    instant_of,
    instants,
    is_steady,
    merged,
    midnight,
    moment,
    ordinal_at,
    ticks,
    wall_of,
    year_begins,
    year_of,
)
from pinzhi.common.calendar.explain import Stretch, explained
from pinzhi.common.calendar.window import Window
from pinzhi.common.calendar.year import OpenYear

HORIZON_YEARS = 100
_HORIZON_DAYS = 366 * HORIZON_YEARS
_YEARS_KEPT = 256  # about 50 kB each
_DAY_SLACK = 2  # a night window of the day before, and any offset


class NeverOpenError(ValueError):
    """The calendar is not open (long enough) within HORIZON_YEARS."""


@dataclass(frozen=True)
class Calendar:
    """When a place works.

    `windows` by ISO weekday; an end not after its start is on the next day, so that `time(0),
    time(0)` is the whole day; a window belongs to the day on which it begins. `days_off` are closed
    whatever the weekday; `days_on` are worked with the windows of the weekday given, and win over
    `days_off`. Anything malformed is a ValueError of one sentence.
    """

    tz: str
    windows: Mapping[int, Sequence[tuple[time, time]]]
    days_off: AbstractSet[date] = frozenset()
    days_on: Mapping[date, int] = field(default_factory=dict)

    zone: ZoneInfo = field(init=False, repr=False, compare=False)
    _spans: dict[int, tuple[Span, ...]] = field(init=False, repr=False, compare=False)
    _off: frozenset[int] = field(init=False, repr=False, compare=False)
    _on: dict[int, int] = field(init=False, repr=False, compare=False)
    _years: dict[int, OpenYear] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        windows = week.checked_windows(self.windows)
        days_off = week.checked_days("days_off", self.days_off)
        days_on = week.checked_days_on(self.days_on)
        values = {
            "zone": week.checked_zone(self.tz),
            "windows": MappingProxyType(windows),
            "days_off": days_off,
            "days_on": MappingProxyType(days_on),
            "_spans": {weekday: week.spans_of(hours) for weekday, hours in windows.items()},
            "_off": frozenset(day.toordinal() for day in days_off),
            "_on": {day.toordinal(): weekday for day, weekday in days_on.items()},
            "_years": {},
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def __hash__(self) -> int:
        parts = (tuple(self.windows.items()), self.days_off, tuple(self.days_on.items()))
        return hash((self.tz, *parts))

    def __reduce__(self) -> tuple[Any, ...]:
        return Calendar, (self.tz, dict(self.windows), self.days_off, dict(self.days_on))

    def works_on(self, day: date) -> bool:
        """Whether any window begins on `day`."""
        return bool(self.spans_on(week.checked_day("day", day).toordinal()))

    def windows_on(self, day: date) -> tuple[Window, ...]:
        """The windows that begin on `day`, overlapping or touching ones joined, in order.

        A night window ends on the next day. One whose edge lies in an hour that the clocks repeat
        may come in two parts, one that lies in an hour they skip not at all.
        """
        base = midnight(ordinal := week.checked_day("day", day).toordinal())
        spans = (
            span
            for a, b in self.spans_on(ordinal)
            for span in instants(self.tz, base + a, base + b)
        )
        return tuple(self._window(*span) for span in merged(sorted(spans)))

    def is_open(self, at: datetime) -> bool:
        instant = instant_of(at)
        span = next(self._year(year_of(instant)).spans_from(instant), None)
        return span is not None and span[0] == instant

    def open_between(self, start: datetime, end: datetime) -> Iterator[Window]:
        """The open stretches of [start, end), as long as they come: 24/7 gives one."""
        return (self._window(*span) for span in self._joined(instant_of(start), instant_of(end)))

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        """Open time from `start` to `end`; negative when `end` is the earlier."""
        first, last = instant_of(start), instant_of(end)
        if last < first:
            return -self.elapsed(end, start)
        years = range(year_of(first), year_of(last))
        whole = sum(self._year(year).total for year in years)
        return timedelta(microseconds=whole + self._opened_by(last) - self._opened_by(first))

    def add(self, at: datetime, duration: timedelta) -> datetime:
        """The earliest instant, not before `at`, by which `duration` of open time has passed.

        So a duration that is used up at closing time ends at that closing time, and none at all
        ends at `at`. Negative durations are a ValueError; NeverOpenError when the sum is not
        reached within HORIZON_YEARS.
        """
        if duration < timedelta(0):
            raise ValueError(f"duration: {duration} is negative.")
        instant = instant_of(at)
        if not duration:
            return moment(instant, self.zone)
        wanted = ticks(duration) + self._opened_by(instant)
        for year in self._horizon(instant):
            if wanted <= (open_year := self._year(year)).total:
                return moment(open_year.reaches(wanted), self.zone)
            wanted -= open_year.total
        raise NeverOpenError(
            f"The calendar is not open for {duration} within {HORIZON_YEARS} years of {at}."
        )

    def next_open(self, at: datetime) -> datetime:
        """`at` itself when it is open, else the next opening. NeverOpenError if there is none."""
        instant = instant_of(at)
        for year in self._horizon(instant):
            for start, _ in self._year(year).spans_from(instant):
                return moment(start, self.zone)
        raise NeverOpenError(f"The calendar is not open within {HORIZON_YEARS} years of {at}.")

    def add_workdays(self, day: date, n: int) -> date:
        """The n-th working day after `day` (before it when negative).

        0 gives `day` itself or, when it is not worked, the next working day.
        """
        if n == 0 and self.works_on(day):
            return day
        step, left = (-1, -n) if n < 0 else (1, n or 1)
        ordinal = week.checked_day("day", day).toordinal()
        stop = ordinal + step * _HORIZON_DAYS
        for look in range(ordinal + step, min(max(stop, 0), date.max.toordinal() + 1), step):
            left -= bool(self.spans_on(look))
            if not left:
                return date.fromordinal(look)
        raise NeverOpenError(f"There are not {abs(n) or 1} working days within reach of {day}.")

    def explain(self, start: datetime, end: datetime) -> list[Stretch]:
        """[start, end) cut by local day and by why it counts or not, in order."""
        return list(explained(self, instant_of(start), instant_of(end)))

    def moment_of(self, wall: datetime) -> datetime:
        """The first moment at which the local clock shows the naive time `wall`.

        When the clocks skip it, the moment at which they do; when they repeat it, the first time.
        """
        at = wall.replace(tzinfo=self.zone, fold=0)
        if is_steady(self.tz, wall.year) or at.utcoffset() == at.replace(fold=1).utcoffset():
            return at
        return moment(first_instant(self.tz, wall_of(wall)), self.zone)

    def spans_on(self, ordinal: int) -> tuple[Span, ...]:
        """Microseconds from wall midnight at which the windows of a day, by ordinal, lie."""
        weekday = self._on.get(ordinal)
        if weekday is None:
            if ordinal in self._off:
                return ()
            weekday = week.weekday_of(ordinal)
        return self._spans.get(weekday, ())

    def is_day_off(self, ordinal: int) -> bool:
        """A closed date, by ordinal, that no make-up workday takes back."""
        return ordinal in self._off and ordinal not in self._on

    def is_make_up(self, ordinal: int) -> bool:
        return ordinal in self._on

    def _joined(self, first: int, last: int) -> Iterator[Span]:
        pending: Span | None = None
        for year in range(year_of(first), year_of(last) + 1):
            for start, end in self._year(year).spans_from(first):
                if start >= last:
                    break
                joined = pending is not None and pending[1] == start
                if pending and not joined:
                    yield pending
                pending = (pending[0] if pending and joined else start, min(end, last))
        if pending and first < last:
            yield pending

    def _horizon(self, instant: int) -> range:
        year = year_of(instant)
        return range(year, min(year + HORIZON_YEARS, LAST_YEAR) + 1) if self._spans else range(0)

    def _opened_by(self, instant: int) -> int:
        return self._year(year_of(instant)).opened_by(instant)

    def _year(self, year: int) -> OpenYear:
        if (known := self._years.get(year)) is not None:
            return known
        if len(self._years) >= _YEARS_KEPT:
            self._years.clear()
        made = self._years[year] = OpenYear(self.tz, year, self._walls(year))
        return made

    def _walls(self, year: int) -> list[Span]:
        first = ordinal_at(year_begins(year)) - _DAY_SLACK
        last = ordinal_at(year_begins(year + 1)) + _DAY_SLACK
        return merged(
            (midnight(day) + begin, midnight(day) + end)
            for day in range(first, last)
            for begin, end in self.spans_on(day)
        )

    def _window(self, start: int, end: int) -> Window:
        return Window(moment(start, self.zone), moment(end, self.zone))
