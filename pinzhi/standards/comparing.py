"""What is different between two editions. Pure: no clock, no database."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, Generic, TypeVar

import rjieba

Thing = TypeVar("Thing")
MOST_WORDS = 4_000  # of a text that is compared word by word; beyond it is old against new
MOST_GUESSES = 20_000  # pairs of texts that are held against each other
ALIKE = 0.6  # of the letters of two texts, that one is the other rewritten
LONGEST_LIKENESS = 2_000


class Fate(StrEnum):
    KEPT = "kept"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """A stretch of text that both have, or one of them only."""

    fate: Fate
    text: str


@dataclass(frozen=True)
class Change:
    """One fact that is not the same; `pieces` tell texts apart word by word."""

    label: str
    old: Any
    new: Any
    kind: str = "text"

    @property
    def pieces(self) -> list[Piece]:
        return words_changed(str(self.old or ""), str(self.new or ""))


@dataclass(frozen=True)
class Pair(Generic[Thing]):
    """A thing in both editions, or in one of them."""

    old: Thing | None
    new: Thing | None
    changes: Sequence[Change] = ()
    parts: "Sequence[Pair[Any]]" = field(default=())

    @property
    def thing(self) -> Thing:
        found = self.new if self.new is not None else self.old
        assert found is not None  # noqa: S101 -- a pair has one side at least
        return found

    @property
    def sign(self) -> str:
        """Its number or code."""
        return str(getattr(self.thing, "number", "") or getattr(self.thing, "code", ""))

    @property
    def name(self) -> str:
        return str(getattr(self.thing, "title", "") or self.thing)

    @property
    def text(self) -> str:
        return str(getattr(self.thing, "text", ""))

    @property
    def fate(self) -> Fate:
        if self.old is None:
            return Fate.ADDED
        if self.new is None:
            return Fate.REMOVED
        same = not self.changes and all(part.fate == Fate.KEPT for part in self.parts)
        return Fate.KEPT if same else Fate.CHANGED


def words_changed(old: str, new: str) -> list[Piece]:
    """Both texts as one: what is in both, only in the old, only in the new, in reading order."""
    before, after = _words(old), _words(new)
    if max(len(before), len(after)) > MOST_WORDS:
        before, after = [old], [new]
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Fate.KEPT, "".join(before[a:b])))
            continue
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        pieces += [Piece(Fate.REMOVED, gone)] if gone else []
        pieces += [Piece(Fate.ADDED, come)] if come else []
    return pieces


def _words(text: str) -> list[str]:
    found: list[str] = rjieba.cut(text) if text else []
    return found


def changes_between(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """The facts that differ, in their order; a fact only one of them has counts as empty there."""
    labels = [*old, *(label for label in new if label not in old)]
    return [
        Change(label, old.get(label), new.get(label))
        for label in labels
        if old.get(label) != new.get(label)
    ]


def match(
    old: Sequence[Thing],
    new: Sequence[Thing],
    *,
    key: Callable[[Thing], Hashable],
    words: Callable[[Thing], str] | None = None,
) -> list[tuple[Thing | None, Thing | None]]:
    """Which thing of the one is which of the other, in the order of the new with what went where
    it stood: the same words first, wherever they moved, then the same key, then like words.

    Without `words` the key alone decides.
    """
    partner: dict[int, int] = {}
    if words is not None:
        _pair_equal(old, new, lambda thing: (key(thing), words(thing)), partner)
        _pair_equal(old, new, words, partner)
    _pair_equal(old, new, key, partner)
    if words is not None:
        _pair_alike(old, new, words, partner)
    return _in_order(old, new, partner)


def _pair_equal(
    old: Sequence[Thing],
    new: Sequence[Thing],
    sign: Callable[[Thing], Hashable],
    partner: dict[int, int],
) -> None:
    """Give each place in `new` that has none yet the first free place in `old` of its sign."""
    taken = set(partner.values())
    places: dict[Hashable, list[int]] = {}
    for at, thing in enumerate(old):
        if at not in taken:
            places.setdefault(sign(thing), []).append(at)
    for at, thing in enumerate(new):
        if at not in partner and places.get(sign(thing)):
            partner[at] = places[sign(thing)].pop(0)


def _pair_alike(
    old: Sequence[Thing],
    new: Sequence[Thing],
    words: Callable[[Thing], str],
    partner: dict[int, int],
) -> None:
    taken = set(partner.values())
    left = [at for at in range(len(old)) if at not in taken]
    if len(left) * (len(new) - len(partner)) > MOST_GUESSES:
        return  # little in common: the one is no rewriting of the other
    for at, thing in enumerate(new):
        if at in partner or not left:
            continue
        told = words(thing)
        alike = {there: likeness(words(old[there]), told) for there in left}
        best = max(alike, key=alike.__getitem__)
        if alike[best] >= ALIKE:
            partner[at] = best
            left.remove(best)


def likeness(one: str, other: str) -> float:
    """From 0 to 1: how much of two texts is the same."""
    one, other = one[:LONGEST_LIKENESS], other[:LONGEST_LIKENESS]
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def _in_order(
    old: Sequence[Thing], new: Sequence[Thing], partner: Mapping[int, int]
) -> list[tuple[Thing | None, Thing | None]]:
    taken, reached = set(partner.values()), 0
    found: list[tuple[Thing | None, Thing | None]] = []
    for at, thing in enumerate(new):
        there = partner.get(at)
        if there is not None:
            found += [(old[gone], None) for gone in range(reached, there) if gone not in taken]
            reached = max(reached, there + 1)
        found.append((None if there is None else old[there], thing))
    return found + [(old[gone], None) for gone in range(reached, len(old)) if gone not in taken]
