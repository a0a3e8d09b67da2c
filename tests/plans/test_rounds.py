"""The sums of rounds."""

from datetime import UTC, datetime, timedelta

import pytest

from pinzhi.plans.rounds import Passing, Point, judge_round, shuffled

AT = datetime(2026, 9, 16, 14, 0, tzinfo=UTC)
POINTS = [Point(place, 30, 300) for place in (1, 2, 3, 4)]


def walk(*steps: tuple[int, int], how: str = "qr") -> list[Passing]:
    """(place, seconds since the beginning)."""
    return [Passing(place, AT + timedelta(seconds=s), how) for place, s in steps]


def marks(passed: list[Passing], **how: bool) -> list[tuple[str, ...]]:
    return [leg.marks for leg in judge_round(POINTS, passed, **{"in_order": True, **how})]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        # as laid out
        ([(1, 0), (2, 60), (3, 120), (4, 180)], [(), (), (), ()]),
        # nobody went
        ([], [("missing",)] * 4),
        # the third left out: the way to the fourth is another one, hence not timed
        ([(1, 0), (2, 60), (4, 600)], [(), (), ("missing",), ()]),
        # to the second within ten seconds, to the fourth after ten minutes
        ([(1, 0), (2, 10), (3, 60), (4, 661)], [(), ("fast",), (), ("slow",)]),
        # the fourth first: it alone went astray
        ([(4, 0), (1, 60), (2, 120), (3, 180)], [(), (), (), ("order",)]),
        # a place that is on no round, and a point scanned twice
        ([(1, 0), (9, 30), (2, 60), (1, 90), (3, 120), (4, 180)], [(), (), (), ()]),
        # at the edges of both times
        ([(1, 0), (2, 30), (3, 330), (4, 360)], [(), (), (), ()]),
    ],
)
def test_marks_of_a_round_in_order(
    steps: list[tuple[int, int]], expected: list[tuple[str, ...]]
) -> None:
    assert marks(walk(*steps)) == expected


def test_free_round_knows_no_order_but_the_time_of_every_way() -> None:
    steps = walk((4, 0), (2, 10), (1, 100), (3, 500))
    assert marks(steps, in_order=False, fixed=False) == [(), ("fast",), ("slow",), ()]


def test_gap_and_turn_say_how_it_was_walked() -> None:
    legs = judge_round(POINTS, walk((2, 0), (1, 40)), in_order=False)
    assert [(leg.gap, leg.turn) for leg in legs] == [(40, 2), (None, 1), (None, 0), (None, 0)]


@pytest.mark.parametrize(
    ("asked", "how", "proved"),
    [
        ("nfc", "nfc", True),
        ("nfc", "qr", False),
        ("qr", "rotating_qr", True),
        ("qr", "nfc", True),
        ("either", "", False),
        ("none", "", True),
    ],
)
def test_proof_is_what_the_point_asks_for(asked: str, how: str, proved: bool) -> None:
    (leg,) = judge_round([Point(1, proof=asked)], walk((1, 0), how=how), in_order=True)
    assert leg.marks == (() if proved else ("unproved",))


def test_shuffle_follows_from_its_seed_and_differs_from_another() -> None:
    places = list(range(10))
    assert shuffled(places, "a") == shuffled(places[::-1], "a")
    assert sorted(shuffled(places, "a")) == places
    assert shuffled(places, "a") != shuffled(places, "b") != places
