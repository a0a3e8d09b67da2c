"""The clock on the wall and the time that passes, both as whole microseconds since 1970.

`wall` numbers read the local clock as if it never changed; `instant` numbers are UTC.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

Span = tuple[int, int]

SECOND = 1_000_000
DAY = 86_400 * SECOND
FIRST_YEAR, LAST_YEAR = 3, 9997  # room each side for any offset and any search

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = _EPOCH.toordinal()
_TICK = timedelta(microseconds=1)


def instant_of(at: datetime) -> int:
    """Microseconds since 1970 UTC. A naive or far-off time is a ValueError."""
    if at.utcoffset() is None:
        raise ValueError(f"The time {at.isoformat()} has no time zone.")
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise ValueError(f"The time {at.isoformat()} is outside {FIRST_YEAR} to {LAST_YEAR}.")
    return ticks(at - _EPOCH)


def wall_of(naive: datetime) -> int:
    return ticks(naive.replace(tzinfo=UTC) - _EPOCH)


def ticks(length: timedelta) -> int:
    return length // _TICK


def moment(instant: int, zone: ZoneInfo) -> datetime:
    return (_EPOCH + timedelta(microseconds=instant)).astimezone(zone)


def midnight(ordinal: int) -> int:
    """The wall number at which a day, given by its ordinal, begins."""
    return (ordinal - _EPOCH_DAY) * DAY


def ordinal_at(wall: int) -> int:
    return wall // DAY + _EPOCH_DAY


def year_of(instant: int) -> int:
    return date.fromordinal(ordinal_at(instant)).year


def year_begins(year: int) -> int:
    return midnight(date(year, 1, 1).toordinal())


@lru_cache(maxsize=4096)
def offsets(tz: str, year: int) -> tuple[tuple[int, int, int], ...]:
    """The year (UTC) cut where the zone's offset changes: (first, last, offset) each.

    Looks once a day: no zone has ever changed its offset and back within three days.
    """
    zone = ZoneInfo(tz)
    begin, end = year_begins(year), year_begins(year + 1)
    cuts, first, offset = [], begin, _offset(zone, begin)
    for look in [*range(begin + DAY, end, DAY), end]:
        if (now := _offset(zone, look)) != offset:
            change = _change(zone, look - DAY, look)
            cuts.append((first, change, offset))
            first, offset = change, now
    return tuple(cut for cut in [*cuts, (first, end, offset)] if cut[0] < cut[1])


@lru_cache(maxsize=4096)
def is_steady(tz: str, year: int) -> bool:
    """Whether the zone keeps one offset from the year before to the year after."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"The year {year} is outside {FIRST_YEAR} to {LAST_YEAR}.")
    return len({o for near in (-1, 0, 1) for _, _, o in offsets(tz, year + near)}) == 1


def instants(tz: str, begin: int, end: int) -> list[Span]:
    """Every instant at which the wall clock shows a time in [begin, end), as merged spans."""
    return merged(_pieces(tz, begin, end))


def first_instant(tz: str, wall: int) -> int:
    """The first instant at which the wall clock shows `wall` or, where it skips that, later."""
    year = year_of(wall - DAY)
    segments = (*offsets(tz, year), *offsets(tz, year + 1))
    return next(max(wall - o, first) for first, last, o in segments if wall - o < last)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Join what overlaps or touches. Expects the spans sorted by their beginning."""
    out: list[Span] = []
    for begin, end in spans:
        if out and begin <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((begin, end))
    return out


def _pieces(tz: str, begin: int, end: int) -> Iterator[Span]:
    for year in range(year_of(begin - DAY), year_of(end + DAY) + 1):
        for first, last, offset in offsets(tz, year):
            low, high = max(begin - offset, first), min(end - offset, last)
            if low < high:
                yield low, high


def _offset(zone: ZoneInfo, instant: int) -> int:
    return ticks(moment(instant, zone).utcoffset() or timedelta(0))


def _change(zone: ZoneInfo, before: int, after: int) -> int:
    """The second at which the offset changes, known to lie in (before, after]."""
    old = _offset(zone, before)
    while after - before > SECOND:
        middle = before + (after - before) // (2 * SECOND) * SECOND
        before, after = (middle, after) if _offset(zone, middle) == old else (before, middle)
    return after
