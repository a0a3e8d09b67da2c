"""The calendar against the minute table: 5,000 questions to 1,250 calendars, with holidays, night
windows, overlaps and 24:00, over stretches that hold a year end, a leap day, or a change of clocks.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pinzhi.common.calendar import Calendar, NeverOpenError, Window
from tests.common.calendar_oracle import DAYS, MINUTE, MinuteTable

STRETCHES = [
    ("Asia/Shanghai", date(2026, 10, 3)),  # end of the National Day holiday and its worked Saturday
    ("Asia/Shanghai", date(2026, 12, 28)),  # year end
    ("Asia/Shanghai", date(2028, 2, 25)),  # leap day
    ("Asia/Shanghai", date(1991, 4, 10)),  # China's own summer time begins
    ("Asia/Shanghai", date(1991, 9, 11)),  # and ends for the last time
    ("Europe/Berlin", date(2026, 3, 25)),  # 02:00 becomes 03:00
    ("Europe/Berlin", date(2026, 10, 21)),  # 03:00 becomes 02:00
    ("America/Havana", date(2026, 3, 4)),  # midnight itself is skipped
    ("America/Havana", date(2026, 10, 28)),  # 01:00 becomes midnight again
    ("Australia/Lord_Howe", date(2026, 4, 1)),  # half an hour
    ("Pacific/Apia", date(2011, 12, 27)),  # a whole day, 30 December, never was
    ("America/Caracas", date(2007, 12, 5)),  # half an hour, once, for good
]
MINUTES = DAYS * 1440
EDGES = [0, 60, 90, 120, 150, 180, 540, 720, 780, 1080, 1320, 1439]

edge = st.one_of(st.sampled_from(EDGES), st.integers(0, 1439)).map(lambda m: time(m // 60, m % 60))
day_windows = st.lists(st.tuples(edge, edge), max_size=3)
windows = st.dictionaries(st.integers(1, 7), day_windows, max_size=7)


class Case(NamedTuple):
    calendar: Calendar
    table: MinuteTable


@st.composite
def cases(draw: st.DrawFn) -> Case:
    tz, first = draw(st.sampled_from(STRETCHES))
    hours = draw(windows)
    days = st.integers(-2, DAYS + 1).map(lambda n: first + timedelta(days=n))
    off = draw(st.sets(days, max_size=5))
    on = draw(st.dictionaries(days, st.integers(1, 7), max_size=3))
    return Case(Calendar(tz, hours, off, on), MinuteTable(tz, first, hours, off, on))


minute = st.integers(0, MINUTES - 1)
asks = st.lists(st.tuples(minute, minute, st.integers(1, 4000)), min_size=4, max_size=4)
many = settings(max_examples=1250, deadline=None, suppress_health_check=list(HealthCheck))
some = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))


@many
@given(case=cases(), asks=asks)
def test_add_and_elapsed_equal_the_minute_table(
    case: Case, asks: list[tuple[int, int, int]]
) -> None:
    for a, b, wanted in asks:
        compare(case, min(a, b), max(a, b), wanted)


def compare(case: Case, start: int, end: int, wanted: int) -> None:
    calendar, table = case
    assert calendar.elapsed(table.at(start), table.at(end)) == table.elapsed(start, end) * MINUTE
    assert calendar.is_open(table.at(start)) == bool(table.open[start])
    due = table.add(start, wanted)
    if due is not None:
        found = calendar.add(table.at(start), wanted * MINUTE)
        assert found.astimezone(UTC) == table.at(due)
    opens = table.next_open(start)
    if opens is not None:
        assert calendar.next_open(table.at(start)).astimezone(UTC) == table.at(opens)


@some
@given(case=cases(), a=minute, b=minute)
def test_open_between_and_explain_equal_the_minute_table(case: Case, a: int, b: int) -> None:
    calendar, table = case
    start, end = sorted((a, b))
    begin, finish = table.at(start), table.at(end)
    assert [utc(w) for w in calendar.open_between(begin, finish)] == table.stretches(start, end)
    lines = calendar.explain(begin, finish)
    edges = [edge for line in lines for edge in utc(line.window)]
    assert edges[:1] == ([begin] if lines else [])
    assert edges[1:-1:2] == edges[2::2]  # no gap, no overlap
    counted = sum((line.window.length for line in lines if line.counted), timedelta(0))
    assert counted == table.elapsed(start, end) * MINUTE


@some
@given(case=cases())
def test_windows_on_cover_what_is_open_and_nothing_else(case: Case) -> None:
    calendar, table = case
    first = table.begin.date() - timedelta(days=2)
    shown = [utc(w) for n in range(DAYS + 4) for w in calendar.windows_on(first + n * DAY)]
    cells = bytearray(MINUTES)
    for start, end in shown:
        low, high = ((at - table.begin) // MINUTE for at in (start, end))
        for cell in range(max(low, 0), min(high, MINUTES)):
            cells[cell] = 1
    assert bytes(cells) == table.open


@some
@given(
    case=cases(),
    at=st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 (naive bounds)
    ticks=st.integers(1, 10**12),
    more=st.integers(0, 10**12),
)
def test_add_and_elapsed_undo_each_other_to_the_microsecond(
    case: Case, at: datetime, ticks: int, more: int
) -> None:
    one, two = timedelta(microseconds=ticks), timedelta(microseconds=more)
    try:
        due = case.calendar.add(at, one)
    except NeverOpenError:
        return
    assert case.calendar.elapsed(at, due) == one
    assert case.calendar.elapsed(at, due - timedelta(microseconds=1)) < one
    later = case.calendar.add(due, two)
    assert later == case.calendar.add(at, one + two)


DAY = timedelta(days=1)


def utc(window: Window) -> tuple[datetime, datetime]:
    return window.start.astimezone(UTC), window.end.astimezone(UTC)
