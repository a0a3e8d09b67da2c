"""How a month's score is worked out. Pure: numbers in, numbers out; decimals only.

The month is the mean of its inspections, each on a scale of 100 and weighted by its full score,
less the points of the cases that were closed with a deduction in the month. It never leaves
0 to 100, and it is rounded once, at the end, half up, to a hundredth.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Inspected:
    """One scored check: its full score and what was taken off, both in points."""

    total: Decimal
    deducted: Decimal


def inspection_points(check: Inspected) -> Decimal:
    """What a check reached on a scale of 100, unrounded. ValueError for a full score of 0."""
    if check.total <= 0:
        raise ValueError("An inspection needs a full score above 0.")
    left = max(check.total - check.deducted, Decimal(0))
    return left * HUNDRED / check.total


def month_score(checks: Sequence[Inspected], deductions: Iterable[Decimal]) -> Decimal | None:
    """The month's score, or None when nothing was inspected (QSC-01, QSC-04)."""
    if not checks:
        return None
    # sum of points x weight is exact: the division by each full score cancels out
    left = sum((max(c.total - c.deducted, Decimal(0)) for c in checks), Decimal(0))
    full = sum((c.total for c in checks), Decimal(0))
    raw = left * HUNDRED / full - sum(deductions, Decimal(0))
    return min(max(raw, Decimal(0)), HUNDRED).quantize(HUNDREDTH, ROUND_HALF_UP)


def contribution(check: Inspected, checks: Sequence[Inspected]) -> Decimal:
    """The points of the month that this check lost, unrounded: what would have been had else."""
    full = sum((c.total for c in checks), Decimal(0))
    return min(check.deducted, check.total) * HUNDRED / full
