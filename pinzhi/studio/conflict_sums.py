"""Where two standards that a site works by contradict each other. Pure: data in, data out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from fractions import Fraction
from itertools import combinations
from typing import Any

from pinzhi.standards.adjusting import minutes, per_year

ALIKE = 0.5  # of the letters of two titles, that they speak of the same work
SAME_EVENT = 0.6
LETTERS = re.compile(r"[\W_]+")
# what every title may have and none is told apart by
COMMON = re.compile(
    r"(检查|巡查|巡检|巡视|记录|表|单|工作|日常|每日|每天|每周|每月|每季度?|每半年|每年|定期|日|周|月|年)"
)


@dataclass(frozen=True)
class Rhythm:
    """A checklist that recurs: at what, and how often."""

    standard: int
    code: str
    title: str
    place_kind: str
    system: str
    recurrence: Mapping[str, Any]


@dataclass(frozen=True)
class Limit:
    standard: int
    code: str
    event: str
    action: str
    value: Any
    unit: str
    case_kind: str = ""


@dataclass(frozen=True)
class Money:
    standard: int
    code: str
    occasion: str
    whom: str
    sign: str
    amount: Any
    points: Any


@dataclass(frozen=True)
class Clash:
    """Two of one kind; `strictest` is "one" or "other": what a cautious site keeps."""

    kind: str
    one: Any
    other: Any
    strictest: str


def clashing_rhythms(rhythms: Iterable[Rhythm]) -> list[Clash]:
    """Two cycles for the same system or kind of place, where the titles speak of the same work."""
    found = []
    for a, b in _across(rhythms):
        same = (a.place_kind, a.system) == (b.place_kind, b.system)
        if same and a.recurrence != b.recurrence and _like(a.title, b.title) >= ALIKE:
            first = per_year(a.recurrence) >= per_year(b.recurrence)
            found.append(Clash("cycle", a, b, "one" if first else "other"))
    return found


def clashing_limits(limits: Iterable[Limit]) -> list[Clash]:
    """Two limits from the same event to the same action."""
    found = []
    for a, b in _across(limits, within=True):
        kinds = {a.case_kind, b.case_kind} - {""}
        same = len(kinds) < 2 and _like(a.event, b.event) >= SAME_EVENT  # noqa: PLR2004 -- both
        spans = minutes(a.value, a.unit), minutes(b.value, b.unit)
        if same and spans[0] != spans[1] and _like(a.action, b.action) >= SAME_EVENT:
            found.append(Clash("limit", a, b, "one" if spans[0] < spans[1] else "other"))
    return found


def clashing_money(rules: Iterable[Money]) -> list[Clash]:
    """One occasion that one rule rewards and another punishes, or that costs another sum."""
    found = []
    for a, b in _across(rules, within=True):
        whom = not a.whom or not b.whom or _like(a.whom, b.whom) >= SAME_EVENT
        if not whom or _like(a.occasion, b.occasion) < SAME_EVENT:
            continue
        if a.sign != b.sign or _sums(a) != _sums(b):
            found.append(Clash("money", a, b, "one" if _severity(a) >= _severity(b) else "other"))
    return found


def _sums(rule: Money) -> tuple[Any, Any]:
    return rule.amount, rule.points


def _severity(rule: Money) -> Fraction:
    """A penalty weighs its sum, a reward that much less than nothing."""
    weight = Fraction(str(rule.amount or 0)) + Fraction(str(rule.points or 0))
    return weight if rule.sign == "penalty" else -weight


def _across(things: Iterable[Any], *, within: bool = False) -> list[tuple[Any, Any]]:
    """Each two of different standards, in the order of standard and code; `within` also of one."""
    ordered: Sequence[Any] = sorted(things, key=lambda t: (t.standard, t.code))
    return [(a, b) for a, b in combinations(ordered, 2) if within or a.standard != b.standard]


def _like(one: str, other: str) -> float:
    """How alike two titles are once what every title has is left out."""
    a, b = _bare(one), _bare(other)
    if a == b:
        return 1.0
    if not a or not b:
        return 0.0
    if a in b or b in a:
        return max(ALIKE, SAME_EVENT)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def _bare(text: str) -> str:
    plain = LETTERS.sub("", text.lower())
    return COMMON.sub("", plain) or plain
