# ruff: noqa: PLR2004 -- how often and how long, said where it happens
"""The ways to cheat: each takes an honest month and spoils it the way people do, more or less."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from random import Random

from pinzhi.bench.integrity.months import MATE, Month, Round, code_of, make_name
from pinzhi.plans.rounds import Passing
from pinzhi.records.integrity.facts import Entry, Photo, Usual

Cheat = Callable[[Month, Random], None]


def _some_days(month: Month, chance: Random, least: int = 2) -> list[int]:
    return chance.sample(range(len(month.days)), chance.randint(least, len(month.days) // 2))


def hurry(month: Month, chance: Random) -> None:
    """Taps through the list: a fraction of a second for each answer."""
    for day in _some_days(month, chance):
        month.days[day] = [
            replace(
                e,
                started=e.captured
                - timedelta(seconds=sum(e.asked.values()) * chance.uniform(0.1, 0.9)),
            )
            for e in month.days[day]
        ]


def fill_in_a_batch(month: Month, chance: Random) -> None:
    """The whole round at the desk, one form after another."""
    for day in _some_days(month, chance):
        each, at = chance.uniform(3, 10), month.days[day][-1].captured
        entries = []
        for entry in month.days[day]:
            entries.append(replace(entry, started=at, captured=at + timedelta(seconds=each)))
            at = entries[-1].captured
        month.days[day] = entries


def jump(month: Month, chance: Random) -> None:
    """Several points of other buildings or floors from one chair, each filled in with care."""
    for day in _some_days(month, chance):
        entries = month.days[day]
        order = entries[::2] + entries[1::2]
        at = entries[0].captured
        spots = [e.spot for e in order]
        found = []
        for entry, near in zip(entries, spots, strict=True):
            spot = replace(near, building=chance.randint(1, 3), floor=chance.randint(1, 18))
            took = timedelta(seconds=chance.uniform(12, 24))
            found.append(replace(entry, spot=spot, started=at, captured=at + took, photos=0))
            at += took
        month.days[day] = found


def hand_over_late(month: Month, chance: Random) -> None:
    """Kept on the phone until somebody asks."""
    for day in _some_days(month, chance, 1):
        later = timedelta(hours=chance.uniform(13, 60))
        month.days[day] = [replace(e, received=e.captured + later) for e in month.days[day]]


def share_a_phone(month: Month, chance: Random) -> None:
    """A friend fills in both rounds on one phone, both forms open."""
    for day in _some_days(month, chance):
        mine = [replace(e, device="phone") for e in month.days[day]]
        shift = timedelta(seconds=chance.uniform(-6, 6))
        his = [
            replace(
                e,
                uid=make_name(chance, e.started, timed=False),
                by=MATE,
                started=e.started + shift,
                captured=e.captured + shift,
            )
            for e in mine
            if chance.random() < 0.7
        ]
        month.shared.append([*mine, *his])


def date_back(month: Month, chance: Random) -> None:
    """Some points are written hours later, with the clock put back."""
    days = _some_days(month, chance)
    timed = chance.random() < 0.5
    for day in days:
        entries = month.days[day]
        for at in chance.sample(range(len(entries) - 4), 3):
            month.days[day][at] = _dated_back(entries[at], entries[-1], chance, timed=timed)


def _dated_back(entry: Entry, last: Entry, chance: Random, *, timed: bool) -> Entry:
    made = last.captured + timedelta(hours=chance.uniform(1, 9))
    received = max(made, last.received) + timedelta(minutes=11)
    return replace(entry, uid=make_name(chance, made, timed=timed), received=received)


def miss(month: Month, chance: Random) -> None:
    row = chance.choice(month.rows)
    for at in range(chance.randint(3, 8)):
        row[-1 - at] = replace(row[-1 - at], missed=True, started=None)


def begin_only(month: Month, chance: Random) -> None:
    row = chance.choice(month.rows)
    at = chance.randrange(len(row))
    begun = row[at].opens + timedelta(minutes=chance.uniform(1, 60))
    row[at] = replace(row[at], missed=True, started=begun)


def skip_scans(month: Month, chance: Random) -> None:
    for day in _some_days(month, chance):
        month.days[day] = [
            replace(e, proof="" if chance.random() < 0.9 else e.proof) for e in month.days[day]
        ]


def leave_out(month: Month, chance: Random) -> None:
    of = chance.randint(60, 300)
    month.blanks = Usual(int(of * chance.uniform(0.42, 0.95)), of)


def walk_otherwise(month: Month, chance: Random) -> None:
    """Some rounds are walked in part, by habit, from a chair with photographs of the codes, or
    with long rests: each in its own way."""
    for at in chance.sample(range(len(month.rounds)), chance.randint(3, 8)):
        one = month.rounds[at]
        chance.choice((_leave_half, _go_by_habit, _scan_in_a_chair, _rest))(one, chance)


def _leave_half(one: Round, chance: Random) -> None:
    kept = max(1, int(len(one.points) * chance.uniform(0.2, 0.6)))
    one.passed = one.passed[:kept]


def _go_by_habit(one: Round, chance: Random) -> None:
    """The way home is the way out walked back, or the round begins in the middle and turns."""
    times = [passing.at for passing in one.passed]
    places = [passing.place for passing in one.passed]
    middle = len(places) // 2 if chance.random() < 0.5 else 0
    habit = places[:middle][::-1] + places[middle:][::-1]
    one.passed = [Passing(p, at, "qr") for p, at in zip(habit, times, strict=True)]


def _scan_in_a_chair(one: Round, chance: Random) -> None:
    at, each = one.passed[0].at, chance.uniform(2, 8)
    one.passed = [
        replace(passing, at=at + timedelta(seconds=each * n))
        for n, passing in enumerate(one.passed)
    ]


def _rest(one: Round, chance: Random) -> None:
    """Sits down at every second point or so for longer than any way takes."""
    late, found = timedelta(), []
    for n, passing in enumerate(one.passed):
        if n % 2:
            late += timedelta(minutes=chance.uniform(25, 45))
        found.append(replace(passing, at=passing.at + late))
    one.passed = found


def copy_readings(month: Month, chance: Random) -> None:
    """Yesterday's value again, for one to three weeks, on a gauge that does move."""
    at = _moving(month, chance)
    series = month.readings[at]
    length = chance.randint(15, len(series))
    start = chance.randint(0, len(series) - length)
    value = series[start][1]
    series[start : start + length] = [(uid, value) for uid, _ in series[start : start + length]]


def invent_readings(month: Month, chance: Random) -> None:
    """About the same value each time, one division up or down, where the gauge swings widely."""
    at = _moving(month, chance, least=3.0)
    series = month.readings[at]
    places = len(series[0][1].partition(".")[2])
    level, found = float(series[0][1]), []
    for uid, _ in series:
        found.append(
            (uid, f"{level + 10.0**-places * chance.choice((-1, 0, 0, 1)) * 0.9:.{places}f}")
        )
    month.readings[at] = found


def favour_digits(month: Month, chance: Random) -> None:
    """Readings rounded to a half or a whole, or with a digit that comes easily."""
    liked = chance.choice(("05", "05", "0", "37", "258"))
    share = chance.uniform(0.7, 1.0)
    for at, series in enumerate(month.readings):
        month.readings[at] = [
            (uid, value[:-1] + chance.choice(liked) if chance.random() < share else value)
            for uid, value in series
        ]


def copy_remarks(month: Month, chance: Random) -> None:
    length = chance.randint(25, len(month.remarks))
    month.remarks = [
        (uid, "设备运行声音正常无异味" if at < length else said)
        for at, (uid, said) in enumerate(month.remarks)
    ]


def reuse_a_photo(month: Month, chance: Random) -> None:
    """The same file under two records; `blob` is its hash."""
    (one, photo, at), (two, _, _) = chance.sample(month.photos, 2)
    month.photos.append((two, replace(photo, uid=two), at))
    assert one != two  # noqa: S101 -- a bench that plants nothing proves nothing


def use_other_pictures(month: Month, chance: Random) -> None:
    """Screenshots and forwarded pictures instead of the camera's."""
    month.photos = [
        (uid, replace(photo, camera=False, taken=None) if chance.random() < 0.8 else photo, at)
        for uid, photo, at in month.photos
    ]


def use_old_photos(month: Month, chance: Random) -> None:
    at = chance.randrange(len(month.photos))
    uid, photo, captured = month.photos[at]
    old = captured - timedelta(days=chance.uniform(1.2, 90))
    month.photos[at] = (uid, Photo(uid, photo.blob, camera=True, taken=old), captured)


def use_a_photo_of_another_task(month: Month, chance: Random) -> None:
    """One photo, handed in again at the next point from the album of the phone."""
    (_, photo, _), (two, _, at) = chance.sample([p for p in month.photos if p[1].codes], 2)
    again = Photo(two, make_name(chance, at, timed=False), camera=photo.camera, taken=photo.taken)
    month.photos.append((two, replace(again, codes=[*photo.codes, code_of(two)]), at))


def pass_everything(month: Month, chance: Random) -> None:
    month.rechecks = Usual(0, chance.randint(50, 150))


def _moving(month: Month, chance: Random, least: float = 1.0) -> int:
    """A gauge whose readings move by some divisions, as nobody can copy one that stands still."""

    def swing(at: int) -> float:
        values = [float(v) for one in month.others_readings[at] for v in one]
        places = len(month.others_readings[at][0][0].partition(".")[2])
        steps = [abs(b - a) for a, b in pairwise(values)]
        return sum(steps) / len(steps) * 10.0**places

    moving = [at for at in range(len(month.readings)) if swing(at) >= least]
    return chance.choice(moving) if moving else -1


CHEATS: Mapping[str, Cheat] = {
    "missed_unexplained": miss,
    "begun_unrecorded": begin_only,
    "too_short": hurry,
    "batch_filling": fill_in_a_batch,
    "impossible_travel": jump,
    "identical_readings": copy_readings,
    "noiseless_readings": invent_readings,
    "identical_answers": copy_remarks,
    "digit_pattern": favour_digits,
    "reused_photo": reuse_a_photo,
    "no_camera": use_other_pictures,
    "old_photo": use_old_photos,
    "foreign_code": use_a_photo_of_another_task,
    "device_shared": share_a_phone,
    "back_dated": date_back,
    "scan_missing": skip_scans,
    "round_not_followed": walk_otherwise,
    "left_out": leave_out,
    "late_handover": hand_over_late,
    "lenient_checker": pass_everything,
}
