"""Pieces of text are found, whatever way they are looked for."""

import pytest
from django.db import connection

from pinzhi.common import text
from pinzhi.common.text import by, is_common, matching
from pinzhi.places.models import Place, Site

pytestmark = pytest.mark.django_db
COLUMNS = ("full_name", "code")
NAMES = ("1栋 · 电梯机房", "2栋 · 水泵房", "2栋 · 100%_门", "东区 · Lobby 大堂")


@pytest.fixture(autouse=True)
def places(site: Site) -> list[Place]:
    return [
        Place.objects.create(site=site, kind="space", code=f"P{at}", name=name, full_name=name)
        for at, name in enumerate(NAMES)
    ]


def found(words: str) -> list[str]:
    rows = matching(Place.objects.all(), COLUMNS, words)
    return [place.code for place in rows.order_by("code")]


@pytest.mark.parametrize("common", [True, False])
@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("电梯", ["P0"]),  # two characters
        ("电梯机", ["P0"]),
        ("梯电", []),  # both are there, not in this order
        ("机房 电梯", ["P0"]),  # two words in any order
        ("2栋", ["P1", "P2"]),
        ("泵房", ["P1"]),
        ("lobby", ["P3"]),  # whatever its case
        ("p3 大堂", ["P3"]),  # over two columns
        ("%_", ["P2"]),  # signs of a pattern stand for themselves
        ("0%", ["P2"]),
        ("\\", []),
        ("梯", ["P0"]),  # one character
        ("水 泵", ["P1"]),
        ("", ["P0", "P1", "P2", "P3"]),
        ("  ", ["P0", "P1", "P2", "P3"]),
        ("'; --", []),
        ("a\x00b", []),
    ],
)
def test_words_are_found_on_both_ways(
    words: str, codes: list[str], *, common: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text, "COMMON", 0 if common else 10**9)
    assert found(words) == codes


def test_word_of_many_rows_is_common(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "COMMON", 3)
    assert not is_common(Place, COLUMNS, ["2栋"])
    assert is_common(Place, COLUMNS, ["P"])
    assert not is_common(Place, COLUMNS, ["P", "水"])


def test_rare_word_is_looked_up_in_the_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = matching(Place.objects.all(), COLUMNS, "电梯").explain()
    assert "places_place_words" in plan


def test_listing_takes_it_as_its_search() -> None:
    search = by(*COLUMNS)
    assert [p.code for p in search(Place.objects.all(), "水泵")] == ["P1"]
