"""What a day is like: its weather, who did not come, how the site is doing. From the seed alone."""

import math
from datetime import date
from random import Random

# how likely rain is in each month of the year, somewhere on the lower Yangtze
RAIN = (0.22, 0.26, 0.32, 0.32, 0.34, 0.46, 0.36, 0.34, 0.28, 0.2, 0.2, 0.16)
ABSENT = (0.055, 0.03, 0.03, 0.03, 0.04, 0.06, 0.06)  # from Monday on


class Days:
    """The days of one site, under the weather of all. Asked twice, a day answers the same."""

    def __init__(self, seed: str, site: str) -> None:
        self.seed = seed
        self.site = site
        self._rain: dict[date, bool] = {}
        self._absent: dict[tuple[str, date], bool] = {}
        chance = Random(f"{seed}:{site}:level")  # noqa: S311 -- a made-up past, no secret
        self._level = chance.uniform(0.75, 1.35)
        self._phase = chance.uniform(0, 2 * math.pi)

    def rainy(self, day: date) -> bool:
        found = self._rain.get(day)
        if found is None:
            # Rain keeps on: the day before counts half.
            today, before = (_draw(f"{self.seed}:rain:{day.toordinal() - n}") for n in (0, 1))
            found = today * 0.7 + before * 0.3 < RAIN[day.month - 1]
            self._rain[day] = found
        return found

    def absent(self, number: str, day: date) -> bool:
        """Whether a person who is down for the day does not come."""
        found = self._absent.get((number, day))
        if found is None:
            likely = ABSENT[day.weekday()]
            found = _draw(f"{self.seed}:{self.site}:{number}:{day}") < likely
            self._absent[number, day] = found
        return found

    def trouble(self, day: date) -> float:
        """How much goes wrong, around 1: sites differ, and each has better and worse months."""
        wave = math.sin(day.toordinal() / 38 + self._phase)
        return self._level * (1 + 0.3 * wave)


def _draw(name: str) -> float:
    return Random(name).random()  # noqa: S311 -- a made-up past, no secret
