"""What a calendar is given, checked, and as spans of microseconds from midnight."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from pinzhi.common.calendar.clock import DAY, SECOND, Span, merged

Hours = tuple[tuple[time, time], ...]
WEEKDAYS = range(1, 8)


def checked_zone(tz: str) -> ZoneInfo:
    try:
        return ZoneInfo(tz)
    except (KeyError, ValueError, OSError, TypeError) as error:
        raise ValueError(f"tz: {tz!r} is not the name of a time zone.") from error


def checked_windows(windows: Mapping[int, Sequence[tuple[time, time]]]) -> dict[int, Hours]:
    """By ISO weekday, sorted, so that calendars that say the same are equal."""
    out = {}
    for weekday, hours in windows.items():
        checked_weekday("windows", weekday)
        out[weekday] = tuple(sorted(_checked_pair(weekday, pair) for pair in hours))
    return {weekday: out[weekday] for weekday in sorted(out) if out[weekday]}


def checked_days_on(days_on: Mapping[date, int]) -> dict[date, int]:
    for day, weekday in days_on.items():
        checked_weekday(f"days_on: {checked_day('days_on', day)}", weekday)
    return dict(sorted(days_on.items()))


def checked_days(key: str, days: Iterable[date]) -> frozenset[date]:
    days = frozenset(days)
    for day in days:
        checked_day(key, day)
    return days


def checked_day(key: str, day: date) -> date:
    if not isinstance(day, date) or isinstance(day, datetime):
        raise ValueError(f"{key}: {day!r} is not a date.")  # noqa: TRY004 (one kind of refusal)
    return day


def checked_weekday(key: str, weekday: int) -> int:
    if isinstance(weekday, bool) or not isinstance(weekday, int) or weekday not in WEEKDAYS:
        raise ValueError(f"{key}: {weekday!r} is not an ISO weekday, 1 (Monday) to 7 (Sunday).")
    return weekday


def spans_of(hours: Hours) -> tuple[Span, ...]:
    """Microseconds from midnight, merged; an end not after its start is on the next day."""
    spans = []
    for opens, closes in hours:
        begin, end = _micros(opens), _micros(closes)
        spans.append((begin, end if end > begin else end + DAY))
    return tuple(merged(sorted(spans)))


def weekday_of(ordinal: int) -> int:
    return (ordinal - 1) % 7 + 1


def _checked_pair(weekday: int, pair: Sequence[time]) -> tuple[time, time]:
    if isinstance(pair, Sequence) and len(pair) == len(("opens", "closes")):
        opens, closes = pair
        if _is_wall(opens) and _is_wall(closes):
            return opens, closes
    raise ValueError(f"windows: weekday {weekday} has {pair!r}, not two times without a zone.")


def _is_wall(at: time) -> bool:
    return isinstance(at, time) and at.tzinfo is None


def _micros(at: time) -> int:
    return (at.hour * 3600 + at.minute * 60 + at.second) * SECOND + at.microsecond
