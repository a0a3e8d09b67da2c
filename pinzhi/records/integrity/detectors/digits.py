"""Last digits: who makes readings up prefers some."""

from collections import Counter
from collections.abc import Mapping, Sequence

from pinzhi.records.integrity.facts import Number, Sign, bounded
from pinzhi.records.integrity.statistics import chi_square_tail

FEWEST_MINE, FEWEST_OTHERS, UNLIKELY = 50, 80, 1e-8
FULL = 1e-18


def digit_pattern(mine: Sequence[tuple[str, str]], others: Mapping[str, int]) -> Sign | None:
    """One person's last digits are spread unlike those of others at the same items (REC-03).

    `mine` holds (record, reading); `others` counts the last digits of other
    people's readings, those that repeat the one before left out as here.
    """
    said = without_repeats(mine)
    digits = Counter(value[-1] for _, value in said)
    if len(said) < FEWEST_MINE or sum(others.values()) < FEWEST_OTHERS:
        return None
    tail = homogeneity(digits, others)
    if tail > UNLIKELY:
        return None
    digit, times = _most_beyond(digits, others)
    numbers: dict[str, Number] = {
        "readings": len(said),
        "digit": digit,
        "share": round(100 * times / len(said)),
        "usual": round(100 * others.get(digit, 0) / sum(others.values())),
    }
    about = [uid for uid, value in reversed(said) if value[-1] == digit]
    return Sign("digit_pattern", bounded(1 - tail**0.05), list(dict.fromkeys(about)), numbers)


def homogeneity(one: Mapping[str, int], two: Mapping[str, int]) -> float:
    """How likely two such counts come of the same urn (chi-square, ten digits)."""
    n, m = sum(one.values()), sum(two.values())
    total, cells = 0.0, 0
    for digit in "0123456789":
        a, b = one.get(digit, 0), two.get(digit, 0)
        if a + b == 0:
            continue
        cells += 1
        for seen, size in ((a, n), (b, m)):
            expected = (a + b) * size / (n + m)
            total += (seen - expected) ** 2 / expected
    return chi_square_tail(total, cells - 1) if cells > 1 else 1.0


def _most_beyond(mine: Mapping[str, int], others: Mapping[str, int]) -> tuple[str, int]:
    n, m = sum(mine.values()), sum(others.values())
    digit = max(mine, key=lambda d: mine[d] / n - others.get(d, 0) / m)
    return digit, mine[digit]


def without_repeats(mine: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """A value said again at once tells nothing new about digits; that is told as identical."""
    found: list[tuple[str, str]] = []
    for uid, value in mine:
        if value and value[-1].isdecimal() and (not found or found[-1][1] != value):
            found.append((uid, value))
    return found
