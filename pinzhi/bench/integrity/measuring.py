"""How many planted cheats are found, and how many honest months are suspected."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from random import Random

from pinzhi.bench.integrity.cheats import CHEATS
from pinzhi.bench.integrity.months import (
    DAYS,
    START,
    Month,
    code_of,
    honest_month,
    last_digits,
)
from pinzhi.records.integrity.detectors.checking import lenient_checker
from pinzhi.records.integrity.detectors.clocks import back_dated
from pinzhi.records.integrity.detectors.digits import digit_pattern
from pinzhi.records.integrity.detectors.doing import (
    begun_unrecorded,
    left_out,
    missed_unexplained,
    round_not_followed,
    scan_missing,
)
from pinzhi.records.integrity.detectors.photos import (
    foreign_code,
    no_camera,
    old_photo,
    reused_photo,
)
from pinzhi.records.integrity.detectors.repeats import identical, noiseless
from pinzhi.records.integrity.detectors.timing import (
    batch_filling,
    device_shared,
    impossible_travel,
    late_handover,
    too_short,
)
from pinzhi.records.integrity.facts import Sign, Usual

NOW = START + timedelta(days=DAYS + 2)


@dataclass(frozen=True)
class Figure:
    """One detector: how many planted and found, how many honest months and suspected by it."""

    detector: str
    planted: int
    found: int
    honest: int
    suspected: int

    @property
    def recall(self) -> float:
        return self.found / self.planted if self.planted else 0.0

    @property
    def false(self) -> float:
        return self.suspected / self.honest if self.honest else 0.0


def measure_months(honest: int, planted: int, seed: int) -> tuple[list[Figure], int]:
    """One figure for each detector of months, with `planted` cases of its cheat each; and how many
    honest months any detector suspected."""
    suspected, spoiled = Counter[str](), 0
    for at in range(honest):
        fired = {sign.detector for sign in signs_of(honest_month(f"{seed}:honest:{at}"))}
        suspected.update(fired)
        spoiled += bool(fired)
    found = [
        Figure(name, *_planted(name, planted, seed), honest, suspected[name]) for name in CHEATS
    ]
    return found, spoiled


def _planted(name: str, number: int, seed: int) -> tuple[int, int]:
    """How many months could be and were spoiled this way, and in how many that was found."""
    planted = found = at = 0
    while planted < number:
        month = honest_month(f"{seed}:{name}:{at}")
        at += 1
        if not _can_be_spoiled(month, name):
            continue
        CHEATS[name](month, Random(f"{seed}:{name}:{at}:how"))  # noqa: S311 -- made up
        planted += 1
        found += any(sign.detector == name for sign in signs_of(month))
    return planted, found


def _can_be_spoiled(month: Month, name: str) -> bool:
    """Whether there is anything to cheat on: scans asked for, photos taken, a gauge that moves."""
    if name == "scan_missing":
        return sum(bool(e.spot.proof) for e in month.days[0]) >= 4  # noqa: PLR2004 -- a few
    if name == "foreign_code":
        return sum(bool(photo.codes) for _, photo, _ in month.photos) >= 2  # noqa: PLR2004 -- two tasks
    if name == "too_short":
        return sum(month.days[0][0].asked.values()) > 1
    least = {"identical_readings": 1.0, "noiseless_readings": 3.0}.get(name)
    if least is None:
        return True
    return any(_swing(month, at) >= least for at in range(len(month.readings)))


def _swing(month: Month, at: int) -> float:
    series = month.others_readings[at]
    places = len(series[0][0].partition(".")[2])
    return _step(series)[0] * 10.0**places


def signs_of(month: Month) -> Iterator[Sign]:
    """Every detector on everything of the month."""
    yield from filter(None, _by_time(month))
    yield from filter(None, _by_values(month))
    yield from filter(None, _by_photos(month))
    yield from filter(None, _by_tasks(month))


def _by_time(month: Month) -> Iterator[Sign | None]:
    for at, day in enumerate(month.days):
        around = [entry for one in month.days[max(at - 1, 0) : at + 2] for entry in one]
        yield too_short(day)
        yield back_dated(day, around)
        yield batch_filling(day)
        yield impossible_travel(day)
        yield late_handover(day)
        yield scan_missing(day, month.others_scans)
    for used in month.shared:
        yield device_shared(used)


def _by_values(month: Month) -> Iterator[Sign | None]:
    for mine, others in zip(month.readings, month.others_readings, strict=True):
        yield identical("identical_readings", mine, equal_pairs(others))
        step, pairs = _step(others)
        places = len(others[0][0].partition(".")[2])
        numbers = [(uid, float(value)) for uid, value in mine]
        yield noiseless(numbers, step, pairs, 10.0**-places)
    yield identical("identical_answers", month.remarks, equal_pairs(month.others_remarks))
    everything = [one for series in month.readings for one in series]
    digits = last_digits([s for gauge in month.others_readings for s in gauge])
    yield digit_pattern(everything, digits)


def _by_photos(month: Month) -> Iterator[Sign | None]:
    by_blob: dict[str, list[str]] = {}
    for uid, photo, _ in month.photos:
        by_blob.setdefault(photo.blob, []).append(uid)
    for uid, photo, captured in month.photos:
        yield reused_photo(uid, by_blob[photo.blob])
        yield old_photo(photo, uid, captured)
        yield foreign_code(photo, uid, code_of(uid))
    bare = [uid for uid, photo, _ in month.photos if not photo.camera]
    mine = Usual(len(month.photos) - len(bare), len(month.photos))
    yield no_camera(bare, mine, month.others_camera)


def _by_tasks(month: Month) -> Iterator[Sign | None]:
    for at, one in enumerate(month.rounds):
        yield round_not_followed(str(at), one.legs)
    for row in month.rows:
        yield missed_unexplained(row, NOW)
        for window in row:
            yield begun_unrecorded(window, NOW)
    yield left_out([], month.blanks, month.others_blanks)
    yield lenient_checker(month.rechecks, month.others_rechecks)


def equal_pairs(series: Sequence[Sequence[str]]) -> Usual:
    pairs = [(a, b) for one in series for a, b in pairwise(one)]
    return Usual(sum(a == b for a, b in pairs), len(pairs))


def _step(series: Sequence[Sequence[str]]) -> tuple[float, int]:
    steps = [abs(float(b) - float(a)) for one in series for a, b in pairwise(one)]
    return sum(steps) / len(steps), len(steps)


def together(figures: Sequence[Figure]) -> Mapping[str, int]:
    return {"planted": sum(f.planted for f in figures), "found": sum(f.found for f in figures)}
