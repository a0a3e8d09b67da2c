"""Names of forms, rules and plans: what stands in 《》."""

from bisect import bisect_right
from collections.abc import Iterable

from pinzhi.standards.compiler.findings import Found

OPEN, CLOSE = "《", "》"
MOST_CHARS = 200  # a longer name is a bracket that was never closed


def find_forms(text: str) -> list[Found]:
    """Every name inside 《》 once, brackets off, in order; the span holds the brackets.

    Names without 《》 are not forms in the schema's sense. Of brackets within brackets the outer
    name counts; a bracket that never closes names nothing.
    """
    founds: dict[str, Found] = {}
    for start, end in bracketed(text):
        name = " ".join(text[start + 1 : end - 1].split())
        if name and name not in founds:
            founds[name] = Found("forms", name, start, end)
    return list(founds.values())


def bracketed(text: str) -> list[tuple[int, int]]:
    """The stretches [start, end) of the outermost pairs of 《》, in order."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for at, char in enumerate(text):
        if char == OPEN:
            opened.append(at)
        elif char == CLOSE and opened:
            start = opened.pop()
            if at - start <= MOST_CHARS:
                while pairs and pairs[-1][0] > start:
                    pairs.pop()
                pairs.append((start, at + 1))
    return pairs


class Spans:
    """Stretches of a text, merged, so that a place is looked up without going over them all."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def meet(self, start: int, end: int) -> bool:
        """Whether any part of [start, end) lies in a stretch."""
        at = bisect_right(self._starts, end - 1) - 1
        return at >= 0 and self._ends[at] > start

    def hold(self, start: int, end: int) -> bool:
        """Whether all of [start, end) lies in one stretch."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and self._ends[at] >= end
