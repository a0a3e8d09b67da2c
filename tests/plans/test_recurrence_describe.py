from typing import Any

import pytest

from pinzhi.plans.recurrence import RuleError, describe

WORDS: list[tuple[dict[str, Any], str, str]] = [
    (
        {"unit": "week", "weekday": [5], "window": ["14:00", "16:00"]},
        "每周五 14:00–16:00",
        "every Friday 14:00–16:00",
    ),
    (
        {"unit": "week", "weekday": [1, 3], "times": 2, "time": ["09:00"]},
        "每周一、三 09:00",
        "every Monday and Wednesday at 09:00",
    ),
    ({"unit": "week", "weekday": [1, 2, 3, 4, 5]}, "每周一至周五", "every Monday to Friday"),
    (
        {"unit": "week", "every": 2, "weekday": [5]},
        "每2周的周五",
        "every 2 weeks on Friday",
    ),
    ({"unit": "week", "times": 2, "min": True}, "每周至少2次", "at least 2 times every week"),
    ({"unit": "month", "max": True}, "每月最多1次", "at most once every month"),
    ({"unit": "day"}, "每天1次", "every day"),
    ({"unit": "day", "window": ["09:30", "10:00"]}, "每天 09:30–10:00", "every day 09:30–10:00"),
    (
        {"unit": "day", "times": 3, "window": ["08:00", "20:00"]},
        "每天3次 08:00–20:00",
        "3 times every day 08:00–20:00",
    ),
    (
        {"unit": "day", "times": 3, "time": ["09:00", "13:00", "17:00"]},
        "每天 09:00、13:00、17:00",
        "every day at 09:00, 13:00 and 17:00",
    ),
    (
        {"unit": "day", "weekday": [1, 2, 3, 4, 5], "time": ["08:00"]},
        "周一至周五每天 08:00",
        "every day on Monday to Friday at 08:00",
    ),
    ({"unit": "day", "every": 4}, "每4天1次", "every 4 days"),
    ({"unit": "hour", "every": 0.5}, "每半小时1次", "every half hour"),
    (
        {"unit": "hour", "every": 4, "window": ["08:30", "18:00"]},
        "每4小时 08:30–18:00",
        "every 4 hours 08:30–18:00",
    ),
    (
        {"unit": "hour", "every": 2, "shift_windows": [["08:00", "20:00"]]},
        "每2小时1次（按班计算）",
        "every 2 hours (counted by shift)",
    ),
    (
        {"unit": "hour", "condition": "special"},
        "特殊情况下每小时1次",
        "every hour in special circumstances",
    ),
    ({"unit": "minute", "every": 15}, "每15分钟1次", "every 15 minutes"),
    ({"unit": "shift", "times": 2}, "每班2次", "2 times every shift"),
    (
        {"unit": "month", "every": 0.5, "min_gap_days": 5},
        "每半月1次（两次间隔至少5天）",
        "every half month (at least 5 days apart)",
    ),
    ({"unit": "month", "every": 1.5}, "每1.5个月1次", "every 1.5 months"),
    (
        {"unit": "month", "monthday": [8, 22, -1]},
        "每月8日、22日、最后一天",
        "every month on the 8th, 22nd and last day",
    ),
    ({"unit": "month", "monthday": [-1]}, "每月最后一天", "every month on the last day"),
    ({"unit": "month", "before_day": 25}, "每月25日前", "every month before the 25th"),
    ({"unit": "month", "before_day": 3}, "每月3日前", "every month before the 3rd"),
    ({"unit": "month", "before_day": 11}, "每月11日前", "every month before the 11th"),
    ({"unit": "month", "weekday": [5]}, "每月首个周五", "every month on the first Friday"),
    ({"unit": "month", "weekday": [5], "times": 2}, "每月周五2次", "2 times every month on Friday"),
    ({"unit": "month", "every": 2}, "每2个月1次", "every 2 months"),
    (
        {"unit": "month", "month": [4, 5, 6, 7, 8, 9, 10, 11]},
        "4–11月每月1次",
        "every month in April to November",
    ),
    ({"unit": "quarter"}, "每季度1次", "every quarter"),
    ({"unit": "halfyear"}, "每半年1次", "every half-year"),
    ({"unit": "year", "month": [1]}, "每年1月1次", "every year in January"),
    (
        {"unit": "year", "month": [6], "before_day": 20},
        "每年6月20日前",
        "every year before the 20th in June",
    ),
    (
        {"unit": "year", "times": 2, "month": [3, 9]},
        "每年3月、9月各1次",
        "every year in March and September",
    ),
    ({"unit": "week", "condition": "night"}, "夜间每周1次", "every week at night"),
    (
        {"unit": "day", "condition": "holiday"},
        "节假日每天1次",
        "every day on holidays",
    ),
    ({"unit": "day", "holiday": "only"}, "每天1次（仅节假日）", "every day (holidays only)"),
    ({"unit": "day", "workdays_only": True}, "每天1次（仅工作日）", "every day (workdays only)"),
    (
        {"unit": "month", "monthday": [8], "holiday": "after", "workdays_only": True},
        "每月8日（遇非工作日顺延）",
        "every month on the 8th (later after rest days)",
    ),
    (
        {"unit": "month", "monthday": [8], "holiday": "before"},
        "每月8日（遇节假日提前）",
        "every month on the 8th (earlier before holidays)",
    ),
    (
        {"unit": "week", "weekday": [7], "holiday": "skip"},
        "每周日（遇节假日不安排）",
        "every Sunday (not on holidays)",
    ),
]


@pytest.mark.parametrize(("rule", "chinese", "english"), WORDS)
def test_describe(rule: dict[str, Any], chinese: str, english: str) -> None:
    assert (describe(rule), describe(rule, "en")) == (chinese, english)


def test_describe_takes_an_empty_value_for_none() -> None:
    rule: dict[str, Any] = {
        "unit": "day",
        "times": None,
        "window": None,
        "time": [],
        "condition": "",
        "min": False,
    }
    assert (describe(rule), describe(rule, "en")) == ("每天1次", "every day")


def test_describe_refuses_what_cannot_be_carried_out() -> None:
    with pytest.raises(RuleError, match=r"^unit: expected one of"):
        describe({"times": 1})
