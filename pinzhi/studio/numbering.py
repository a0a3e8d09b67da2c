"""Numbers for the clauses of an edition: as the document has them, each only once. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 20
_WHOLE = re.compile(r"第.{1,6}[部编篇章节条款分]+|\d+(\.\d+)+")


@dataclass(frozen=True)
class Numbered:
    """What numbering needs of a passage: its own number, and the index of its parent."""

    number: str
    parent: int | None


def numbers_of(passages: Sequence[Numbered]) -> list[str]:
    """One number for each passage, different from all others, of at most 20 letters.

    第三条 and 4.1.2 stand by themselves; (二) and ③ come after that of the passage above:
    第三条.(二). What has none, or one that is taken, is counted: 1.4.2.
    """
    found: list[str] = []
    taken: set[str] = set()
    places = _places(passages)
    for n, one in enumerate(passages):
        above = "" if one.parent is None else found[one.parent]
        number = next(
            candidate
            for candidate in _candidates(one.number, above, places[n], n)
            if candidate and len(candidate) <= LONGEST and candidate not in taken
        )
        taken.add(number)
        found.append(number)
    return found


def _candidates(own: str, above: str, place: str, n: int) -> list[str]:
    beside = f"{above}.{own}" if own and above else own
    counted = f"{above}.{place.rpartition('.')[2]}" if above else place
    whole = [own] if _WHOLE.fullmatch(own) else []
    spare = [f"{n + 1}", *(f"{n + 1}-{again}" for again in range(2, 20))]
    return [*whole, beside, *([] if own else [counted]), place, *(f"#{one}" for one in spare)]


def _places(passages: Sequence[Numbered]) -> list[str]:
    """Where each stands in the tree: 1.4.2."""
    places: list[str] = []
    below: dict[int | None, int] = {}
    for one in passages:
        count = below[one.parent] = below.get(one.parent, 0) + 1
        places.append(f"{count}" if one.parent is None else f"{places[one.parent]}.{count}")
    return places
