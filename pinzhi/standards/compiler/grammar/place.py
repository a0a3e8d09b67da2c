"""The places and machines a unit of text speaks of, with their kind and equipment system."""

import re
from collections.abc import Iterator

from pinzhi.standards.compiler.findings import Found, Taken
from pinzhi.standards.compiler.grammar.forms import Spans, bracketed
from pinzhi.standards.compiler.words.places import ENDINGS, MODIFIERS
from pinzhi.standards.compiler.words.thing_list import listed
from pinzhi.standards.compiler.words.thing_pattern import one_of

_MOST_WORDS = 3
_END = re.compile(one_of(ENDINGS))
_LONGEST = max(map(len, MODIFIERS))
# 电梯困人, 大堂经理 and 消防队 are no place: the word belongs to what follows.
_NOT_BEFORE = re.compile(
    r"[员工岗]|经理|主管|主任|困人|领班|助理|班长|队|部(?!位|分)|负责人|公司|管家"
)
_NOT_PLACES = listed("项目 区域 录像 岗位 标识 管道 开关")


def find_places(text: str, taken: Taken) -> list[Found]:
    """Each place or machine once: {"words", "kind", "system"}, system "" where none applies.

    A room has the system whose machines it holds (电梯机房: room, lift).
    """
    hidden = Spans([*bracketed(text), *taken])
    places: list[Found] = []
    for match in _ends(text):
        start = _widen(text, match.start())
        while places and places[-1].end > start:
            places.pop()  # 屋面 is part of 屋面雨排口
        if not hidden.meet(start, match.end()):
            value = _value(text, start, match)
            places.append(Found("place", value, start, match.end(), 0.8))
    once = {text[one.start : one.end]: one for one in reversed(places)}
    return sorted(once.values(), key=lambda one: one.start)


def _ends(text: str) -> Iterator[re.Match[str]]:
    for match in _END.finditer(text):
        if match[0] not in _NOT_PLACES and not _NOT_BEFORE.match(text, match.end()):
            yield match


def _widen(text: str, at: int) -> int:
    """Back over the modifiers before the ending."""
    for _ in range(_MOST_WORDS):
        for size in range(min(_LONGEST, at), 0, -1):
            word = text[at - size : at]
            if word in MODIFIERS and word != "各":
                at -= size
                break
        else:
            return at
    return at


def _value(text: str, start: int, match: re.Match[str]) -> dict[str, str]:
    words = text[start : match.end()]
    kind, system = ENDINGS.get(words, ENDINGS[match[0]])
    before = text[start : match.start()]
    said = [name for word, name in MODIFIERS.items() if name and word in before]
    if said and (system in {"", "other", "water_supply"}) and kind in {"room", "equipment"}:
        system = said[-1]
    return {"words": words, "kind": kind, "system": system}
