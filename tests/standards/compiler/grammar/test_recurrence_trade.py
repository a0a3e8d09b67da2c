"""Sentences as the trades write them: cleaning, security, engineering, greening, outlets."""

import pytest

from tests.standards.compiler.grammar.recurrence_lines import found, written


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("垃圾桶每日清运2次以上,夏季每日清运3次", "2/1day min|3/1day condition=summer"),
        ("灭鼠每季度1次,灭蚊蝇夏季每月2次", "1/1quarter|2/1month condition=summer"),
        ("二次供水水箱每半年清洗不少于一次,水质化验每年两次", "1/1halfyear min|2/1year"),
        ("洗手间每15-30分钟巡回保洁一次", "1/30minute"),
        ("大堂:8:00-20:00循环保洁,每30分钟巡回一次", "1/30minute"),
        ("客流高峰期间每15分钟清洁一次卫生间", "1/15minute condition=peak"),
        ("公共走廊:每日拖洗1次;每周刮洗1次;每月打蜡1次", "1/1day|1/1week|1/1month"),
        ("保安队长每周至少夜查2次", "2/1week condition=night min"),
        ("夜间(22:00-6:00)每小时巡逻", "1/1hour window=22:00-06:00 condition=night"),
        ("每晚9:30-次日6:30夜巡", "1/1day window=21:30-06:30 condition=night"),
        ("白天每2小时、夜间每1小时巡查一次", "1/2hour|1/1hour condition=night"),
        ("巡查频率:白天2小时/次,夜间1小时/次", "1/2hour|1/1hour condition=night"),
        ("遇大风、暴雨等恶劣天气,应每小时巡查一次", "1/1hour condition=special"),
        ("春节期间每天安排领导带班", "1/1day condition=holiday"),
        ("班长在每个巡逻班次内查岗不少于1次", "1/1shift min"),
        ("值班人员每个值守工作日签到", "1/1day"),
        ("外观:日检、季检、临检", "1/1day|1/1quarter"),
        ("检查频次:日检每天1次,周检每周1次", "1/1day|1/1week"),
        ("维保周期为15天/次", "1/15day"),
        ("保养周期:季度", "1/1quarter"),
        ("消防泵每月点动一次,每年联动试验不少于一次", "1/1month|1/1year min"),
        ("一季度一次全面排查", "1/1quarter"),
        ("每两小时至少巡检一遍", "1/2hour min"),
        ("一般情况下两天一次", "1/2day"),
        ("草坪:生长季每20天施肥一次", "1/20day condition=growing"),
        ("每年春、秋两季各灭鼠一次", "2/1year"),
        ("每年国庆、春节前各进行一次安全检查", "2/1year"),
        ("每年6月底、12月底各盘点一次", "2/1year month=6,12 monthday=-1"),
        ("每年3月15日、9月15日前完成检测", "2/1year month=3,9 before_day=15"),
        ("每月15日和月末各盘点一次", "2/1month monthday=15,-1"),
        ("每月逢5、15、25日清洗水景", "3/1month monthday=5,15,25"),
        ("每月第一个周一演练", "1/1month weekday=1"),
        ("每月最后一个周五召开员工大会", "1/1month weekday=5"),
        ("网点主任每周回放录像不少于3次,每次不少于30分钟", "3/1week min"),
        ("网点负责人每周查看录像不少于2小时", "1/1week"),
        ("每日班前、班后各召开一次碰头会", "2/1day"),
        ("大堂经理每日三巡检", "3/1day"),
        ("每日一检、每周一查、每月一评", "1/1day|1/1week|1/1month"),
        ("做到一日一清、一周一查", "1/1day|1/1week"),
        ("半月一小结、一月一总结", "1/0.5month|1/1month"),
        ("每日(周、月)检查", "1/1day|1/1week|1/1month"),
        ("组织月度、季度、年度考核", "1/1month|1/1quarter|1/1year"),
        ("各部门每周五前提交周报", "1/1week weekday=5"),
        ("每月报表应报送总部", "1/1month"),
        ("每周总结、分析客户意见", "1/1week"),
        ("每日的清扫工作应在8:30前完成", "1/1day time=08:30"),
        ("按每2小时一次的要求巡查", "1/2hour"),
        ("台阶要天天冲刷,地垫三天一洗", "1/1day|1/3day"),
        ("车道日扫1次,月冲洗2次", "1/1day|2/1month"),
        ("地库月除尘1次", "1/1month"),
        ("每天早上和傍晚开窗通风", "2/1day"),
        ("每日上班前、下班后擦拭台面", "2/1day"),
        ("每天上午和下午各测一次水温", "2/1day"),
        ("每日早中晚开关路灯", "3/1day"),
        ("每天早晚高峰疏导车流", "1/1day condition=peak"),
        ("每季度测漏1次,在夜间进行", "1/1quarter condition=night"),
        ("每周一至周五每日上午8:30点名", "1/1day weekday=1,2,3,4,5 time=08:30"),
        ("每年三季度检修锅炉", "1/1year month=7,8,9"),
        ("每月上旬、下旬各盘点一次", "2/1month"),
        ("频次:≥2次/周", "2/1week min"),
        ("扶手每日擦拭一次|药水1:150", "1/1day"),  # a mixture, no clock
        ("水泵维护分为周检查、季度检修和年度检修", "1/1week|1/1quarter|1/1year"),
        ("实行一季度一次的盘库", "1/1quarter"),
        ("每日上午9:00前、下午18:00后各清扫一次", "2/1day time=09:00,18:00"),
    ],
)
def test_sentence_of_the_trade_is_read(text: str, line: str) -> None:
    assert found(text) == written(line)


@pytest.mark.parametrize(
    "text",
    [
        "每运行500小时保养一次",  # by hours run, no calendar
        "每月迟到累计超过三次的,扣罚当月奖金",
        "每日超时未交接扣2分",
        "一年内发生两次以上同类事故",
        "工资按月发放",
        "按年度预算执行",
        "按每月考核结果发放绩效工资",
        "每月考核结果纳入年度评优",
        "每天工作8小时,每周工作5天",
        "停车费每小时5元,每天最高30元",
        "机房换气次数不少于6次/小时",
        "1月、7月完成检测",
        "每周工作重点",
        "对业主每月的缴费情况进行统计",
        "相邻两次清洗间隔不少于30天",
        "2019年清洗2次",  # that year
        "5月抽查3次",
        "每月得分不足75分的班组,由主任约谈",  # picks somebody out
        "每季排名后两位的,扣发奖金",
        "核对本月(每月1日至30日)的流水",
        "每班8小时",
        "每班连续站岗不得超过2小时",
        "费用分期(如每月或每季度)结清",
        "写好周检登记簿",
        "节日每班增派2名保安",
        "每周六天工作制",
        "柜上放一本“每日记录”",
        "好好学习,天天向上",
        "二季度组织一次演练",  # the second quarter, once
    ],
)
def test_sentence_without_a_frequency_yields_none(text: str) -> None:
    assert found(text) == []
