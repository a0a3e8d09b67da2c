"""Which facts of documents packs state too, and the other way round."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pinzhi.standards.comparing_documents.facts import NAMES, Fact, Kind
from pinzhi.standards.comparing_documents.likeness import Likeness, Pairs, pairs
from pinzhi.standards.comparing_documents.names import name_finder
from pinzhi.standards.comparing_documents.wording import Wording

SAME_MATTER: Final[dict[Kind, float]] = {"recurrence": 0.22, "time_limit": 0.2, "money": 0.1}
"""From this likeness on two facts of one value are the same; the rarer equal values are by chance,
the less the words have to say. Grades are the same by their ends and names alone."""
OTHER_VALUE: Final = 0.5
"""From this likeness on a fact of another value speaks of the same matter. Both are tuned by hand,
see docs/library-comparison.md."""


@dataclass(frozen=True, slots=True)
class Match:
    """A fact of a document with the nearest of the packs: of the same value if `same`, else of
    another value; None if nothing is near."""

    fact: Fact
    near: Fact | None
    same: bool
    likeness: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """`missing` are the facts of packs that no document states."""

    matches: tuple[Match, ...]
    both: tuple[Fact, ...]
    missing: tuple[Fact, ...]


def compare(documents: Iterable[Fact], packs: Iterable[Fact]) -> Comparison:
    """Two facts are one if their values are equal and enough of some wording of the one stands in
    one of the other (SAME_MATTER); posts and forms if the names agree.

    Takes time in proportion to the product of both numbers.
    """
    theirs, ours = list(documents), list(packs)
    pairing = _Pairing(ours)
    name_of = name_finder(ours)
    matches, found = [], set[Fact]()
    for fact in theirs:
        if fact.kind in NAMES:
            same = name_of(fact)
            near = Match(fact, same[0] if same else None, bool(same), float(bool(same)))
        else:
            near, same = pairing.nearest(fact)
        matches.append(near)
        found.update(same)
    both = tuple(fact for fact in ours if fact in found)
    return Comparison(tuple(matches), both, tuple(fact for fact in ours if fact not in found))


@dataclass(frozen=True, slots=True)
class _Cut:
    """A wording as letter pairs: what it says, and that with what stands around it."""

    words: Pairs
    all: Pairs

    @classmethod
    def of(cls, wording: Wording) -> "_Cut":
        words = pairs(wording.words)
        return cls(words, words | pairs(wording.around))


class _Pairing:
    """The packs' facts, ready to be searched."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._known: dict[str, list[tuple[Fact, list[_Cut]]]] = defaultdict(list)
        for fact in facts:
            if fact.kind not in NAMES:
                self._known[fact.kind].append((fact, [_Cut.of(text) for text in fact.texts]))
        known = (one.all for kind in self._known.values() for _fact, texts in kind for one in texts)
        self._likeness = Likeness(known)

    def nearest(self, fact: Fact) -> tuple[Match, list[Fact]]:
        """The nearest fact of the packs, and all that are the same."""
        scored = sorted(self._scored(fact), key=lambda one: -one[0])
        enough = SAME_MATTER.get(fact.kind, 0.0)
        same = [one for one in scored if one[1].value == fact.value and one[0] >= enough]
        if same:
            return Match(fact, same[0][1], same=True, likeness=same[0][0]), [one[1] for one in same]
        likeness, other = scored[0] if scored else (0.0, None)
        near = other if likeness >= OTHER_VALUE else None
        return Match(fact, near, same=False, likeness=likeness), []

    def _scored(self, fact: Fact) -> Iterator[tuple[float, Fact]]:
        mine = _Cut.of(fact.texts[0])
        for known, texts in self._known[fact.kind]:
            yield max(self._like(mine, text) for text in texts), known

    def _like(self, one: _Cut, other: _Cut) -> float:
        share = self._likeness.share
        return max(share(one.words, other.all), share(other.words, one.all))
