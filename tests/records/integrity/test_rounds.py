"""A round walked another way than it was laid out is a sign; one detour is none."""

from datetime import UTC, datetime, timedelta

import pytest

from pinzhi.plans.models import Walk
from pinzhi.plans.rounds import Leg, Passing, Point, judge_round
from pinzhi.records.integrity.detectors.doing import round_not_followed
from pinzhi.records.rounds import proof_of

AT = datetime(2026, 9, 16, 14, 0, tzinfo=UTC)
POINTS = [Point(n, 30, 300) for n in range(10)]


def walked(turns: list[int], gap: int = 60, how: str = "qr") -> list[Leg]:
    passed = [Passing(p, AT + timedelta(seconds=gap * n), how) for n, p in enumerate(turns)]
    return judge_round(POINTS, passed, in_order=True)


@pytest.mark.parametrize(
    ("legs", "numbers"),
    [
        # as laid out; one door locked; one point walked last; three left out
        (walked([*range(10)]), None),
        (walked([0, 1, 2, 4, 5, 6, 7, 8, 9]), None),
        (walked([1, 2, 3, 4, 5, 6, 7, 8, 9, 0]), None),
        (walked([*range(7)]), None),
        # four left out; from a chair; nobody sat so long so often; the way home for the way out
        (walked([*range(6)]), {"missing": 4, "order": 0, "fast": 0, "slow": 0}),
        (walked([*range(10)], gap=3), {"missing": 0, "order": 0, "fast": 9, "slow": 0}),
        (walked([*range(10)], gap=301), {"missing": 0, "order": 0, "fast": 0, "slow": 9}),
        (walked([*range(9, -1, -1)]), {"missing": 0, "order": 9, "fast": 0, "slow": 0}),
        # all ticked by hand
        (walked([*range(10)], how=""), {"missing": 10, "order": 0, "fast": 0, "slow": 0}),
    ],
)
def test_four_points_and_four_of_ten_are_a_sign(
    legs: list[Leg], numbers: dict[str, int] | None
) -> None:
    sign = round_not_followed("r", legs)
    if numbers is None:
        assert sign is None
        return
    assert sign is not None
    assert (sign.about, sign.numbers) == (["r"], {"points": 10, **numbers})
    assert 0.5 <= sign.score <= 1


@pytest.mark.parametrize(
    ("asked", "read", "proof"),
    [
        (["qr", "nfc"], ["nfc", "nfc"], "nfc"),  # the weakest of what was read
        (["either", "nfc"], ["qr", "nfc"], "qr"),
        (["either", "none"], ["rotating_qr", ""], "rotating_qr"),  # nothing to scan at the second
        (["either", "either"], ["qr", ""], ""),
        (["nfc", "either"], ["qr", "qr"], ""),  # not as asked
        (["none", "none"], ["", ""], ""),
    ],
)
def test_a_round_proves_as_much_as_its_weakest_point(
    asked: list[str], read: list[str], proof: str
) -> None:
    stops = [Point(n, proof=one).told() for n, one in enumerate(asked)]
    passed = [Passing(n, AT, how) for n, how in enumerate(read)]
    assert proof_of(Walk(order="free", stops=stops), passed) == proof
    assert proof_of(Walk(order="free", stops=stops), []) == ""
