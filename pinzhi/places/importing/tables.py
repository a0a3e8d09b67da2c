"""What the database holds and what a file wishes for, side by side, by natural keys.

Everything is compared in memory, a table at a time; rows refer to each other by natural keys until
they are written, so the file's own order does not matter.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models.functions import Upper

from pinzhi.people.models import Post, Posting, Shift, Staff, Team
from pinzhi.places.models import Equipment, EquipmentEntry, Membership, OrgNode, Place, Site

Key = str | tuple[str, ...]
Changes = dict[str, tuple[Any, Any]]


class Outcome(StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    LEFT = "left"


@dataclass(slots=True)
class Table:
    """One kind of rows. `refs` names the table each foreign key leads to."""

    model: type[models.Model]
    fields: tuple[str, ...]
    refs: Mapping[str, str]
    # key -> (pk, *values of fields), foreign keys as natural keys
    known: dict[Key, tuple[Any, ...]] = field(default_factory=dict)
    new: dict[Key, dict[str, Any]] = field(default_factory=dict)
    changed: dict[Key, Changes] = field(default_factory=dict)

    def __contains__(self, key: object) -> bool:
        return key in self.known or key in self.new

    def get(self, key: Key | None, name: str) -> Any:
        """A value as it will be after the import; None for what is not there."""
        if key is None:
            return None
        if key in self.new:
            return self.new[key].get(name)
        if key in self.changed and name in self.changed[key]:
            return self.changed[key][name][1]
        row = self.known.get(key)
        return None if row is None else row[1 + self.fields.index(name)]

    def wish(self, key: Key, values: Mapping[str, Any]) -> tuple[Outcome, Changes]:
        """Ask for a row. What is None is left as it is; what differs is changed."""
        row = self.known.get(key)
        if row is None:
            given = {name: value for name, value in values.items() if value is not None}
            self.new.setdefault(key, {}).update(given)
            return Outcome.CREATED, {}
        changes = {
            name: (old, value)
            for name, value in values.items()
            if value is not None and (old := row[1 + self.fields.index(name)]) != value
        }
        if changes:
            self.changed.setdefault(key, {}).update(changes)
            return Outcome.CHANGED, changes
        return Outcome.LEFT, {}


PLACE_FIELDS = (
    "site",
    "parent",
    "kind",
    "code",
    "name",
    "full_name",
    "floor",
    "area",
    "occupancy",
    "proof",
    "order",
    "responsible",
)
EQUIPMENT_FIELDS = (
    "site",
    "place",
    "code",
    "name",
    "system",
    "model",
    "maker",
    "serial",
    "parameters",
    "status",
    "in_use_since",
    "responsible",
)
SITE_FIELDS = ("node", "code", "name", "kind", "address", "area", "time_zone")
POSTING_FIELDS = ("site", "staff", "post", "team", "shift", "starts_on", "ends_on")
MEMBERSHIP_FIELDS = ("staff", "node", "role", "department", "starts_on", "ends_on")


def empty_tables() -> dict[str, Table]:
    """In the order in which rows can be written."""
    at_site = {"site": "site"}
    return {
        "node": Table(OrgNode, ("parent", "kind", "code", "name", "line"), {"parent": "node"}),
        "site": Table(Site, SITE_FIELDS, {"node": "node"}),
        "staff": Table(Staff, ("number", "name", "phone", "joined_on", "is_active"), {}),
        "place": Table(Place, PLACE_FIELDS, {**at_site, "parent": "place", "responsible": "staff"}),
        "post": Table(Post, ("site", "code", "name", "department"), at_site),
        "shift": Table(Shift, ("site", "code", "name", "starts", "ends"), at_site),
        "team": Table(Team, ("site", "name", "department"), at_site),
        "posting": Table(
            Posting,
            POSTING_FIELDS,
            {**at_site, "staff": "staff", "post": "post", "team": "team", "shift": "shift"},
        ),
        "membership": Table(Membership, MEMBERSHIP_FIELDS, {"staff": "staff", "node": "node"}),
        "equipment": Table(
            Equipment, EQUIPMENT_FIELDS, {**at_site, "place": "place", "responsible": "staff"}
        ),
        "entry": Table(
            EquipmentEntry, ("equipment", "kind", "day", "text", "by"), {"equipment": "equipment"}
        ),
    }


def load_tables(site_codes: Iterable[str], staff_numbers: Iterable[str]) -> dict[str, Table]:
    """What the database holds of these sites and people, and the whole organisation tree.

    Eleven queries, however many rows the file has.
    """
    tables = empty_tables()
    sites = Site.objects.filter(code__in=set(site_codes))
    numbers = {number.upper() for number in staff_numbers}
    _load_organisation(tables)
    at = models.Q(site__in=sites.values("pk"))
    _load_places(tables, at)
    _load_sets(tables, at)
    _load_equipment(tables, at)
    _load_people(tables, numbers | _answering(tables))
    return tables


def _answering(tables: dict[str, Table]) -> set[str]:
    """Who answers for something now: a row that names somebody else takes it from them."""
    rows = [*tables["place"].known.values(), *tables["equipment"].known.values()]
    return {row[-1] for row in rows if row[-1] is not None}


def _load_organisation(tables: dict[str, Table]) -> None:
    for row in OrgNode.objects.values_list("pk", "parent__code", "kind", "code", "name", "line"):
        tables["node"].known[row[3]] = row
    for row in Site.objects.values_list("pk", "node__code", *SITE_FIELDS[1:]):
        tables["site"].known[row[2]] = row


def _load_places(tables: dict[str, Table], at: models.Q) -> None:
    names = [
        {"site": "site__code", "parent": "parent__code", "responsible": "responsible__number"}.get(
            name, name
        )
        for name in PLACE_FIELDS
    ]
    known = tables["place"].known
    for pk, site, parent, *rest, responsible in (
        Place.objects.filter(at).values_list("pk", *names).iterator(chunk_size=5000)
    ):
        above = None if parent is None else (site, parent)
        key = (site, rest[1])
        known[key] = (pk, site, above, *rest, _staff_key(responsible))


def _staff_key(number: str | None) -> str | None:
    return None if number is None else number.upper()


def _load_sets(tables: dict[str, Table], at: models.Q) -> None:
    for site, pk, *rest in Post.objects.filter(at).values_list(
        "site__code", "pk", "code", "name", "department"
    ):
        tables["post"].known[(site, rest[0])] = (pk, site, *rest)
    for site, pk, code, *times in Shift.objects.filter(at).values_list(
        "site__code", "pk", "code", "name", "starts", "ends"
    ):
        tables["shift"].known[(site, code)] = (pk, site, code, *times)
    for site, pk, *rest in Team.objects.filter(at).values_list(
        "site__code", "pk", "name", "department"
    ):
        tables["team"].known[(site, rest[0])] = (pk, site, *rest)


def _load_people(tables: dict[str, Table], numbers: set[str]) -> None:
    staff = Staff.objects.annotate(key=Upper("number")).filter(key__in=numbers)
    people: dict[int, str] = {}
    for key, *row in staff.values_list("key", "pk", *tables["staff"].fields):
        tables["staff"].known[key] = tuple(row)
        people[row[0]] = key
    postings = Posting.objects.filter(staff__in=people, ends_on=None).order_by("starts_on", "pk")
    for pk, staff_id, site, post, team, shift, starts_on in postings.values_list(
        "pk", "staff_id", "site__code", "post__code", "team__name", "shift__code", "starts_on"
    ):
        key = people[staff_id]
        tables["posting"].known[(key, site)] = (
            pk,
            site,
            key,
            (site, post),
            None if team is None else (site, team),
            None if shift is None else (site, shift),
            starts_on,
            None,
        )
    held = Membership.objects.filter(staff__in=people, ends_on=None).order_by("starts_on", "pk")
    for pk, staff_id, node, role, department, starts_on in held.values_list(
        "pk", "staff_id", "node__code", "role", "department", "starts_on"
    ):
        key = people[staff_id]
        tables["membership"].known[(key, node)] = (
            pk,
            key,
            node,
            role,
            department,
            starts_on,
            None,
        )


def _load_equipment(tables: dict[str, Table], at: models.Q) -> None:
    rows = Equipment.objects.filter(at).values_list(
        "pk",
        "site__code",
        "place__code",
        *EQUIPMENT_FIELDS[2:-1],
        "responsible__number",
    )
    for pk, site, place, *rest, responsible in rows.iterator(chunk_size=5000):
        spot = None if place is None else (site, place)
        tables["equipment"].known[(site, rest[0])] = (
            pk,
            site,
            spot,
            *rest,
            _staff_key(responsible),
        )
