"""How much work a rhythm is, against the people there are. Pure: numbers in, numbers out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median

A_PIECE = 1.5  # minutes for one item of a checklist that nobody has carried out yet
FEW = 3  # records from which on the past tells more than the number of items
LONGEST = 480.0  # minutes; a task open overnight was forgotten, not worked on
UNSHIFTED = 8.0  # hours a day of somebody posted without a shift
LONGEST_SHIFT = 12.0


@dataclass(frozen=True)
class Minutes:
    """What one task takes, and from how many records that is known; 0 when it is reckoned."""

    minutes: float
    records: int = 0


def minutes_of(seconds: Sequence[float], items: int) -> Minutes:
    """The median of the tasks done so far, else a minute and a half for each item."""
    if len(seconds) < FEW:
        return Minutes(max(items, 1) * A_PIECE)
    return Minutes(min(max(median(seconds) / 60, 1.0), LONGEST), len(seconds))


@dataclass
class Load:
    """Tasks and hours of one post, day by day."""

    tasks: dict[date, int] = field(default_factory=dict)
    hours: dict[date, float] = field(default_factory=dict)

    def add(self, day: date, tasks: int, minutes: float) -> None:
        self.tasks[day] = self.tasks.get(day, 0) + tasks
        self.hours[day] = self.hours.get(day, 0.0) + tasks * minutes / 60

    def tasks_a_day(self, days: int) -> float:
        return sum(self.tasks.values()) / days

    def hours_a_day(self, days: int) -> float:
        return sum(self.hours.values()) / days


@dataclass(frozen=True)
class PostLoad:
    """One post of one site: what it has to do by other standards, now by this one, and then.

    Hours and tasks are means over the days looked at; `overloaded` is the number of days on which
    the work would take longer than its people are there.
    """

    name: str
    known: bool
    tasks_now: float
    tasks_then: float
    hours_now: float
    hours_then: float
    hours_other: float
    roster: float
    overloaded: int

    @property
    def hours_all(self) -> float:
        return self.hours_other + self.hours_then

    @property
    def share(self) -> float | None:
        """Of the hours its people are there, how much the work takes."""
        return self.hours_all / self.roster if self.roster else None


def duty_hours(hours: float) -> float:
    """What counts of one person's duty on one day: longer than any shift is no shift."""
    return UNSHIFTED if hours > LONGEST_SHIFT else hours


def overloaded_days(
    loads: Iterable[Load], roster: Mapping[date, float], days: Iterable[date]
) -> int:
    """On how many days the loads together exceed the roster; a day without work never does."""
    found = list(loads)
    return sum(
        0 < sum(load.hours.get(day, 0.0) for load in found) > roster.get(day, 0.0) for day in days
    )
