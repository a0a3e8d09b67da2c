"""Work shared out evenly. Pure: what is to be done, by whom it could be, and the hours they have.

The measure is `spread`: of each person's day the minutes squared over the minutes they are there.
It is least when everybody is busy for the same share of their time. A task is moved only when that
lessens the spread by more than `WORTH`, so a second look changes nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

LEAST = 60  # minutes reckoned for somebody on duty in the window but hardly on that day
WORTH = 0.1
Key = tuple[int, date]  # somebody on a day
Hours = Mapping[Key, int]


@dataclass(frozen=True)
class Job:
    """A task nobody has begun: its minutes, its day, who has it, and who could."""

    pk: int
    day: date
    minutes: int
    holder: int | None
    candidates: Sequence[int]


def share(jobs: Sequence[Job], fixed: Hours, there: Hours) -> dict[int, int]:
    """Who shall do which job; only those that change hands.

    `fixed` are minutes by person and day that stay where they are, `there` the minutes a person is
    on duty. What nobody has, or somebody who is not on duty then, is placed first, the longest job
    first; then jobs move one by one to where they weigh least, as long as that helps.
    """
    found: dict[int, int] = {}
    by_day: dict[date, list[Job]] = defaultdict(list)
    for job in jobs:
        by_day[job.day].append(job)
    for day, mine in by_day.items():
        found |= _Day(day, sorted(mine, key=lambda j: (-j.minutes, j.pk)), fixed, there).shared()
    return found


def spread(load: Hours, there: Hours) -> float:
    return sum(_weight(minutes, there.get(key, 0)) for key, minutes in load.items())


def load_of(jobs: Sequence[Job], fixed: Hours, moves: Mapping[int, int]) -> dict[Key, int]:
    """Minutes by person and day once the moves are made."""
    load = Counter(fixed)
    for job in jobs:
        who = moves.get(job.pk, job.holder)
        if who is not None:
            load[who, job.day] += job.minutes
    return dict(load)


def _weight(minutes: int, there: int) -> float:
    return minutes * minutes / max(there, LEAST)


class _Day:
    def __init__(self, day: date, jobs: Sequence[Job], fixed: Hours, there: Hours) -> None:
        self.jobs = [job for job in jobs if job.candidates]
        self.holder = {job.pk: job.holder for job in self.jobs}
        load = load_of(jobs, {k: v for k, v in fixed.items() if k[1] == day}, {})
        self.load = Counter({staff: minutes for (staff, _), minutes in load.items()})
        self.there = {staff: minutes for (staff, on), minutes in there.items() if on == day}

    def shared(self) -> dict[int, int]:
        for job in self.jobs:
            if job.holder not in job.candidates:
                self._move(job, self._best(job)[1])
        while sum(self._improve(job) for job in self.jobs):
            pass
        was = {job.pk: job.holder for job in self.jobs}
        return {pk: who for pk, who in self.holder.items() if who is not None and who != was[pk]}

    def _improve(self, job: Job) -> bool:
        gain, to = self._best(job)
        if gain >= -WORTH or to == self.holder[job.pk]:
            return False
        self._move(job, to)
        return True

    def _best(self, job: Job) -> tuple[float, int]:
        """The one whose having the job changes the spread for the better most, and by how much."""
        now = self.holder[job.pk]
        leaving = self._change(now, -job.minutes) if now is not None else 0.0
        return min(
            (0.0 if one == now else leaving + self._change(one, job.minutes), one)
            for one in job.candidates
        )

    def _change(self, staff: int, minutes: int) -> float:
        there, load = self.there.get(staff, 0), self.load[staff]
        return _weight(load + minutes, there) - _weight(load, there)

    def _move(self, job: Job, to: int) -> None:
        now = self.holder[job.pk]
        if now is not None:
            self.load[now] -= job.minutes
        self.load[to] += job.minutes
        self.holder[job.pk] = to
