"""Answers that repeat themselves more than the thing they are about.

All of them compare a person with others at the same work: a gauge that stands still for everybody
stands still, one that does so for one person only is not being read.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from pinzhi.records.integrity.facts import Number, Sign, Usual, bounded

SHORTEST_RUN, LEAST_PAIRS, UNLIKELY = 8, 20, 1e-5
FEWEST_STEPS, QUIET = 14, 0.34
HABIT = 0.5  # people have words of their own: half of one's remarks may be the same


def identical(kind: str, mine: Sequence[tuple[str, str]], others: Usual) -> Sign | None:
    """The same value again and again (REC-03).

    `mine` holds (record, value) at one item of one target in order of time; `others` how often two
    readings of other people that follow each other there, or at its like, are equal. `kind` is
    identical_readings or identical_answers.
    """
    run = _longest_run(mine)
    if len(run) < SHORTEST_RUN or others.of < LEAST_PAIRS:
        return None
    share = max(others.share, HABIT if kind == "identical_answers" else 0.0)
    likely = math.log10(share) * (len(run) - 1) + math.log10(len(mine))
    if likely > math.log10(UNLIKELY):
        return None
    numbers: dict[str, Number] = {
        "value": run[0][1],
        "times": len(run),
        "usual": round(100 * others.share),
    }
    return Sign(kind, bounded(-likely / 12), [uid for uid, _ in reversed(run)], numbers)


def noiseless(
    mine: Sequence[tuple[str, float]], others_step: float, pairs: int, division: float
) -> Sign | None:
    """Readings that hardly move where those of others do (REC-03).

    `others_step` is the mean distance of two readings of others that follow each other, over so
    many `pairs`; `division` is the smallest one of the gauge. One that moves by less tells nothing.
    """
    values = [value for _, value in mine]
    steps = [abs(b - a) for a, b in pairwise(values)]
    if len(steps) < FEWEST_STEPS or pairs < LEAST_PAIRS or others_step < division:
        return None
    step = sum(steps) / len(steps)
    if step == 0 or step > QUIET * others_step:
        return None  # no step at all is told as identical
    numbers: dict[str, Number] = {
        "times": len(values),
        "step": float(f"{step:.3g}"),
        "usual": float(f"{others_step:.3g}"),
    }
    about = [uid for uid, _ in reversed(mine)]
    return Sign("noiseless_readings", bounded(1 - step / others_step), about, numbers)


def _longest_run(mine: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    best: list[tuple[str, str]] = []
    run: list[tuple[str, str]] = []
    for one in mine:
        run = [*run, one] if run and run[-1][1] == one[1] else [one]
        if len(run) >= len(best):
            best = run
    return best
