from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pinzhi.common.calendar import Calendar, Reason, Window

SHANGHAI = ZoneInfo("Asia/Shanghai")
LUNCH = [(time(9), time(12)), (time(13), time(18))]
OFFICE = Calendar(
    "Asia/Shanghai",
    dict.fromkeys(range(1, 6), LUNCH),
    {date(2026, 10, day) for day in range(1, 8)},
    {date(2026, 10, 10): 1},
)


def lines(calendar: Calendar, start: str, end: str) -> list[tuple[str, str, Reason]]:
    ends = (datetime.fromisoformat(text).replace(tzinfo=calendar.zone) for text in (start, end))
    return [
        (f"{line.window.start:%m-%d %H:%M}", f"{line.window.end:%m-%d %H:%M}", line.reason)
        for line in calendar.explain(*ends)
    ]


def test_explain_a_due_time_over_the_holiday() -> None:
    assert lines(OFFICE, "2026-09-30 11:00", "2026-10-02 08:00") == [
        ("09-30 11:00", "09-30 12:00", Reason.OPEN),
        ("09-30 12:00", "09-30 13:00", Reason.BREAK),
        ("09-30 13:00", "09-30 18:00", Reason.OPEN),
        ("09-30 18:00", "10-01 00:00", Reason.AFTER_CLOSING),
        ("10-01 00:00", "10-02 00:00", Reason.DAY_OFF),
        ("10-02 00:00", "10-02 08:00", Reason.DAY_OFF),
    ]


def test_explain_a_worked_saturday_and_the_sunday_after() -> None:
    assert lines(OFFICE, "2026-10-10 08:00", "2026-10-12 09:30") == [
        ("10-10 08:00", "10-10 09:00", Reason.BEFORE_OPENING),
        ("10-10 09:00", "10-10 12:00", Reason.MAKE_UP),
        ("10-10 12:00", "10-10 13:00", Reason.BREAK),
        ("10-10 13:00", "10-10 18:00", Reason.MAKE_UP),
        ("10-10 18:00", "10-11 00:00", Reason.AFTER_CLOSING),
        ("10-11 00:00", "10-12 00:00", Reason.REST_DAY),
        ("10-12 00:00", "10-12 09:00", Reason.BEFORE_OPENING),
        ("10-12 09:00", "10-12 09:30", Reason.OPEN),
    ]


def test_explain_a_night_window_names_the_morning_as_the_day_befores() -> None:
    night = Calendar("Asia/Shanghai", {1: [(time(22), time(6))]})
    assert lines(night, "2026-06-01 21:00", "2026-06-02 07:00") == [
        ("06-01 21:00", "06-01 22:00", Reason.BEFORE_OPENING),
        ("06-01 22:00", "06-02 00:00", Reason.OPEN),
        ("06-02 00:00", "06-02 06:00", Reason.OVERNIGHT),
        ("06-02 06:00", "06-02 07:00", Reason.REST_DAY),
    ]


def test_explain_an_hour_that_comes_twice() -> None:
    berlin = Calendar("Europe/Berlin", {7: [(time(1), time(2, 30))]})
    assert lines(berlin, "2026-10-25 01:30", "2026-10-25 03:00") == [
        ("10-25 01:30", "10-25 02:30", Reason.OPEN),
        ("10-25 02:30", "10-25 02:00", Reason.AFTER_CLOSING),
        ("10-25 02:00", "10-25 02:30", Reason.OPEN),
        ("10-25 02:30", "10-25 03:00", Reason.AFTER_CLOSING),
    ]


def test_explain_joins_windows_that_touch_over_midnight_by_owner() -> None:
    shifts = Calendar("Asia/Shanghai", {key: [(time(20), time(8))] for key in range(1, 8)})
    found = shifts.explain(
        datetime(2026, 6, 2, 7, tzinfo=SHANGHAI), datetime(2026, 6, 2, 9, tzinfo=SHANGHAI)
    )
    assert [(line.counted, line.window.length) for line in found] == [
        (True, timedelta(hours=1)),
        (False, timedelta(hours=1)),
    ]
    assert found[0].window == Window(
        datetime(2026, 6, 2, 7, tzinfo=SHANGHAI), datetime(2026, 6, 2, 8, tzinfo=SHANGHAI)
    )
