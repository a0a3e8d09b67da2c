"""Phrases built from the grammar are read back as what they were built from."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pinzhi.standards.compiler.grammar.recurrence import find_recurrences
from tests.standards.compiler.grammar.recurrence_lines import found

UNITS = {
    "小时": (1, "hour"), "天": (1, "day"), "日": (1, "day"), "班": (1, "shift"),
    "周": (1, "week"), "星期": (1, "week"), "月": (1, "month"), "个月": (1, "month"),
    "季度": (1, "quarter"), "季": (1, "quarter"), "半年": (1, "halfyear"), "年": (1, "year"),
    "半个月": (0.5, "month"), "半小时": (0.5, "hour"),
}  # fmt: skip
SPELLED = {
    2: "两",
    3: "三",
    4: "四",
    5: "五",
    6: "六",
    10: "十",
    12: "十二",
    15: "十五",
    20: "二十",
}
COUNTED = {
    "小时": "hour",
    "分钟": "minute",
    "天": "day",
    "周": "week",
    "个月": "month",
    "年": "year",
}
ACTS = ("巡视大堂", "擦拭扶手", "对水泵房进行检查", "清洗地垫", "由领班抽查现场", "检测水质")
SUBJECTS = ("", "保洁员", "工程领班", "1、", "(2)", "3.2.1 ", "项目经理应", "各项目")
LEASTS = ("不少于", "至少", "不得少于", "不低于")
WEEKDAYS = "一二三四五六日"


def spelled(number: int) -> st.SearchStrategy[str]:
    return st.sampled_from([str(number), SPELLED.get(number, str(number))])


@st.composite
def counts(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """2次, 至少两遍, 3次以上: the words, and what they say."""
    times = draw(st.sampled_from([1, *SPELLED]))
    words = "一" if times == 1 else draw(spelled(times))
    said: dict[str, Any] = {"times": times}
    least = draw(st.sampled_from(["", *LEASTS]))
    above = "" if least else draw(st.sampled_from(["", "以上", "及以上"]))
    if least or above:
        said["min"] = True
    return f"{least}{words}{draw(st.sampled_from('次遍'))}{above}", said


@given(
    subject=st.sampled_from(SUBJECTS),
    unit=st.sampled_from(sorted(UNITS)),
    act=st.sampled_from(ACTS),
    count=counts(),
    first=st.booleans(),
)
def test_count_in_either_place_is_read_back(
    subject: str, unit: str, act: str, count: tuple[str, dict[str, Any]], first: bool
) -> None:
    every, name = UNITS[unit]
    text = f"{subject}每{unit}{count[0]}{act}" if first else f"{subject}每{unit}{act}{count[0]}"
    assert found(text) == [{"every": every, "unit": name} | count[1]]


@given(
    number=st.sampled_from(sorted(SPELLED)),
    unit=st.sampled_from(sorted(COUNTED)),
    lead=st.sampled_from(["每", "每隔"]),
    words=st.data(),
    act=st.sampled_from(ACTS),
)
def test_number_of_units_is_read_back(
    number: int, unit: str, lead: str, words: st.DataObject, act: str
) -> None:
    text = f"{lead}{words.draw(spelled(number))}{unit}{act}一次"
    assert found(text) == [{"times": 1, "every": number, "unit": COUNTED[unit]}]


@given(
    days=st.sets(st.integers(1, 7), min_size=1, max_size=6),
    form=st.sampled_from(["、", "和", ""]),
    name=st.sampled_from(["周", "星期"]),
    act=st.sampled_from(ACTS),
)
def test_weekdays_are_read_back(days: set[int], form: str, name: str, act: str) -> None:
    listed = form.join(WEEKDAYS[day - 1] for day in sorted(days))
    assert found(f"每{name}{listed},{act}") == [
        {"times": len(days), "every": 1, "unit": "week", "weekday": sorted(days)}
    ]


@given(
    days=st.sets(st.integers(1, 31), min_size=1, max_size=4),
    sign=st.sampled_from("日号"),
    act=st.sampled_from(ACTS),
)
def test_days_of_the_month_are_read_back(days: set[int], sign: str, act: str) -> None:
    listed = "、".join(f"{day}{sign}" for day in sorted(days))
    assert found(f"每月{listed}{act}") == [
        {"times": len(days), "every": 1, "unit": "month", "monthday": sorted(days)}
    ]


@given(hour=st.integers(0, 23), minute=st.integers(0, 59), colon=st.sampled_from(":："))
def test_clock_is_read_back(hour: int, minute: int, colon: str) -> None:
    assert found(f"每日{hour}{colon}{minute:02d}前清扫完毕") == [
        {"times": 1, "every": 1, "unit": "day", "time": [f"{hour:02d}:{minute:02d}"]}
    ]


@given(
    first=st.integers(1, 12),
    last=st.integers(1, 12),
    dash=st.sampled_from(["-", "至", "~", "到"]),
)
def test_months_govern_the_finer_period_and_the_rest_remain(
    first: int, last: int, dash: str
) -> None:
    text = f"{first}月{dash}{last}月每周消杀一次,其余月份每月消杀一次"
    months = [
        month
        for month in range(1, 13)
        if (first <= month <= last) or (first > last and (month >= first or month <= last))
    ]
    weekly, monthly = found(text)
    assert (weekly["unit"], sorted(weekly["month"])) == ("week", months)
    assert monthly.get("month", []) == [month for month in range(1, 13) if month not in months]


PIECES = st.sampled_from(
    [
        *("每", "每日", "每周一", "每月", "每年", "隔日", "按月", "周", "一", "三", "五、", "至"),
        *(
            "2",
            "15",
            "10:",
            ":00",
            "8:30",
            "-",
            "~",
            "日",
            "号",
            "前",
            "末",
            "底",
            "次",
            "遍",
            "点",
        ),
        *("以上", "不少于", "至少", "各", "的", "记录", "情况", "检查", "巡视", "对", "将", "做好"),
        *("夏季", "夜间", "特殊天气(", ")", ",", "。", ";", "\n", "3月", "-5月", "其余月份", "/"),
        *("《", "》", "半", "个", "小时", "分钟", "班", "季度", "第四季度", "元", "罚款", "日检"),
        *(
            "月报制度",
            "时间:",
            "“",
            "”",
            "24小时",
            "营业时间",
            "99",
            "0",
            "十",
            "百",
            "早晚",
            "31日",
        ),
        *("13月", "32号", "逢", "周期:", "月末", "最后一天", "日产日清", "下午", "次日", "双周"),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_read_without_failing_and_within_its_bounds(text: str) -> None:
    places = [(found.start, found.end) for found in find_recurrences(text)]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)


@given(st.text(max_size=60))
def test_any_letters_are_read_without_failing(text: str) -> None:
    assert all(found.end <= len(text) for found in find_recurrences(text))


@given(st.lists(PIECES, max_size=30).map("".join))
def test_every_value_keeps_to_the_calendar(text: str) -> None:
    for value in found(text):
        assert value["every"] > 0
        assert all(1 <= day <= 7 for day in value.get("weekday", []))
        assert all(1 <= month <= 12 for month in value.get("month", []))
        assert all(day == -1 or 1 <= day <= 31 for day in value.get("monthday", []))
