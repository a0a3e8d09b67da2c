"""Charts as data: a row of names and rows of numbers. The browser draws them, a table says them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["bar", "line", "heatmap", "strip", "gauge"]
Value = int | float | None


@dataclass(frozen=True)
class Cell:
    text: str
    link: str


@dataclass(frozen=True)
class Series:
    """One row of numbers. `status` colours it; `links[i]` leads to the rows values[i] counts."""

    name: str
    values: Sequence[Value]
    status: str = ""
    links: Sequence[str] = ()

    def cells(self) -> list[Cell]:
        links = [*self.links, *[""] * (len(self.values) - len(self.links))]
        texts = ["–" if value is None else f"{value:.10g}" for value in self.values]
        return [Cell(text, link) for text, link in zip(texts, links, strict=True)]


@dataclass(frozen=True)
class Band:
    """A stretch of the scale with a name, such as a grade; `status` gives its colour."""

    start: float
    end: float
    name: str
    status: str


@dataclass(frozen=True)
class Chart:
    """bar, line: series over categories · strip: stacked bars, one per category · heatmap: series
    are its lines, categories its columns · gauge: the one value of the one series among bands."""

    kind: Kind
    categories: Sequence[str]
    series: Sequence[Series]
    unit: str = ""
    bands: Sequence[Band] = ()
    minimum: float | None = None
    maximum: float | None = None

    def spec(self) -> dict[str, Any]:
        """What the browser draws (client/src/console/chart-options.ts reads it)."""
        found: dict[str, Any] = {
            "kind": self.kind,
            "categories": [str(name) for name in self.categories],
            "series": [_series(one) for one in self.series],
            "unit": self.unit,
            "bands": [
                {"from": b.start, "to": b.end, "name": str(b.name), "status": b.status}
                for b in self.bands
            ],
        }
        edges = {"minimum": self.minimum, "maximum": self.maximum}
        return found | {name: edge for name, edge in edges.items() if edge is not None}


def _series(one: Series) -> dict[str, Any]:
    return {
        "name": str(one.name),
        "values": list(one.values),
        "status": one.status,
        "links": list(one.links),
    }


@dataclass(frozen=True)
class Part:
    x: float
    width: float
    status: str


def strip(counts: Sequence[tuple[str, int]]) -> list[Part]:
    """Shares of a whole as pieces of a strip 100 wide, in the order given (see <c-strip>)."""
    total = sum(count for _, count in counts)
    parts, x = [], 0.0
    for status, count in counts:
        width = 100 * count / total if total else 0.0
        parts.append(Part(round(x, 3), round(width, 3), status))
        x += width
    return [part for part in parts if part.width]
