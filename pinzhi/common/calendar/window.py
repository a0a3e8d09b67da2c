from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time with aware ends; the end itself is outside."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        """Time that really passes: `end - start` would read the clock on the wall."""
        return self.end.astimezone(UTC) - self.start.astimezone(UTC)
