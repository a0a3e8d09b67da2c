"""The same measure as `pinzhi bench integrity`, of fewer months; planted cheats must show."""

import pytest

from pinzhi.bench.integrity.cheats import CHEATS
from pinzhi.bench.integrity.measuring import Figure, measure_months, together
from pinzhi.bench.integrity.months import honest_month
from pinzhi.bench.integrity.pictures import measure_pictures
from pinzhi.records.integrity.looks import from_bytes, looks_of, to_bytes
from tests.bench.pictures import plain, striped


@pytest.fixture(scope="module")
def measured() -> tuple[list[Figure], int]:
    figures, spoiled = measure_months(120, 6, seed=2)
    return figures, spoiled


def test_cheats_of_all_kinds_are_found(measured: tuple[list[Figure], int]) -> None:
    figures, _ = measured
    counts = together(figures)
    assert counts["planted"] == 6 * len(CHEATS)
    assert counts["found"] >= 0.95 * counts["planted"]


def test_hardly_anybody_honest_is_suspected(measured: tuple[list[Figure], int]) -> None:
    assert measured[1] <= 3  # of 120; the full measure allows one in a hundred


def test_months_follow_from_their_seed() -> None:
    assert honest_month("a").entries == honest_month("a").entries
    assert honest_month("a").entries != honest_month("b").entries


def test_photos_of_one_thing_are_no_copies_and_copies_are_found() -> None:
    figure = measure_pictures(12, 6, seed=2)
    assert (figure.found, figure.suspected) == (6, 0)


def test_looks_survive_storing_and_plain_pictures_have_none() -> None:
    looks = looks_of(striped())
    assert len(looks) == 36
    assert from_bytes(to_bytes(looks)) == tuple(looks)
    assert looks_of(plain()) == []
