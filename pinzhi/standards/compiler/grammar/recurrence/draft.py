"""A recurrence in the making: the words that name the period, and what is known so far."""

from dataclasses import dataclass, field
from typing import Any, Literal

from pinzhi.standards.compiler.words.recurrence_units import RANK

Kind = Literal["each", "by", "plain", "rate", "noun", "clock", "end", "halves"]

_SURE: dict[Kind, float] = {
    "each": 0.97, "by": 0.85, "plain": 0.92, "rate": 0.95, "noun": 0.8, "clock": 0.8,
    "end": 0.75, "halves": 0.8,
}  # fmt: skip


@dataclass(slots=True)
class Draft:
    """[start, end) names the period; `tail` is where its dates and clocks end."""

    start: int
    end: int
    every: float
    unit: str
    kind: Kind
    tail: int = 0
    times: float | None = None
    moments: int = 1
    weekday: list[int] = field(default_factory=list)
    monthday: list[int] = field(default_factory=list)
    month: list[int] = field(default_factory=list)
    time: list[str] = field(default_factory=list)
    window: list[str] = field(default_factory=list)
    before_day: int = 0
    condition: str = ""
    min: bool = False
    max: bool = False

    def __post_init__(self) -> None:
        self.tail = max(self.tail, self.end)

    @property
    def rank(self) -> int:
        return RANK.index(self.unit)

    def value(self) -> dict[str, Any]:
        """The object of the schema: only what the text says."""
        times = self.moments if self.times is None else self.times
        base = {"times": _whole(times), "every": _whole(self.every), "unit": self.unit}
        names = ("weekday", "monthday", "month", "time", "window", "before_day", "condition",
                 "min", "max")  # fmt: skip
        return base | {name: said for name in names if (said := getattr(self, name))}

    @property
    def confidence(self) -> float:
        return _SURE[self.kind]


def _whole(number: float) -> float | int:
    return int(number) if number == int(number) else number
