"""Sets of event ids as half-open ranges. Pure."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

Range = tuple[int, int]

_WHOLE = re.compile(r"\{(\[-?\d+,-?\d+\)(,\[-?\d+,-?\d+\))*)?\}")
_ONE = re.compile(r"\[(-?\d+),(-?\d+)\)")


def ranges_of(numbers: Iterable[int]) -> list[Range]:
    """Ascending numbers as ranges: 1, 2, 3, 7 is (1, 4), (7, 8)."""
    ranges: list[Range] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number:
            ranges[-1] = (ranges[-1][0], number + 1)
        else:
            ranges.append((number, number + 1))
    return ranges


def ranges_text(ranges: Iterable[Range]) -> str:
    """As PostgreSQL writes a multirange: `{[1,4),[7,8)}`."""
    return "{" + ",".join(f"[{low},{high})" for low, high in ranges) + "}"


def parse_ranges(text: str) -> list[Range]:
    """The inverse of `ranges_text`. ValueError for anything else, such as an endless range."""
    if not _WHOLE.fullmatch(text):
        raise ValueError(f"not ranges of whole numbers: {text}")
    return [(int(low), int(high)) for low, high in _ONE.findall(text)]


class Ranges:
    """A growing set of numbers, kept as few ranges."""

    def __init__(self) -> None:
        self._lows: list[int] = []
        self._highs: list[int] = []

    def add(self, low: int, high: int) -> bool:
        """Add the numbers from `low` to below `high`; False, and no change, if any is there."""
        at = bisect_right(self._lows, low)
        before = self._highs[at - 1] if at else None
        after = self._lows[at] if at < len(self._lows) else None
        if (before is not None and before > low) or (after is not None and after < high):
            return False
        if before == low:
            self._highs[at - 1] = high
        else:
            self._lows.insert(at, low)
            self._highs.insert(at, high)
            at += 1
        if after == high:
            self._highs[at - 1 : at + 1] = [self._highs[at]]
            del self._lows[at]
        return True

    def gaps(self, start: int, end: int) -> Iterator[Range]:
        """What lies between `start` and below `end` and is not in the set."""
        for low, high in zip(self._lows, self._highs, strict=True):
            if start < low:
                yield start, min(low, end)
            start = max(start, high)
        if start < end:
            yield start, end
