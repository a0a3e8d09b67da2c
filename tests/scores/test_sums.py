from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinzhi.scores.sums import Inspected, contribution, inspection_points, month_score

POINTS = st.decimals(min_value=0, max_value=200, places=2)
FULL = st.decimals(min_value="0.01", max_value=999, places=2)
CHECKS = st.lists(st.builds(Inspected, total=FULL, deducted=POINTS), max_size=12)


def check(total: str, deducted: str) -> Inspected:
    return Inspected(Decimal(total), Decimal(deducted))


@pytest.mark.parametrize(
    ("checks", "deductions", "score"),
    [
        ([check("100", "0")], [], "100.00"),
        ([check("100", "8.5")], [], "91.50"),
        ([check("100", "10"), check("100", "20")], [], "85.00"),  # the mean
        ([check("100", "0"), check("50", "50")], [], "66.67"),  # weighted by full score, half up
        ([check("10", "12")], [], "0.00"),  # a check loses no more than it has
        ([check("100", "5")], ["3", "2.5"], "89.50"),  # cases closed with a deduction
        ([check("100", "90")], ["30"], "0.00"),  # never below nought
        ([check("3", "1")], [], "66.67"),
        ([check("8", "1")], ["0.005"], "87.50"),  # 87.495, half up
    ],
)
def test_month_score_is_the_weighted_mean_less_deductions(
    checks: list[Inspected], deductions: list[str], score: str
) -> None:
    assert month_score(checks, map(Decimal, deductions)) == Decimal(score)


def test_month_score_without_inspections_is_no_score() -> None:
    assert month_score([], []) is None
    assert month_score([], [Decimal(5)]) is None


@pytest.mark.parametrize("total", ["0", "-1"])
def test_inspection_points_refuses_a_full_score_of_nothing(total: str) -> None:
    with pytest.raises(ValueError, match="above 0"):
        inspection_points(check(total, "0"))


def test_inspection_points_are_on_a_scale_of_100() -> None:
    assert inspection_points(check("10", "0.5")) == Decimal(95)


def test_contribution_is_what_the_month_lost_by_it() -> None:
    both = [check("100", "10"), check("100", "0")]
    assert contribution(both[0], both) == Decimal(5)
    assert contribution(both[1], both) == Decimal(0)


def oracle(checks: list[Inspected], deductions: list[Decimal]) -> Decimal | None:
    """The same sums in fractions, the other way round: average of percentages by weight."""
    if not checks:
        return None
    weights = [Fraction(c.total) for c in checks]
    shares = [max(Fraction(0), 1 - Fraction(c.deducted) / Fraction(c.total)) for c in checks]
    mean = 100 * sum((w * s for w, s in zip(weights, shares, strict=True)), Fraction(0))
    exact = mean / sum(weights) - sum(map(Fraction, deductions))
    hundredths = min(max(exact, Fraction(0)), Fraction(100)) * 100
    whole = Decimal((2 * hundredths + 1) // 2)  # half up
    return (whole / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


@given(CHECKS, st.lists(POINTS, max_size=5))
def test_month_score_equals_the_oracle(checks: list[Inspected], deductions: list[Decimal]) -> None:
    assert month_score(checks, deductions) == oracle(checks, deductions)


@given(CHECKS, st.randoms())
def test_month_score_does_not_depend_on_order(checks: list[Inspected], random: object) -> None:
    shuffled = list(checks)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert month_score(shuffled, []) == month_score(checks, [])
