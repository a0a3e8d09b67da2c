import pytest

from pinzhi.standards.compiler.findings import Taken
from pinzhi.standards.compiler.grammar.condition import find_conditions


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("台风来临前加固围挡", [("typhoon", "台风来临前")]),
        ("暴雨期间每小时查看地库", [("rain", "暴雨期间")]),
        ("雨天铺设地垫", [("rain", "雨天")]),
        ("降雪后两小时内清扫", [("snow", "降雪后")]),
        ("节假日期间加派人手", [("holiday", "节假日期间")]),
        ("夜间每两小时巡逻", [("night", "夜间")]),
        ("极端天气下停运扶梯", [("special", "极端天气下")]),
        ("生长季节每月修剪", [("growing", "生长季节")]),
        ("业务高峰期增开窗口", [("peak", "业务高峰期")]),
        ("冬季检查管道保温", [("winter", "冬季")]),
        ("接到报修后登记", [("event", "接到报修后")]),
        ("发现漏水时关阀", [("event", "发现漏水时")]),
        ("停电时启动备用电源", [("event", "停电时")]),
        ("检查夜间照明", []),  # names a thing
        ("布置节日装饰", []),
        ("雨水管每年疏通", []),
        ("维修时间另行公布", []),
        ("《台风天气应急预案》", []),
    ],
)
def test_find_conditions(text: str, wanted: list[tuple[str, str]]) -> None:
    found = [one.value for one in find_conditions(text, Taken()) if not isinstance(one.value, str)]
    assert [(one["condition"], one["event"]) for one in found] == wanted
