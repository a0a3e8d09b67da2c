"""Periodic nouns that demand the act: 日检, 周例会, 月报制度, 季度检修."""

import re
from typing import Final

from pinzhi.standards.compiler.grammar.recurrence.draft import Draft
from pinzhi.standards.compiler.words.recurrence_units import UNITS
from pinzhi.standards.compiler.words.recurrence_verbs import BASES, DEMANDS, USES

_SHORT: Final = re.compile(
    r"(?<![0-9一二三四五六七八九十本当上下次每某同即生个半工昨今明节假休旬近双单作全平])"
    r"(?P<unit>半月|日|周|月|季度?|半年|年)(?P<act>检(?!察)(?:查|修|测)?|巡(?:查|检|视|逻|更)?|查(?!看|询|找)|抽查|自查|清洁|清扫|清洗|消毒|保养|(?:维修|维护)保养|维保|盘点|例会|会(?!议室)|报(?!道|酬|销|价|告)|小结|总结|考[核评]|评比|大扫除)"
)
_LONG: Final = re.compile(
    r"(?<![本上下半个月\d])(?P<unit>月度|季度|半年度|年度)(?:的)?(?P<act>(?:设备|设施|安全|消防|全面|综合|应急|品质|质量|工作|部门|卫生|专项|大)?"
    r"(?:检查|检修|巡查|巡检|保养|维保|维护|盘点|例会|会议|大扫除|大清洁|演练|培训|考核|检测|检验|清洗|抽查|总结会|消杀|审核|评审|维修(?:保养|测试)|测试|试验))"
)
# 周检记录, 月度考核范围, 年检合格证: the word only describes.
_MEMBER: Final = re.compile(r"(?<![本上下])(?P<unit>日|周|月度?|季度?|半年度?|年度)(?=[、和及与])")
_MEMBERS: Final = re.compile(
    r"(?<![本上下每各])(?:(?:日|周|月度?|季度?|半年度?|年度)[、和及与]){1,4}$"
)
_DESCRIBES: Final = re.compile(
    r"(?:[^,，。;；:：、]{0,4})(?:记录|登记|台[账帐]|簿|表|结果|情况|报告|中|单(?!位)|内容|区域|范围|标准|频|合格|证|标志|有效|日期|手续|计划|方案"
    r"|成绩|得分|分数|指标|人员|发现|问题|评分|资料|费|依据|名次|奖|工资|期限|到期)"
)
_DEMANDED: Final = re.compile(
    rf"(?:{'|'.join(DEMANDS)}|做|按时|按期|定期)(?:好|了|全面的?|[^,，。;；:：的]{{0,4}}|[^,，。;；:：的]{{1,12}}的)?$"
)
_RULED: Final = re.compile(r"制度|工作(?!计划|总结|报告)")
_LISTED: Final = re.compile(
    r"(?:形式|方式|种类|类型|分为|包括|分|实行|执行|坚持|频次|频率|周期)(?:为|有)?[:：]?[^。;；]{0,12}$"
)
_AND: Final = re.compile("(?:[、,/和及与]|以及)(?:[^,，。;；、:：的和及与]{1,8}的)?")
_USED: Final = re.compile(rf"(?:{'|'.join(USES + BASES)})$")
_ENDS: Final = re.compile(
    r"[:：,，。;；、)）\s和及与]|$|并|时间|由|每|应|须|必须|要|一次|[0-9]次|主要|对"
)


def find_nouns(text: str) -> list[Draft]:
    """Each noun once: the heading 日检 and its 日检时间 are one."""
    if not any(sign in text for sign in "日周月季年"):
        return []
    found: dict[str, Draft] = {}
    reach = -1
    for match in sorted([*_SHORT.finditer(text), *_LONG.finditer(text)], key=_place):
        if not _demanded(text, match) and not _goes_on(text, reach, match):
            continue
        reach = match.end()
        for unit in _listed_before(text, match):
            found.setdefault(unit.group() + match["act"], _draft(unit))
        known = found.get(match.group())
        if known is None or text.startswith("时间", match.end()):
            found[match.group()] = _draft(match)
    return list(found.values())


def _place(match: re.Match[str]) -> int:
    return match.start()


def _goes_on(text: str, reach: int, match: re.Match[str]) -> bool:
    """周保养、月保养和年度保养: the list goes on from a demanded one."""
    listed = 0 < reach < match.start() and _AND.fullmatch(text, reach, match.start())
    return bool(listed and not _DESCRIBES.match(text, match.end()))


def _listed_before(text: str, match: re.Match[str]) -> list[re.Match[str]]:
    """组织月度、季度、年度考核: the first two lack the act."""
    start = max(0, match.start() - 14)
    listed = _MEMBERS.search(text, start, match.start())
    return list(_MEMBER.finditer(text, listed.start(), match.start())) if listed else []


def _draft(match: re.Match[str]) -> Draft:
    size, unit = UNITS[match["unit"]]
    return Draft(match.start(), match.end(), size, unit, "noun")


def _demanded(text: str, match: re.Match[str]) -> bool:
    listed = _MEMBERS.search(text, max(0, match.start() - 14), match.start())
    start = listed.start() if listed else match.start()
    before = text[max(0, start - 14) : start]
    phrase = re.split("[,，。;；!?\n]", before)[-1]
    if text.startswith("制度", match.end()):
        return not _USED.search(phrase)
    if _DESCRIBES.match(text, match.end()) or _USED.search(phrase):
        return False
    if _DEMANDED.search(phrase) or _LISTED.search(phrase):
        return True
    short = match.re is _SHORT and bool(_ENDS.match(text, match.end()))
    heads = re.fullmatch(r"[0-9a-zA-Z.、()①-⑳一二三四五六七八九十•·★\-— ]*", phrase) is not None
    return short or (heads and bool(re.match("[:：]|由", text[match.end() :])))
