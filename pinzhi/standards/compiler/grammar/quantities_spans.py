"""The taken stretches of a text, indexed: with thousands of them each question stays quick."""

from bisect import bisect_left, bisect_right
from itertools import accumulate

from pinzhi.standards.compiler.findings import Taken


class Spans:
    """Answers where words are taken, in time that grows with the logarithm of their number."""

    def __init__(self, taken: Taken) -> None:
        spans = sorted(taken)
        self._starts = [start for start, _ in spans]
        self._furthest = list(accumulate((end for _, end in spans), max))
        self._by_end = sorted((end, start) for start, end in spans)

    def holds(self, start: int, end: int) -> bool:
        """Whether any part of [start, end) is taken."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._furthest[before - 1] > start

    def last_end(self, place: int) -> int:
        """Where the last stretch that is over by `place` ends, or 0."""
        index = bisect_right(self._by_end, (place, place))
        return self._by_end[index - 1][0] if index else 0

    def over_by(self, place: int, *, within: int) -> list[tuple[int, int]]:
        """The stretches that end at most `within` characters before `place`."""
        first = bisect_left(self._by_end, (place - within, -1))
        last = bisect_right(self._by_end, (place, place))
        return [(start, end) for end, start in self._by_end[first:last]]
