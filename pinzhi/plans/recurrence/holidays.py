"""What a holiday does to a rule."""

from dataclasses import dataclass

from pinzhi.common.calendar import Calendar
from pinzhi.plans.recurrence.rule import Rule

FARTHEST = 31  # days a moved window may go; else it stays


@dataclass(frozen=True, slots=True)
class Policy:
    rule: Rule
    calendar: Calendar

    def is_holiday(self, day: int) -> bool:
        if self.calendar.is_day_off(day):
            return True
        return self.rule.workdays_only and not self.calendar.spans_on(day)

    def settle(self, day: int) -> int | None:
        """The day on which what fell on `day` is done; None: not at all."""
        if self.rule.policy in {"keep", "only"} or not self.is_holiday(day):
            return day
        if self.rule.policy == "skip":
            return None
        step = -1 if self.rule.policy == "before" else 1
        look = (day + step * n for n in range(1, FARTHEST + 1))
        return next((d for d in look if self.calendar.spans_on(d)), day)

    def settle_run(self, first: int, after: int) -> tuple[int, int] | None:
        """The same for a run of days; only one that is all holidays is touched."""
        if not all(self.is_holiday(day) for day in range(first, after)):
            return first, after
        edge = after - 1 if self.rule.policy == "after" else first
        day = self.settle(edge)
        if day is None:
            return None
        return (first, after) if day == edge else (day, day + 1)

    def first_working(self, first: int, after: int) -> int:
        """Where a clock goes in a run of days: its first working day, else its first."""
        return next((day for day in range(first, after) if self.calendar.spans_on(day)), first)
