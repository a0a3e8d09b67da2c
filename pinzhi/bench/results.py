"""A figure, what it must reach, and the table of them."""

import json
import math
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from time import perf_counter


@dataclass(frozen=True)
class Result:
    """One measured figure; `reach` is empty where the figure only explains another."""

    bench: str
    what: str
    figure: str
    reach: str = ""
    ok: bool | None = None


def median_seconds(work: Callable[[], object], runs: int = 3) -> float:
    """The median of the wall times of so many runs."""
    return statistics.median(seconds(work) for _ in range(runs))


def seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed (the nearest rank)."""
    ranked = sorted(values)
    return ranked[math.ceil(share * len(ranked) - 1e-9) - 1]


def at_least(bench: str, what: str, value: float, least: float, unit: str = "") -> Result:
    return Result(bench, what, _said(value, unit), f"≥ {_said(least, unit)}", value >= least)


def at_most(bench: str, what: str, value: float, most: float, unit: str = "") -> Result:
    return Result(bench, what, _said(value, unit), f"≤ {_said(most, unit)}", value <= most)


def told(bench: str, what: str, value: float, unit: str = "") -> Result:
    return Result(bench, what, _said(value, unit))


def _said(value: float, unit: str) -> str:
    number = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"  # noqa: PLR2004 -- three figures
    return f"{number} {unit}".strip()


def table(results: Iterable[Result]) -> str:
    """As Markdown, so that it can be put into docs/performance.md as it came out."""
    marks = {True: "yes", False: "**no**", None: ""}
    lines = ["| Bench | What | Figure | Reach | Reached |", "|---|---|---|---|---|"]
    for one in results:
        cells = (one.bench, one.what, one.figure, one.reach, marks[one.ok])
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def as_json(results: Iterable[Result]) -> str:
    return json.dumps([asdict(one) for one in results], ensure_ascii=False, indent=1)
