"""Whoever checks and never finds anything."""

import math

from pinzhi.records.integrity.facts import Sign, Usual, bounded

FEWEST, OTHERS, UNLIKELY = 25, 60, 0.003


def lenient_checker(mine: Usual, others: Usual) -> Sign | None:
    """Somebody's rechecks never fail where those of others do (T11).

    `mine` and `others` count failed rechecks (`yes`) of all.
    """
    if mine.yes or mine.of < FEWEST or others.of < OTHERS or not others.yes:
        return None
    likely = math.log10(1 - others.yes / others.of) * mine.of
    if likely > math.log10(UNLIKELY):
        return None
    numbers = {"rechecks": mine.of, "usual": round(100 * others.yes / others.of)}
    return Sign("lenient_checker", bounded(-likely / 6), [], numbers)
