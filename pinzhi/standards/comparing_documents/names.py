"""When two names of a form or a post are the same."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from pinzhi.standards.comparing_documents.facts import NAMES, Fact
from pinzhi.standards.comparing_documents.likeness import pairs

LIKE: Final = 0.7
LEAST: Final = 2
_SIGNS: Final = re.compile(r"[^一-鿿]")

Finder = Callable[[Fact], list[Fact]]


def name_finder(facts: Sequence[Fact]) -> Finder:
    """A function that gives the facts of `facts` that name what a fact names."""
    named = {kind: [one for one in facts if one.kind == kind] for kind in NAMES}
    return lambda fact: [one for one in named[fact.kind] if same_name(fact, one)]


def same_name(one: Fact, other: Fact) -> bool:
    """Posts agree if one ends like the other ("主管", "客服部主管"), forms if one holds the
    other or they share most of their letter pairs. Codes, years and signs do not count."""
    first, second = bare(one.value[0]), bare(other.value[0])
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) < LEAST:
        return first == second and one.value == other.value
    if one.kind == "roles":
        return longer.endswith(shorter)
    if shorter in longer:
        return True
    mine, theirs = pairs(first), pairs(second)
    return 2 * len(mine & theirs) >= LIKE * (len(mine) + len(theirs))


def bare(name: str) -> str:
    return _SIGNS.sub("", name).replace("帐", "账")
