"""Stretches of a text, and whether a place lies in one of them."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Spans:
    """Any stretches [start, end), overlapping or not; a question costs a bisection."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def hold(self, place: int) -> bool:
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place < self._reach[index]
