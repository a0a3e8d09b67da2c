# ruff: noqa: PLR2004 -- how often and how long, said where it happens
"""A month of one person's work as it honestly goes, with all that makes honest work look odd.

Nothing here knows the detectors' limits: people hurry, write two points down at once, work without
signal, round a little, have a phone that retries, and read gauges that hardly move.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from pinzhi.plans.rounds import Leg, Passing, Point, judge_round
from pinzhi.records.integrity.detectors.digits import without_repeats
from pinzhi.records.integrity.facts import Entry, Photo, Spot, Usual, Window

START = datetime(2026, 3, 2, tzinfo=UTC)
DAYS, POINTS, GAUGES, READINGS, COLLEAGUES = 20, 10, 3, 3, 3
ME, MATE = 1, 2
CHECKLISTS = (
    {"verdict": 3, "number": 2},
    {"verdict": 6},
    {"verdict": 2, "choice": 2, "text": 1},
    {"verdict": 10, "number": 4, "text": 1},
)


@dataclass
class Gauge:
    """What a dial shows: a level that wanders, seen through its smallest division."""

    level: float
    swing: float
    places: int

    def series(self, chance: Random, length: int) -> list[str]:
        found, off = [], 0.0
        for _ in range(length):
            off = 0.6 * off + chance.gauss(0, self.swing)
            found.append(f"{self.level + off:.{self.places}f}")
        return found


@dataclass
class Round:
    """One round: its points in the order drawn, and the points as they were passed."""

    points: list[Point]
    passed: list[Passing]
    shuffled: bool

    @property
    def legs(self) -> list[Leg]:
        return judge_round(self.points, self.passed, in_order=True, fixed=not self.shuffled)


@dataclass
class Month:
    """Everything of one person's month that a detector may ask for."""

    seed: str
    days: list[list[Entry]]
    readings: list[list[tuple[str, str]]]
    others_readings: list[list[list[str]]]
    remarks: list[tuple[str, str]]
    others_remarks: list[list[str]]
    rows: list[list[Window]]
    photos: list[tuple[str, Photo, datetime]]
    others_camera: Usual
    others_scans: Usual
    blanks: Usual
    others_blanks: Usual
    rechecks: Usual
    others_rechecks: Usual
    shared: list[list[Entry]] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)

    @property
    def entries(self) -> list[Entry]:
        return [entry for day in self.days for entry in day]


def honest_month(seed: str) -> Month:
    chance = Random(seed)  # noqa: S311 -- made-up work, no secret
    spots = _spots(chance)
    pace = chance.uniform(2.6, 9.0)  # seconds for an answer
    checklist = chance.choice(CHECKLISTS)
    days = [_day(chance, day, spots, pace, checklist) for day in range(DAYS)]
    gauges = [_gauge(chance) for _ in range(GAUGES)]
    uids = [entry.uid for day in days for entry in day]
    words = _habits(chance)
    return Month(
        seed=seed,
        days=days,
        readings=[
            list(
                zip(_names(chance, DAYS * READINGS), g.series(chance, DAYS * READINGS), strict=True)
            )
            for g in gauges
        ],
        others_readings=[
            [g.series(chance, DAYS * READINGS) for _ in range(COLLEAGUES)] for g in gauges
        ],
        remarks=[(uid, _remark(chance, words)) for uid in uids[:60]],
        others_remarks=[
            [_remark(chance, _habits(chance)) for _ in range(60)] for _ in range(COLLEAGUES)
        ],
        rows=[_row(chance) for _ in range(POINTS)],
        photos=_photos(chance, days),
        others_camera=_count(chance, 0.97, 150),
        others_scans=_count(chance, 0.985, 400),
        blanks=_count(chance, chance.uniform(0.0, 0.08), 300),
        others_blanks=_count(chance, chance.uniform(0.0, 0.08), 900),
        rechecks=_count(chance, chance.uniform(0.05, 0.25), chance.randint(5, 90)),
        others_rechecks=_count(chance, 0.13, 240),
        rounds=honest_rounds(Random(f"{seed}:rounds")),  # noqa: S311 -- made-up work, no secret
        shared=[_one_phone(chance, day) for day in days if chance.random() < 0.3],
    )


def make_name(chance: Random, at: datetime, *, timed: bool) -> str:
    """A record's name as phones make them: with the time in front, or without."""
    raw = chance.getrandbits(128)
    if timed:
        raw = int(at.timestamp() * 1000) << 80 | raw & ((1 << 80) - 1)
    version = 7 if timed else 4
    raw = raw & ~(0xF << 76) | version << 76
    return str(UUID(int=raw & ~(0x3 << 62) | 0x2 << 62))


def _names(chance: Random, number: int) -> list[str]:
    return [make_name(chance, START, timed=False) for _ in range(number)]


def _spots(chance: Random) -> list[Spot]:
    """A round over three buildings, floor by floor, as rounds are laid."""
    buildings = sorted(chance.randint(1, 3) for _ in range(POINTS))
    found: list[Spot] = []
    for at, building in enumerate(buildings):
        same = bool(found) and found[-1].building == building
        floor = (found[-1].floor or 1) + chance.randint(0, 6) if same else chance.randint(1, 4)
        found.append(Spot(1, at, building, floor, chance.choice(("", "qr", "qr", "nfc"))))
    return found


def _day(
    chance: Random, day: int, spots: Sequence[Spot], pace: float, checklist: dict[str, int]
) -> list[Entry]:
    """One walk along all spots; now and then two are written down at the second of them."""
    at = START + timedelta(days=day, hours=chance.uniform(0, 8))
    offline, timed = chance.random(), chance.random() < 0.5
    back = at + timedelta(hours=chance.uniform(1, 11)) if offline < 0.03 else None
    found: list[Entry] = []
    for spot in spots:
        photos = 1 if chance.random() < 0.2 else 0
        at += timedelta(seconds=_walk(chance, found, spot))
        took = sum(checklist.values()) * pace * chance.lognormvariate(0, 0.3) + 8 * photos
        captured = at + timedelta(seconds=took)
        found.append(
            Entry(
                uid=make_name(chance, at, timed=timed),
                by=ME,
                spot=spot,
                started=at,
                captured=captured,
                received=_received(chance, captured, back),
                asked=checklist,
                photos=photos,
                proof=spot.proof if chance.random() > 0.015 else "",
            )
        )
        at = captured
    return found


def _walk(chance: Random, found: Sequence[Entry], spot: Spot) -> float:
    before = found[-1].spot if found else spot
    if chance.random() < 0.03:  # this one is written down at the next
        return chance.uniform(2, 15)
    seconds = chance.uniform(15, 90)
    if before.building != spot.building:
        seconds += chance.uniform(60, 240)
    return seconds + abs((spot.floor or 0) - (before.floor or 0)) * chance.uniform(4, 14)


def _received(chance: Random, captured: datetime, back: datetime | None) -> datetime:
    draw = chance.random()
    soon = captured + timedelta(seconds=chance.uniform(1, 8))
    if back is not None:
        return max(soon, back + timedelta(seconds=chance.uniform(0, 90)))
    if draw < 0.04:  # a basement
        return captured + timedelta(minutes=chance.uniform(1, 40))
    if draw < 0.0404:  # one that the phone had to send again much later
        return captured + timedelta(hours=chance.uniform(1, 6))
    return soon


def _gauge(chance: Random) -> Gauge:
    places = chance.choice((1, 2, 2, 3))
    division = 10.0**-places
    return Gauge(chance.uniform(1, 60), division * chance.choice((0.3, 0.6, 1.5, 4, 12)), places)


def _habits(chance: Random) -> tuple[Sequence[str], float]:
    """What somebody writes, and how often the first of it."""
    words = [
        "设备运行声音正常无异味",
        "已与当班人员核对数据",
        "现场卫生已清理完毕",
        "门锁完好标识清晰",
        "表计读数已复核",
    ]
    chance.shuffle(words)
    return words, chance.uniform(0.2, 0.6)


def _remark(chance: Random, habits: tuple[Sequence[str], float]) -> str:
    words, first = habits
    return words[0] if chance.random() < first else chance.choice(words)


def _row(chance: Random) -> list[Window]:
    found = []
    for day in range(DAYS):
        opens = START + timedelta(days=day, hours=1)
        missed = chance.random() < 0.02
        begun = opens + timedelta(minutes=20)
        lost = opens + timedelta(hours=2)
        found.append(Window(day, opens, lost, missed, None if missed else begun))
    return found


def _photos(chance: Random, days: Sequence[Sequence[Entry]]) -> list[tuple[str, Photo, datetime]]:
    found = []
    for entry in (e for day in days for e in day if e.photos):
        camera = chance.random() < 0.97
        taken = entry.captured - timedelta(minutes=chance.uniform(0, 30)) if camera else None
        blob = f"{chance.getrandbits(256):064x}"
        # some come from a browser page, which marks nothing; told by the hash, not by chance
        codes = [code_of(entry.uid)] if int(blob[:2], 16) < 200 else []
        photo = Photo(uid=entry.uid, blob=blob, camera=camera, taken=taken, codes=codes)
        found.append((entry.uid, photo, entry.captured))
    return found


def code_of(uid: str) -> str:
    """What the app writes into photos of this record's task."""
    return f"CHECK-{uid[:8]}"


def _count(chance: Random, share: float, of: int) -> Usual:
    return Usual(sum(chance.random() < share for _ in range(of)), of)


def _one_phone(chance: Random, day: Sequence[Entry]) -> list[Entry]:
    """A phone that two people hand to each other: one after the other, never both."""
    turn, found = ME, []
    for entry in day:
        turn = MATE if chance.random() < 0.2 else turn
        begun = entry.started  # now and then one was left open while the other had the phone
        if chance.random() < 0.02:
            begun -= timedelta(minutes=chance.uniform(5, 40))
        found.append(replace(entry, by=turn, device="phone", started=begun))
    return found


def last_digits(series: Sequence[Sequence[str]]) -> Counter[str]:
    told = [without_repeats([("", value) for value in one]) for one in series]
    return Counter(value[-1] for one in told for _, value in one)


def honest_rounds(chance: Random) -> list[Round]:
    """A month of rounds along one route, times as a foreman sets them who walked it once."""
    number = chance.randint(6, 30)
    ways = [chance.uniform(25, 240) for _ in range(number)]
    shuffled = chance.random() < 0.5
    least = [round(min(ways) * 0.4 if shuffled else way * 0.4) for way in ways]
    most = [round(max(ways) * 4 if shuffled else way * 4 + 120) for way in ways]
    points = [Point(n, least[n], most[n]) for n in range(number)]
    pace = chance.lognormvariate(0, 0.2)
    return [_round(chance, points, ways, pace, day, shuffled=shuffled) for day in range(DAYS)]


def _round(
    chance: Random,
    points: Sequence[Point],
    ways: Sequence[float],
    pace: float,
    day: int,
    *,
    shuffled: bool,
) -> Round:
    """One walk: now and then a tag that cannot be read, a locked door, somebody who asks the way,
    a call to another point that is walked first."""
    order = list(points)
    if shuffled:
        chance.shuffle(order)
    turns = list(order)
    if chance.random() < 0.06:  # called away: one or two points come out of turn
        for _ in range(chance.randint(1, 2)):
            turns.insert(chance.randrange(len(turns)), turns.pop(chance.randrange(len(turns))))
    at, passed = START + timedelta(days=day, hours=14), []
    for point in turns:
        way = chance.choice(ways) if shuffled else ways[point.place]
        at += timedelta(seconds=way * pace * chance.lognormvariate(0, 0.25))
        if chance.random() < 0.01:  # something happened there
            at += timedelta(minutes=chance.uniform(5, 40))
        draw = chance.random()
        if draw < 0.01:  # locked
            continue
        passed.append(Passing(point.place, at, "" if draw < 0.02 else "qr"))
    return Round(order, passed, shuffled)
