"""Sheets 楼栋, 房屋, 公共区域 and 巡查点: the tree of places inside a site.

Codes of what the sheets only imply are spelt from those of the building: 3-2单元, 3-2单元-12F,
3-2单元-1201.
"""

from typing import Any

from pinzhi.places.importing.planning import Planner, RowRefusedError
from pinzhi.places.importing.staffing import check_responsible, staff_key
from pinzhi.places.importing.tables import Key
from pinzhi.places.models import Place
from pinzhi.places.trees import FULL_NAME_LENGTH, SEPARATOR

Kind = Place.Kind
Values = dict[str, Any]


def plan_ground(planner: Planner) -> None:
    ground = Ground(planner)
    # zones first: buildings and public areas may name them
    zones = [r for r in planner.workbook.records("space") if r.values.get("kind") == "zone"]
    for record in zones:
        ground.announce_zone(record.values)
    planner.walk("building", ground.building)
    planner.walk("room", ground.room)
    planner.walk("space", ground.space)
    planner.walk("checkpoint", ground.checkpoint)


class Ground:
    """Plans places; keeps what the rows of one sheet need to know of another."""

    def __init__(self, planner: Planner) -> None:
        self.planner = planner
        self.places = planner.tables["place"]
        self._zones: dict[tuple[str, str], Key] = {}
        self._floors: dict[Key, tuple[int | None, int | None]] = {}
        self._rows: set[Key] = set()
        kind, name = (1 + self.places.fields.index(field) for field in ("kind", "name"))
        for key, row in self.places.known.items():
            if row[kind] == Kind.ZONE:
                self._zones.setdefault((key[0], row[name]), key)

    def announce_zone(self, values: Values) -> None:
        key = (values["site"], values["code"])
        self._zones[(values["site"], values["name"])] = key
        self._zones[key] = key

    def building(self, values: Values) -> None:
        site, code = self._at_site(values), values["code"]
        zone = self._zone(site, values.get("zone"))
        key = self._wish(
            Kind.BUILDING, site, code, values["name"], zone, **self._responsible(values, site)
        )
        self._floors[key] = (values.get("floors_up"), values.get("floors_down"))
        for name in values.get("entrances", ()):
            self._wish(
                Kind.ENTRANCE, site, f"{code}-{name}", name, key, column="entrances", implied=True
            )

    def room(self, values: Values) -> None:
        site = self._at_site(values)
        building = self._need(site, values["building"], "building", Kind.BUILDING)
        floor, prefix, above = values["floor"], values["building"], building
        self._check_floor(building, floor)
        if entrance := values.get("entrance"):
            prefix = f"{prefix}-{entrance}"
            above = self._need(site, prefix, "entrance", Kind.ENTRANCE, shown=entrance)
            self._check_above(above, building, "entrance")
        level = (site, f"{prefix}-{floor}F")
        if level in self.places:
            self._check_above(level, above, "floor")
        else:
            self._imply(Kind.FLOOR, level, floor_name(floor), above, floor)
        self._wish(
            Kind.ROOM,
            site,
            f"{prefix}-{values['number']}",
            values["number"],
            level,
            column="number",
            floor=floor,
            area=values.get("area"),
            occupancy=values.get("occupancy"),
        )

    def space(self, values: Values) -> None:
        site = self._at_site(values)
        kind = Kind.ZONE if values.get("kind") == "zone" else Kind.SPACE
        above = self._zone(site, values.get("zone"))
        if "building" in values:
            above = self._need(site, values["building"], "building", Kind.BUILDING)
        if kind == Kind.ZONE and "building" in values:
            raise RowRefusedError("building", "wrong_parent", value=values["building"])
        if above == (site, values["code"]):
            raise RowRefusedError("zone", "own_parent", value=values["code"])
        self._wish(
            kind,
            site,
            values["code"],
            values["name"],
            above,
            floor=values.get("floor"),
            area=values.get("area"),
            **self._responsible(values, site),
        )

    def checkpoint(self, values: Values) -> None:
        site, above = self._at_site(values), None
        if "building" in values:
            above = self._need(site, values["building"], "building", Kind.BUILDING)
        if "space" in values:
            above = self._need(site, values["space"], "space")
        self._wish(
            Kind.CHECKPOINT,
            site,
            values["code"],
            values["name"],
            above,
            floor=values.get("floor"),
            proof=values.get("proof"),
            order=values.get("order"),
            **self._responsible(values, site),
        )

    def _at_site(self, values: Values) -> str:
        return check_site(self.planner, values["site"])

    def _responsible(self, values: Values, site: str) -> Values:
        number = values.get("responsible")
        if number is None:
            return {}
        check_responsible(self.planner, number, site)
        return {"responsible": staff_key(number)}

    def _need(self, site: str, code: str, column: str, kind: str = "", shown: str = "") -> Key:
        key = (site, code)
        self.planner.need("place", key, column, shown or code)
        if kind and self.places.get(key, "kind") != kind:
            raise RowRefusedError(column, "no_parent", what=column, value=shown or code)
        return key

    def _zone(self, site: str, word: str | None) -> Key | None:
        """A zone by name or code; one that is only named is created under its own name."""
        if word is None:
            return None
        key = self._zones.setdefault((site, word), (site, word))
        if key not in self.places or self.places.get(key, "kind") != Kind.ZONE:
            self._wish(Kind.ZONE, site, key[1], word, None, column="zone", implied=True)
        return key

    def _check_floor(self, building: Key, floor: int) -> None:
        up, down = self._floors.get(building, (None, None))
        if up is not None and not -(down or 0) <= floor <= up:
            raise RowRefusedError(
                "floor", "out_of_range", low=-(down or 0), high=up, value=str(floor)
            )

    def _imply(self, kind: str, key: Key, name: str, above: Key, floor: int) -> None:
        self._wish(kind, key[0], key[1], name, above, column="floor", implied=True, floor=floor)

    def _check_above(self, key: Key, above: Key, column: str) -> None:
        """1-1-2 may be entrance 2 of building 1-1 or entrance 1-2 of building 1: never both."""
        if self.places.get(key, "parent") != above:
            raise RowRefusedError(column, "taken", value=key[1])

    def _wish(
        self,
        kind: str,
        site: str,
        code: str,
        name: str,
        above: Key | None,
        *,
        column: str = "code",
        implied: bool = False,
        **details: Any,
    ) -> Key:
        key = (site, code)
        another_kind = key in self.places and self.places.get(key, "kind") != kind
        if another_kind or (key in self._rows and not implied):
            raise RowRefusedError(column, "taken", value=code)
        if not implied:
            self._rows.add(key)
        elif kind == Kind.ENTRANCE and key in self.places and above is not None:
            self._check_above(key, above, column)
        full_name = self._full_name(name, above)
        if len(full_name) > FULL_NAME_LENGTH:
            raise RowRefusedError(column, "too_long", limit=FULL_NAME_LENGTH)
        if above is None:
            above, full_name = self._kept(key, name)
        ask = self.planner.imply if implied else self.planner.wish
        ask(
            "place",
            key,
            site=site,
            parent=above,
            kind=kind,
            code=code,
            name=name,
            full_name=full_name,
            **details,
        )
        return key

    def _kept(self, key: Key, name: str) -> tuple[Key | None, str]:
        """Without a parent in the sheet a known place stays where it hangs."""
        above = self.places.get(key, "parent") if key in self.places.known else None
        return above, self._full_name(name, above)

    def _full_name(self, name: str, above: Key | None) -> str:
        # the rule of places.trees.full_name_of, on rows that are not yet objects
        if above is None or self.places.get(above, "kind") == Kind.ZONE:
            return name
        return f"{self.places.get(above, 'full_name')}{SEPARATOR}{name}"


def floor_name(floor: int) -> str:
    return f"{floor}层" if floor >= 0 else f"负{-floor}层"


def check_site(planner: Planner, site: str) -> str:
    """The site is known or comes along, and is within what the importer answers for."""
    planner.need("site", site, "site", site)
    if not planner.rights.site(site):
        raise RowRefusedError("site", "not_yours", what="site", value=site)
    return site
