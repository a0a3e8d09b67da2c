"""An independent reckoning of recurrences: it walks every day, and every minute of a day, and asks
each which cycle and which share of it holds it; a window begins where the answer changes.

It shares no code with the product. It reads the rule as given, counts periods by walking from
2012 on, and knows only the wall clock: callers compare in a zone that never changes it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Any

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
ZERO, LAST = date(2012, 1, 1), date(2042, 1, 1)
ALL_DAYS = [ZERO + n * DAY for n in range((LAST - ZERO).days)]
SEASONS = {
    "spring": {3, 4, 5},
    "summer": {6, 7, 8},
    "autumn": {9, 10, 11},
    "winter": {12, 1, 2},
    "growing": {4, 5, 6, 7, 8, 9, 10},
}
BEGINS: dict[str, Callable[[date], bool]] = {
    "day": lambda day: True,  # noqa: ARG005 (one shape)
    "week": lambda day: day.isoweekday() == 1,
    "halfmonth": lambda day: day.day in {1, 16},
    "month": lambda day: day.day == 1,
    "quarter": lambda day: day.day == 1 and day.month in {1, 4, 7, 10},
    "halfyear": lambda day: day.day == 1 and day.month in {1, 7},
    "year": lambda day: day.day == 1 and day.month == 1,
}
HALVES = {"month": "halfmonth", "year": "halfyear"}
EVENTS = {"rain", "typhoon", "snow", "special", "peak"}
LONGEST = {"day": 1, "week": 7, "halfmonth": 16, "month": 31, "quarter": 92, "halfyear": 184}
LONGEST["year"] = 366
Stretch = tuple[datetime, datetime]


@lru_cache(maxsize=16)
def period_numbers(unit: str) -> dict[date, int]:
    numbers, number = {}, 0
    for day in ALL_DAYS:
        number += BEGINS[unit](day)
        numbers[day] = number
    return numbers


@dataclass
class Oracle:
    """`works` and `closed` say of a date whether it has opening hours, and is a closed date;
    `opens` at what minute of a day they begin; `events` when each event was on."""

    rule: Mapping[str, Any]
    works: Callable[[date], bool]
    closed: Callable[[date], bool]
    opens: int = 9 * 60
    events: Mapping[str, list[Stretch]] = field(default_factory=dict)

    def between(self, first: date, last: date) -> list[Stretch]:
        """The windows that start on the days first to last, both included."""
        if "after" in self.rule:
            return [one for one in self._afterwards() if first <= one[0].date() <= last]
        found = self._whenever(first, last)
        event = self.rule.get("condition")
        if event not in EVENTS:
            return found
        on = self._minutes_on(event)
        return [
            (a, b) for a, b in found if any(a + n * MINUTE in on for n in range((b - a) // MINUTE))
        ]

    def _minutes_on(self, event: str) -> set[datetime]:
        on: set[datetime] = set()
        for begin, end in self.events.get(event, []):
            on |= {begin + n * MINUTE for n in range((end - begin) // MINUTE)}
        return on

    def _afterwards(self) -> list[Stretch]:
        """A minute belongs to the window of the last event that was over, its delay past."""
        delay, length = self.rule.get("delay", 0), self.rule.get("duration", 1440)
        begins = {end + delay * MINUTE for _, end in self.events.get(self.rule["after"], [])}
        found = []
        for begin in sorted(begins):
            end = begin + MINUTE
            while end not in begins and end < begin + length * MINUTE:
                end += MINUTE
            found.append((begin, end))
        return found

    def _whenever(self, first: date, last: date) -> list[Stretch]:
        if self.rule["unit"] in {"minute", "hour", "shift"}:
            found = self._by_minute(first - 1 * DAY, last + 2 * DAY)
        else:
            found = self._by_day(first - 36 * DAY, last + 36 * DAY)
        return [one for one in self._apart(found) if first <= one[0].date() <= last]

    # minutes

    def _by_minute(self, first: date, last: date) -> list[Stretch]:
        labels = self._span_labels(first, last) if self._spans() else self._labels(first, last)
        found = []
        for _, group in groupby(sorted(labels.items()), key=lambda pair: pair[1]):
            moments = [moment for moment, _ in group]
            found.append((moments[0], moments[-1] + MINUTE))
        return found

    def _labels(self, first: date, last: date) -> dict[datetime, Any]:
        """Minute by minute from the anchor's midnight on, without a break."""
        anchor = datetime.combine(self._anchor(), time())
        begin, end = datetime.combine(first, time()), datetime.combine(last, time()) + DAY
        labels, cycle, right = {}, self._cycle(), {}
        for number in range((begin - anchor) // MINUTE, (end - anchor) // MINUTE):
            index, offset = divmod(number, cycle)
            if index not in right:
                right[index] = self._day_is_right((anchor + index * cycle * MINUTE).date())
            if right[index]:
                labels[anchor + number * MINUTE] = (index, self._share(offset, cycle))
        return labels

    def _span_labels(self, first: date, last: date) -> dict[datetime, Any]:
        """Minute by minute in each window or shift of each day."""
        labels: dict[datetime, Any] = {}
        spans = sorted(self._spans())
        for day in (first + n * DAY for n in range((last - first).days + 1)):
            if not self._day_is_right(day):
                continue
            for place, span in enumerate(spans):
                begin = self._clock(datetime.combine(day, time()), span[0])
                end = self._clock(begin, span[1])
                length = (end - begin + (DAY if end <= begin else timedelta(0))) // MINUTE
                if self.rule["unit"] != "shift":
                    cycle = self._cycle()
                elif self._shift_is_right(day, place, len(spans), begin.hour):
                    cycle = length
                else:
                    continue
                for number in range(length):
                    index, offset = divmod(number, cycle)
                    labels[begin + number * MINUTE] = (begin, index, self._share(offset, cycle))
        return labels

    def _shift_is_right(self, day: date, place: int, shifts: int, hour: int) -> bool:
        number = (day - self._anchor()).days * shifts + place
        dark = hour >= 18 or hour < 6
        by_night = self.rule.get("condition") == "night"
        return number % self.rule.get("every", 1) == 0 and (dark or not by_night)

    def _cycle(self) -> int:
        return int(self.rule.get("every", 1) * (60 if self.rule["unit"] == "hour" else 1))

    def _share(self, offset: int, length: int) -> int:
        count = self.rule.get("times", 1)
        if count == 1:
            return 0
        return sum(1 for share in range(1, count) if share * length // count <= offset)

    def _spans(self) -> list[list[str]]:
        if "shift_windows" in self.rule or self.rule["unit"] == "shift":
            return self._shifts()
        window = self._window()
        return [window] if window else []

    def _shifts(self) -> list[list[str]]:
        usual = [["08:00", "20:00"], ["20:00", "08:00"]]
        return list(self.rule.get("shift_windows", usual))

    def _window(self) -> list[str] | None:
        if "window" in self.rule:
            return list(self.rule["window"])
        clocked = self.rule.get("time") or self.rule.get("before_opening")
        dark = self.rule.get("condition") == "night" and not clocked
        return ["18:00", "06:00"] if dark else None

    @staticmethod
    def _clock(day: datetime, text: str) -> datetime:
        hour, minute = map(int, text.split(":"))
        return day.replace(hour=hour, minute=minute)

    # days

    def _by_day(self, first: date, last: date) -> list[Stretch]:
        unit, every = self.rule["unit"], self.rule.get("every", 1)
        times = self.rule.get("times", 1)
        if every == 0.5:
            unit, every, times = HALVES.get(unit, unit), 1, times * (1 if unit in HALVES else 2)
        times = max(1, times // len(self.rule["time"])) if self.rule.get("time") else times
        numbers = period_numbers(unit)
        base = numbers[self._anchor()]
        reach = (every + 1) * LONGEST[unit] + 1
        low, high = (first - ZERO).days - reach, (last - ZERO).days + reach
        near = ALL_DAYS[low : high + 1]
        found: list[Stretch] = []
        for _, group in groupby(near, key=lambda day: (numbers[day] - base) // every):
            cycle = list(group)
            if cycle[-1] >= first and cycle[0] <= last:
                found += self._in_cycle(unit, cycle, times)
        return found

    def _in_cycle(self, unit: str, cycle: list[date], times: int) -> list[Stretch]:
        rule, months = self.rule, self._months()
        if unit == "day":
            return self._picked([day for day in cycle if self._day_is_right(day)], times)
        if unit == "week" and rule.get("weekday"):
            listed = [day for day in cycle[:7] if day.isoweekday() in rule["weekday"]]
            return self._picked(listed, max(times, len(listed)), sieve=True)
        if unit == "week":
            middle = cycle[len(cycle) // 2]
            return [] if months and middle.month not in months else self._run(cycle, times)
        days = [day for day in cycle if not months or day.month in months]
        by_month = [list(group) for _, group in groupby(days, key=lambda d: (d.year, d.month))]
        moments = bool(rule.get("month")) and unit in {"quarter", "halfyear", "year"}
        if rule.get("monthday"):
            listed = self._dates(by_month, moments=moments)
            return self._picked(listed, max(times, len(listed)), sieve=True)
        runs = self._runs(by_month, moments=moments, times=times)
        found: list[Stretch] = []
        for place, run in enumerate(runs):
            count = sum(1 for n in range(times) if n % len(runs) == place)
            found += self._run(run, count) if count else []
        return found

    def _runs(self, by_month: list[list[date]], *, moments: bool, times: int) -> list[list[date]]:
        limit = self.rule.get("before_day")
        if limit == 1:
            chosen = by_month if moments else by_month[:1]
            return [self._month_before(month[0]) for month in chosen]
        if limit:
            chosen = by_month if moments else by_month[:1]
            return [[day for day in month if day.day < limit] for month in chosen]
        if moments and times >= len(by_month):
            return by_month
        joined: list[list[date]] = []
        for month in by_month:
            if joined and joined[-1][-1] + DAY == month[0]:
                joined[-1] = joined[-1] + month
            else:
                joined.append(month)
        return joined

    @staticmethod
    def _month_before(day: date) -> list[date]:
        last = day - DAY
        return [d for d in ALL_DAYS if (d.year, d.month) == (last.year, last.month)]

    def _dates(self, by_month: list[list[date]], *, moments: bool) -> list[date]:
        found = set()
        for place, month in enumerate(by_month):
            for day in self.rule["monthday"]:
                if moments or place == (len(by_month) - 1 if day == -1 else 0):
                    found.add(month[-1] if day == -1 else month[min(day, len(month)) - 1])
        return sorted(found)

    def _run(self, days: list[date], times: int) -> list[Stretch]:
        rule = self.rule
        if rule.get("weekday") or self._policy() == "only":
            return self._picked([day for day in days if self._day_is_right(day)], times)
        if times > len(days):
            return self._picked(days, times)
        found: list[Stretch] = []
        for share in range(times):
            own = [day for n, day in enumerate(days) if self._holder(n, len(days), times) == share]
            own = own[: len(own) - rule.get("min_gap_days", 0)]
            if rule.get("time") or rule.get("before_opening") or self._window():
                found += self._on_day(next((day for day in own if self.works(day)), own[0]), 1)
            else:
                found += self._whole(own)
        return found

    @staticmethod
    def _holder(place: int, length: int, times: int) -> int:
        return max(share for share in range(times) if share * length // times <= place)

    def _whole(self, days: list[date]) -> list[Stretch]:
        policy = self._policy()
        if all(map(self._is_holiday, days)) and policy not in {"keep", "only"}:
            if policy == "skip":
                return []
            moved = self._moved(days[-1] if policy == "after" else days[0])
            days = days if moved is None else [moved]
        return [(datetime.combine(days[0], time()), datetime.combine(days[-1], time()) + DAY)]

    def _picked(self, days: list[date], times: int, *, sieve: bool = False) -> list[Stretch]:
        found: list[Stretch] = []
        for place, day in enumerate(days):
            count = sum(1 for n in range(times) if n * len(days) // times == place)
            month_fits = not self._months() or day.month in self._months()
            kept = month_fits and (self._policy() != "only" or self._is_holiday(day))
            if count and (kept or not sieve):
                found += self._on_day(day, count)
        return found

    def _on_day(self, day: date, count: int) -> list[Stretch]:
        policy = self._policy()
        if self._is_holiday(day) and policy not in {"keep", "only"}:
            if policy == "skip":
                return []
            day = self._moved(day) or day
        midnight = datetime.combine(day, time())
        if self.rule.get("before_opening"):
            opens = midnight + self.opens * MINUTE
            lead = self.rule["before_opening"] * MINUTE
            return [(opens - lead, opens)] if self.works(day) else []
        if self.rule.get("time"):
            return self._at_times(midnight)
        begin = end = midnight
        if window := self._window():
            begin, end = self._clock(midnight, window[0]), self._clock(midnight, window[1])
        end += DAY if end <= begin else timedelta(0)
        length = (end - begin) // MINUTE
        cuts = [begin + (share * length // count) * MINUTE for share in range(count + 1)]
        return list(pairwise(cuts))

    def _at_times(self, midnight: datetime) -> list[Stretch]:
        """By: every minute of the day belongs to the first time after it. From: to the last."""
        moments = [self._clock(midnight, text) for text in self.rule["time"]]
        how = self.rule.get("clock", "at")
        if how == "at":
            length = self.rule.get("duration", 60) * MINUTE
            return [(start, start + length) for start in moments]
        longest = self.rule.get("duration", 1440) * MINUTE
        by = how == "by"
        moments = [m + DAY if by and m == midnight else m for m in moments]
        minutes: dict[datetime, list[datetime]] = {}
        for minute in (midnight + n * MINUTE for n in range(1440)):
            if by:
                own = min((m for m in moments if m > minute), default=None)
                near = own is not None and own - minute <= longest
            else:
                own = max((m for m in moments if m <= minute), default=None)
                near = own is not None and minute - own < longest
            if own is not None and near:
                minutes.setdefault(own, []).append(minute)
        return [(each[0], each[-1] + MINUTE) for each in minutes.values()]

    def _moved(self, day: date) -> date | None:
        step = DAY if self._policy() == "after" else -DAY
        for distance in range(1, 32):
            if self.works(day + distance * step):
                return day + distance * step
        return None

    # both

    def _policy(self) -> str:
        if self.rule.get("condition") == "holiday":
            return "only"
        usual = "skip" if self.rule.get("workdays_only") else "keep"
        return str(self.rule.get("holiday", usual))

    def _is_holiday(self, day: date) -> bool:
        return self.closed(day) or bool(self.rule.get("workdays_only") and not self.works(day))

    def _months(self) -> set[int]:
        season = SEASONS.get(self.rule.get("condition", ""), set(range(1, 13)))
        months = set(self.rule.get("month") or range(1, 13)) & season
        return set() if len(months) == 12 else months

    def _day_is_right(self, day: date) -> bool:
        rule = self.rule
        tomorrow = day + DAY
        dates = {day.day} | ({-1, *range(day.day, 32)} if tomorrow.day == 1 else set())
        holiday = self._is_holiday(day)
        fine = rule["unit"] in {"minute", "hour", "shift"}
        return (
            (not rule.get("weekday") or day.isoweekday() in rule["weekday"])
            and (not self._months() or day.month in self._months())
            and (not rule.get("monthday") or bool(dates & set(rule["monthday"])))
            and (self._policy() != "only" or holiday)
            and not (fine and self._policy() == "skip" and holiday)
        )

    def _anchor(self) -> date:
        return date.fromisoformat(self.rule.get("anchor", "2024-01-01"))

    @staticmethod
    def _apart(found: Iterable[Stretch]) -> list[Stretch]:
        longest: dict[datetime, datetime] = {}
        for start, end in found:
            longest[start] = max(end, longest.get(start, end))
        starts = sorted(longest)
        following = dict(pairwise(starts))
        return [(s, min(longest[s], following.get(s, longest[s]))) for s in starts]
