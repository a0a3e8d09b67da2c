"""Deadlines and lead times in sentences of the trade."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinzhi.standards.compiler.findings import Taken
from pinzhi.standards.compiler.grammar.time_limit import find_time_limits


def limits(text: str) -> list[tuple[float, str]]:
    found = [dict(each.value) for each in find_time_limits(text, Taken())]  # type: ignore[arg-type]
    return [(each["value"], each["unit"]) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("接警后队员应在3分钟内赶到现场", [(3, "minute")]),
        ("报修后20分钟内到场(远郊50分钟)", [(20, "minute"), (50, "minute")]),
        ("到场时间 白天10分钟 夜间25分钟", [(10, "minute"), (25, "minute")]),
        ("停电前一日通知用户", [(1, "day")]),
        ("须提前三日报备", [(3, "day")]),  # no daily paper
        ("钥匙应确保两分钟取用", [(2, "minute")]),
        ("发电机应在9秒(s)之内送电", [(9, "second")]),
        ("录像保存期限为45天", []),  # it is to be kept
        ("放水必须提前到清洗水箱的前4小时进行", [(4, "hour")]),
        ("主任夜查的第二天补休", []),
        ("提前半月通知住户", [(0.5, "month")]),
        ("急修20分钟内到场,一般维修4小时内修好", [(20, "minute"), (4, "hour")]),
        ("水管爆裂30秒之内关阀", [(30, "second")]),
        ("一刻钟内给用户回话", [(15, "minute")]),
        ("两个半小时内恢复供电", [(2.5, "hour")]),
        ("1小时30分钟内排除故障", [(1.5, "hour")]),
        ("三至五个工作日内答复", [(5, "workday")]),  # the last moment counts
        ("投诉7日内办结", [(7, "day")]),
        ("隐患两周内整改完毕", [(2, "week")]),
        ("半小时以内回话", [(0.5, "hour")]),
        ("小修不超过8小时完成", [(8, "hour")]),
        ("抢修时限:水管40分钟,电路2小时", [(40, "minute"), (2, "hour")]),
        ("响应时间≤5分钟", [(5, "minute")]),
        ("报告不迟于3个工作日", [(3, "workday")]),
        ("一般意见3天内处理完毕,最长不超过10天", [(3, "day"), (10, "day")]),
        ("10分钟上门服务", [(10, "minute")]),
        ("抢修人员接报后40分钟到达", [(40, "minute")]),
        ("清洗水箱须提前48小时告知用户", [(48, "hour")]),
        ("接班员提前10至15分钟到岗", [(10, "minute")]),  # the lead that is owed
        ("检修停梯前24小时贴出通告", [(24, "hour")]),
        ("开盘前2个月进场", [(2, "month")]),
        ("用餐高峰前半小时备齐餐具", [(0.5, "hour")]),
        ("三天后复查一遍", [(3, "day")]),  # a lag that fixes when
        ("验收一周后,两周内复查", [(2, "week")]),  # the lag is a quantity here
        ("灯泡更换不超过6小时", [(6, "hour")]),
        ("试用期满5日内办手续", [(5, "day")]),
        ("来访意见当日答复", [(0, "day")]),
        ("翌日将报表交财务", [(1, "day")]),
        ("失物当日或次日归还失主", [(1, "day")]),
        ("下一个工作日回复用户", [(1, "workday")]),
        ("一般问题当天解决,最迟不超过次日", [(0, "day"), (1, "day")]),
    ],
)
def test_find_time_limits(text: str, expected: list[tuple[float, str]]) -> None:
    assert limits(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "核对前一日的营业款",
        "下班前提前20分钟以上离岗者记过",
        "钟表误差3分钟内为合格",
        "上班5分钟后至20分钟以内,方打卡到岗者为迟到",
        "返工率指修后10天内再次报修的比例",
        "发现漏水应及时处理",
        "按约定时间上门",
        "录像资料保存三个月",  # to be kept
        "池水静置24小时后排放",
        "药液浸泡15分钟后冲净",
        "发电机空载运行10分钟后停机",
        "消防水池蓄水试验不少于24小时",
        "前台24小时有人值守",
        "24小时服务热线",
        "每次巡楼40分钟",
        "会议时间控制在1小时以内",
        "请假1天以内由领班批准",
        "迟到10分钟以内扣分",
        "三个月内累计迟到4次的,调岗",  # a stretch to count in
        "夜班从19:00到次日7:00",
        "当日值班员的姓名要上墙",
        "整理当天的记录",
        "应当天天打扫",
        "2024年6月20日前交齐",
        "每月15日前上报",
        "22点30分前锁门",
        "第3天",
        "每提前一天加奖金",
        "移栽后10天内每天浇透",  # how long something recurs
        "打蜡后2小时内不得踩踏",
        "接听业主来电的时间不宜超过5分钟",
        "上班20分钟后才到的视为旷工",
        "请假半天以内由领班批准",
    ],
)
def test_find_no_time_limit(text: str) -> None:
    assert limits(text) == []


def test_find_time_limits_leaves_what_is_taken() -> None:
    text = "每15分钟内巡视一次,5分钟内报告"
    taken = Taken()
    taken.add(0, 10)
    assert [each.start for each in find_time_limits(text, taken)] == [11]


def test_find_time_limits_says_what_is_bounded_and_where() -> None:
    (found,) = find_time_limits("电话铃响后10秒内接听客户来电", Taken())
    assert found.value == {"value": 10, "unit": "second", "of": "接听客户来电"}
    assert "电话铃响后10秒内接听客户来电"[found.start : found.end] == "10秒内"


NUMBERS = st.sampled_from(
    [
        ("1", 1),
        ("2", 2),
        ("15", 15),
        ("一", 1),
        ("两", 2),
        ("三", 3),
        ("十五", 15),
        ("二十四", 24),
        ("半", 0.5),
    ]
)
UNITS = st.sampled_from(
    [("秒", "second"), ("分钟", "minute"), ("小时", "hour"), ("个小时", "hour"), ("天", "day"),
     ("个工作日", "workday"), ("个月", "month"), ("周", "week"), ("个星期", "week")]
)  # fmt: skip
FRAMES = st.sampled_from(
    [
        "接单后{}内上门",
        "必须在{}之内到达现场",
        "应于{}以内答复业主",
        "须至少提前{}通知用户",
        "断水前{}贴出告示",
        "最迟{}办结",
    ]
)


@given(NUMBERS, UNITS, FRAMES)
def test_find_time_limits_reads_what_the_grammar_writes(
    number: tuple[str, float], unit: tuple[str, str], frame: str
) -> None:
    assert limits(frame.format(number[0] + unit[0])) == [(number[1], unit[1])]


@given(st.text(alphabet="每当日次天内前后提15一半小时分钟秒个月周工作不超过,。、()", max_size=120))
def test_find_time_limits_never_fails(text: str) -> None:
    for found in find_time_limits(text, Taken()):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("须提前两天通知商户", "提前通知商户"),
        ("停气前36小时张贴告示", "停气前张贴告示"),
        ("接单后40分钟内上门", "上门"),
    ],
)
def test_time_limit_says_whether_it_runs_up_to_the_event(text: str, of: str) -> None:
    assert [dict(each.value)["of"] for each in find_time_limits(text, Taken())] == [of]  # type: ignore[arg-type]
