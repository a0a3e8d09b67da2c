"""What holds at one site: the standard, with what the site has adjusted and settled."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from json import loads
from typing import Any, TypeVar

from django.db import connection

from pinzhi.places.models import Site
from pinzhi.standards.adjusting import CHECKLIST, CLOCK, ITEM, applied
from pinzhi.standards.models import (
    Adjustment,
    Checklist,
    Clock,
    Edition,
    Item,
    Requirement,
    Settlement,
    Standard,
)
from pinzhi.standards.refusals import NoSuchThing

Changes = Mapping[str, Any]
Ruled = TypeVar("Ruled", Requirement, Clock)


@dataclass(frozen=True)
class Terms:
    """How often and how long a requirement is carried out at a site; not at all when set aside."""

    recurrence: Changes
    makeup_hours: int
    set_aside: bool = False


@dataclass(frozen=True)
class Named:
    """One thing of a standard that a site may adjust, by its code."""

    thing: Requirement | Item | Clock
    fields: frozenset[str]

    @property
    def original(self) -> dict[str, Any]:
        return {field: getattr(self.thing, field) for field in sorted(self.fields)}


def terms_of(site: Site, requirements: Iterable[Requirement]) -> dict[int, Terms]:
    """The terms of each requirement at a site, by its key. Three queries."""
    wanted = list(requirements)
    codes = dict(
        Checklist.objects.filter(pk__in=[r.checklist_id for r in wanted]).values_list("pk", "code")
    )
    editions = {r.edition_id for r in wanted}
    standards = dict(Edition.objects.filter(pk__in=editions).values_list("pk", "standard_id"))
    changed = {
        (a.standard_id, a.checklist_code): a.changes
        for a in active(site.pk).filter(item_code="", clock_code="").exclude(checklist_code="")
    }
    aside = set_aside(site, Settlement.Kind.CYCLE)
    found = {}
    for one in wanted:
        key = standards[one.edition_id], codes[one.checklist_id]
        changes = changed.get(key, {})
        recurrence = changes.get("recurrence", one.recurrence)
        makeup_hours = changes.get("makeup_hours", one.makeup_hours)
        found[one.pk] = Terms(recurrence, makeup_hours, key in aside)
    return found


def terms_at(site: Site, requirement: Requirement) -> Terms:
    return terms_of(site, [requirement])[requirement.pk]


def active(site_id: int) -> Any:
    return Adjustment.objects.filter(site_id=site_id, status=Adjustment.Status.ACTIVE)


def set_aside(site: Site, kind: str) -> set[tuple[int, str]]:
    """What the site settled not to work by: (standard, code). One query."""
    found = set()
    for one in Settlement.objects.filter(site=site, kind=kind):
        if one.keep == Settlement.Keep.ONE:
            found.add((one.other_id, one.other_code))
        elif one.keep == Settlement.Keep.OTHER:
            found.add((one.one_id, one.one_code))
    return found


# Written out by hand: every record from a phone pays it, and nearly no site has any.
CHANGES = """
SELECT a.site_id, c.id, a.decided_at, a.item_code, a.changes::text
FROM standards_adjustment a
JOIN standards_edition e ON e.standard_id = a.standard_id
JOIN standards_checklist c ON c.edition_id = e.id AND c.code = a.checklist_code
WHERE a.status = 'active' AND a.item_code <> '' AND a.site_id = ANY(%s) AND c.id = ANY(%s)
"""


class ItemChanges:
    """What some sites have changed about the items of some checklists, and since when."""

    def __init__(self, rows: Iterable[tuple[int, int, datetime, str, str]]) -> None:
        self._rows = [(site, sheet, at, code, loads(text)) for site, sheet, at, code, text in rows]

    def by(self, site_id: int, checklist_id: int, at: datetime) -> dict[str, Changes]:
        """What held at one site for one checklist at an instant, by the item's code."""
        return {
            code: changes
            for site, sheet, since, code, changes in self._rows
            if (site, sheet) == (site_id, checklist_id) and since <= at
        }


def changes_of_checklists(wanted: Collection[tuple[int, int]]) -> ItemChanges:
    """The changes of pairs of a site and a checklist. One query for all of them."""
    if not wanted:
        return ItemChanges([])
    with connection.cursor() as cursor:
        cursor.execute(CHANGES, [[site for site, _ in wanted], [sheet for _, sheet in wanted]])
        return ItemChanges(cursor.fetchall())


def changes_of_items(site_id: int, checklist_id: int, at: datetime) -> dict[str, Changes]:
    """What a site has changed about the items of a checklist by an instant, by code. One query."""
    return changes_of_checklists([(site_id, checklist_id)]).by(site_id, checklist_id, at)


def with_changes(items: Iterable[Item], changes: Mapping[str, Changes]) -> list[Item]:
    """The items as they hold there; those without changes are the very same."""
    return [_adjusted(one, changes[one.code]) if one.code in changes else one for one in items]


def _adjusted(item: Item, changes: Changes) -> Item:
    found = applied(item, changes)
    found.adjusted = True
    return found


@dataclass(frozen=True)
class Own:
    """All that one site does differently from one standard."""

    changes: Mapping[tuple[str, str, str], Changes]  # by checklist, item and clock

    def item(self, item: Item, checklist: str) -> Item:
        changes = self.changes.get((checklist, item.code, ""))
        return _adjusted(item, changes) if changes else item

    def requirement(self, requirement: Requirement, checklist: str) -> Requirement:
        return self._mark(requirement, (checklist, "", ""))

    def clock(self, clock: Clock) -> Clock:
        return self._mark(clock, ("", "", clock.code))

    def _mark(self, thing: Ruled, key: tuple[str, str, str]) -> Ruled:
        changes = self.changes.get(key)
        if not changes:
            return thing
        found = applied(thing, changes)
        found.adjusted = True
        return found


def own_of(standard_id: int, site_id: int | None) -> Own:
    """What the site does differently; nothing without a site. One query, or none."""
    if site_id is None:
        return Own({})
    rows = active(site_id).filter(standard=standard_id)
    named_by = rows.values_list("checklist_code", "item_code", "clock_code", "changes")
    return Own({(checklist, item, clock): changes for checklist, item, clock, changes in named_by})


def items_at(checklist: Checklist, site_id: int, at: datetime) -> list[Item]:
    """The items of a checklist as a site works by them; `adjusted` marks its own. Two queries."""
    items = list(checklist.items.select_related("clause"))
    return with_changes(items, changes_of_items(site_id, checklist.pk, at))


def named(standard: Standard, *, checklist: str = "", item: str = "", clock: str = "") -> Named:
    """The thing of the edition in force that the codes name. NoSuchThing when there is none."""
    edition = standard.editions.filter(status=Edition.Status.PUBLISHED)
    if clock and not checklist and not item:
        return Named(_only(Clock.objects.filter(edition__in=edition, code=clock)), CLOCK)
    if checklist and item and not clock:
        items = Item.objects.filter(checklist__edition__in=edition, checklist__code=checklist)
        return Named(_only(items.filter(code=item)), ITEM)
    if checklist and not clock:
        found = Requirement.objects.filter(edition__in=edition, checklist__code=checklist)
        return Named(_only(found), CHECKLIST)
    raise NoSuchThing


def _only(rows: Any) -> Any:
    found = rows.first()
    if found is None:
        raise NoSuchThing
    return found
