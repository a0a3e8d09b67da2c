"""The orders a rhythm is written in, in lines, cells and heads of tables."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.standards.compiler.grammar.recurrence_lines import found, written

UNITS = {"天": "day", "日": "day", "周": "week", "月": "month", "季度": "quarter", "年": "year"}
LONG = {
    "天": "day",
    "周": "week",
    "个星期": "week",
    "个月": "month",
    "年": "year",
    "个小时": "hour",
}
NUMBERS = {2: "两", 3: "三", 4: "4", 6: "六"}
# The act, even one that elsewhere takes the rhythm for its object, and what it is done to.
DONE = ("消防栓检查", "服务记录抽查", "化粪池清掏", "灌木喷药", "应急灯测试", "扶手擦拭")
RATES = ("{0} {1}次/{2}", "{0}{1}遍/{2}", "{0}({1}次/{2})", "{0}每{2}/{1}次", "{0}每{2}:{1}次")
EVERY = (
    "{0}{1}{2}一次",
    "{0}周期:{1}{2}一次",
    "{0}一次/{1}{2}",
    "{0}每{1}{2}1次",
    "{0}间隔{1}{2}1次",
    "{0}{1}{2}/次",
)


@given(
    st.sampled_from(DONE), st.sampled_from(sorted(UNITS)), st.integers(1, 6), st.sampled_from(RATES)
)
def test_rate_in_a_cell(done: str, unit: str, times: int, form: str) -> None:
    expected: dict[str, Any] = {"times": times, "every": 1, "unit": UNITS[unit]}
    assert found(form.format(done, times, unit)) == [expected]


@given(
    st.sampled_from(DONE),
    st.sampled_from(sorted(LONG)),
    st.sampled_from(sorted(NUMBERS)),
    st.sampled_from(EVERY),
)
def test_every_so_many_units(done: str, unit: str, every: int, form: str) -> None:
    expected: dict[str, Any] = {"times": 1, "every": every, "unit": LONG[unit]}
    assert found(form.format(done, NUMBERS[every], unit)) == [expected]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("每周一次修剪绿篱", "1/1week"),  # not on Mondays
        ("每星期四次测水温", "4/1week"),
        ("每周三一次盘库", "1/1week weekday=3"),
        ("做好每月的重点客户走访工作", "1/1month"),
        ("仓库一天点名3次", "3/1day"),
        ("工具房一天签到2次", "2/1day"),
        ("冬天5天1次", "1/5day condition=winter"),
        ("花房每日饭后一次通风", "1/1day"),
        ("每个月统计三次", "3/1month"),
        ("日清扫、周清洗、月消毒", "1/1day|1/1week|1/1month"),
        ("凌晨1:00-5:00每小时查岗一次", "1/1hour window=01:00-05:00"),
        ("每周工作日抄表三次", "3/1week"),
        (
            "每周碰头会——每周四13:30由店长召集",
            "1/1week weekday=4 time=13:30",
        ),  # a title, and what it says
        ("主管周工作例会时间定为每周二下午", "1/1week weekday=2"),
        ("按规定实施日检/周检/月检", "1/1day|1/1week|1/1month"),
        ("门厅每日推尘5次、拖洗3次,保持光亮", "5/1day|3/1day"),
        ("汛期每周试泵一次,非汛期每月试泵一次", "1/1week condition=rain|1/1month"),
        ("复训班不超过4个月即开办一次", "1/4month max"),
        ("每月的第一周、第三周的周二为检修日", "2/1month weekday=2"),
        ("领班在夜间每隔两小时查岗一次", "1/2hour condition=night"),
        ("生活水箱季度清洗1次", "1/1quarter"),
        ("每年5月和11月的换季期间,全面检修一次", "2/1year month=5,11"),
        (
            "每日浇水(5:30-8:00、18:00-20:00)",
            "1/1day window=05:30-08:00|1/1day window=18:00-20:00",
        ),
    ],
)
def test_orders(text: str, said: str) -> None:
    assert found(text) == written(said)


@pytest.mark.parametrize(
    "text",
    [
        "每人每年享受带薪假6天",
        "每日营业时间为8:30-20:30",
        "受理时间为每周一至周六",
        "车位费每月每车260元",
        "上半年组织一次拓展",
        "每月早退累计四次者按旷工论处",
        "每日人流统计表",
        "连续三个月月度考核低于70分",
        "一年内三次抽测不合格的调岗",
        "把每周碰头会纪要装订成册",
        "每日11:30-13:30、19:00后不得进行敲打作业",
        "用电量每年增长",
    ],
)
def test_no_rhythm(text: str) -> None:
    assert found(text) == []
