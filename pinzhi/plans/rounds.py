"""The sums of rounds: an order drawn from a seed, and what was walked against what was planned.

No clock, no database.
"""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

NFC, QR, ROTATING_QR, BY_HAND = "nfc", "qr", "rotating_qr", ""
PROVES = {
    "none": frozenset({NFC, QR, ROTATING_QR, BY_HAND}),
    "either": frozenset({NFC, QR, ROTATING_QR}),
    "qr": frozenset({NFC, QR, ROTATING_QR}),  # a tag is harder to carry home than a picture
    "nfc": frozenset({NFC}),
}


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a round: after at least and at most so many seconds from the one before, and
    how being there is proved (a key of PROVES)."""

    place: int
    least: int | None = None
    most: int | None = None
    proof: str = "either"

    def told(self) -> dict[str, Any]:
        return {"place": self.place, "least": self.least, "most": self.most, "proof": self.proof}


@dataclass(frozen=True, slots=True)
class Passing:
    """Somebody passed a point; `how` names what was read there, BY_HAND for nothing."""

    place: int
    at: datetime
    how: str = BY_HAND


@dataclass(frozen=True, slots=True)
class Leg:
    """One planned point with what happened there. `gap`: seconds since the point walked before,
    `turn`: the how-manieth it was."""

    point: Point
    passing: Passing | None
    gap: int | None
    turn: int
    marks: tuple[str, ...]


def shuffled(places: Collection[int], seed: str) -> list[int]:
    """The order that follows from a seed, for everybody who draws it again."""
    return sorted(places, key=lambda place: sha256(f"{seed}:{place}".encode()).hexdigest())


def judge_round(
    points: Sequence[Point], passings: Sequence[Passing], *, in_order: bool, fixed: bool = True
) -> list[Leg]:
    """Each planned point with its marks: missing, unproved, order, fast, slow.

    `in_order`: the points have an order. `fixed`: times hold from the point before in that order
    only; else from whichever was before. A longest way is held against nobody after a point that
    was left out. Points that are not on the round are passed over.
    """
    walked = _first_of_each(points, passings)
    planned = [point.place for point in points]
    before = dict(zip(planned[1:], planned[:-1], strict=True))
    strays = _strays([planned.index(p.place) for p in walked]) if in_order else frozenset()
    turns = {p.place: turn for turn, p in enumerate(walked)}
    legs = []
    for point in points:
        turn = turns.get(point.place)
        if turn is None:
            legs.append(Leg(point, None, None, 0, ("missing",)))
            continue
        passing, last = walked[turn], walked[turn - 1] if turn else None
        gap = round((passing.at - last.at).total_seconds()) if last else None
        timed = last is not None and (not fixed or before.get(point.place) == last.place)
        marks = _marks(point, passing, gap if timed else None, stray=turn in strays)
        legs.append(Leg(point, passing, gap, turn + 1, marks))
    return legs


def _first_of_each(points: Sequence[Point], passings: Sequence[Passing]) -> list[Passing]:
    known = {point.place for point in points}
    found: dict[int, Passing] = {}
    for passing in sorted(passings, key=lambda p: p.at):
        if passing.place in known:
            found.setdefault(passing.place, passing)
    return list(found.values())


def _marks(point: Point, passing: Passing, gap: int | None, *, stray: bool) -> tuple[str, ...]:
    found = []
    if passing.how not in PROVES[point.proof]:
        found.append("unproved")
    if stray:
        found.append("order")
    if gap is not None and point.least is not None and gap < point.least:
        found.append("fast")
    if gap is not None and point.most is not None and gap > point.most:
        found.append("slow")
    return tuple(found)


def _strays(row: Sequence[int]) -> frozenset[int]:
    """The fewest members of a row that, left out, leave the rest rising: who went astray."""
    ends: list[int] = []  # the smallest end of a rising row of each length
    at: list[int] = []  # and where in `row` it stands
    back: list[int] = []
    for here, value in enumerate(row):
        length = bisect_left(ends, value)
        back.append(at[length - 1] if length else -1)
        ends[length : length + 1] = [value]
        at[length : length + 1] = [here]
    kept, here = set(), at[-1] if at else -1
    while here >= 0:
        kept.add(here)
        here = back[here]
    return frozenset(range(len(row))) - kept
