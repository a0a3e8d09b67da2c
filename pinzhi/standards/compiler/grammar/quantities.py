"""Numbers with a unit that a check can compare: 不低于98%, 20—30米, 铃响三声内, 扣2分."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from pinzhi.standards.compiler.findings import Found, Taken
from pinzhi.standards.compiler.grammar.quantities_amounts import (
    Amount,
    amount_pattern,
    any_of,
    find_amounts,
)
from pinzhi.standards.compiler.grammar.quantities_compare import Cmp, comparison
from pinzhi.standards.compiler.grammar.quantities_spans import Spans
from pinzhi.standards.compiler.numerals import NUMBER, number
from pinzhi.standards.compiler.words.limits import COUNTED_WITHIN, GOING_ON, KEEPING
from pinzhi.standards.compiler.words.units import (
    COUNTS,
    DURATION_UNITS,
    HEADS,
    MEASURES,
    PIECES,
    RATINGS,
)

_SIGNS: Final = (
    {unit: unit for unit in (*HEADS, *COUNTS)} | RATINGS | DURATION_UNITS | MEASURES
)  # a sign that is in two tables is the measure
_AMOUNT: Final = amount_pattern(_SIGNS)
_PERCENT: Final = re.compile(rf"百分之(?P<low>{NUMBER})(?:[至到—-]百分之(?P<high>{NUMBER}))?")
_ANY_NUMBER: Final = re.compile(r"[0-9０-９一二三四五六七八九十两半百千]")

_BASE: Final = re.compile(
    r"(?:每(?:差|低|少|多|高|超过?|超出|增加?|减少?|降低?|提[前高]|延[迟误]|推迟|迟到?|早退|逾期|晚|缺|漏|相差|下降|满|错|丢失|旷工)|[(]不?含)$"
)
_COUNTED_WITHIN: Final = re.compile(
    rf"[以之]?内[^,。;]{{0,2}}(?:{any_of(COUNTED_WITHIN)}|[一二两三四五六0-9]{{1,2}}次)"
)
# 加1分得1元: the point is what the sum is counted by
_POINT_PAID: Final = re.compile(r"[^,。;0-9]{0,8}[0-9]+元")
_OF_SEVERAL: Final = re.compile(r"[^,。;]{0,4}中的?(?:任?何?[一1]|其)|[^,。;]{0,4}之一")
_RINGS: Final = re.compile(r"(?:响|铃|敲门?|叩门?|按)[^,。;]{0,3}$")
_ONE_LATE: Final = re.compile(r"(?:逾期|延误|拖延|超期|丢失)$")
_TOLD: Final = re.compile(
    r"(?:达|每(?:迟到|早退|旷工|缺勤|违纪){1,2}|(?:连续|累计|当月|全年|[月年季]内|年度内|季度内)[^,。;0-9每]{0,6})$"
)
_FAULT: Final = re.compile(r"(?:迟到|早退|旷工|超时|违[纪规章]|投诉|脱岗|睡岗|漏[检打巡]|缺勤)$")
_ROUNDS: Final = frozenset("次遍趟轮回")
_MARKED: Final = re.compile("各?[扣罚奖]")
_EACH: Final = re.compile(r"每隔?$")
_EACH_NOT: Final = frozenset("分次天年日")
_QUOTED: Final = re.compile(r"[“‘「『][^”’」』]*$")
_KEPT: Final = re.compile(
    rf"(?:{any_of((*KEEPING, *GOING_ON))})"
    r"(?:时间|期限?|一般|至少|约|大约|为|是|达|到|在|了|:|的|应|需|须|要|限|一律){0,3}$"
)
_SUPPLY: Final = re.compile(
    r"(?:一式|包括|露出?|设置|设立|设有|设|配备|配置|配有|配|安排|准备|备有|备|放置|摆放|安装|张贴|悬挂|预留|携带|留|容纳|选派|派出|派|抽查|抽取|抽检|抽|回访"
    r"|走访|访谈|检查|巡查|随机|选取|完成|组织|上报|提供|种植|栽植|发放|印制|建立|打造|创建|有|共|约|合计|增[设加开配派]|开设|各|编写|撰写|阅读|学习|参加|[各双]方?执|方执|各?持)"
    r"[^,。;、:0-9]{0,4}$"
)
_MARKS: Final = re.compile(
    r"(?:[扣加减得计罚记奖]|扣除|扣罚|分值|满分|总分|倒扣|加扣|增加|减去)(?:其?[^,。;0-9]{0,6})$"
)
_FULL_MARKS: Final = re.compile(r"\s?制")
_CLOCK: Final = re.compile(r"[0-9](?:时|点|:|:)$")
_PERIOD: Final = re.compile(r"[每隔日周月季年班天]")
_APART: Final = re.compile(r"[。;,]|每[次人]")
_REACH: Final = 30
_LAG: Final = re.compile(r"[之以]?后[,]")
# 分为三个等级: what there is, not how much of it
_DIVIDED: Final = re.compile(
    "不?同?的?(?:等级|等次|级别|档次|层次|阶段|类别|类型|部分|步骤|环节|方面)"
)
_SINCE: Final = re.compile("(?<![然最以之前今背随])后$")  # 竣工后三个月
_FIRST_YEAR: Final = 1900
_ALL_DAY: Final = {(24, "小时"), (365, "天")}
_ENDS: Final = re.compile(r"\s?(?:$|[,。;、)])")
_NAMED: Final = re.compile(r"[\u4e00-\u9fff]$")


def find_quantities(text: str, taken: Taken) -> list[Found]:
    """Every bound a check can compare with, of what no other key has taken."""
    if not _ANY_NUMBER.search(text):
        return []
    found: list[Found] = []
    spans = Spans(taken)
    last: tuple[int, str, Cmp] | None = None
    for amount in (*_percents(text), *find_amounts(text, _AMOUNT)):
        if spans.holds(amount.start, amount.end):
            continue
        more = _read(text, amount, spans, _shared(text, last, amount))
        last = (amount.end, amount.unit, _cmp(more[0])) if len(more) == 1 else None
        found += more
    return sorted(found, key=lambda each: each.start)


_JOINED: Final = frozenset("、和及与或×")


def _shared(text: str, last: tuple[int, str, Cmp] | None, amount: Amount) -> Cmp | None:
    """不得超过5%和20%: the word before two joined amounts of one unit bounds both."""
    if last is None or last[1] != amount.unit or text[last[0] : amount.start] not in _JOINED:
        return None
    return None if last[2] == "=" else last[2]


def _cmp(found: Found) -> Cmp:
    content = found.value
    return content["cmp"] if isinstance(content, Mapping) else "="


def _percents(text: str) -> Iterator[Amount]:
    for match in _PERCENT.finditer(text):
        low, high = number(match["low"]), number(match["high"]) if match["high"] else None
        yield Amount(low, high, "%", *match.span(), closed=(True, True), figures=True)


def _read(text: str, amount: Amount, spans: Spans, shared: Cmp | None) -> list[Found]:
    before = _clause_before(text, amount.start, spans)
    after = text[amount.end : amount.end + 8]
    unit = _SIGNS[amount.unit]
    if _is_left_out(text, amount, before, after, spans):
        return []
    cmp = None if _EACH.search(before) else comparison(before, after, unit) or shared
    if amount.unit in DURATION_UNITS and _LAG.match(after) and not _KEPT.search(before):
        cmp = ">="
    if not _counts(amount, unit, cmp, before, after):
        return []
    if amount.within and amount.first:  # 380V±7%
        first = replace(amount, high=None)
        return [
            _found(amount.low, _SIGNS.get(amount.first, unit), "=", first),
            _found(amount.high or 0, unit, "=", first),
        ]
    if amount.high is not None:
        low: Cmp = ">=" if amount.closed[0] else ">"
        high: Cmp = "<=" if amount.closed[1] else "<"
        return [
            _found(amount.low, _SIGNS.get(amount.first, unit), low, amount),
            _found(amount.high, unit, high, amount),
        ]
    return [_found(amount.low, unit, _strict(cmp or "=", amount), amount)]


def _is_left_out(text: str, amount: Amount, before: str, after: str, spans: Spans) -> bool:
    """The base of a rate (每差1分), a scale (百分制), words in quotes, counts of a frequency."""
    if _makes_percent(text, amount) or (amount.unit in COUNTS and _DIVIDED.match(after)):
        return True
    if _BASE.search(before) or _FULL_MARKS.match(after) or _one_of(amount, after):
        return True
    if _is_one_of_a_rate(text, amount, before, after):
        return True
    if _QUOTED.search(text, max(0, amount.start - 24), amount.start):
        return True
    return amount.unit in _ROUNDS and _counts_a_recurrence(text, amount, spans)


def _is_one_of_a_rate(text: str, amount: Amount, before: str, after: str) -> bool:
    """加1分得1元, 逾期一天, 离岗期一日扣30分: what something is counted by."""
    if amount.low != 1:
        return False
    if amount.unit == "分" and _POINT_PAID.match(text, amount.end):
        return True
    if amount.high is None and _ONE_LATE.search(before):
        return True
    if amount.unit in {"组", "班", "间", "桌"} and before.endswith(("人", "名")):
        return True  # 至少两人一组
    return before.endswith("期") and _MARKED.match(after) is not None


def _makes_percent(text: str, amount: Amount) -> bool:
    """实收/应收×100%≥98%: the hundred only makes a percentage of the fraction."""
    return amount.unit == "%" and text[amount.start - 1 : amount.start] in {"×", "*", "x"}


def _one_of(amount: Amount, after: str) -> bool:
    """只完成两项中的一项: both numbers only tell one thing from another."""
    return amount.unit in COUNTS and _OF_SEVERAL.match(after) is not None


def _counts_a_recurrence(text: str, amount: Amount, spans: Spans) -> bool:
    """Whether a frequency before it in its clause owns the count: 每周对各岗至少检查2次."""
    return any(
        _PERIOD.search(text, start, end) and not _APART.search(text, end, amount.start)
        for start, end in spans.over_by(amount.start, within=_REACH)
    )


def _strict(cmp: Cmp, amount: Amount) -> Cmp:
    if amount.closed[1]:
        return cmp
    return ">" if cmp == ">=" else "<" if cmp == "<=" else cmp


def _counts(amount: Amount, unit: str, cmp: Cmp | None, before: str, after: str) -> bool:
    """Whether this amount is a quantity, by the kind of its unit."""
    if _EACH.search(before):
        return unit not in _EACH_NOT and amount.unit not in DURATION_UNITS and amount.low > 1
    if amount.unit in DURATION_UNITS and amount.unit not in MEASURES:
        return _duration_counts(amount, cmp, before, after)
    if amount.unit in MEASURES:
        return _measure_counts(amount, unit, cmp, before)
    if amount.unit in RATINGS:
        return cmp is not None or amount.high is not None
    return _head_counts(amount, cmp, before, after)


def _duration_counts(amount: Amount, cmp: Cmp | None, before: str, after: str) -> bool:
    if _COUNTED_WITHIN.match(after):
        return False
    if amount.unit == "年" and (amount.low >= _FIRST_YEAR or not amount.low):
        return False
    if cmp or _KEPT.search(before) or _LAG.match(after):
        return not before.endswith(("月", "年"))
    if _SINCE.search(before):
        return True
    if amount.unit in {"日", "s", "S", "h", "H"} or not amount.figures:
        return False
    return before.endswith("后") or (amount.low, DURATION_UNITS[amount.unit]) not in _ALL_DAY


def _measure_counts(amount: Amount, unit: str, cmp: Cmp | None, before: str) -> bool:
    if unit == "声":
        return cmp is not None or bool(_RINGS.search(before))
    if unit == "分":
        return _marks_count(amount, cmp, before)
    return unit != "度" or amount.figures or amount.low != 1


def _marks_count(amount: Amount, cmp: Cmp | None, before: str) -> bool:
    if _CLOCK.search(before):
        return False
    return amount.figures or cmp is not None or bool(_MARKS.search(before))


def _head_counts(amount: Amount, cmp: Cmp | None, before: str, after: str) -> bool:
    if cmp:
        return True
    if amount.unit == "次":
        told = bool(_TOLD.search(before)) or amount.high is not None
        return told or (amount.low > 1 and _FAULT.search(before) is not None)
    if amount.low > 1 and before.endswith(("连续", "累计")):
        return True
    supplied = (
        bool(_SUPPLY.search(before))
        or _is_each(amount, before)
        or _is_outfit(amount, before, after)
    )
    if amount.high is not None or amount.unit in HEADS:
        return supplied or (amount.figures and amount.low > 1)
    return supplied and (amount.figures or amount.low > 1 or _is_each(amount, before))


def _is_each(amount: Amount, before: str) -> bool:
    """执照正副本各一份: to be handed in."""
    return amount.unit in {"份", "套", "张"} and before.endswith("各")


def _is_outfit(amount: Amount, before: str, after: str) -> bool:
    """工具包1个、抹布2块: a thing and how many of it, and nothing more."""
    if amount.unit not in PIECES or not amount.figures:
        return False
    return bool(_NAMED.search(before) and _ENDS.match(after))


def _clause_before(text: str, end: int, spans: Spans) -> str:
    """What stands before in the same clause, after anything that is understood already."""
    start = max(0, end - 24, spans.last_end(end))
    window = text[start:end]
    for place in range(len(window) - 1, -1, -1):
        if window[place] in "。;,":
            return window[place + 1 :]
    return window


def _found(value: float, unit: str, cmp: Cmp, amount: Amount) -> Found:
    content: dict[str, Any] = {
        "value": int(value) if value == int(value) else value,
        "unit": unit,
        "cmp": cmp,
    }
    return Found("quantities", content, amount.start, amount.end, 0.9 if cmp == "=" else 0.95)
