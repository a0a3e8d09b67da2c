"""Times that no body and no pair of hands can keep."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from pinzhi.records.integrity.facts import Entry, Sign, Spot, bounded

# the least seconds an honest answer takes with its look at the thing, by its kind
LEAST = {"verdict": 0.7, "choice": 0.7, "number": 1.2, "text": 0.8}
LEAST_PHOTO = 2.0
FEWEST_ITEMS = 3
RUN_GAP, RUN_LENGTH, RUN_PLACES = timedelta(seconds=12), 5, 4
OTHER_SITE, OTHER_BUILDING, FLOOR_BY_FOOT, FLOOR_BY_LIFT = 300.0, 30.0, 7.0, 2.0
BY_FOOT = 2
FEWEST_JUMPS = 3
LATE, FEWEST_LATE = timedelta(hours=12), 3
DEVICE_OVERLAP, FEWEST_OVERLAPS = timedelta(seconds=5), 3


def too_short(day: Sequence[Entry]) -> Sign | None:
    """Records of one person's day filled in faster than their items can be looked at and answered
    (REC-03)."""
    found = sorted((pair for pair in map(_haste, day) if pair is not None), key=lambda p: p[0])
    if not found:
        return None
    share, worst = found[0]
    numbers = {
        "records": len(found),
        "took": round(_took(worst)),
        "items": sum(worst.asked.values()),
        "least": round(_least(worst)),
    }
    about = [entry.uid for _, entry in found]
    return Sign("too_short", bounded(1 - share / 2 + len(found) / 100), about, numbers)


def _haste(entry: Entry) -> tuple[float, Entry] | None:
    """The share of the least time that a record took, if it is less than all of it."""
    if sum(entry.asked.values()) < FEWEST_ITEMS or _took(entry) >= _least(entry):
        return None
    return _took(entry) / _least(entry), entry


def _took(entry: Entry) -> float:
    return (entry.captured - entry.started).total_seconds()


def _least(entry: Entry) -> float:
    answers = sum(LEAST[kind] * n for kind, n in entry.asked.items())
    return answers + LEAST_PHOTO * entry.photos


def batch_filling(day: Sequence[Entry]) -> Sign | None:
    """One person's day holds a run of records at many places within seconds (REC-03)."""
    run = max(_runs(day), key=len, default=[])
    places = {entry.spot.place for entry in run}
    if len(run) < RUN_LENGTH or len(places) < RUN_PLACES:
        return None
    took = (run[-1].captured - run[0].captured).total_seconds()
    numbers = {"records": len(run), "places": len(places), "took": round(took)}
    return Sign("batch_filling", bounded(0.6 + len(run) / 50), _uids(run), numbers)


def impossible_travel(day: Sequence[Entry]) -> Sign | None:
    """One person is at two spots sooner than anybody gets from one to the other (REC-03)."""
    row = sorted(day, key=lambda e: e.captured)
    jumps = []
    for one, two in pairwise(row):
        need = seconds_between(one.spot, two.spot)
        gap = (two.captured - one.captured).total_seconds()
        if gap < need:
            jumps.append((gap / need, gap, need, one, two))
    far = any(one.spot.site != two.spot.site for *_, one, two in jumps)
    if not jumps or (len(jumps) < FEWEST_JUMPS and not far):
        return None
    share, gap, need, one, two = min(jumps, key=lambda jump: (jump[0], jump[1]))
    rest = [uid for *_, a, b in jumps for uid in (a.uid, b.uid) if uid not in {one.uid, two.uid}]
    numbers = {"jumps": len(jumps), "gap": round(gap), "need": round(need)}
    about = [two.uid, one.uid, *dict.fromkeys(rest)]
    return Sign("impossible_travel", bounded(1 - share / 2 + len(jumps) / 100), about, numbers)


def seconds_between(one: Spot, two: Spot) -> float:
    """The least time from spot to spot; nought where the ground does not tell."""
    if one.site != two.site:
        return OTHER_SITE
    if None in {one.building, two.building}:
        return 0.0
    if one.building != two.building:
        return OTHER_BUILDING
    if one.floor is None or two.floor is None:
        return 0.0
    floors = abs(one.floor - two.floor)
    return min(floors, BY_FOOT) * FLOOR_BY_FOOT + max(floors - BY_FOOT, 0) * FLOOR_BY_LIFT


def late_handover(day: Sequence[Entry]) -> Sign | None:
    """Records of one person's day that came more than half a day after they were made (REC-06)."""
    late = [entry for entry in day if entry.received - entry.captured >= LATE]
    if len(late) < FEWEST_LATE:
        return None
    delays = [(entry.received - entry.captured).total_seconds() / 3600 for entry in late]
    longest = max(delays)
    numbers = {"records": len(late), "of": len(day), "hours": round(longest)}
    return Sign("late_handover", bounded(0.5 + longest / 96), _uids(late), numbers)


def device_shared(used: Sequence[Entry]) -> Sign | None:
    """On one device records of two people were under way at the same time (REC-03)."""
    row = sorted(used, key=lambda e: e.started)
    pairs = []
    for at, one in enumerate(row):
        for two in row[at + 1 :]:
            if two.started >= one.captured:
                break
            if one.by != two.by and min(one.captured, two.captured) - two.started >= DEVICE_OVERLAP:
                pairs.append((one, two))
    met = {entry.uid: entry for pair in pairs for entry in pair}
    counts = Counter(entry.by for entry in met.values())
    # a form left open meets many of the other person's, but is only one
    overlaps = min(counts.values(), default=0)
    if overlaps < FEWEST_OVERLAPS:
        return None
    numbers = {"overlaps": overlaps, "people": len(counts)}
    return Sign("device_shared", bounded(0.5 + overlaps / 10), list(met), numbers)


def _runs(day: Sequence[Entry]) -> list[list[Entry]]:
    runs: list[list[Entry]] = []
    for entry in sorted(day, key=lambda e: e.captured):
        if runs and entry.captured - runs[-1][-1].captured <= RUN_GAP:
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return runs


def _uids(entries: Sequence[Entry]) -> list[str]:
    return [entry.uid for entry in entries]
