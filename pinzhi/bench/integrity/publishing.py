"""`pinzhi bench integrity`: what the detectors find and whom they suspect wrongly."""

from collections.abc import Sequence

from pinzhi.bench.integrity.measuring import Figure, measure_months
from pinzhi.bench.integrity.pictures import measure_pictures
from pinzhi.bench.results import Result, at_least, at_most, told

MUST_FIND, MAY_SUSPECT = 95.0, 1.0


def bench_integrity(honest: int, planted: int, seed: int) -> list[Result]:
    """`honest` months and as many pairs of photos; `planted` cases of each way to cheat."""
    figures, spoiled = measure_months(honest, planted, seed)
    figures.append(measure_pictures(honest, planted, seed))
    found = [result for one in figures for result in _of_one(one)]
    all_planted = sum(one.planted for one in figures)
    all_found = sum(one.found for one in figures)
    return [
        *found,
        told("integrity", "planted cases", all_planted),
        at_least("integrity", "all: found", 100 * all_found / all_planted, MUST_FIND, "%"),
        told("integrity", "honest months", honest),
        at_most(
            "integrity", "honest months that any suspects", 100 * spoiled / honest, MAY_SUSPECT, "%"
        ),
    ]


def _of_one(one: Figure) -> Sequence[Result]:
    name = one.detector
    return [
        at_least("integrity", f"{name}: found", 100 * one.recall, MUST_FIND, "%"),
        at_most("integrity", f"{name}: suspected wrongly", 100 * one.false, MAY_SUSPECT, "%"),
    ]
