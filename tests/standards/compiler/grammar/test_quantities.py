"""Numbers with units in sentences of the trade."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinzhi.standards.compiler.findings import Taken
from pinzhi.standards.compiler.grammar.quantities import find_quantities


def bounds(text: str, taken: Taken | None = None) -> list[str]:
    """Each as ">=98%"."""
    found = find_quantities(text, taken or Taken())
    return ["{cmp}{value}{unit}".format(**each.value) for each in found]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("路灯完好率不低于97%", [">=97%"]),
        ("名额不得超过总数的4%和15%", ["<=4%", "<=15%"]),  # one word bounds both
        ("电压380V±6%", ["=380V", "=6%"]),  # the bound is of another measure
        ("水温45±3℃", [">=42℃", "<=48℃"]),
        ("发现4处以上漏扫", [">=4处"]),
        ("得分在70-80分之间", [">=70分", "<=80分"]),
        ("全年演练3-5次", [">=3次", "<=5次"]),
        ("实收额/应收额×100%≥96%", [">=96%"]),
        ("网点分为四个等级", []),
        ("留岗察看三个月", ["=3个月"]),
        ("80分≤得分<92分", [">=80分", "<92分"]),  # the sign stands behind
        ("夜查至少两人一组", [">=2人"]),
        ("一年内两次考试不及格的降级", ["=2次"]),
        ("值夜后补休半天", ["=0.5天"]),
        ("竣工后三个月无渗漏", ["=3个月"]),
        ("字牌不小于60mm×40mm", [">=60mm", ">=40mm"]),
        ("用户满意率达到百分之九十五", [">=95%"]),
        ("上班10分钟后打卡者算迟到", [">10分钟"]),
        ("空岗20分钟到2小时的", [">=20分钟", "<=2小时"]),
        ("管压不应该小于0.4MPa", [">=0.4MPa"]),
        ("每亩施肥6一8公斤", [">=6公斤", "<=8公斤"]),  # a dash read as a numeral
        ("身份证复印件各一份", ["=1份"]),
        ("旷工三次的辞退", ["=3次"]),
        ("连续四期排名末位", ["=4期"]),
        ("超出30分部分另计", [">30分"]),
        ("低于75分时约谈", ["<75分"]),
        ("当月每迟到早退4次", ["=4次"]),
        ("小组包括一名单位代表", ["=1名"]),
        ("只完成三项任务中的一项", []),
        ("每户免费供水3.5立方", ["=3.5立方"]),
        ("返修率低于3%", ["<3%"]),
        ("绿地覆盖率为35%", ["=35%"]),
        ("空调室温控制在24—26℃", [">=24℃", "<=26℃"]),
        ("机房温度不得超过35摄氏度", ["<=35℃"]),
        ("道闸杆高1.2米", ["=1.2m"]),
        ("护栏净高不应小于110厘米", [">=110cm"]),
        ("缝宽超过5mm的要填补", [">5mm"]),
        ("装卸平台面积80平方米以上", [">=80m2"]),
        ("噪声≤50dB", ["<=50dB"]),
        ("来电响铃四声内接起", ["<=4声"]),
        ("鞠躬15度", ["=15度"]),
        ("扣2分", ["=2分"]),
        ("绝缘不小于2兆欧", [">=2兆欧"]),  # the unit as written
        ("每坑施肥0.5千克", ["=0.5千克"]),
        ("土厚为种子的2至3倍", [">=2倍", "<=3倍"]),
        ("年满20周岁", [">=20周岁"]),
        ("当月累计违纪4次的", ["=4次"]),
        ("停职期一日扣3分", ["=3分"]),
        ("培训考试得分75分(不含)以上", [">75分"]),
        ("名次在前20名", ["<=20名"]),
        ("得分排在后三名的", ["<=3名"]),
        ("登高作业至少两人在场", [">=2人"]),
        ("巡逻岗配备对讲机4部", ["=4部"]),
        ("大堂安排2名礼宾", ["=2名"]),
        ("合同一式四份", ["=4份"]),
        ("每三层设一个检修口", ["=3层"]),
        ("连续两次不达标", ["=2次"]),
        ("保管五年", ["=5年"]),
        ("蓄水试验不少于24小时", [">=24小时"]),
        ("排队超过8分钟", [">8分钟"]),
        ("试用期2个月", ["=2个月"]),
        ("至少安排保洁员和保安员各1名", [">=1名"]),
        ("扶手高度在1米到1.1米之间", [">=1m", "<=1.1m"]),
        ("验收一周后,再行复查", [">=1周"]),
        ("五级以上大风停止吊篮作业", [">=5级"]),
        ("年龄18至50岁", [">=18岁", "<=50岁"]),
        ("工作纪律(20分)", ["=20分"]),
        ("水温42±3℃", [">=39℃", "<=45℃"]),
        ("清洁车1辆、拖把3把", ["=1辆", "=3把"]),
        ("合格率位于前10%", ["<=10%"]),
        ("此项最多扣6分", ["<=6分"]),
        ("车速不超过5公里/小时", ["<=5公里/小时"]),
    ],
)
def test_find_quantities(text: str, expected: list[str]) -> None:
    assert bounds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "4.2.1 人员配置",
        "第三方检测",
        "三个网点均已整改",
        "以下六种方法",
        "电话:020-38880000",
        "2019年3月",
        "二0一八年下半年",
        "3号楼2单元",
        "10KV高压室停电操作",
        "实行100分制",
        "“6S”现场管理",
        "五步工作法",
        "进一步改进",
        "黄线外一米线",
        "十分重视",
        "一户一档",
        "逾期一天扣款",
        "B座16层",
        "全年365天开放",
        "擦拭一次",
        "24小时值班",
        "18点30分",
        "人工费30元",
        "每差1分",
        "第2天",
        "WI-640-03版",
    ],
)
def test_find_no_quantity(text: str) -> None:
    assert bounds(text) == []


def test_find_quantities_leaves_the_count_of_a_frequency() -> None:
    taken = Taken()
    taken.add(0, 2)
    assert bounds("每周对门岗至少抽查2次", taken) == []
    assert bounds("每周巡查,每次不少于2次点名", taken) == [">=2次"]


def test_find_quantities_leaves_what_is_taken() -> None:
    taken = Taken()
    taken.add(0, 5)
    assert bounds("10分钟内到,误差1分钟", taken) == ["=1分钟"]


COMPARED = st.sampled_from(
    [
        ("不低于{}", ">="), ("不得少于{}", ">="), ("至少{}", ">="), ("达到{}", ">="),
        ("{}以上", ">="), ("不超过{}", "<="), ("不应大于{}", "<="), ("{}以下", "<="),
        ("{}以内", "<="), ("≤{}", "<="), ("超过{}", ">"), ("大于{}", ">"), ("低于{}", "<"),
        ("不足{}", "<"), ("约{}", "="), ("为{}", "="),
    ]
)  # fmt: skip
NUMBERS = st.sampled_from(
    [("2", 2), ("3.5", 3.5), ("两", 2), ("十五", 15), ("120", 120), ("一百二十", 120)]
)
UNITS = st.sampled_from(
    [("米", "m"), ("厘米", "cm"), ("%", "%"), ("℃", "℃"), ("平方米", "m2"), ("分贝", "分贝")]
)


@given(COMPARED, NUMBERS, UNITS)
def test_find_quantities_reads_what_the_grammar_writes(
    compared: tuple[str, str], number: tuple[str, float], unit: tuple[str, str]
) -> None:
    text = f"检查时实测值{compared[0].format(number[0] + unit[0])}。"
    assert bounds(text) == [f"{compared[1]}{number[1]}{unit[1]}"]


@given(NUMBERS, NUMBERS, UNITS, st.sampled_from("-—~至到"))
def test_find_quantities_reads_both_ends_of_a_range(
    low: tuple[str, float], high: tuple[str, float], unit: tuple[str, str], to: str
) -> None:
    text = f"间距宜在{low[0]}{to}{high[0]}{unit[0]}。"
    lower, higher = sorted((low[1], high[1]))  # 95-90分 counts down
    assert bounds(text) == [f">={lower}{unit[1]}", f"<={higher}{unit[1]}"]


@given(
    st.text(
        alphabet="每至少不低于超过以上内前后一二半十百0123456789.%()含分米人次个年天,。—“”",
        max_size=120,
    )
)
def test_find_quantities_never_fails(text: str) -> None:
    for found in find_quantities(text, Taken()):
        assert 0 <= found.start < found.end <= len(text)
