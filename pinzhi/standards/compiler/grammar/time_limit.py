"""Deadlines and lead times stated as a duration: 15分钟内, 提前两天, 停水前48小时, 当日."""

import re
from typing import Any, Final

from pinzhi.standards.compiler.findings import Found, Taken
from pinzhi.standards.compiler.grammar.quantities_amounts import any_of
from pinzhi.standards.compiler.grammar.quantities_spans import Spans
from pinzhi.standards.compiler.grammar.time_limit_days import find_days
from pinzhi.standards.compiler.grammar.time_limit_durations import Length, find_lengths
from pinzhi.standards.compiler.words.limits import (
    GOING_ON,
    KEEPING,
    LIMIT_NOUNS,
    RESPONSES,
    WINDOW_COUNTS,
)

_HINT: Final = re.compile(r"[秒分时天日周月钟刻拜期sSmhH]")
_FILLER: Final = r"(?:至少|不少于|最少|约|大约|应|需|须|要|的|了|为|是|:|在|间|时间|时|期限?){0,3}"
_ACT: Final = any_of(RESPONSES)

_KEPT: Final = re.compile(
    rf"(?:{any_of(KEEPING)})(?:不得|不应|不)?(?:少于|低于|小于|短于)?(?:达到?|到)?{_FILLER}$"
)
_GOING_ON: Final = re.compile(rf"(?:{any_of(GOING_ON)}){_FILLER}$")
_LEAD: Final = re.compile(r"提[前早](?:至少|不少于|最少|约|大约|不得少于|了)?$")
# 提前30分钟以上下班: how much too early somebody left
_LEFT: Final = re.compile(
    r"(?:及?以[上下内])?[^,。;]{0,4}(?:下班|离岗|早退|离开|收工|下岗|撤岗|脱岗|换岗)"
)
# 前一日的记录, 检查前一天情况: which day's, where no event stands before 前
_DAY_BEFORE: Final = re.compile(r"(?:^|[查看对将把报阅理计总析解握布取于的在、和])前$")
_ONE_DAY: Final = frozenset({"一日", "一天", "1日", "1天"})
_APART: Final = re.compile(r"(?:误差|偏差|相差|时差|差|误)(?:在|为|不超过)?$")
# 30分钟内到场(偏远地区40分钟), 白天15分钟、夜间30分钟: another case of the same limit
_OTHER_CASE: Final = re.compile(
    r"[^。;,()0-9]{0,14}[(][^()。;,0-9]{1,12}"
    r"|(?:[\s/、,]{1,2}|(?=白天|夜间|夜班|晚|非|节假|工作日))[^。;,()0-9\s]{1,8}"
)
_CASE_ENDS: Final = re.compile(r"(?:之内|以内|内)?(?:[^()。;,0-9]{0,6}[)]|\s|[,。;、/]|$)")
_EACH: Final = re.compile(
    r"(?:每[次隔]?|每提前|每迟到|每逾期|每超过|每延迟|每?运行|每使用|第|连续|累计)$"
)
_THIS_OR_THAT: Final = re.compile(r"^[上下次]一")
_BEFORE_EVENT: Final = re.compile(
    r"(?:[^\s,。;、:()目此日提将的在于对把自从比跟与和及]|提前[到至][^,。;]{1,16})前(?:的|至少|不少于|不得少于|最少|约){0,2}$"
)
_AFTER_EVENT: Final = re.compile(r"后(?:的|约|第)?$")
_BOUND: Final = re.compile(
    r"(?:不(?:得|应|能|可|宜)?(?:超过|大于|多于|超出|晚于|迟于|高于)|≤|<=|最迟|最晚|最长|最多|控制在|(?<![期时])限|限于"
    r"|小于|少于|至多)(?:为|是|在|于)?$"
)
_NOUN: Final = re.compile(rf"(?:{any_of(LIMIT_NOUNS)})[^,。;0-9]{{0,4}}$")
_NOUN_OF_LIST: Final = re.compile(rf"(?:{any_of(LIMIT_NOUNS)})[:\s][^。;]{{0,50}}$")
_LATEST: Final = re.compile(r"(?:最迟|最晚|不(?:得|应)?[迟晚]于|限时|限期)(?:在|于|为)?$")
_TIME_TAKEN: Final = re.compile(
    r"(?<!规定)时[间长](?:应|须|需|一般|要|必须)?(?:控制|限制|限定|保持|维持)?(?:在|为|不超过|不得超过)?$"
)

# 接听电话的时间不宜超过3分钟: how long it takes
_TIME_SPENT: Final = re.compile(r"(?:的时间|时长|用时|耗时|平均时间|每[次笔个][^,。;]{0,6}时间)$")
_WITHIN: Final = re.compile(
    r"(?:\([a-zA-Z]{1,3}\))?(?:左右|时间|的时间|工作时间)?(?:之内|以内|内(?![容部外墙侧业销勤务饰存径]))"
)
_COUNTING: Final = re.compile(rf"[^,。;]{{0,3}}(?:{any_of(WINDOW_COUNTS)})")
# 一周内每天浇水: the stretch over which something recurs, not one to be done by
# 10分钟后到岗者视为迟到: how late somebody is
_ATTENDANCE: Final = re.compile(
    r"(?:之|以)?[内后前],?(?:[^,。;未不没]{0,12}[者的],)?[^,。;未不没]{0,10}?(?:为|作|按|以|论|算|计)[^,。;]{0,3}(?:迟到|早退|旷工|脱岗|缺勤|缺岗)"
)
_LEAVE: Final = re.compile("[请休病事婚丧产年准调]假")
_GRANTED: Final = re.compile(r"(?:之|以)?内的?[^,。;]{0,12}(?:批|审|请示|核准|同意)")
_EXPIRED: Final = re.compile("[期届]满(?:后|之?日起)?$")
_ALL_ALONG: Final = re.compile(
    r"[,]?(?:应|须|要|需|由[^,。;]{1,6}?|坚持|必须)?"
    r"(?:每(?!人|位|名|户|个|项|处|家)|天天|逐日|保持|不得|不准|禁止|严禁|不要)"
)
_AGO: Final = re.compile(r"(?:之|以)?前(?![一二三几\d台])")
_LATER: Final = re.compile(r"(?:之|以)?后(?!方|才|再|仍|若|如|未|还|自动|停)")
_BARE: Final = re.compile(
    rf"(?:左右)?(?:必须|须|要|可|就|即|能|到|予以|给予|作出|做出|回|电话|上门)?(?:{_ACT})(?!时间?[,。;:]?$)"
)
_SOON_ACT: Final = re.compile(rf"[^,。;]{{0,8}}(?:{_ACT})")
_ACT_BEFORE: Final = re.compile(rf"(?:{_ACT}|[报急小大中抢]修)[^,。;]{{0,6}}$")
_UTMOST: Final = re.compile(rf"(?:{_ACT})[^。;]{{0,8}}最[长迟晚多](?:不超过|不得超过)?$")
_ROUND_THE_CLOCK: Final = 24
# 确保三分钟取用
_ASSURED: Final = re.compile("(?:确保|保证|做到)(?:在)?$")
_TAKEN_TO: Final = re.compile(
    "(?![时的以睡休运供连不营工值制学用水电油量][间上下续眠息行电水作业班习])[\u4e00-\u9fff]{2}"
)
_MOST_OF: Final = 12
_NEAR: Final = 12


def find_time_limits(text: str, taken: Taken) -> list[Found]:
    """Every duration by which, or before or after which, something must be done (XSY-03).

    A duration that is to be kept (保存两年, 浸泡15分钟) is none: it is a quantity.
    """
    if not _HINT.search(text):
        return []
    spans = Spans(taken)
    found = [
        _found(value, unit, text, start, end, 0.9)
        for value, unit, start, end in find_days(text)
        if not spans.holds(start, end)
    ]
    lengths = [each for each in find_lengths(text) if not spans.holds(each.start, each.end)]
    last: Found | None = None
    for place, length in enumerate(lengths):
        following = lengths[place + 1] if place + 1 < len(lengths) else None
        limit = _limit(text, length, following) or _other_case(text, length, last)
        if limit:
            found.append(limit)
        last = limit
    return sorted(found, key=lambda each: each.start)


def _limit(text: str, length: Length, following: Length | None) -> Found | None:
    before = _clause_before(text, length.start)
    after = text[length.end : length.end + 16]
    lead = _LEAD.search(before)
    near = text[max(0, length.start - 1) : length.end]
    rate = _EACH.search(before) or _THIS_OR_THAT.search(near)
    if rate or _is_other_measure(text, length, before, after, lead):
        return None
    if lead or _BEFORE_EVENT.search(before):
        begin = length.start - (len(before) - lead.start() if lead else 0)
        event = "提前" if lead else re.sub(r"^.*?(\w{0,6}前)\W*$", r"\1", before)
        return _found(length.low, length.unit, text, begin, length.end, 0.95, event=event)
    due = _BOUND.search(before) or (_EXPIRED.search(before) and _WITHIN.match(after))
    if _KEPT.search(before) and not due:
        return None
    if _ATTENDANCE.match(after) or (_GRANTED.match(after) and _is_leave(text, length.start)):
        return None
    end = _end_of_limit(text, length, before, after, following)
    if end is None:
        return None
    return _found(length.longest, length.unit, text, length.start, end, 0.95)


def _is_other_measure(
    text: str, length: Length, before: str, after: str, lead: re.Match[str] | None
) -> bool:
    """How early somebody left, which day's records, how far two clocks differ."""
    if lead and _LEFT.match(after):
        return True
    day = text[length.start : length.end] in _ONE_DAY and _DAY_BEFORE.search(before)
    return bool(
        (day and not after.startswith(("通", "告", "报", "交", "提", "完", "到")))
        or _APART.search(before)
    )


def _other_case(text: str, length: Length, last: Found | None) -> Found | None:
    """The same limit for another place or hour, named right behind the first."""
    if last is None or last.end > length.start:
        return None
    between = text[last.end : length.start]
    if not _OTHER_CASE.fullmatch(between) or not _CASE_ENDS.match(text, length.end):
        return None
    lead = text[max(0, last.start - 20) : last.start]
    if "(" not in between and not (_NOUN.search(lead) or _NOUN_OF_LIST.search(lead)):
        return None
    return _found(length.longest, length.unit, text, length.start, length.end, 0.85)


def _end_of_limit(
    text: str, length: Length, before: str, after: str, following: Length | None
) -> int | None:
    """Where the words of the limit end, or None when the duration limits nothing."""
    within = _WITHIN.match(after)
    if within:
        if _TIME_TAKEN.search(before) and not _NOUN.search(before):
            return None
        if _COUNTING.match(after, within.end()) or _ALL_ALONG.match(after, within.end()):
            return None
        return length.end + within.end()
    later = _LATER.match(after)
    if later:
        only_lag = _GOING_ON.search(before) or _is_limited(text, length, following)
        return None if only_lag else length.end + later.end()
    ago = _AGO.match(after)
    if ago and length.sign != "日":
        return length.end + ago.end()
    return length.end if _is_bounded(text, length, before, after) else None


def _is_limited(text: str, length: Length, following: Length | None) -> bool:
    """Whether a limit comes right after the lag: 一周后,两周内."""
    if following is None or following.start - length.end > _NEAR:
        return False
    return bool(_WITHIN.match(text, following.end))


def _is_leave(text: str, start: int) -> bool:
    """请假1天由班长批准,3天以内由经理批准: how long the leave is."""
    window = text[max(0, start - 40) : start]
    return bool(_LEAVE.search(re.split("[。;]", window)[-1]))


def _says_limit(text: str, start: int) -> bool:
    """Whether an earlier clause makes it one: 处理完毕,最长不超过…; 时限:急修…,小修…"""
    window = text[max(0, start - 60) : start]
    return bool(_UTMOST.search(window[-30:]) or _NOUN_OF_LIST.search(window))


def _is_bounded(text: str, length: Length, before: str, after: str) -> bool:
    if _LATEST.search(before) or _NOUN.search(before) or _says_limit(text, length.start):
        return True
    if _BOUND.search(before):
        if _TIME_SPENT.search(_BOUND.sub("", before)):
            return False
        return bool(_SOON_ACT.match(after) or _ACT_BEFORE.search(_BOUND.sub("", before)))
    if _AFTER_EVENT.search(before) and _SOON_ACT.match(after):
        return True
    if length.unit == "hour" and length.low == _ROUND_THE_CLOCK:
        return False
    assured = _ASSURED.search(before) and _TAKEN_TO.match(after)
    return bool(assured or _BARE.match(after))


def _clause_before(text: str, end: int) -> str:
    window = text[max(0, end - 20) : end]
    for place in range(len(window) - 1, -1, -1):
        if window[place] in "。;,":
            return window[place + 1 :]
    return window


def _found(  # what is found, and where
    value: float, unit: str, text: str, start: int, end: int, sure: float, *, event: str = ""
) -> Found:
    content: dict[str, Any] = {
        "value": int(value) if value == int(value) else round(value, 4),
        "unit": unit,
        "of": (event + _act_near(text, start, end))[:_MOST_OF],
    }
    return Found("time_limit", content, start, end, sure)


def _act_near(text: str, start: int, end: int) -> str:
    """Up to twelve characters that say what is bounded: what follows, else what stands before."""
    after = re.match(r"[\w]{1,12}", text[end : end + 12])
    if after:
        return after[0]
    before = re.search(r"\w{1,12}$", text[max(0, start - 12) : start])
    return before[0] if before else ""
