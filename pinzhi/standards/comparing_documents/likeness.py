"""How far two wordings speak of the same thing: the share of their letter pairs they have in
common, rare pairs counting for more. Chinese needs no words cut out for that."""

import re
from collections import Counter
from collections.abc import Iterable
from math import log
from typing import Final

Pairs = frozenset[str]
FEW: Final = 5.0
"""About the weight of one pair that stands nowhere else."""

_LETTERS = re.compile(r"[一-鿿]+|[A-Za-z]{2,}")


def pairs(text: str) -> Pairs:
    """Every two letters that follow one another; figures and signs part them."""
    runs = _LETTERS.findall(text)
    return frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1))


class Likeness:
    """Weighs a pair by how few of `texts` hold it; what stands everywhere weighs nothing."""

    def __init__(self, texts: Iterable[Pairs]) -> None:
        known = list(texts)
        self._held = Counter(pair for text in known for pair in text)
        self._all = len(known)

    def share(self, words: Pairs, of: Pairs) -> float:
        """How much of `words` stands in `of`, from 0 to 1; short wordings never reach 1, since
        what little they say may stand anywhere."""
        return self._weight(words & of) / (self._weight(words) + FEW) if words else 0.0

    def _weight(self, some: Pairs) -> float:
        return sum(log((self._all + 1) / (self._held[pair] + 1)) for pair in some)
