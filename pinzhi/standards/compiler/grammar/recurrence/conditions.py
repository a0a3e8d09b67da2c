"""The situation that governs a frequency: 雨天每小时, 夏季每周两次, 每周夜查."""

import re
from typing import Final

from pinzhi.standards.compiler.grammar.recurrence.draft import Draft
from pinzhi.standards.compiler.words.recurrence_conditions import CONDITIONS

_ANY: Final = re.compile("|".join(f"(?P<{name}>{words})" for name, words in CONDITIONS.items()))
_BREAK: Final = re.compile("[,，。;；!！?？\n]")
_SENTENCE: Final = re.compile("[。;；!！?？\n]")
# What may come between a situation and its frequency: its own end, brackets, a short subject.
_ENDED: Final = re.compile(
    r"(?:\([^()]{0,30}\))?(?:的|等|或|及|和|、)?"
    r"(?:时|期间|期|季节?|天气|时段|时间内|里|中|内|之?[前后]|的?情况下?|以及|来临)?"
)
_OPENS: Final = re.compile(
    r"(?:[0-9a-zA-Z.、()①-⑳一二三四五六七八九十•·★\-— :：]{0,12})"
    r"(?:(?:[^,，。;；]{0,10}(?:在|遇|逢))|在|遇|如遇|遇到|遇有|逢|每逢|若|当|若遇|凡|如|其中|发生|出现)?$"
)
# Things that only carry the name of a situation.
_NAMED: Final = re.compile(
    r"照明|灯光|值班|人员|巡逻?队|景观|物资|装饰|文化|礼品|问候|慰问|用品|预案"
)
_NIGHT_AFTER: Final = re.compile(
    r"(?:的|至少|要|应|进行|开展|组织|不少于|各)?(?:(?:夜间|夜里|夜晚|晚上|晚间|深夜)(?!照明|灯|值班|人员)|夜(?:查|巡|检))"
)
_NIGHT_ACT: Final = re.compile(
    r"(?:进行|开展|组织|实施|次|的|不定期|突击|参加|实行)(?:夜间|夜)(?:突击|抽|巡|检|查|督|安全)(?!.{0,3}(?:情况|记录|人员|制度))"
)
_SEASON_AFTER: Final = re.compile(
    r"的?(?:在|于)?(?:早晚|早|晚)?(?:(?P<summer>夏季|夏天)|(?P<winter>冬季|冬天)|(?P<spring>春季|春天)|(?P<autumn>秋季|秋天)"
    r"|(?P<rain>雨季|汛期)|(?P<growing>生长季节?|生长期)|(?P<holiday>节假日|重大节日)|(?P<peak>高峰时段|高峰期|高峰))"
    r"(?![、和及与]|来临|到来|之?前|后|用|作业|的(?!时候))"
)


# 每月施肥1次,结合雨天进行: said afterwards
_DONE_IN: Final = re.compile(
    r"(?:结合|选择?在?|安排在|宜在|应在|须在|放在|在|于)"
    r"(?:(?P<rain>雨天|雨季|下雨天?|阴雨天)|(?P<night>夜间|夜里|夜晚|晚上|晚间|深夜)|(?P<holiday>节假日|休息日|双休日)"
    r"|(?P<peak>高峰期|高峰时段)|(?P<growing>生长季节?|生长期)|(?P<summer>夏季)|(?P<winter>冬季)"
    r"|(?P<spring>春季)|(?P<autumn>秋季))(?:期间)?(?:进行|实施|完成|开展|施工|作业)"
)
_ONE_COMMA: Final = re.compile("[^。;,，]{0,14}[,，][^,，。;]{0,14}")
_CLOCK: Final = re.compile("[0-9]{1,2}(?:[:：点时])")
_ADJACENT: Final = 2
_FARTHEST: Final = 24


def read_condition(text: str, draft: Draft, floor: int, end: int) -> None:
    """Set the situation found before the period (not before `floor`) or right behind it."""
    if not draft.condition:
        draft.condition = _before(text, draft.start, floor) or _after(text, draft, end)


def _after(text: str, draft: Draft, end: int) -> str:
    if _NIGHT_AFTER.match(text, draft.tail, end):
        return "night"
    if match := _SEASON_AFTER.match(text, draft.tail, end):
        return str(match.lastgroup)
    if match := _DONE_IN.search(text, draft.tail, end):
        return str(match.lastgroup)
    phrase = _BREAK.search(text, draft.tail, end)
    limit = phrase.start() if phrase else end
    return "night" if _NIGHT_ACT.search(text, draft.tail, limit) else ""


def _before(text: str, start: int, floor: int) -> str:
    """The nearest situation whose phrase leads up to the period."""
    low = max(floor, start - 40)
    breaks = [match.end() for match in _SENTENCE.finditer(text, low, start)]
    low = breaks[-1] if breaks else low
    governing = ""
    ruled = False
    for match in _ANY.finditer(text, low, start):
        if _governs(text, match, low, start) and not (
            ruled and match.start() - 1 > low and _inside(text, match)
        ):
            governing, ruled = (
                governing if ruled and _joined(text, match) else str(match.lastgroup),
                True,
            )
    return governing


def _inside(text: str, match: re.Match[str]) -> bool:
    """特殊天气(暴雨、台风): examples in brackets do not change what governs."""
    opened = text.rfind("(", max(0, match.start() - 20), match.start())
    return opened >= 0 and ")" not in text[opened : match.start()]


def _joined(text: str, match: re.Match[str]) -> bool:
    return text[match.start() - 1] in "、和及或"


def _governs(text: str, match: re.Match[str], low: int, start: int) -> bool:
    ended = _ENDED.match(text, match.end(), start)
    after = ended.end() if ended else match.end()
    between = text[after:start]
    if len(match.group()) == 1 and text[match.end() : match.end() + 1] not in {"季", "天"}:
        return False
    if match.group() in {"凌晨", "晚上"} and _CLOCK.match(text, match.end()):
        return False  # 凌晨2:00-4:00: part of the time
    if _NAMED.match(between) or text[match.start() - 1 : match.start()] == "非":
        return False
    broken = _BREAK.search(between[1:].rstrip(",，"))
    if broken and not _ONE_COMMA.fullmatch(between):
        return False
    if len(between) <= _ADJACENT:
        return True
    lead = text[max(low, match.start() - 16) : match.start()]
    lead = re.split("[,，。;；!！?？\n、和及或(]", lead)[-1]
    return bool(_OPENS.fullmatch(lead)) and len(between) <= _FARTHEST
