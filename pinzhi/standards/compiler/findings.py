"""What the compiler finds in a unit of text, and where its words stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Key = Literal[
    "recurrence", "time_limit", "forms", "roles", "quantities", "money", "score_band",
    "activity", "place", "condition", "method", "check", "consequence",
]  # fmt: skip

SCHEMA_KEYS: tuple[Key, ...] = (
    "recurrence", "time_limit", "forms", "roles", "quantities", "money", "score_band",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """One extraction: its value, and the words [start, end) of the plain text it came from.

    `value` is a mapping, or a string for forms and roles. `confidence` runs from 0 to 1.
    """

    key: Key
    value: Mapping[str, Any] | str
    start: int
    end: int
    confidence: float = 1.0


@dataclass(slots=True)
class Taken:
    """Stretches of a unit that something was already understood from."""

    spans: list[tuple[int, int]] = field(default_factory=list)

    def add(self, start: int, end: int) -> None:
        self.spans.append((start, end))

    def holds(self, start: int, end: int) -> bool:
        """Whether any part of [start, end) is taken."""
        return any(start < b and a < end for a, b in self.spans)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self.spans)
