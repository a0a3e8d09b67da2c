"""Whether a period only describes: 每日巡查记录, 每年的工作计划, 每日罚款, 每班工作12小时."""

import re
from typing import Final

from pinzhi.standards.compiler.grammar.recurrence.draft import Draft
from pinzhi.standards.compiler.words.recurrence_units import SMALL
from pinzhi.standards.compiler.words.recurrence_verbs import (
    ACTS,
    BASES,
    DEMANDS,
    EVENTS,
    THINGS,
    USES,
    WRITINGS,
)


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_BREAK: Final = re.compile("[,，。;；:：!！?？\n]")
_USED: Final = re.compile(rf"(?:{_any(USES)})(?:了|好|其|各部门|各岗位)?$")
_COUNTED: Final = re.compile(
    rf"(?:[/／:：(（\s]|≥|>=|至少|最少|不(?:得|应|能)?[少低]于|各|为|共)*{SMALL}?[次遍趟轮]"
)
_BOUNDED: Final = re.compile("不(?:得|应|能|宜)?(?:超过|低于)$")
_MEASURED: Final = re.compile("(?:超额|提前|未能?|没有?)完成[^,，。;；]{0,4}$")
# 事假每月不得超过三天
_LEAVE: Final = re.compile("(?:[病事年婚产丧调]假|休假|请假|加班)(?:时间|天数)?$")
_CAP: Final = re.compile("(?:累计|合计)?(?:不得?|最多|至多|不能|不可|以|限)")
_MOVED: Final = re.compile("(?:将|把)$")
_ACTED: Final = re.compile(rf"(?:{_any(ACTS + DEMANDS)}|对|向|在|由)")
_BASED: Final = re.compile(rf"(?:{_any(BASES)})$")
_DEMANDED: Final = re.compile(rf"(?:{_any(DEMANDS)})(?:好|了)?$")
_PHRASE: Final = re.compile(
    r"(?:^|[^应])(?:对|将|把|根据|依据|按照|结合|针对)(?!应)[^,，。;；]{0,14}$"
)
_MADE: Final = re.compile("定为|作为|设为|确定为|设立为|列为")
_VERBS: Final = (
    f"填写|检查|做好|记录[^,，。;表的]|统计|汇总|上报|整理|对|将|把|进行|由|组织|召开|参加|开展|向|应|须|要|完成|核对|抽查|巡视|制定|编制"
    f"|收集|分析|查看|查阅|提交|报送|抄录|监督|至少|不少于|一次|[0-9]次|听取|公布|公示|编写|审核|通报|更新|制作|张贴|发布|通过|利用|使用|按|跟踪|交|递|呈|具|领|归档|录入|汇报|下发|打印|复核|登录|导出|备份|反馈|讨论|传达|跟进|掌握|了解|评|核|复查|梳理|修订|完善|优化|布置|更换|签|批|查|看|有计划|有组织|{_any(DEMANDS)}"
)
_VERB: Final = re.compile(_VERBS)
_THING: Final = f"(?:{_any(THINGS)})(?<!重点(?=客户|区域|部位|岗位|设备|单位|时段|人员|住户|商户))"
_COMPOUND: Final = re.compile(
    rf"(?P<head>[^,，。;；:：、0-9]{{0,8}}?)(?:{_any(ACTS)})?(?:的)?(?<![有按无])(?P<thing>{_THING})"
    rf"|(?:检查|巡查|巡视|抽查|巡检|考核|值班|交接班?|统计|维修|维保)(?P<of>{_THING})"
)
_FOLLOWS: Final = re.compile(
    r"$|[、,，。;；)）\s》”]|的|等|及|和|与|应|须|需|由|必须|要(?!求)|中|进行|是否|保存|完整|齐全|无|不|为|未|公|如|纳入|列|作为|计入|排|末|前|后|第|靠|居|最"
)
_DEEDS: Final = frozenset("总结 小结 报告 记录 安排 计划 评分 排名".split())  # noqa: SIM905 - a list of words
_TREATED: Final = re.compile("应|须|由|的|是否|完整|齐全|保存")
# 每月报表应于5日前报送: to demand the thing is to demand the act
_DELIVERED: Final = re.compile("上报|报送|提交|上交|交至|报至|交给|报给|送交|送达|发送|发布")
_OF: Final = re.compile(r"的(?!(?:基础上|同时))")
_INDICATOR: Final = re.compile(
    rf"(?:不[得应]?[低少]于|至少|达到?|大于|不[得应]?超过|为|≥|≤|>|<)\s*{SMALL}"
)
# 每月总分低于80分的部门: the period belongs to the measure that picks somebody out
_PICKS: Final = re.compile(
    rf"(?:的)?(?:综合|考核|考评|评比|检查|服务|累计|平均|工作|质量|安全|卫生|月度|每次|实际){{0,3}}"
    rf"(?:总?得?分数?|总?评分|成绩|分值|排名|合格率|满意[率度]|完成率|及格率|收费率|收缴率|出勤率|投诉率?|完好率|绩效)"
    rf"(?:[^,，。;；]{{0,4}}(?:低于|高于|超过|不足|未达到?|少于|不满|达到?|小于|大于|不到)(?:{SMALL})(?:分|%|名|次|件|位)"
    rf"|(?:在|为|是|达)?(?:{SMALL})(?:分|%|名|次|件|位)(?:\((?:不?含)[^()]{{0,5}}\))?(?:及|或)?以[上下]"
    rf"|(?:排名?|列|位列|为)?(?:前|后|倒数|末)[^,，。;；]{{0,4}}(?:位|名)?)"
    r"[^,，。;；]{0,3}?(?:的(?!要求|目标|标准|水平)|者|[,，]?(?:扣|罚|给予|处以|奖))"
)
_EVENT_OF: Final = re.compile(
    rf"的[^,，。;；的]{{0,8}}(?:{_any(EVENTS)})(?!记录|情况|结果|计划|表|报告|方案|内容|标准)"
)
_ACT_OF: Final = re.compile(
    rf"的[^,，。;；的]{{0,4}}(?:{_any(ACTS)})(?:工作|任务)?(?:应|须|要|必须|由|不得|于|在|不少于|至少|完成)"
)
_SUCH_AS: Final = re.compile(r"[(](?:例如|比如|如|即)(?:每[日天周月季年]度?[、或/和])?$")
_CLOSES: Final = re.compile(r"(?:[、或/和]每[日天周月季年]度?)*等?[)]")
_STRETCH: Final = re.compile(r"(?:[上本当下][个]?月|周期|月度?|时间|期间)[(](?:即|指)?$")
# 每人每年享受带薪年假
_ENJOYED: Final = re.compile("(?:可以?|应|均|都)?(?:享受|享有|带薪|休假|增长|递[增减])")
_FEW_DAYS: Final = 7
_FINISHED: Final = re.compile(
    r"的?[^,，。;；]{0,8}(?:结束|开始|完成|之)(?:后|前|时)|的[^,，。;；]{0,16}(?:时期|期间)$"
)

_MONEY: Final = re.compile(
    rf"(?:每(?:人|车|户|辆|台|平方米|平米|套|间|㎡))?(?:[^,，。;；每、]{{0,4}}?(?:最高|封顶|限|罚|扣|奖励|奖|补贴|津贴|补助|收取?|支付|加收|违约金|滞纳金|工资|按)[^,，。;；每、0-9]{{0,4}})?(?:人民币|¥)?{SMALL}(?:%|‰|元|块|万元|分(?!钟))"
)
_PENALTY: Final = re.compile(
    rf"(?:罚款?|扣[罚除款减]?|处以?|考核|奖励?|加收|收取?|补贴?|按)[^,，。;；]{{0,8}}?{SMALL}(?:%|‰|元|分(?!钟)|万)"
)
_SPEED: Final = re.compile(
    rf"(?:[^,，。;；]{{0,6}})?{SMALL}(?:公里|千米|km|立方|m3|m³|吨|升|转|辆|千瓦|度)",
    re.IGNORECASE,
)
_HOURS: Final = re.compile(
    rf"(?:(?:实行|提供|保证|保持|连续)?24(?:小时|[hH])"
    rf"|(?:为|是|:)?{SMALL}个?(?:小时|钟头|h)(?=[,，。;；、)(]|$)"
    rf"|(?:连续|不间断)?(?:工作|值班|在岗|上班|休息|休假|轮休|当班|执勤|上岗|睡眠|站岗|轮岗|值守)(?:时间)?(?:应|须)?(?:为|不(?:得|应|能|宜)?(?:少于|超过|低于|大于|多于)|共|约)?{SMALL}个?(?:小时|钟头|h|天|分钟)"
    rf"|{SMALL}个?(?:天|日|小时)(?:工作)?制"
    rf"|{SMALL}个?(?:小时|h)(?:工作|值班|制|轮|运行|值守|开放|营业|服务|在岗|上班|待命))"
)
_PEOPLE: Final = re.compile(
    rf"(?:的)?(?:设|配|配备|配置|安排|增[加派设配]|加派|加设|需|保证|至少|(?:人数)?不(?:得|应|能|宜)?(?:少于|低于))?{SMALL}(?:人|名|个人|岗)(?!次|进行|巡|检|对|参|轮)"
)
_MISSED: Final = re.compile(r"(?:未|没|无|不按|超时|迟|漏|缺)[^。;；]{0,20}(?:扣|罚|考核)")
_SLOGAN: Final = re.compile(
    r"[^”’\"\n]{0,12}[”’\"」](?:的|活动|主题|口号|理念|精神|文化|行动|工程)"
)
# 设立“每日记录”: a name
_QUOTED_NAME: Final = re.compile(rf"[^”’\"\n,，]{{0,6}}?(?:{_any(THINGS)})[”’\"」]")
_NEXT_QUOTE: Final = re.compile(r"[“‘「\"][^”’\"「\n,，]{0,6}$")


def only_describes(text: str, draft: Draft, start: int) -> bool:
    """`start` is where what the period applies to begins (behind a list 每日、每周、每月)."""
    before = _phrase_before(text, draft.start)
    rest = _BREAK.split(text[start : start + 48], maxsplit=1)[0]
    # 抽查每周不少于2次, 检查2次/天
    counted = draft.kind == "rate" or _COUNTED.match(text, start) is not None
    return (
        _rated(rest, text[start : start + 30])
        or _quoted(text, draft, start)
        or (draft.kind != "noun" and not counted and _used(before, rest, draft))
        or _owned(before, rest)
        or _PICKS.match(text, start) is not None
        or bool(_LEAVE.search(before) and _CAP.match(rest))
        or _ENJOYED.match(rest) is not None
        or _in_brackets(text, draft)
        or (draft.kind in {"each", "by"} and not draft.before_day and _compound(before, rest))
    )


def _phrase_before(text: str, start: int) -> str:
    return _BREAK.split(text[max(0, start - 24) : start])[-1]


def _rated(rest: str, beyond: str) -> bool:
    """A wage, a penalty, a speed, a shift's hours or a head count by period."""
    return any(
        pattern.match(beyond) for pattern in (_MONEY, _PENALTY, _SPEED, _HOURS, _PEOPLE, _MISSED)
    ) and not re.match(rf"{SMALL}人次", rest)


def _quoted(text: str, draft: Draft, start: int) -> bool:
    """“每天进步一点”的文化: a slogan."""
    opened = _NEXT_QUOTE.search(text[max(0, draft.start - 8) : draft.start])
    return bool(opened and (_SLOGAN.match(text, start) or _QUOTED_NAME.match(text, start)))


def _used(before: str, rest: str, draft: Draft) -> bool:
    if _MEASURED.search(before):
        return True
    if _BOUNDED.search(before):
        return False  # 不超过3个月即开班一次
    if _USED.search(before) and not _DEMANDED.search(before):
        return not _MADE.search(rest) and not (
            draft.tail > draft.end and draft.unit != "day" and "的" not in rest
        )
    if _MOVED.search(before) and draft.kind == "each" and not _MADE.search(rest):
        return not _ACTED.match(rest) or _named_thing(rest) is not None
    if _BASED.search(before):
        return _named_thing(rest) is not None or rest.startswith("的")
    return False


def _owned(before: str, rest: str) -> bool:
    """每月的…: describes, unless it names an event or an indicator."""
    if not _OF.match(rest):
        return False
    if _INDICATOR.search(rest) or _FINISHED.match(rest):
        return False
    if _EVENT_OF.match(rest) or _ACT_OF.match(rest):
        return bool(_PHRASE.search(before))
    return not (_DEMANDED.search(before) and not re.search(_THING, rest))


def _in_brackets(text: str, draft: Draft) -> bool:
    """上月(每月1日至31日)的记录, 阶段(如每周或每月): explains, and asks nothing."""
    if _SUCH_AS.search(text[max(0, draft.start - 8) : draft.start]):
        return bool(_CLOSES.match(text, draft.tail))
    opened = _STRETCH.search(text[max(0, draft.start - 6) : draft.start])
    return bool(opened and text.startswith(")", draft.tail) and len(draft.monthday) > _FEW_DAYS)


def _named_thing(rest: str) -> re.Match[str] | None:
    """客户拜访情况: a thing named without a verb that takes it for its object."""
    match = _COMPOUND.match(rest)
    return None if match and match["head"] and _VERB.search(match["head"]) else match


def _compound(before: str, rest: str) -> bool:
    match = _named_thing(rest)
    if match is None or not _FOLLOWS.match(rest, match.end()):
        return False
    thing = match["thing"] or match["of"]
    if _DEMANDED.search(before):
        return thing not in WRITINGS and thing not in {"情况", "数据"}
    if match.group() in _DEEDS:  # 每周总结、每日记录: here they are verbs
        return _TREATED.match(rest, match.end()) is not None
    return not (_DELIVERED.search(rest, match.end()) and not _PHRASE.search(before))
