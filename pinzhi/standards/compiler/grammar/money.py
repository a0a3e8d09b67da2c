"""Sums that reward or punish: 奖励500元, 每次扣200-500元, 500元/人次. Prices are none."""

import re
from collections.abc import Mapping
from typing import Any, Final

from pinzhi.standards.compiler.findings import Found, Taken
from pinzhi.standards.compiler.grammar.quantities_amounts import TO, any_of
from pinzhi.standards.compiler.grammar.quantities_spans import Spans
from pinzhi.standards.compiler.numerals import NUMBER, number
from pinzhi.standards.compiler.words.money import PENALTIES, PRICES, REWARDS

_SHORT: Final = "[0-9一二两三四五六七八九十百千万半.]{1,9}"
_UNIT: Final = r"\s?(?:块钱|元(?:人民币|整|钱)?)"
_SUM: Final = re.compile(
    rf"(?P<yuan>[¥￥]\s?)?(?P<low>{NUMBER})(?:(?:{_UNIT})?{TO}(?P<high>{NUMBER}))?"
    rf"(?(yuan)(?:{_UNIT})?|{_UNIT})"
    rf"(?:\s?[/每·](?P<rate>人次|次人|人|分|(?:次|天|日)[/·]人|次|项|处|[天日件户起例个辆张宗条月])"
    # 20元次: the stroke is lost
    r"|(?<=元)\s?(?P<bare>人次|次人(?!员)|次(?![日月年周数品要序等第])|项(?!目)|处(?![理罚分置以])))?"
)
_CURRENCY: Final = re.compile("元|块钱|[¥￥]")
_LISTED: Final = re.compile(rf"(?P<low>{NUMBER})\s?[、,/]\s?(?={_SHORT}\s?(?:[、/,]|元))")
_SIGN: Final = re.compile(
    rf"(?P<penalty>{any_of(PENALTIES)})|(?P<reward>{any_of(REWARDS)})|(?P<price>{any_of(PRICES)})"
)
_AFTER: Final = re.compile(
    rf"(?:\s?[、,和及]\s?{_SHORT}{_UNIT}){{0,4}}"
    r"(?:以上|以下|以内|左右)?的?(?:[从在]?(?:其|当[月季年])?(?:工资|薪资|奖金|绩效|服务费)里?中)?(?:经济|现金|一次性)?(?:(?P<reward>奖励|奖金|嘉奖)|(?P<penalty>罚款|处罚|罚金|违约金|扣罚|扣款|扣除|扣减))"
)
_DIFFERS: Final = "差|低|少|高|多|超|扣|减|加|增加|降低|减少|低于|提高|相差|得|下降"
_HAPPENS: Final = "发现|出现|发生|查到|违反|违规|迟到|缺|少|投诉|漏"
_COUNTED: Final = (
    "项|处|件|起|例|宗|天|日|户|张|条|台|辆|个|只|块|小时|分钟|份|家|组|%|百分点|笔|单|篇|期|盏|桶|袋"
    "|(?:季度|月|年|班|周)(?=[^,。;0-9]{0,6}$|达|[^,。;0-9]{0,3}完成)|点(?![钟半0-9])"
)
_PER: Final = (
    ("person", re.compile(r"每(?:[缺少差]岗?)?[一1]?(?:人次|人|名|位|员工)|[一1]人(?!次性)|人均")),
    (
        "point",
        re.compile(
            rf"(?:[加减扣](?=1分[得扣奖罚加])|每)(?:{_DIFFERS})?(?:{_SHORT})?分(?![钟部店公])"
        ),
    ),
    ("time", re.compile(rf"每(?:{_HAPPENS})?[一1]?次|(?<!第)[一1]次(?!性)|(?<!简)单次")),
    (
        "unit",
        re.compile(
            r"(?:每(?:[发查出违迟超延逾缺漏提增减降低完推早晚拖差错误少多丢旷脱][^\s,。;、0-9]{0,6}?)?"
            r"|(?:逾期|延误|拖延|超期|缺少?|漏[报打检]?|丢失)(?=[一1])|任何?(?=[一1]))"
            rf"(?:[一1]|[0-9]{{1,3}})?个?(?:{_COUNTED})"
        ),
    ),
)
_PER_BEFORE: Final = re.compile(
    r"任何?[一1][项条处件]$|每(?!周|月|年|季|日|天|班)|[一1]次$|[一1]人"
)
_OWN_GAP: Final = re.compile(
    "(?:其|该|当[月日季年]|本月|相应|责任人|公司|全额|对应|基本|绩效|物业){0,3}"
)
# 每发现一次扣甲50元,扣乙100元
_SAME_TIME: Final = re.compile("[,、](?:并|同时)?(?:各?扣|罚|奖)(?:罚|款|励)?[^,。;0-9每]{1,10}")
_STOP: Final = "。;\n"


def find_money(text: str, taken: Taken) -> list[Found]:
    """Every reward and penalty in yuan, its range, and what it is counted by when that is said."""
    if not _CURRENCY.search(text):
        return []
    found: list[Found] = []
    said = 0
    spans = Spans(taken)
    for match in _SUM.finditer(text):
        if not spans.holds(*match.span()):
            found += _read(text, match, said, spans, found[-1:])
        said = match.end()
    return found


def _read(
    text: str, match: re.Match[str], said: int, spans: Spans, last: list[Found]
) -> list[Found]:
    sign, begin = _sign(text, match)
    if not sign:
        return []
    per = _rate(match["rate"] or match["bare"]) or _per(text, match, max(begin, said), spans)
    shared = not _SIGN.search(text, said, match.start()) or _SAME_TIME.fullmatch(
        text, said, match.start()
    )
    if not per and last and said > begin and shared:
        per = _per_of(last[0])
    low = number(match["low"])
    content: dict[str, Any] = {"amount": _plain(low), "sign": sign}
    if match["high"]:
        content["amount_max"] = _plain(number(match["high"]))
    content |= {"per": per} if per else {}
    return [
        *_others(text, match, said, {"sign": sign} | ({"per": per} if per else {})),
        Found("money", content, match.start(), match.end(), 0.95),
    ]


def _others(text: str, match: re.Match[str], said: int, shared: dict[str, Any]) -> list[Found]:
    """The sums before the last of a list that shares one 元: 分别奖励500、300元."""
    begin, found = max(said, match.start() - 30), []
    at = match.start()
    for listed in reversed(list(_LISTED.finditer(text, begin, match.end()))):
        if listed.end() != at:
            break
        at = listed.start()
        amount = {"amount": _plain(number(listed["low"]))}
        found.append(Found("money", amount | shared, at, listed.end(), 0.9))
    return found[::-1]


def _sign(text: str, match: re.Match[str]) -> tuple[str, int]:
    """reward, penalty or nothing, and where its sentence begins: the nearest word decides."""
    after = _AFTER.match(text, match.end())
    begin = max(text.rfind(stop, max(0, match.start() - 80), match.start()) for stop in _STOP) + 1
    begin = max(begin, match.start() - 80)
    if after:
        return str(after.lastgroup), begin
    sign = _last_sign(text, begin, match.start())
    return ("" if sign == "price" else sign), begin


def _last_sign(text: str, begin: int, end: int) -> str:
    """The nearest word's, but of 扣除服务费 and 奖金金额 the first word's."""
    last: re.Match[str] | None = None
    for word in _SIGN.finditer(text, begin, end):
        if last and word["price"] and last.lastgroup != "price" and _owns(text, last, word):
            continue
        last = word
    return (last.lastgroup or "") if last else ""


def _owns(text: str, last: re.Match[str], price: re.Match[str]) -> bool:
    gap = text[last.end() : price.start()]
    if last["penalty"]:
        return last.group().startswith("扣") and _OWN_GAP.fullmatch(gap) is not None
    return not gap and price.group() in {"金额", "工资", "补贴", "补助"}


def _per_of(last: Found) -> str:
    """What the sum before was counted by: in 每人奖励200元,组员100元 it holds for both."""
    return str(last.value.get("per", "")) if isinstance(last.value, Mapping) else ""


def _rate(rate: str | None) -> str:
    if not rate:
        return ""
    if "人" in rate:
        return "person"
    return {"分": "point", "次": "time"}.get(rate, "unit")


def _per(text: str, match: re.Match[str], begin: int, spans: Spans) -> str:
    """What the sum is counted by, said in the same clause or right before it."""
    comma = max(begin, text.rfind(",", begin, match.start()) + 1)
    clause = _without_taken(text, comma, match.start(), spans)
    tail = re.match(r"\s?(?:每人次?|每次|[/](?:人次?|次))", text[match.end() : match.end() + 4])
    if tail:
        clause += tail[0]
    per = _first_per(clause)
    if per or comma <= begin:
        return per
    earlier = max(begin, text.rfind(",", begin, comma - 1) + 1)
    before = _without_taken(text, earlier, comma - 1, spans)
    return _first_per(before) if _PER_BEFORE.search(before) else ""


def _first_per(clause: str) -> str:
    return next((name for name, pattern in _PER if pattern.search(clause)), "")


def _without_taken(text: str, start: int, end: int, spans: Spans) -> str:
    return "".join(
        " " if spans.holds(place, place + 1) else text[place] for place in range(start, end)
    )


def _plain(value: float) -> float:
    return int(value) if value == int(value) else value
