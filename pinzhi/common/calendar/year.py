"""All open time of one UTC year as sorted instants with running sums, made once."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from pinzhi.common.calendar.clock import Span, merged, offsets, year_begins


class OpenYear:
    def __init__(self, tz: str, year: int, walls: list[Span]) -> None:
        spans = merged(_instants(offsets(tz, year), walls))
        self.begins = year_begins(year)
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.sums = list(accumulate(end - start for start, end in spans))
        self.total = self.sums[-1] if spans else 0

    def opened_by(self, at: int) -> int:
        """Open time from the year's beginning to the instant `at`."""
        index = bisect_right(self.starts, at) - 1
        if index < 0:
            return 0
        return self.sums[index] - max(self.ends[index] - at, 0)

    def reaches(self, opened: int) -> int:
        """The first instant by which `opened` (more than 0, at most `total`) has passed."""
        index = bisect_left(self.sums, opened)
        return self.ends[index] - (self.sums[index] - opened)

    def spans_from(self, at: int) -> Iterator[Span]:
        """Open spans that end after `at`; the first is cut there."""
        index = bisect_right(self.ends, at)
        for start, end in zip(self.starts[index:], self.ends[index:], strict=True):
            yield max(start, at), end


def _instants(segments: Iterable[tuple[int, int, int]], walls: list[Span]) -> Iterator[Span]:
    for first, last, offset in segments:
        index = bisect_right(walls, first + offset, key=lambda span: span[1])
        for begin, end in walls[index:]:
            if begin - offset >= last:
                break
            yield max(begin - offset, first), min(end - offset, last)
