"""Jobs, posts and function-named staff in a unit of text.

A name is read from its end: a head word (经理, …员, …岗) and, to its left, the units, domains,
functions and ranks that belong to it (roles_walk.py). Who is only a customer, a company, a bare
人员 or part of a fixed name does not count (roles_doubts.py).
"""

import re
from functools import lru_cache
from typing import NamedTuple

from pinzhi.standards.compiler.findings import Found, Taken
from pinzhi.standards.compiler.grammar.forms import OPEN, Spans, bracketed
from pinzhi.standards.compiler.grammar.roles_doubts import (
    is_double_person,
    is_person,
    may_be_double_person,
)
from pinzhi.standards.compiler.grammar.roles_walk import start_of
from pinzhi.standards.compiler.words.role_heads import BOUND, DOUBLE, POSTS, TRADES

_HEADS = sorted({*POSTS, *BOUND, *DOUBLE, *TRADES}, key=len, reverse=True)
_WORKS = "员工(?!作|具|资|装|牌|服(?!务)|号|种|龄)"  # 保洁员工作 speaks of a 保洁员
_NOT_ON_DUTY = "(?<![值当带夜早中晚白日交接替])"  # 值班|组长
_CUT = {
    "员工": _WORKS,
    "负责人": "负责人(?!员)",
    "责任人": "责任人(?!员)",
    "班组长": _NOT_ON_DUTY + "班组长",
    "班主任": _NOT_ON_DUTY + "班主任",
    "领班": "领班(?!组员工|子)",
    "区队长": "(?<![片社园工小校厂景院辖城街])区队长",
    "车队长": "(?<!停)车队长",
}
_HEAD = re.compile("|".join(_CUT.get(head, head) for head in _HEADS))
_WORKER = re.compile("人(?![员数次工])")


class Mention(NamedTuple):
    start: int
    end: int
    head: str
    words: str
    confidence: float


def find_roles(text: str, taken: Taken) -> list[Found]:
    """Each role once, as written, in order of appearance; the span is its first mention.

    What stands inside a name in 《》 is never a role; other taken stretches may hold one
    (维修人员15分钟内 is a limit and a role).
    """
    named = Spans((a, b) for a, b in taken if text[a : a + 1] == OPEN)
    founds: dict[str, Found] = {}
    for one in mentions(text):
        if one.words not in founds and not named.meet(one.start, one.end):
            founds[one.words] = Found("roles", one.words, one.start, one.end, one.confidence)
    return list(founds.values())


@lru_cache(maxsize=64)
def mentions(text: str) -> tuple[Mention, ...]:
    """Every mention of a role in the order of the text, repeated ones too."""
    names = Spans(bracketed(text))
    kept: list[Mention] = []
    at = 0
    while match := _HEAD.search(text, at):
        one = None
        if not names.meet(match.start(), match.end()):
            one = _read(text, match.start(), match.end(), match[0])
        if one is not None:
            _keep(kept, one)
        # 弱电工 may turn out to be the beginning of 弱电工程师; 人员 hides no 员.
        again = one is None and match[0] not in BOUND
        at = match.start() + 1 if again else match.end()
    return tuple(kept)


def _keep(kept: list[Mention], one: Mention) -> None:
    """Add a mention in place of those that are part of it: 经理助理 in place of 经理."""
    while kept and kept[-1].end > one.start:
        kept.pop()
    kept.append(one)


def _read(text: str, start: int, end: int, head: str) -> Mention | None:
    if head in DOUBLE:
        if not may_be_double_person(text, start, end):
            return None
        at = start_of(text, start, head)
        begin = start if at is None else at[0]
        if not is_double_person(text, begin, end, head):
            return None
        return Mention(begin, end, head, text[begin:end], 0.7)
    walked = start_of(text, start, head)
    if walked is None or not is_person(text, walked[0], start, end, head):
        return None
    if head in TRADES and _WORKER.match(text, end):
        end += 1  # 维修工人
    return Mention(walked[0], end, head, text[walked[0] : end], walked[1])
