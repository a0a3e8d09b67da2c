"""Rounds of a named shift: 早班8:00-20:00巡逻不少于6遍 is six in that shift."""

import re
from typing import Final

from pinzhi.standards.compiler.grammar.recurrence.clocks import Clocks
from pinzhi.standards.compiler.grammar.recurrence.counts import read_count
from pinzhi.standards.compiler.grammar.recurrence.draft import Draft

_SHIFT: Final = re.compile(
    r"(?<![每各上下交接换值])(?:早|中|晚|夜|白|日)班(?!人员|次|长|岗|组|制)"
    r"(?:保安|队员|班长)?[(:： ]{0,2}"
)
_ROUND: Final = re.compile("[巡查检签点清扫]")
_COUNT: Final = re.compile("[一二两三四五六七八九十0-9](?:次|遍|轮|趟)")
_BREAK: Final = re.compile("[,，。;；\n]")
_REACH: Final = 24


def find_shifts(text: str, clocks: list[Clocks], drafts: list[Draft]) -> list[Draft]:
    """Shifts named without 每 that say how many rounds are made in them."""
    found = []
    for match in _SHIFT.finditer(text):
        draft = Draft(match.start(), match.end(), 1, "shift", "noun")
        spoken = next((each for each in clocks if each.start == match.end() and each.window), None)
        if spoken and spoken.window:
            draft.window, draft.tail = list(spoken.window), spoken.end
        stop = _BREAK.search(text, draft.tail)
        end = min(stop.start() if stop else len(text), draft.tail + _REACH)
        if any(match.start() <= each.start < end for each in drafts):
            continue
        rounds = spoken or _ROUND.search(text, draft.tail, end)
        if rounds and _COUNT.search(text, draft.tail, end) and read_count(text, draft, end):
            draft.tail = end
            found.append(draft)
    return found
