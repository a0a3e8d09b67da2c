"""Grades of a score. Pure.

The written edges are 79 and below, 80 to 90, 91 to 100 (QSC-04). They were meant for whole
numbers and leave gaps: 79.5, 90.5. Here a grade begins where its lower edge is reached and not
before, so 79.99 is still the lower grade and 90.99 is still good. Nothing is rounded up into a
better grade.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Band:
    """A grade and the least score that reaches it."""

    code: str
    label: str | Promise
    least: Decimal


BANDS = (
    Band("fail", _("Not up to standard"), Decimal(0)),
    Band("good", _("Good"), Decimal(80)),
    Band("excellent", _("Excellent"), Decimal(91)),
)


def band_of(score: Decimal | None, bands: Sequence[Band] = BANDS) -> Band | None:
    """The highest grade whose edge `score` reaches; None when there is no score."""
    if score is None:
        return None
    return max((b for b in bands if b.least <= score), key=lambda b: b.least)


def missing_to_next(score: Decimal, bands: Sequence[Band] = BANDS) -> tuple[Band, Decimal] | None:
    """The next better grade and the points that are missing to it; None at the top."""
    above = [b for b in bands if b.least > score]
    if not above:
        return None
    nearest = min(above, key=lambda b: b.least)
    return nearest, nearest.least - score
