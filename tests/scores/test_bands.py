from decimal import Decimal

import pytest

from pinzhi.scores.bands import BANDS, band_of, missing_to_next


@pytest.mark.parametrize(
    ("score", "code"),
    [
        ("0", "fail"),
        ("79", "fail"),  # the written upper edge
        ("79.01", "fail"),  # in the gap of the written edges: 80 is not reached
        ("79.99", "fail"),
        ("80", "good"),
        ("90", "good"),  # the written upper edge
        ("90.99", "good"),  # in the second gap
        ("91", "excellent"),
        ("100", "excellent"),
    ],
)
def test_band_of_begins_where_the_edge_is_reached(score: str, code: str) -> None:
    band = band_of(Decimal(score))
    assert band is not None
    assert band.code == code


def test_band_of_no_score_is_none() -> None:
    assert band_of(None) is None


def test_missing_to_next_names_the_next_grade() -> None:
    assert missing_to_next(Decimal("79.99")) == (BANDS[1], Decimal("0.01"))
    assert missing_to_next(Decimal(80)) == (BANDS[2], Decimal(11))


def test_missing_to_next_is_none_at_the_top() -> None:
    assert missing_to_next(Decimal(91)) is None
