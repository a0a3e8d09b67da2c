"""Each detector at its edge: what it says, and what it leaves alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from pinzhi.records.integrity.detectors.checking import lenient_checker
from pinzhi.records.integrity.detectors.clocks import back_dated, named_at
from pinzhi.records.integrity.detectors.digits import digit_pattern, homogeneity
from pinzhi.records.integrity.detectors.doing import (
    begun_unrecorded,
    left_out,
    missed_unexplained,
    scan_missing,
)
from pinzhi.records.integrity.detectors.photos import (
    near_duplicate,
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
    seconds_between,
    too_short,
)
from pinzhi.records.integrity.facts import Entry, Photo, Spot, Usual, Window
from pinzhi.records.integrity.precision import estimate
from pinzhi.records.integrity.statistics import beta_quantile, beta_share, chi_square_tail
from pinzhi.records.integrity.strength import strength_of

AT = datetime(2026, 9, 16, 2, 0, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


def entry(n: int = 0, **changes: object) -> Entry:
    """The n-th record of a round, a minute after the one before and a minute long."""
    captured = AT + n * 2 * MINUTE
    fields = {
        "uid": str(UUID(int=n + 1)),
        "by": 1,
        "spot": Spot(1, n, n % 3, 1),
        "started": captured - MINUTE,
        "captured": captured,
        "received": captured + 2 * SECOND,
        "asked": {"verdict": 5},
    }
    return Entry(**{**fields, **changes})  # type: ignore[arg-type]  # its fields by name


def day(number: int = 6) -> list[Entry]:
    return [entry(n) for n in range(number)]


@pytest.mark.parametrize(
    ("seconds", "asked", "photos", "found"),
    [
        (3.4, {"verdict": 5}, 0, True),  # five looks take at least 3.5 s
        (3.5, {"verdict": 5}, 0, False),
        (5.4, {"verdict": 5}, 1, True),  # and a photo two more
        (0.1, {"verdict": 2}, 0, False),  # two are too few to tell
    ],
)
def test_too_short_by_what_is_asked(
    seconds: float, asked: dict[str, int], photos: int, *, found: bool
) -> None:
    one = entry(started=AT - seconds * SECOND, asked=asked, photos=photos)
    assert (too_short([one]) is not None) == found


def test_honest_round_says_nothing() -> None:
    for detector in (too_short, batch_filling, impossible_travel, late_handover, device_shared):
        assert detector(day()) is None
    assert back_dated(day(), day()) is None


@pytest.mark.parametrize(("number", "gap", "found"), [(5, 12, True), (5, 13, False), (4, 3, False)])
def test_batch_needs_five_within_twelve_seconds_each(number: int, gap: int, *, found: bool) -> None:
    run = [entry(n, captured=AT + n * gap * SECOND) for n in range(number)]
    assert (batch_filling(run) is not None) == found
    one_room = [replace(one, spot=Spot(1, 7)) for one in run]
    assert batch_filling(one_room) is None


@pytest.mark.parametrize(
    ("one", "two", "seconds"),
    [
        (Spot(1, 1, 1, 1), Spot(1, 2, 1, 1), 0),
        (Spot(1, 1, 1, 1), Spot(1, 2, 1, 3), 14),  # two floors by foot
        (Spot(1, 1, 1, 1), Spot(1, 2, 1, 13), 34),  # twelve, most by lift
        (Spot(1, 1, 1, 1), Spot(1, 2, 2, 1), 30),
        (Spot(1, 1, 1, 1), Spot(2, 2, 1, 1), 300),
        (Spot(1), Spot(1, 2, 2, 1), 0),  # nobody knows where the first is
    ],
)
def test_way_between_spots(one: Spot, two: Spot, seconds: int) -> None:
    assert seconds_between(one, two) == seconds_between(two, one) == seconds


def test_travel_needs_three_jumps_or_another_site() -> None:
    def hops(number: int) -> list[Entry]:
        return [entry(n, captured=AT + n * 20 * SECOND) for n in range(number + 1)]

    assert impossible_travel(hops(2)) is None
    sign = impossible_travel(hops(3))
    assert sign is not None
    assert sign.numbers == {"jumps": 3, "gap": 20, "need": 30}
    far = [entry(0), entry(1, spot=Spot(2, 1, 1, 1))]
    assert impossible_travel(far) is not None


@pytest.mark.parametrize(
    ("hours", "number", "found"), [(12, 3, True), (11, 3, False), (30, 2, False)]
)
def test_late_handover_of_three_after_half_a_day(hours: int, number: int, *, found: bool) -> None:
    late = [replace(one, received=one.captured + hours * HOUR) for one in day(number)]
    assert (late_handover(late) is not None) == found


def test_a_form_left_open_is_no_shared_device() -> None:
    mine = [replace(one, device="p") for one in day(5)]
    draft = entry(9, by=2, started=AT - HOUR, captured=AT + HOUR, device="p")
    assert device_shared([*mine, draft]) is None
    his = [replace(one, uid=f"{n}", by=2) for n, one in enumerate(mine)]
    sign = device_shared([*mine, *his])
    assert sign is not None
    assert sign.numbers == {"overlaps": 5, "people": 2}


def test_back_dated_by_a_name_made_later() -> None:
    name = UUID(int=int((AT + HOUR).timestamp() * 1000) << 80 | 7 << 76 | 2 << 62)
    assert named_at(str(name)) == AT + HOUR
    assert back_dated([entry(uid=str(name))], []) is not None
    assert back_dated([entry(uid=str(name), captured=AT + HOUR)], []) is None


def test_back_dated_by_what_came_before_and_one_may_be_stuck() -> None:
    row = [entry(n, captured=AT + n * 15 * MINUTE, received=AT + n * 15 * MINUTE) for n in range(8)]
    stuck = replace(row[0], received=AT + 9 * HOUR)
    second = replace(row[1], received=AT + 9 * HOUR)
    assert back_dated([stuck, *row[1:]], [stuck, *row[1:]]) is None
    sign = back_dated([stuck, second, *row[2:]], [stuck, second, *row[2:]])
    assert sign is not None
    assert sign.numbers == {"records": 2, "minutes": 540, "named": 0}
    offline = [replace(one, received=AT + 9 * HOUR) for one in row]
    assert back_dated(offline, offline) is None


def test_missed_three_times_in_a_row_settled_and_newest() -> None:
    def row(*missed: bool) -> list[Window]:
        return [Window(n, AT + n * HOUR, AT + (n + 1) * HOUR, one) for n, one in enumerate(missed)]

    now = AT + timedelta(days=3)
    assert missed_unexplained(row(False, True, True, True), now) is not None
    assert missed_unexplained(row(True, True, True, False), now) is None
    assert missed_unexplained(row(False, True, True), now) is None
    assert missed_unexplained(row(True, True, True), AT + 4 * HOUR) is None


def test_begun_and_missed_without_a_record_a_day_later() -> None:
    begun = Window(1, AT, AT + HOUR, missed=True, started=AT + MINUTE)
    assert begun_unrecorded(begun, AT + 25 * HOUR) is not None
    assert begun_unrecorded(begun, AT + 24 * HOUR) is None
    assert begun_unrecorded(replace(begun, started=None), AT + 99 * HOUR) is None
    assert begun_unrecorded(replace(begun, missed=False), AT + 99 * HOUR) is None


def test_scans_left_out_only_where_others_scan() -> None:
    bare = [replace(one, spot=replace(one.spot, proof="nfc")) for one in day(3)]
    assert scan_missing(bare, Usual(95, 100)) is not None
    assert scan_missing(bare, Usual(60, 100)) is None  # the tags may be broken
    assert scan_missing(bare[:2], Usual(95, 100)) is None
    assert scan_missing([replace(one, proof="nfc") for one in bare], Usual(95, 100)) is None
    weaker = [replace(one, proof="qr") for one in bare]
    assert scan_missing(weaker, Usual(95, 100)) is not None


def test_items_left_out_against_colleagues() -> None:
    assert left_out(["a"], Usual(30, 60), Usual(5, 300)) is not None
    assert left_out(["a"], Usual(30, 60), Usual(90, 300)) is None  # the machine is gone
    assert left_out(["a"], Usual(10, 60), Usual(5, 300)) is None


def test_a_gauge_that_stands_still_for_everybody_is_no_sign() -> None:
    mine = [(str(n), "0.30") for n in range(20)]
    assert identical("identical_readings", mine, Usual(98, 100)) is None
    sign = identical("identical_readings", mine, Usual(10, 100))
    assert sign is not None
    assert (sign.about[0], sign.numbers["times"]) == ("19", 20)
    assert identical("identical_readings", mine[:7], Usual(0, 100)) is None
    assert identical("identical_answers", mine, Usual(10, 100)) is None  # half may be habit


def test_noise_is_measured_against_others() -> None:
    mine = [(str(n), 10 + 0.01 * (n % 2)) for n in range(20)]
    assert noiseless(mine, 0.2, 50, 0.01) is not None
    assert noiseless(mine, 0.02, 50, 0.01) is None
    assert noiseless(mine, 0.2, 50, 1.0) is None  # coarser than the gauge moves
    assert noiseless([(uid, 10.0) for uid, _ in mine], 0.2, 50, 0.01) is None


def test_favourite_digits() -> None:
    others = dict.fromkeys("0123456789", 50)
    fives = [(str(n), f"{n}.{'05'[n % 2]}") for n in range(80)]
    even = [(str(n), f"{n}.{n % 10}") for n in range(80)]
    sign = digit_pattern(fives, others)
    assert sign is not None
    assert (sign.numbers["share"], sign.numbers["usual"]) == (50, 10)
    assert digit_pattern(even, others) is None
    assert digit_pattern(fives[:49], others) is None


def test_photos() -> None:
    assert reused_photo("a", ["a"]) is None
    assert reused_photo("a", ["a", "b"]) is not None
    assert near_duplicate("a", [("b", 0.93), ("a", 1.0)]) is None
    assert near_duplicate("a", [("b", 0.95)]) is not None
    shot = Photo("p", "p", camera=True, taken=AT)
    assert old_photo(shot, "a", AT + 23 * HOUR) is None
    assert old_photo(shot, "a", AT + 24 * HOUR) is not None
    assert no_camera(["a"], Usual(2, 10), Usual(98, 100)) is not None
    assert no_camera(["a"], Usual(2, 10), Usual(50, 100)) is None
    assert no_camera(["a"], Usual(97, 100), Usual(98, 100)) is None


def test_lenient_checker() -> None:
    assert lenient_checker(Usual(0, 60), Usual(30, 240)) is not None
    assert lenient_checker(Usual(1, 60), Usual(30, 240)) is None
    assert lenient_checker(Usual(0, 24), Usual(30, 240)) is None
    assert lenient_checker(Usual(0, 60), Usual(0, 240)) is None


@pytest.mark.parametrize(
    ("value", "freedom", "tail"),
    [(3.841, 1, 0.05), (16.919, 9, 0.05), (21.666, 9, 0.01), (0, 9, 1.0), (2.0, 4, 0.7358)],
)
def test_chi_square_by_the_table(value: float, freedom: int, tail: float) -> None:
    assert chi_square_tail(value, freedom) == pytest.approx(tail, rel=2e-3)


def test_beta_by_known_values() -> None:
    assert beta_share(0.5, 1, 1) == pytest.approx(0.5)
    assert beta_share(0.3, 2, 3) == pytest.approx(0.3483, abs=1e-4)
    assert beta_quantile(0.05, 9, 3) == pytest.approx(0.5299, abs=1e-3)
    assert homogeneity({"1": 50}, {"1": 90}) == 1.0


def test_precision_grows_narrow_with_answers() -> None:
    nothing, some, many = estimate(0, 0), estimate(9, 1), estimate(90, 10)
    assert (nothing.share, round(nothing.low, 2), round(nothing.high, 2)) == (0.5, 0.05, 0.95)
    assert round(some.share, 3) == 0.833
    assert some.high - some.low > many.high - many.low
    assert many.low < 0.9 < many.high


def test_strength_is_the_strongest_there_is() -> None:
    told = [("nfc", 1), ("rotating_qr", 0), ("qr", 3), ("", 1), ("", 0)]
    found = [strength_of(proof, photos=photos) for proof, photos in told]
    assert found == ["nfc", "rotating_qr", "qr", "photo", "manual"]
