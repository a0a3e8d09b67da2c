from datetime import UTC, datetime, time
from typing import Any

import pytest

from pinzhi.common.calendar import Calendar
from pinzhi.plans.recurrence import RuleError, occurrences

WORKDAYS = Calendar("Asia/Shanghai", dict.fromkeys(range(1, 6), ((time(9), time(18)),)))


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ({}, "unit: expected one of minute, hour, shift, day, week, month, quarter, halfyear"),
        ({"unit": "fortnight"}, "unit: expected one of minute, hour, shift"),
        ([], "rule: expected a mapping with a unit, got []."),
        ({"unit": ["day"]}, "unit: expected one of minute, hour, shift"),
        ({"unit": "day", "often": 1}, "often: is not a key of a rule."),
        ({"unit": "day", "times": 0}, "times: expected a whole number from 1 to 1440, got 0."),
        ({"unit": "day", "times": True}, "times: expected a whole number from 1 to 1440"),
        ({"unit": "day", "times": 1.5}, "times: expected a whole number from 1 to 1440"),
        ({"unit": "day", "every": 0}, "every: expected a number above 0, got 0."),
        ({"unit": "day", "every": "2"}, "every: expected a number above 0, got '2'."),
        ({"unit": "day", "every": 0.001}, "every: expected at least 1/60, got 0.001."),
        ({"unit": "year", "every": 101}, "every: 101 is more than a century."),
        ({"unit": "minute", "every": 0.5}, "every: 0.5 is not a number of whole minutes or days."),
        ({"unit": "quarter", "every": 0.25}, "every: 0.25 is not a number of whole minutes"),
        ({"unit": "week", "weekday": [8]}, "weekday: expected a list of weekdays 1 (Monday) to 7"),
        ({"unit": "week", "weekday": 5}, "weekday: expected a list of weekdays"),
        ({"unit": "month", "monthday": [0]}, "monthday: expected a list of days 1 to 31, or -1"),
        ({"unit": "year", "month": ["May"]}, "month: expected a list of months 1 to 12"),
        ({"unit": "day", "time": ["9am"]}, "time: expected a list of clock times like '09:30'"),
        ({"unit": "day", "time": "09:00"}, "time: expected a list of clock times"),
        ({"unit": "day", "window": ["09:00"]}, "window: expected two clock times like"),
        ({"unit": "day", "window": ["24:00", "09:00"]}, "window: expected two clock times like"),
        ({"unit": "month", "before_day": 32}, "before_day: expected a whole number from 1 to 31"),
        (
            {"unit": "day", "condition": "fog"},
            "condition: expected one of autumn, growing, holiday",
        ),
        ({"unit": "day", "min": 1}, "min: expected true or false, got 1."),
        ({"unit": "day", "max": "no"}, "max: expected true or false, got 'no'."),
        ({"unit": "day", "anchor": "soon"}, "anchor: expected a date like '2026-01-31'"),
        ({"unit": "day", "anchor": 5}, "anchor: expected a date like '2026-01-31'"),
        ({"unit": "day", "holiday": "off"}, "holiday: expected one of keep, skip, before, after"),
        ({"unit": "day", "duration": 0}, "duration: expected a whole number from 1 to 1440"),
        (
            {"unit": "shift", "shift_windows": "day"},
            "shift_windows: expected a list of shifts like",
        ),
        (
            {"unit": "shift", "shift_windows": [["08:00", "20:00"], ["19:00", "08:00"]]},
            "shift_windows: expected shifts that do not overlap.",
        ),
        (
            {"unit": "day", "condition": "winter", "month": [6]},
            "month: none of the months lies in the season of condition 'winter'.",
        ),
        (
            {"unit": "day", "time": ["09:00"], "window": ["09:00", "10:00"]},
            "time: expected either time or window, not both.",
        ),
        (
            {"unit": "day", "workdays_only": True, "holiday": "keep"},
            "workdays_only: contradicts working on holidays.",
        ),
        (
            {"unit": "day", "workdays_only": True, "condition": "holiday"},
            "workdays_only: contradicts working on holidays.",
        ),
        (
            {"unit": "day", "condition": "holiday", "holiday": "skip"},
            "holiday: expected 'only' or nothing with condition 'holiday'.",
        ),
        ({"unit": "hour", "time": ["09:00"]}, "time: expected a window with this unit."),
        (
            {"unit": "shift", "window": ["09:00", "10:00"]},
            "window: expected shift_windows with unit shift.",
        ),
        (
            {"unit": "hour", "window": ["09:00", "10:00"], "shift_windows": [["08:00", "20:00"]]},
            "window: expected either window or shift_windows.",
        ),
        (
            {"unit": "hour", "holiday": "before"},
            "holiday: expected 'before' or 'after' only with days and longer units.",
        ),
        ({"unit": "week", "before_day": 5}, "before_day: expected a unit of whole months."),
        (
            {"unit": "month", "before_day": 5, "monthday": [3]},
            "before_day: expected either before_day or monthday.",
        ),
        (
            {"unit": "week", "monthday": [3]},
            "monthday: expected days or a unit of whole months.",
        ),
        (
            {"unit": "month", "monthday": [3], "weekday": [1]},
            "monthday: expected either monthday or weekday.",
        ),
        (
            {"unit": "hour", "every": 25, "window": ["09:00", "10:00"]},
            "every: expected at most 24 hours within a window.",
        ),
        (
            {"unit": "hour", "every": 25, "shift_windows": [["09:00", "10:00"]]},
            "every: expected at most 24 hours within a shift.",
        ),
        (
            {"unit": "day", "times": 31, "window": ["09:00", "09:30"]},
            "times: expected at most 30 in the time there is.",
        ),
        ({"unit": "minute", "times": 2}, "times: expected at most 1 in the time there is."),
        (
            {"unit": "shift", "times": 61, "shift_windows": [["09:00", "10:00"]]},
            "times: expected at most 60 in the time there is.",
        ),
        (
            {"unit": "week", "times": 3, "time": ["09:00", "10:00"]},
            "times: expected a multiple of the 2 times of day.",
        ),
        (
            {"unit": "day", "times": 2, "time": ["18:30"]},
            "times: expected at most 1 by the times of day.",
        ),
        (
            {"unit": "week", "times": 2, "weekday": [5], "time": ["18:30"]},
            "times: expected at most 1 by the times of day.",
        ),
        (
            {"unit": "year", "times": 3, "month": [3, 9], "monthday": [1], "time": ["18:30"]},
            "times: expected at most 2 by the times of day.",
        ),
        (
            {"unit": "month", "times": 5, "weekday": [5], "time": ["18:30"]},
            "times: expected at most 4 by the times of day.",
        ),
        (
            {"unit": "day", "min_gap_days": 1},
            "min_gap_days: expected a week or longer, and no weekday or date fixed.",
        ),
        (
            {"unit": "week", "times": 2, "min_gap_days": 3},
            "min_gap_days: expected at most 2 at this frequency.",
        ),
        (
            {"unit": "year", "times": 9, "month": [2], "min_gap_days": 3},
            "min_gap_days: expected at most 2 at this frequency.",
        ),
    ],
)
def test_a_bad_rule_is_refused_at_once_in_one_sentence(rule: Any, sentence: str) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    with pytest.raises(RuleError, match=r"^[a-z_]+: [^\n]+\.$") as refusal:
        occurrences(rule, at, at, WORKDAYS)
    assert str(refusal.value).startswith(sentence)


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 1, 1),  # noqa: DTZ001 (the case)
        datetime(12, 1, 1, tzinfo=UTC),
    ],
)
def test_a_time_without_zone_or_far_off_is_refused(at: datetime) -> None:
    with pytest.raises(ValueError, match="has no time zone or is too far off"):
        occurrences({"unit": "day"}, at, at, WORKDAYS)
