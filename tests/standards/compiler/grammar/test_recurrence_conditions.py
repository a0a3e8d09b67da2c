"""Situations that govern a frequency, and those only named."""

import pytest

from tests.standards.compiler.grammar.recurrence_lines import found, written


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("雨天每小时巡查一次地下车库", "1/1hour condition=rain"),
        ("汛期每天检查集水井", "1/1day condition=rain"),
        ("台风期间,保安员每2小时巡查一次", "1/2hour condition=typhoon"),
        ("下雪时每小时清扫一次出入口", "1/1hour condition=snow"),
        ("节假日期间每日检查两次", "2/1day condition=holiday"),
        ("夏季每天浇水一次", "1/1day condition=summer"),
        ("夏季每周清洗2次,冬季每周清洗1次", "2/1week condition=summer|1/1week condition=winter"),
        ("生长季节每月修剪两次", "2/1month condition=growing"),
        ("高峰期每30分钟巡视一次", "1/30minute condition=peak"),
        ("特殊天气(暴雨、台风)每小时巡查", "1/1hour condition=special"),
        ("恶劣天气时每2小时检查一次雨棚", "1/2hour condition=special"),
        ("夜间每小时巡逻一次", "1/1hour condition=night"),
        ("保安员夜间每两小时巡更一次", "1/2hour condition=night"),
        ("每周夜查一次", "1/1week condition=night"),
        ("每天晚上巡楼", "1/1day condition=night"),
        ("每月进行一次夜间突击检查", "1/1month condition=night"),
        # named, not governing
        ("每周巡视夜间照明情况", "1/1week"),
        ("每月检查1次夜间值班记录", "1/1month"),
        ("每年雨季来临前疏通排水沟", "1/1year"),
        ("每日检查防台风物资", "1/1day"),
        ("每日晚班人员关闭空调", "1/1day"),
        ("每季度更换一次节日装饰", "1/1quarter"),
    ],
)
def test_condition_is_set_only_when_it_governs(text: str, line: str) -> None:
    assert found(text) == written(line)
