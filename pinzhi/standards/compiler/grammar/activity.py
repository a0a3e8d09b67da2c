"""What is to be done to what: a verb of the trade and its object.

Three word orders: 巡视配电房1次 (verb first), 对配电柜进行除尘 (object first, with 对 or 将), and
卫生间每日清洁 (object first, bare, as in tables and headings).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pinzhi.standards.compiler.findings import Found, Taken
from pinzhi.standards.compiler.grammar.forms import Spans, bracketed
from pinzhi.standards.compiler.grammar.roles import mentions
from pinzhi.standards.compiler.words.places import ENDINGS
from pinzhi.standards.compiler.words.thing_pattern import one_of
from pinzhi.standards.compiler.words.verbs import ACTIONS, NOUN_AFTER

_MOST_CHARS = 24
_CELLS_BACK = 3
_WINDOW = 80  # how far before its verb an object after 对 or 将 may begin
_ACTION = one_of(ACTIONS)
_VERB = re.compile(_ACTION)
_PIECE = re.compile(r"[^。;!??\n\r\t,:]+")
_TIMES = r"(?:[一二两三四五六七八九十\d.]+(?:遍|次|轮|回)|一下)"
_AFTER_VERB = re.compile(rf"(?:了|着|好|过|并?做好|{_TIMES})*(?:各|该|所有|本|其)?")
_OBJECT_END = re.compile(
    rf"[并(()]|以便|以及时|确保|是否|有无|后(?!勤)|前(?!台|室|厅)|{_TIMES}|不少于|不得|不低于|务必|进行|随时|及时"
    r"|时(?!间|限)|(?<!对)应(?!急)|须|由|至少|如有|按照?(?![键钮])|(?<![存所])在|于(?!是)"
)
# 对配电柜 ... up to a verb; the object holds no other 对 or 将.
_OPENS = re.compile(r"对(?!讲|应|接|方|外|照|象)|将(?!来)|把(?!手|控)")
_HANDLED = re.compile(r"[对将把](.{1,60}?)(?:情况)?$", re.DOTALL)
_MANNER = re.compile(
    r"(?:大力|积极|认真|广泛|深入|严格|逐步|统一|集中|切实|按时|再次|重点|进行|做好?|实施|开展|予以|加以|逐一|全面|及时|现场|定期|随时|实时|停电|深度|彻底|每次|[各均都]"
    rf"|每(?:个|隔)?[一二两三四五六七八九十半\d]*个?(?:日|天|周|月|季度?|半?年度?|班|小时)|{_TIMES})+$"
)
_SAME_OBJECT = re.compile(rf"(?:{_ACTION}|[、和与及并,]|进行|做|逐一){{0,6}}$")
_NOUN_AFTER = re.compile(NOUN_AFTER)
_CYCLE = re.compile(
    r"每(?:隔)?[一二两三四五六七八九十半\d.]*个?(?:日|天|周|月|季度?|半?年度?|班|小时|分钟|星期)"
    rf"|{_TIMES}|至少|定期|应(?!急)|须|必须|深度|彻底|全面"
)
_NUMBERED = re.compile(r"^[\d.、()①-⑳a-zA-Z★\- ]+|^[一二三四五六七八九十]+、")
_PLACE = re.compile(one_of(ENDINGS))
_NAMED = re.compile(r"《([^《》]{1,60})》")
_NO_OBJECT = re.compile(
    r"\d\.\d|进行|形成|自动$|人员$|经理$|领班$|^(?:问题|效果|完毕|整齐|完成|阶段)"
)
# 将节能工作在全公司大力推广: where and how it is done is no part of the thing.
_ADVERBIAL = re.compile(
    r"(?<![存所现实潜正])(?:在(?!建|岗|校|院|编)|按照|依据|根据|通过)[^的]{1,20}$"
    r"|(?:大力|积极|认真|广泛|深入|严格|逐步|统一|集中|切实|按时|再次)+$"
)
_HOW = re.compile(
    r"^(?:再次|大力|积极|认真|广泛|深入|严格|逐步|统一|切实|按时|全面|彻底|对(?!讲|应|接|外|联))+"
)
# What begins so goes on with the sentence: 巡逻|者加签, 落实|到每年的计划.
_GOES_ON = re.compile(
    r"^(?:者|等|不(?!锈|动产)|所(?!辖|属|有|管|在)|要(?!害|求)|到(?!岗|访|货|场)|于|以(?!旧)|由|从(?!业)|就(?!餐)|为|被(?!服|褥|套|子)"
    r"|方(?:执|负|应|须)|上(?:注销|签)|而|则|但|且|之)"
)
_SUM = re.compile(r"\d+(?:-\d+)?(?:元|分|名|%)")
_TRIM = re.compile(r"^(?:各|所有|该|其|相关)|(?:进行|工作|各|情况下|必|[的和与及、并])$")
_MARKS = " 、,(“”\"'‘’》《)`"


class _Deed(NamedTuple):
    verb: str
    thing: str
    start: int
    end: int


def find_activities(text: str, taken: Taken) -> list[Found]:
    """Each deed once: {"verb": 巡视, "object": 配电房}; the span runs over both.

    A verb inside the name of a form or of a role (维修人员), or one that is a noun here
    (巡查记录, 保养计划), is no deed.
    """
    roles = ((one.start, one.end) for one in mentions(text))
    hidden = Spans([*bracketed(text), *taken, *roles])
    founds: dict[tuple[str, str], Found] = {}
    for piece in _PIECE.finditer(text):
        for deed in _deeds(text, piece.start(), piece.end(), hidden):
            if deed[:2] not in founds:
                value = {"verb": deed.verb, "object": deed.thing}
                founds[deed[:2]] = Found("activity", value, deed.start, deed.end, 0.7)
    return list(founds.values())


def _deeds(text: str, start: int, end: int, hidden: Spans) -> Iterator[_Deed]:
    last: _Deed | None = None
    reached = start
    for match in _VERB.finditer(text, start, end):
        at = match.start()
        if at < reached or hidden.meet(at, match.end()):
            continue  # a word of the object before: 抄录|运行记录
        noun = _NOUN_AFTER.match(text, match.end(), end)
        if noun and noun[0] != "工作":
            continue
        deed = _handled(text, reached, match, last)
        if deed is None and not noun:
            deed = _verb_first(text, match, end) or _bare(text, start, match, end)
        if deed is not None and not _useless(deed.thing):
            last, reached = deed, max(deed.end, match.end())
            yield deed


def _useless(thing: str) -> bool:
    return bool(_NO_OBJECT.search(thing) or _GOES_ON.match(thing))


def _handled(text: str, start: int, match: re.Match[str], last: _Deed | None) -> _Deed | None:
    """对配电柜进行除尘、紧固: the object stands before, and serves the verbs that follow."""
    if last is not None and _serves(text, last, match):
        return _Deed(match[0], last.thing, last.start, match.end())
    begin = _opener(text, max(start, match.start() - _WINDOW), match.start())
    if begin is None:
        return None
    handled = _HANDLED.match(_MANNER.sub("", text[begin : match.start()]))
    thing = _trim(_ADVERBIAL.sub("", _CYCLE.sub("", handled[1]))) if handled else ""
    return _Deed(match[0], thing, begin, match.end()) if thing else None


def _opener(text: str, start: int, end: int) -> int | None:
    """Where the last 对, 将 or 把 before a verb stands that opens an object (not that of 对讲)."""
    for at in range(end - 1, start - 1, -1):
        if text[at] in "对将把" and _OPENS.match(text, at):
            return at
    return None


def _serves(text: str, last: _Deed, match: re.Match[str]) -> bool:
    """Whether the object of the deed before is also that of this verb."""
    if text[last.start] not in "对将把" or last.end > match.start():
        return False
    alone = match.end() >= len(text) or text[match.end()] in "1一、,。;和与及并)\n"
    return alone and bool(_SAME_OBJECT.fullmatch(text, last.end, match.start()))


def _verb_first(text: str, match: re.Match[str], end: int) -> _Deed | None:
    skipped = _AFTER_VERB.match(text, match.end(), end)
    at = skipped.end() if skipped else match.end()
    verb = _VERB.match(text, at, end)
    if verb and not _NOUN_AFTER.match(text, verb.end(), end):
        return None
    if text[at : at + 1] in set("、和与及或并)的") | {""}:
        return None
    named = _NAMED.match(text, at, end)
    if named:
        return _Deed(match[0], named[1], match.start(), named.end())
    stop = _OBJECT_END.search(text, at, min(end, at + _MOST_CHARS + 4))
    limit = min(stop.start() if stop else end, at + _MOST_CHARS, end)
    words = text[at:limit]
    if limit == at + _MOST_CHARS and "、" in words:
        words = words[: words.rindex("、")]
    thing = _trim(words)
    if len(thing) < 2 or _SUM.match(thing):  # noqa: PLR2004  # one character names nothing
        return None
    return _Deed(match[0], thing, match.start(), at + len(words))


def _bare(text: str, start: int, match: re.Match[str], end: int) -> _Deed | None:
    """卫生间每日清洁: the place that begins the piece."""
    after = text[match.end() : min(end, match.end() + 6)]
    if after and not re.match(rf"[、和及,)\s]|{_TIMES}", after) and not _VERB.match(after):
        return None
    if match.start() - start > _WINDOW:
        return None
    words = _NUMBERED.sub("", text[start : match.start()])
    if not _CYCLE.sub("", words).strip() and text[start - 1 : start] == ":":
        words = _NUMBERED.sub("", text[_before_colon(text, start - 1) : start - 1])
    in_row = text[start - 1 : start] == "\t" and not _MANNER.sub("", words)
    if in_row:
        words = _cell_before(text, start - 1)
    thing = _trim(_CYCLE.split(words)[0].removeprefix("如"))
    while verb := _VERB.search(thing):
        thing = _trim(thing[: verb.start()])
    if not thing or len(thing) > _MOST_CHARS // 2 or not (in_row or _PLACE.search(thing)):
        return None
    return _Deed(match[0], thing, text.rindex(thing, 0, match.start()), match.end())


def _cell_before(text: str, tab: int) -> str:
    """大堂地面 | 每日2次 | 推尘: the nearest cell to the left that names a thing."""
    for _ in range(_CELLS_BACK):
        start = text.rfind("\t", max(0, tab - _WINDOW), tab) + 1
        cell = _NUMBERED.sub("", text[start:tab]).strip()
        if cell and not _CYCLE.search(cell) and not cell[0].isdecimal():
            return cell
        if not start:
            break
        tab = start - 1
    return ""


def _before_colon(text: str, at: int) -> int:
    """Where the few words before a colon begin: 公共走廊:每日清洁."""
    start = max(0, at - _MOST_CHARS // 2)
    breaks = [place for place in range(start, at) if text[place] in ",。;:\n"]
    return breaks[-1] + 1 if breaks else start


def _trim(words: str) -> str:
    words = words.strip(_MARKS)
    while (less := _HOW.sub("", _TRIM.sub("", words)).strip(_MARKS)) != words:
        words = less
    return words
