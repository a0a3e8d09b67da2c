"""What belongs under what: numbers, styles and short lines give each clause its place."""

from dataclasses import dataclass
from typing import Final

from pinzhi.standards.compiler.tree.numbering import Number

COARSE: Final = {"部分": 0, "篇": 0, "编": 0, "章": 1, "节": 2, "条": 3, "一、": 4, "(一)": 5}
_PLAINS: Final = ("plain", "plain cycle")
_TITLE: Final = "title"
_WORK: Final = "work"
_DEEPEST: Final = 30  # no honest document nests so far, and a hostile one must cost no more


@dataclass(frozen=True, slots=True)
class Place:
    """Something that clauses can stand under."""

    index: int
    style: str
    value: tuple[int, ...]
    level: int
    is_heading: bool


class Places:
    """Where in the tree the next clause goes; `add` them in the document's order."""

    def __init__(self) -> None:
        self._open: list[Place] = []

    def title(self, index: int, depth: int) -> tuple[int | None, int]:
        """A heading by style, `depth` 1 the highest: everything of its depth and below ends."""
        while self._open and not self._is_above(self._open[-1], depth):
            self._open.pop()
        return self._push(index, _TITLE, (depth,), heading=True)

    def text(self, *, heading: bool, index: int, rank: int = 0) -> tuple[int | None, int]:
        """A line without a number; a short one that governs what follows is a heading.

        Of such headings those of `rank` 1 (每周, 日常工作) stand below those of rank 0 (a post).
        """
        if not heading:
            above = next((place for place in reversed(self._open) if place.is_heading), None)
            return (above.index, above.level + 1) if above else (None, 0)
        ended = [at for at, place in enumerate(self._open) if place.style in _PLAINS[rank:]]
        del self._open[min(ended, default=len(self._open)) :]
        while self._open and not self._open[-1].is_heading:
            self._open.pop()
        return self._push(index, _PLAINS[rank], (), heading=True)

    @property
    def title_index(self) -> int | None:
        """The title of the text that is being read, if it has one."""
        return self._open[0].index if self._open and self._open[0].style == _WORK else None

    def work(self, index: int) -> tuple[None, int]:
        """The title of another text begins: nothing before governs it."""
        self._open = [Place(index, _WORK, (), 0, is_heading=True)]
        return None, 0

    def numbered(
        self, index: int, number: Number, *, heading: bool, inside: bool
    ) -> tuple[int | None, int]:
        """`inside`: the number stands within a line, behind another one's words."""
        if len(number.value) > 1:
            self._end_dotted(number.value)
        else:
            at = self._sibling(number, heading=heading, inside=inside)
            if at is not None:
                del self._open[at:]
        return self._push(index, number.style, number.value, heading=heading)

    def _push(
        self, index: int, style: str, value: tuple[int, ...], *, heading: bool
    ) -> tuple[int | None, int]:
        del self._open[_DEEPEST:]
        parent = self._open[-1] if self._open else None
        level = parent.level + 1 if parent else 0
        self._open.append(Place(index, style, value, level, heading))
        return (parent.index if parent else None), level

    @staticmethod
    def _is_above(place: Place, depth: int) -> bool:
        return place.style == _TITLE and place.value[0] < depth

    def _sibling(self, number: Number, *, heading: bool, inside: bool) -> int | None:
        """Where the list that this number goes on with stands, None when it begins one below."""
        at = [i for i, place in enumerate(self._open) if place.style == number.style]
        if number.style in COARSE:
            rank = COARSE[number.style]
            coarse = [
                i for i, place in enumerate(self._open) if COARSE.get(place.style, 99) >= rank
            ]
            ended = [i for i in coarse if self._open[i].style in COARSE]
            return min([*ended, *at], default=None)
        if not at:
            return None
        if not number.value:
            return at[-1]
        before = number.value[0] - 1
        exact = [i for i in at if self._open[i].value == (before,)]
        if exact:
            # A heading goes on with the outer list, an item with the inner.
            return exact[0] if heading else exact[-1]
        if before == 0:
            # Begun anew: below what has opened since, in place of what has not.
            return at[-1] if at[-1] == len(self._open) - 1 and not inside else None
        smaller = [i for i in at if self._open[i].value < number.value]
        return smaller[-1] if smaller else None

    def _end_dotted(self, value: tuple[int, ...]) -> None:
        """4.1.2 stands below 4.1, which stands below 4; without one below the nearest above."""
        chapter = any(p.style in COARSE and p.value == value[:1] for p in self._open)
        for at, place in enumerate(self._open):
            if _ends(place, value, chapter=chapter):
                del self._open[at:]
                return


def _ends(place: Place, value: tuple[int, ...], *, chapter: bool) -> bool:
    known = place.value
    if len(known) > 1:
        return len(known) >= len(value) or value[: len(known)] != known
    if place.style not in {"1", "1.", "1、"}:
        return bool(known) and place.style not in COARSE and place.style != _TITLE
    return known != value[:1] and not (chapter and place.is_heading)
