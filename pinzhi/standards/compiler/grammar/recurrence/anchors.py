"""The words that name a period: 每两天, 隔日, 按月, 一周两次, 2次/天, 月末, 日检."""

import re
from typing import Final

from pinzhi.standards.compiler.grammar.recurrence.counts import TIMES_WORD
from pinzhi.standards.compiler.grammar.recurrence.draft import Draft
from pinzhi.standards.compiler.numerals import number
from pinzhi.standards.compiler.words.recurrence_units import NIGHT, SMALL, UNITS, unit_pattern

_COUNTABLE: Final = unit_pattern(
    (
        *("分钟", "小时", "钟头", "h", "天", "日", "工作日", "周", "星期", "礼拜", "月"),
        *("季度", "季", "年", "年度", "班", "班次", "旬"),
    )
)
_BARE: Final = unit_pattern(
    (
        *("小时", "钟头", "早", "早上", "早晨", "晚", "晚上", "夜", "夜间", "夜晚", "昼夜"),
        *("天", "日", "工作日", "周", "星期", "礼拜", "月", "月度", "月份", "半月", "季", "季度"),
        *("半年", "半年度", "年", "年度", "班", "班次", "旬"),
    )
)
_TO: Final = r"\s*[-—–~～至到]{1,2}\s*"

_NUMBERED: Final = re.compile(
    rf"每(?P<gap>间?隔|间隔|满)?(?:不超过|不大于)?(?P<n>{SMALL})(?:{_TO}(?P<to>{SMALL}))?个?(?P<unit>{_COUNTABLE})(?!制|工作制)"
)
_EACH: Final = re.compile(
    rf"每(?P<gap>间?隔)?(?:逢)?(?:一?个[\u4e00-\u9fff]{{1,4}}?(?=工作日|班次)|一?个|一|自然|个自然)?(?P<unit>{_BARE})"
)
# 每日(周、月)检查, 每日/周/月
_ALSO: Final = re.compile(
    r"每(?:日|天|周|月|季度?)(?P<more>(?:[(（/、](?:周|月度?|季度?|半年|年度?))+)(?=[)）]|[\u4e00-\u9fff])(?<!周(?=[末一二三四五六日边]))"
)
_ALSO_UNIT: Final = re.compile("周|月度?|季度?|半年|年度?")
_VERBS_OF_ROUND: Final = "[检巡清保测试盘打更校][查视洗洁养试扫点换验机水]"
_DOUBLE: Final = re.compile(
    rf"(?:每逢?|逢)[单双](?P<unit>周|月|日)|每月的?逢?[单双](?P<of>日)"
    rf"|[单双](?P<also>周|月)(?={SMALL}{TIMES_WORD})|(?<=[,，;；、。\n])[单双](?P<again>周|月)(?=进行|对|由|{_VERBS_OF_ROUND})"
)
_EVERY_OTHER: Final = re.compile(
    r"(?<![每间相阻分])隔(?:一个?)?(?P<unit>日|天|周|星期|月|年)(?!离|夜|热|音|板|断)"
)
_ON: Final = re.compile(r"(?<!每)逢(?P<unit>周|星期)(?=[一二三四五六日天])")

_NOT_BY: Final = (
    r"(?!度|节|气|然|计|算|收费|标准|计划|工资|付|支付|扣|罚|结算|核算|考核|龄|份|预算|累计|平均|折|次|顺序|规|薪|例|常|程|期"
    r"|目标|指标|工作|任务|进度|方案|安排|岗|级|[0-9])"
)
_BY: Final = re.compile(
    rf"(?:按每?|逐|(?<![0-9一二三四五六七八九十部充百万])分(?!钟))"
    rf"(?P<unit>日|天|周|月度|月|季度|季|半年度?|年度|年|班次|班(?!组)|旬|小时)"
    rf"(?<!逐年){_NOT_BY}(?!提高|上升|增|减|降|递|析|[、和及与])"
)

_PAID: Final = re.compile(r"(?:工资|薪酬|奖金|租金|利息|报酬)[^,，。;；]{0,2}$")
# 一周两次, 2小时巡查一次, 半年检修1次
_ACTING: Final = (
    "(?:要|应|需|须|进行|巡[查视逻检]|检[查修测]|抽[查检]|清[洁扫洗理运]|打扫|消[毒杀]|保养|维[护保]"
    "|擦[拭洗]?|拖[洗擦]|抄[表录]|记录|测试|更换|修剪|浇[水灌]|盘点|培训|召开|组织|开展){0,2}"
)
# 日扫2次, 月打蜡1次
_ONE_ACT: Final = (
    "(?:打?[扫拖洗擦蜡]|[巡清保检抽]?[查检]|[巡消浇修剪测抄收运刷喷倒换]|吸尘|除尘|除锈|打蜡|抛光|冲[刷洗]|刷洗"
    "|喷[洒药]|维修|除草|施[肥药]|校验|校准|疏通|清[掏淤]|检验|化验|消防?演练|翻新|刷新|松土|涂刷|粉刷|[上加注]油"
    "|润滑|紧固|试[机车]|试运行|启动|放水|排污|反冲洗|换水|投药|杀虫|修枝|整形|中耕|补[植种]|[自抽复]查|回访|走访|盘[点库])?"
)
_LEAST: Final = "(?:至少|不?少于|不得少于|不得?低于|最多|不得?超过)?"
_PLAIN: Final = re.compile(
    rf"(?<!(?<!不超)(?<!得超)过)(?<![第每前后近续计月年周用达满距不0-9./\-—~提])(?<!(?<![春夏秋冬])天)(?<![0-9][:：])(?<!(?<!周)期)(?<![上下](?=半年))(?P<n>{SMALL})"
    rf"(?:{_TO}(?P<to>{SMALL}))?个?(?P<unit>{_COUNTABLE})(?=(?:{_ACTING}|(?<=[天日周月季度年期时钟])"
    rf"(?:签到|[^,，、。;；内后前以到未达需发出现累迟早旷违每份起0-9]){{1,6}}?)了?{_LEAST}{SMALL}{TIMES_WORD}(?!性|者|的[人部]))"
)
# 一日一清、一周一查; the count follows
_IDIOM: Final = re.compile(
    r"(?<![第每0-9二三四五六七八九十])(?P<n>[一半两三四五六])个?(?P<unit>小时|日|天|周|月|季度?|年)(?=[一两二三四](?:[清查检评扫巡结讲练考报洗拖擦换冲浇]|碰头|小结|总结)(?![0-9]))"
)
_WHOLE: Final = re.compile(
    rf"(?<![本当去今明上下半同次昨前后每隔整多几作0-9〇零二三四五六七八九十个、])(?:全|一)?"
    rf"(?P<unit>(?<!第)(?:半年|季度)|年|月|周|日)(?:内|均)?(?={_ACTING}{_ONE_ACT}{_LEAST}{SMALL}{TIMES_WORD})"
)
# 全年组织疏散演习两次
_ALL_YEAR: Final = re.compile(
    rf"全(?P<unit>年)(?=[^,，。;；0-9累达未被出发迟早旷投]{{1,10}}?{_LEAST}{SMALL}{TIMES_WORD}(?!的|以[上下]))"
)
_RATE: Final = re.compile(
    rf"(?<![第每元/0-9.])(?P<n>{SMALL})(?:{_TO}{SMALL})?{TIMES_WORD}(?:以上|及以上)?"
    rf"(?:[/／](?P<every>{SMALL})?个?(?P<unit>{_BARE}|分钟)|每(?P<also>{_BARE})(?=[,，。;；、)）\s]|$))"
)
_AT_LEAST: Final = re.compile("(?:≥|>=|至少|不(?:得|应|能)?(?:少于|低于))$")
_PER: Final = re.compile(
    rf"(?<![元/0-9.])(?P<every>{SMALL})?个?(?P<unit>{_COUNTABLE}|半年)[/／]{SMALL}?{TIMES_WORD}"
)
_END: Final = re.compile(
    r"(?<![0-9一二三四五六七八九十年本当上下次每个的该同单双隔前半])月(?:末|底)(?!余|数|[0-9])"
)
_HALVES: Final = re.compile(r"上半年?[、和及与,]?下半年(?=.{0,3}(?:各|分别))")
# 天天打扫: each day
_AGAIN: Final = re.compile(
    r"(?<![一个每])(?P<unit>[天日周月季年])(?P=unit)(?!向上|好|见|[清结查检]|[天日周月季年])"
)
_SWEEP: Final = re.compile(r"日产日清|日清日[结洁毕高]|日产日销|日事日[毕清]|日日[查清检]")
_CYCLE: Final = re.compile(
    rf"(?<=周期|频次|频率)(?:为|是|[:：]| )*(?P<n>{SMALL})?个?"
    rf"(?P<unit>{_COUNTABLE}|半年|半月)(?=[,，。;；、)）]|$)"
)
_LONGEST: Final = 60
_MINUTELY: Final = "分钟"


def find_anchors(text: str) -> list[Draft]:
    """All periods named in the text, in order, none overlapping another."""
    found: list[Draft] = []
    if "每" in text:
        found += _numbered(text) + _each(text)
    found += _others(text)
    found.sort(key=lambda draft: (draft.start, -draft.end))
    kept: list[Draft] = []
    for draft in found:
        if not kept or draft.start >= kept[-1].end:
            kept.append(draft)
    return kept


def _numbered(text: str) -> list[Draft]:
    found = []
    for match in _NUMBERED.finditer(text):
        size, unit = UNITS[match["unit"]]
        count = number(match["to"] or match["n"]) or 1
        if match["gap"] in {"隔", "间隔"} and count == 1 and unit not in {"hour", "minute"}:
            count = 2  # 每隔一天: every other day
        if match["unit"] in {"周", "星期", "礼拜"} and count == int(count) and match["n"] == "1":
            count = 1
        found.append(_draft(match, size * count, unit, "each"))
    return found


def _each(text: str) -> list[Draft]:
    found = []
    for match in _EACH.finditer(text):
        size, unit = UNITS[match["unit"]]
        if match["gap"] and unit not in {"hour", "minute"}:
            size = 2
        draft = _draft(match, size, unit, "each")
        draft.condition = "night" if match["unit"] in NIGHT else ""
        found.append(draft)
    for match in _ALSO.finditer(text):
        for more in _ALSO_UNIT.finditer(text, match.start("more"), match.end()):
            size, unit = UNITS[more.group()]
            found.append(_draft(more, size, unit, "each"))
    return found


def _draft(match: re.Match[str], every: float, unit: str, kind: str) -> Draft:
    every, unit = (0.5, "month") if (every, unit) == (0.5, "month") else (every, unit)
    if (every, unit) == (0.5, "year"):
        every, unit = 1, "halfyear"
    return Draft(match.start(), match.end(), every, unit, kind)  # type: ignore[arg-type]  # from the finders below


def _others(text: str) -> list[Draft]:
    found = []
    if any(sign in text for sign in "隔单双逢"):
        found += [_draft(m, 2, UNITS[m["unit"]][1], "each") for m in _EVERY_OTHER.finditer(text)]
        found += [
            _draft(m, 2, UNITS[m[str(m.lastgroup)]][1], "each") for m in _DOUBLE.finditer(text)
        ]
        found += [_draft(m, 1, "week", "each") for m in _ON.finditer(text)]
    if "按" in text or "分" in text or "逐" in text:
        found += [
            _draft(m, *UNITS[m["unit"]], "by")
            for m in _BY.finditer(text)
            if not _PAID.search(text, max(0, m.start() - 6), m.start())
        ]
    if "月" in text:
        for match in _END.finditer(text):
            draft = _draft(match, 1, "month", "end")
            draft.monthday = [-1]
            found.append(draft)
    if "周期" in text or "频" in text:
        for match in _CYCLE.finditer(text):
            size, unit = UNITS[match["unit"]]
            found.append(_draft(match, size * (number(match["n"] or "1") or 1), unit, "rate"))
    found += [_draft(m, 1, "halfyear", "halves") for m in _HALVES.finditer(text)]
    found += [_draft(m, 1, "day", "noun") for m in _SWEEP.finditer(text)]
    found += [_draft(m, *UNITS[m["unit"]], "each") for m in _AGAIN.finditer(text)]
    return found + _counted(text)


def _is_date(text: str, match: re.Match[str]) -> bool:
    """1月、7月各检测一次, 2023年, 两季: names of times, not stretches."""
    if match["unit"] == "月" and match["n"].isascii():
        return text[match.start("unit") - 1] != "个"
    quarter = match["unit"] == "季度" and text[match.start("unit") - 1] != "个"
    if quarter and number(match["n"]) != 1:
        return True
    if quarter or (match["unit"] == "日" and match["n"].isascii()):
        return not re.compile(f"{SMALL}{TIMES_WORD}").match(text, match.end())
    return match["unit"] == "季" or number(match["n"]) > _LONGEST


def _counted(text: str) -> list[Draft]:
    found = []
    for match in _IDIOM.finditer(text):
        size, unit = UNITS[match["unit"]]
        found.append(_draft(match, size * number(match["n"]), unit, "plain"))
    if not re.search(TIMES_WORD, text):
        return found
    for match in _PLAIN.finditer(text):
        if _is_date(text, match):
            continue
        size, unit = UNITS[match["unit"]]
        found.append(_draft(match, size * (number(match["to"] or match["n"]) or 1), unit, "plain"))
    whole = (*_WHOLE.finditer(text), *_ALL_YEAR.finditer(text))
    found += [_draft(m, *UNITS[m["unit"]], "plain") for m in whole]
    for match in _RATE.finditer(text):
        if "换气" in text[max(0, match.start() - 12) : match.start()]:
            continue
        size, unit = (
            (1, "minute") if match["unit"] == _MINUTELY else UNITS[match["unit"] or match["also"]]
        )
        draft = _draft(match, size * (number(match["every"] or "1") or 1), unit, "rate")
        draft.times = number(match["n"]) or 1
        draft.min = bool(_AT_LEAST.search(text, max(0, match.start() - 5), match.start()))
        found.append(draft)
    for match in _PER.finditer(text):
        size, unit = (1, "halfyear") if match["unit"] == "半年" else UNITS[match["unit"]]
        draft = _draft(match, size * (number(match["every"] or "1") or 1), unit, "rate")
        draft.times = 1
        found.append(draft)
    return found
