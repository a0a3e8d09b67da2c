"""Rhythms that hang on the hour of a deadline, on opening, or on what the weather does (XSY-02)."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import pytest

from pinzhi.common.calendar import Calendar
from pinzhi.plans.recurrence import RuleError, Window, describe, occurrences

OFFICE = [(time(9), time(12)), (time(13), time(18))]
HOLIDAY = {date(2026, 10, day) for day in range(1, 8)}
# Monday to Friday, closed 1-7 October 2026, Saturday the 10th worked
WORKDAYS = Calendar(
    "Asia/Shanghai", dict.fromkeys(range(1, 6), OFFICE), HOLIDAY, {date(2026, 10, 10): 1}
)
Spans = Sequence[tuple[str, str]]


def span(begin: str, end: str) -> Window:
    ends = [
        datetime.fromisoformat(f"2026-{text}").replace(tzinfo=WORKDAYS.zone)
        for text in (begin, end)
    ]
    return Window(ends[0], ends[1])


def found(rule: dict[str, Any], first: str, last: str, **events: Spans) -> list[str]:
    whole = span(first, last)
    known = {name: [span(*pair) for pair in pairs] for name, pairs in events.items()}
    return [
        f"{window.start:%m-%d %H:%M} {window.end:%m-%d %H:%M}"
        for window in occurrences(rule, whole.start, whole.end, WORKDAYS, events=known)
    ]


CLOCKS: list[tuple[dict[str, Any], list[str]]] = [
    # the day's findings mailed by 18:30 (PAT-52): open all day, due then
    ({"unit": "day", "time": ["18:30"], "clock": "by"}, ["09-21 00:00 09-21 18:30"]),
    # two deadlines share the day between them
    (
        {"unit": "day", "time": ["18:30", "09:00"], "clock": "by"},
        ["09-21 00:00 09-21 09:00", "09-21 09:00 09-21 18:30"],
    ),
    # by midnight is by the end of the day
    ({"unit": "day", "time": ["00:00"], "clock": "by"}, ["09-21 00:00 09-22 00:00"]),
    # in the two hours before a deadline
    (
        {"unit": "day", "time": ["18:30"], "clock": "by", "duration": 120},
        ["09-21 16:30 09-21 18:30"],
    ),
    # after eight in the evening
    ({"unit": "day", "time": ["20:00"], "clock": "from"}, ["09-21 20:00 09-22 00:00"]),
    (
        {"unit": "day", "time": ["06:00", "20:00"], "clock": "from", "duration": 90},
        ["09-21 06:00 09-21 07:30", "09-21 20:00 09-21 21:30"],
    ),
    # ten minutes before opening
    ({"unit": "day", "before_opening": 10}, ["09-21 08:50 09-21 09:00"]),
]


@pytest.mark.parametrize(("rule", "expected"), CLOCKS)
def test_hours_of_a_day(rule: dict[str, Any], expected: list[str]) -> None:
    assert found(rule, "09-21", "09-22") == expected


def test_before_opening_has_no_window_on_a_day_that_does_not_open() -> None:
    rule = {"unit": "day", "before_opening": 10}
    assert found(rule, "09-30", "10-12") == [
        "09-30 08:50 09-30 09:00",
        "10-08 08:50 10-08 09:00",
        "10-09 08:50 10-09 09:00",
        "10-10 08:50 10-10 09:00",  # a worked Saturday
    ]


def test_hourly_in_a_special_mode_from_the_hour_in_which_it_begins() -> None:
    rule = {"unit": "hour", "condition": "special"}
    on = [("09-21 14:20", "09-21 17:00"), ("09-21 23:30", "09-22 00:10")]
    assert found(rule, "09-21", "09-23", special=on) == [
        "09-21 14:00 09-21 15:00",
        "09-21 15:00 09-21 16:00",
        "09-21 16:00 09-21 17:00",
        "09-21 23:00 09-22 00:00",
        "09-22 00:00 09-22 01:00",
    ]


def test_an_event_has_no_windows_while_another_one_is_on() -> None:
    rule = {"unit": "hour", "condition": "typhoon"}
    assert found(rule, "09-21", "09-22", rain=[("09-21 08:00", "09-21 18:00")]) == []


def test_after_heavy_rain_once_for_each_time_it_rained() -> None:
    rule = {"after": "rain", "duration": 60}
    rain = [("09-21 02:00", "09-21 03:15"), ("09-21 22:00", "09-22 00:00")]
    assert found(rule, "09-21", "09-22", rain=rain) == ["09-21 03:15 09-21 04:15"]
    assert found(rule, "09-22", "09-23", rain=rain) == ["09-22 00:00 09-22 01:00"]


def test_after_a_typhoon_with_a_delay_and_cut_by_the_next_one() -> None:
    rule = {"after": "typhoon", "delay": 120}
    typhoons = [("09-20 02:00", "09-21 03:00"), ("09-21 08:00", "09-21 12:30")]
    assert found(rule, "09-21", "09-23", typhoon=typhoons) == [
        "09-21 05:00 09-21 14:30",
        "09-21 14:30 09-22 14:30",
    ]


def test_a_holiday_made_by_hand_counts_beside_those_of_the_calendar() -> None:
    rule = {"unit": "day", "condition": "holiday", "window": ["08:00", "09:00"]}
    assert found(rule, "09-30", "10-03", holiday=[("09-30 00:00", "10-02 00:00")]) == [
        "09-30 08:00 09-30 09:00",
        "10-01 08:00 10-01 09:00",
        "10-02 08:00 10-02 09:00",
    ]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"unit": "day", "clock": "by"}, "clock: expected a time with it."),
    ({"unit": "day", "clock": "until", "time": ["09:00"]}, "clock: expected one of at, by, from"),
    ({"unit": "hour", "before_opening": 5}, "before_opening: expected days or longer units"),
    ({"unit": "day", "before_opening": 5, "time": ["08:00"]}, "before_opening: expected days or"),
    ({"unit": "day", "before_opening": 0}, "before_opening: expected a whole number from 1"),
    ({"unit": "day", "before_opening": 5, "times": 2}, "times: expected at most 1 openings."),
    ({"after": "fog"}, "after: expected one of peak, rain, snow, special, typhoon"),
    ({"after": "rain", "unit": "hour"}, "after: expected only duration and delay with it."),
    ({"after": "rain", "times": 2}, "after: expected only duration and delay with it."),
    ({"unit": "day", "delay": 5}, "delay: expected an event that it comes after."),
]


@pytest.mark.parametrize(("rule", "sentence"), WRONG)
def test_what_does_not_go_together_is_refused(rule: dict[str, Any], sentence: str) -> None:
    with pytest.raises(RuleError) as refused:
        found(rule, "09-21", "09-22")
    assert str(refused.value).startswith(sentence)


WORDS: list[tuple[dict[str, Any], str, str]] = [
    ({"unit": "day", "time": ["18:30"], "clock": "by"}, "每天 18:30前", "every day by 18:30"),
    (
        {"unit": "day", "time": ["06:00", "20:00"], "clock": "from"},
        "每天 06:00后、20:00后",
        "every day from 06:00 and 20:00",
    ),
    (
        {"unit": "day", "before_opening": 10},
        "每天 开门前10分钟",
        "every day 10 minutes before opening",
    ),
    ({"after": "rain"}, "雨停后24小时内1次", "once within 24 hours after the rain"),
    (
        {"after": "typhoon", "delay": 60, "duration": 90},
        "台风过后1小时起90分钟内1次",
        "once within 90 minutes after a typhoon, from 1 hour later on",
    ),
]


@pytest.mark.parametrize(("rule", "chinese", "english"), WORDS)
def test_describe_says_them(rule: dict[str, Any], chinese: str, english: str) -> None:
    assert (describe(rule), describe(rule, "en")) == (chinese, english)
