"""Periodic nouns that demand an act, and periods that only describe something."""

import pytest

from tests.standards.compiler.grammar.recurrence_lines import found, written


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("检查分为日检、周检、月检", "1/1day|1/1week|1/1month"),
        ("日检时间:8:30-9:00", "1/1day window=08:30-09:00"),
        ("落实周例会制度", "1/1week"),
        ("建立安全隐患月报制度", "1/1month"),
        ("组织开展季度检修", "1/1quarter"),
        ("召开月度例会", "1/1month"),
        ("由主管进行周巡查", "1/1week"),
        ("认真填写每日工作日志", "1/1day"),
        ("做好每日巡查工作", "1/1day"),
        ("参加每周的例会", "1/1week"),
        ("每周的安全例会由经理主持", "1/1week"),
        ("每月例会上通报投诉处理结果", "1/1month"),
        ("公司将每周组织一次联检", "1/1week"),
    ],
)
def test_periodic_noun_counts_when_the_act_is_demanded(text: str, line: str) -> None:
    assert found(text) == written(line)


@pytest.mark.parametrize(
    "text",
    [
        # vague, or counted by something that is no stretch of time
        "定期检查,不定期抽查,发现问题及时处理",
        "每次巡查后填写记录",
        "每人每次不超过3件",
        "每名员工配发工装两套",
        "每层设置两个垃圾桶",
        "每班组设组长一名",
        "每提前一个季度完成奖励300元",
        "每季节更换花卉品种",
        "按季节调整浇水量",
        # service and working hours
        "提供24小时值班服务",
        "每天24小时专人值守",
        "每班工作12小时",
        "每天工作不超过8小时",
        "服务时间:7:00-20:00",
        "营业时间为每日9:00-21:00",
        "营业时间 周一至周六 9:00-21:00",
        "装修施工时间:每日8:00-12:00、14:00-18:00",
        "游泳池每天9:00-21:00对外开放",
        # one-off dates and stages
        "3月12日前完成自查",
        "1-3月开展宣传活动",
        "第一阶段(1月-4月)为动员阶段",
        "8月底组织评选",
        "5月25日召开总结会",
        "各部门于本月底前上报方案",
        # events
        "每次大雨过后清理雨水口",
        "接到投诉后一日内回复",
        "提前3天通知业主",
        # a period that only describes
        "对每日巡查记录进行检查",
        "检查每月工作计划的落实情况",
        "将每周拜访情况汇总上报",
        "每日巡查记录应保存两年",
        "列入每年的工作计划",
        "年度培训计划由人事部编制",
        "纳入月度考核范围",
        "根据月度检查结果评定等级",
        "设定每日、每周、每月的清洁频率",
        "开展服务宣传月活动",
        "家政维修优惠周",
        "周检记录表",
        "电梯年检合格证张贴在轿厢内",
        "推行“每天进步一点”的理念",
        # pay and penalties
        "逾期每日罚款10元",
        "每天补贴50元",
        "每日按合同总价的0.5%支付违约金",
        "每月迟到3次以上者扣50元",
        "临时用工每天120元",
        # rates of a machine
        "车速每小时不超过5公里",
        "水泵每小时流量30吨",
        # clock times by themselves
        "9点前未签到扣1分",
        "上午8:00前到岗",
        "做到以下三点",
        # false friends
        "第三方检测单位",
        "三个网点均需整改",
        "同时注意周边环境",
        "按照规定的周期执行",
        "详见《每日巡查记录表》",
        "12.5.2 周转材料管理",
    ],
)
def test_period_that_demands_nothing_is_none(text: str) -> None:
    assert found(text) == []
