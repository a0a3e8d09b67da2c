import pytest

from pinzhi.places.models import Place
from pinzhi.places.trees import PLACE_PARENTS, full_name_of, may_stand_below

Kind = Place.Kind


def spot(kind: str, full_name: str) -> Place:
    return Place(kind=kind, full_name=full_name)


@pytest.mark.parametrize(
    ("above", "said"),
    [
        (None, "1201"),
        (spot(Kind.ZONE, "东片区"), "1201"),  # a zone is who, not where
        (spot(Kind.FLOOR, "3栋 · 2单元 · 12层"), "3栋 · 2单元 · 12层 · 1201"),
    ],
)
def test_full_name(above: Place | None, said: str) -> None:
    assert full_name_of("1201", above) == said


@pytest.mark.parametrize(
    ("kind", "above", "may"),
    [
        (Kind.BUILDING, None, True),
        (Kind.BUILDING, Kind.ZONE, True),
        (Kind.BUILDING, Kind.BUILDING, False),
        (Kind.ROOM, None, False),
        (Kind.ROOM, Kind.FLOOR, True),
        (Kind.CHECKPOINT, Kind.CHECKPOINT, False),
        (Kind.CHECKPOINT, Kind.ROOM, True),
        (Kind.ZONE, Kind.BUILDING, False),
    ],
)
def test_may_stand_below(kind: str, above: str | None, may: bool) -> None:
    assert may_stand_below(PLACE_PARENTS, kind, above) is may
