"""Look-alikes and rarer ways to name a frequency."""

import pytest

from tests.standards.compiler.grammar.recurrence_lines import found, written


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("每逢双月校验压力表", "1/2month"),
        ("逢单日收集厨余垃圾", "1/2day"),
        ("每逢单周擦窗一次,双周清洗纱网", "1/2week|1/2week"),
        ("每日对门厅,楼道,天台清扫,至少2次", "2/1day min"),
        ("每周检查配电间,发现问题上报,2次以上的通报", "1/1week"),
        ("每年至少对二次供水泵房消毒一次", "1/1year min"),
        ("每晚零点前清场", "1/1day time=00:00 condition=night"),
        ("每年春季和秋季各施肥1次,每4个月松土1次", "2/1year|1/4month"),
        ("乔木5-9月每月施肥1次", "1/1month month=5,6,7,8,9"),
        ("日常巡视、周维护保养、年度测试由外包单位进行", "1/1week|1/1year"),
        ("每早检查门禁", "1/1day"),
        ("每周五清扫车棚", "1/1week weekday=5"),
        ("副经理进行各岗的日检工作", "1/1day"),
        ("领班负责楼层的周检,班组的日检", "1/1week|1/1day"),
        ("全年开展消防演习三次", "3/1year"),
        ("避雷针检测周期两年", "1/2year"),
        ("录像抽查每月不少于5次", "5/1month min"),
        (
            "每小时巡线一次,2点至4点改为每15分钟",
            "1/1hour|1/15minute window=02:00-04:00",
        ),
    ],
)
def test_frequency_said_rarely_is_read(text: str, line: str) -> None:
    assert found(text) == written(line)


@pytest.mark.parametrize(
    "text",
    [
        "每早一周竣工奖励3000元",
        "每早两天完成加5分",
        "绿地按天气增减浇水",
        "每班不应少于3人",
        "每班连续当班时间不应超过8小时",
        "年假每年不得超过15天",
        "每月累计早退超过2次者扣奖金",
        "超额完成每季度营销指标的给予奖励",
        "全年考核,完成率达标",
    ],
)
def test_what_looks_like_a_frequency_yields_none(text: str) -> None:
    assert found(text) == []
