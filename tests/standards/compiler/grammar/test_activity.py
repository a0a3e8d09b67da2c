import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinzhi.standards.compiler.findings import Taken
from pinzhi.standards.compiler.grammar.activity import find_activities


def deeds(text: str) -> list[tuple[str, str]]:
    found = [one.value for one in find_activities(text, Taken()) if not isinstance(one.value, str)]
    return [(one["verb"], one["object"]) for one in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("每周巡视1次热力站", [("巡视", "热力站")]),
        ("擦拭大堂玻璃,清空垃圾桶", [("擦拭", "大堂玻璃"), ("清空", "垃圾桶")]),
        ("每季对风机盘管进行除尘、紧固1次", [("除尘", "风机盘管"), ("紧固", "风机盘管")]),
        ("将滤网全面清洗一次", [("清洗", "滤网")]),
        ("卫生间每日清洁两次", [("清洁", "卫生间")]),
        ("3.走廊:每日清扫", [("清扫", "走廊")]),
        ("填写《泵房日志》报主管", [("填写", "泵房日志")]),
        ("编制保养计划", [("编制", "保养计划")]),
        ("巡查记录、维修人员、保养计划", []),  # nouns
        ("按《设备维修规程》执行", []),
        ("考核200元", []),
        # where and how is no part of the thing
        ("将绿篱在全小区大力修剪", [("修剪", "绿篱")]),
        ("对货梯再次进行测试", [("测试", "货梯")]),
        ("把仓库按照图纸逐步整理", [("整理", "仓库")]),
        # the sentence goes on, there is no thing
        ("巡逻者签名", []),
        ("落实到明年的安排中", []),
        ("擦拭不锈钢扶手", [("擦拭", "不锈钢扶手")]),
    ],
)
def test_find_activities(text: str, wanted: list[tuple[str, str]]) -> None:
    assert deeds(text) == wanted


VERBS = st.sampled_from(["检查", "清洗", "擦拭", "保养", "测试", "抄录", "消毒", "更换"])
THINGS = st.sampled_from(
    ["水箱", "配电柜", "污水泵", "电梯轿厢", "消火栓", "道闸", "垃圾桶", "滤网"]
)
CYCLES = st.sampled_from(["每日", "每周", "每半年", "每两个月", "每季度", ""])


@given(
    CYCLES, VERBS, THINGS, st.sampled_from(["{v}{t}", "{v}1次{t}", "对{t}进行{v}", "对{t}{v}1次"])
)
def test_a_deed_is_read_back_in_every_order(cycle: str, verb: str, thing: str, order: str) -> None:
    assert deeds(cycle + order.format(v=verb, t=thing)) == [(verb, thing)]


@given(st.text(alphabet="对将每周检查清洁保养水箱配电柜进行、,:。《》1次并的", max_size=80))
def test_find_activities_stays_within_the_text(text: str) -> None:
    for one in find_activities(text, Taken()):
        assert 0 <= one.start < one.end <= len(text)
        assert not isinstance(one.value, str)
        assert one.value["object"]
