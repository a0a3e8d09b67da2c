"""Weekdays, days of the month, months, clock times and windows."""

import pytest

from tests.standards.compiler.grammar.recurrence_lines import found, written


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("每周五大扫除", "1/1week weekday=5"),
        ("每周五前上交排班表", "1/1week weekday=5"),
        ("每周一、周四消杀", "2/1week weekday=1,4"),
        ("每周一三五清运绿化垃圾", "3/1week weekday=1,3,5"),
        ("每周二、四、六各喷药一次", "3/1week weekday=2,4,6"),
        ("每周六和周日组织便民服务", "2/1week weekday=6,7"),
        ("每星期三下午进行消防培训", "1/1week weekday=3"),
        ("每逢周一升旗", "1/1week weekday=1"),
        ("每周1、3、5擦拭信报箱", "3/1week weekday=1,3,5"),
        ("每周一次排查", "1/1week"),
        ("每周三次清洗", "3/1week"),
        ("每周一例会通报", "1/1week weekday=1"),
        ("每周末汇总工单", "1/1week"),
        ("每周一至周五巡查装修现场", "1/1day weekday=1,2,3,4,5"),
        ("每周一至周日巡查地下室", "1/1day"),
        ("周一至周五每天巡视两次", "2/1day weekday=1,2,3,4,5"),
        ("每周五16:00召开例会", "1/1week weekday=5 time=16:00"),
        ("每周三14:00-15:30进行设备间联检", "1/1week weekday=3 window=14:00-15:30"),
        ("每月8号测试发电机", "1/1month monthday=8"),
        ("每月5日、20日盘库", "2/1month monthday=5,20"),
        ("每月10日和25日各抄表一次", "2/1month monthday=10,25"),
        ("每月末盘点", "1/1month monthday=-1"),
        ("每月最后一天核对油量", "1/1month monthday=-1"),
        ("每月月底对账", "1/1month monthday=-1"),
        ("月末对库存进行清点", "1/1month monthday=-1"),
        ("每月25日前报送能耗表", "1/1month before_day=25"),
        ("每月3号之前提交考勤", "1/1month before_day=3"),
        ("每月1日至5日抄表", "1/1month monthday=1,2,3,4,5"),
        ("每月1-5日收缴停车费", "1/1month monthday=1,2,3,4,5"),
        ("每年1月编制预算", "1/1year month=1"),
        ("每年3月和9月分别清洗水箱一次", "2/1year month=3,9"),
        ("每年4月、10月各检修空调主机一次", "2/1year month=4,10"),
        ("每年6月20日之前完成防汛演练", "1/1year month=6 before_day=20"),
        ("每年11月15日检查供暖管道", "1/1year month=11 monthday=15"),
        ("每年第四季度修剪乔木", "1/1year month=10,11,12"),
        ("每年12月底前完成合同评审", "1/1year month=12 monthday=-1"),
        ("每年5-9月每周灭蚊一次", "1/1week month=5,6,7,8,9"),
        ("每年11月至次年3月每月检查一次管道保温", "1/1month month=11,12,1,2,3"),
        (
            "5-10月每周灭蚊2次,其余月份每月1次",
            "2/1week month=5,6,7,8,9,10|1/1month month=1,2,3,4,11,12",
        ),
        ("6月至8月,绿化工每天浇水一次", "1/1day month=6,7,8"),
        ("每季度末月20日前上报总结", "1/1quarter before_day=20"),
        ("每日9:00、15:00巡查", "2/1day time=09:00,15:00"),
        ("每日三次(8:00、12:00、18:00)测温", "3/1day time=08:00,12:00,18:00"),
        ("每天7:30前完成外围清扫", "1/1day time=07:30"),
        ("每晚8点关闭景观灯", "1/1day time=20:00 condition=night"),
        ("每天下午2点半清运垃圾", "1/1day time=14:30"),
        ("每日22点后巡楼", "1/1day time=22:00"),
        ("每天早8点至晚8点每2小时巡查一次", "1/2hour window=08:00-20:00"),
        ("22:00-次日6:00每小时巡逻一次", "1/1hour window=22:00-06:00"),
        ("每2小时(7:00-19:00)记录一次水压", "1/2hour window=07:00-19:00"),
        ("每日20时至22时巡视", "1/1day window=20:00-22:00"),
        # rounds at listed times are daily without saying so
        ("9:00、13:00、17:00巡视各楼层", "3/1day time=09:00,13:00,17:00"),
        ("11:00、16:00各签到一次", "2/1day time=11:00,16:00"),
        ("巡更时间为0:00、2:00、4:00", "3/1day time=00:00,02:00,04:00"),
    ],
)
def test_date_or_clock_is_read_with_its_period(text: str, line: str) -> None:
    assert found(text) == written(line)
