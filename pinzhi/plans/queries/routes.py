"""A route drawn floor by floor: nobody measured the ground, but everybody knows the floors."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pinzhi.places.models import Place, Site

LABEL, STEP, BAND, EDGE = 116, 52, 56, 28
Ground = Mapping[int, tuple[int | None, str, str, int | None]]


@dataclass(frozen=True)
class Band:
    """One floor of one building; `y` is its upper edge."""

    building: str
    floor: str
    y: int

    @property
    def middle(self) -> int:
        return self.y + BAND // 2


@dataclass(frozen=True)
class Dot:
    """The n-th point, where it is drawn."""

    number: int
    name: str
    x: int
    y: int


@dataclass(frozen=True)
class Map:
    """Bands from the top floor down, the points from left to right as they follow each other."""

    bands: Sequence[Band]
    dots: Sequence[Dot]
    width: int
    height: int

    @property
    def line(self) -> str:
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)


def map_of(site: Site, places: Sequence[int]) -> Map:
    """The points of a round by building and floor. One query."""
    ground: Ground = {
        row[0]: row[1:]
        for row in Place.objects.filter(site=site)
        .exclude(kind=Place.Kind.ROOM)
        .values_list("pk", "parent_id", "kind", "name", "floor")
    }
    where = [_where(place, ground) for place in places]
    bands = {key: n for n, key in enumerate(_sorted(where))}
    dots = [
        Dot(n + 1, ground[place][2], LABEL + EDGE + n * STEP, bands[at] * BAND + BAND // 2)
        for n, (place, at) in enumerate(zip(places, where, strict=True))
    ]
    drawn = [Band(building, say_floor(floor), n * BAND) for (building, floor), n in bands.items()]
    width = LABEL + 2 * EDGE + max(len(places) - 1, 0) * STEP
    return Map(drawn, dots, width, len(bands) * BAND)


def say_floor(floor: int | None) -> str:
    if floor is None:
        return ""
    return _("Basement %(n)s") % {"n": -floor} if floor < 0 else _("Floor %(n)s") % {"n": floor}


def _where(place: int, ground: Ground) -> tuple[str, int | None]:
    """Building and floor of a place; its zone, or nothing, where there is no building."""
    floor, outer, at = ground[place][3], "", ground[place][0]
    while at is not None and at in ground:
        parent, kind, name, here = ground[at]
        floor = here if floor is None and kind != Place.Kind.BUILDING else floor
        if kind == Place.Kind.BUILDING:
            return name, floor
        outer, at = name if kind == Place.Kind.ZONE else outer, parent
    return outer, floor


def _sorted(where: Iterable[tuple[str, int | None]]) -> list[tuple[str, int | None]]:
    """Buildings as the way reaches them, in each the highest floor first."""
    found = list(dict.fromkeys(where))
    buildings = list(dict.fromkeys(building for building, _floor in found))
    return sorted(
        found, key=lambda at: (buildings.index(at[0]), -(at[1] if at[1] is not None else -99))
    )
