"""Deeds on the place tree inside a site."""

from typing import Any

from django.db import connection, transaction

from pinzhi.people.models import Staff
from pinzhi.places import rules
from pinzhi.places.actions.changes import require_right, write
from pinzhi.places.models import Place, Site
from pinzhi.places.refusals import (
    BelowItself,
    CodeTaken,
    NameTooLong,
    PlaceElsewhere,
    WrongParent,
    refusing,
)
from pinzhi.places.trees import FULL_NAME_LENGTH, PLACE_PARENTS, full_name_of, may_stand_below
from pinzhi.trail import actions as trail

CODES = {"one_place_per_code": CodeTaken}
DETAILS = frozenset({"floor", "area", "occupancy", "proof", "order"})
EDITABLE = DETAILS | {"code", "name", "parent"}
# Zones are left out of the names below them: see full_name_of.
RESPELL = """
    WITH RECURSIVE below AS (
        SELECT id, kind, full_name FROM places_place WHERE id = %s
        UNION ALL
        SELECT c.id, c.kind,
               CASE WHEN below.kind = 'zone' THEN c.name
                    ELSE below.full_name || ' · ' || c.name END::varchar(255)
          FROM places_place c JOIN below ON c.parent_id = below.id
    )
    UPDATE places_place p SET full_name = below.full_name
      FROM below WHERE p.id = below.id AND p.full_name <> below.full_name
"""
LONGEST = """
    WITH RECURSIVE below AS (
        SELECT id, kind, length(full_name) AS n FROM places_place WHERE id = %s
        UNION ALL
        SELECT c.id, c.kind, length(c.name) + CASE WHEN below.kind = 'zone' THEN 0
               ELSE below.n + 3 END
          FROM places_place c JOIN below ON c.parent_id = below.id
    )
    SELECT max(n) FROM below
"""
ABOVE = """
    WITH RECURSIVE above AS (
        SELECT id, parent_id FROM places_place WHERE id = %s
        UNION
        SELECT p.id, p.parent_id FROM places_place p JOIN above ON p.id = above.parent_id
    )
    SELECT 1 FROM above WHERE id = %s
"""


@transaction.atomic
def add_place(
    site: Site,
    *,
    kind: str,
    code: str,
    name: str,
    by: Staff,
    parent: Place | None = None,
    **details: Any,
) -> Place:
    """Add a spot to the site's tree; its full name is spelt from those above it.

    `details` are floor, area (m²), occupancy, proof, order. Raises WrongParent, PlaceElsewhere,
    CodeTaken, NameTooLong, NotAllowed; TypeError for a detail that is none.
    """
    site = _locked(site)
    require_right(rules.may_edit_places(by, site))
    _known(details, DETAILS)
    above = _parent(site, kind, parent)
    full_name = _spelt(name, above)
    place = Place(
        site=site, kind=kind, code=code, name=name, parent=above, full_name=full_name, **details
    )
    with refusing(CODES):
        place.save()
    after = {"kind": kind, "code": code, "full_name": full_name, **details}
    trail.record("place.added", place, by=by, after=after)
    return place


@transaction.atomic
def edit_place(place: Place, *, by: Staff, **fields: Any) -> Place:
    """Change a spot (EDITABLE); a new name or parent renames everything below it too.

    Raises what `add_place` raises, and BelowItself.
    """
    site = _locked(place.site)
    place = Place.objects.select_for_update().get(pk=place.pk)
    require_right(rules.may_edit_places(by, site))
    _known(fields, EDITABLE)
    above = fields.get("parent", place.parent)
    if above is not None and _is_above(place, above):
        raise BelowItself
    above = _parent(site, place.kind, above)
    full_name = _spelt(fields.get("name", place.name), above)
    before, after = write(place, {**fields, "full_name": full_name}, CODES)
    if "full_name" in after:
        _respell_below(place)
    if after:
        trail.record("place.edited", place, by=by, before=before, after=after)
    return place


def _locked(site: Site) -> Site:
    # One change of a site's tree at a time: two moves at once could make a ring.
    return Site.objects.select_for_update(no_key=True).get(pk=site.pk)


def _known(given: dict[str, Any], known: frozenset[str]) -> None:
    if foreign := given.keys() - known:
        raise TypeError(f"not a detail of a place: {sorted(foreign)}")


def _parent(site: Site, kind: str, parent: Place | None) -> Place | None:
    above = None if parent is None else Place.objects.get(pk=parent.pk)
    if above is not None and above.site_id != site.pk:
        raise PlaceElsewhere
    if not may_stand_below(PLACE_PARENTS, kind, above.kind if above else None):
        raise WrongParent
    return above


def _spelt(name: str, above: Place | None) -> str:
    full_name = full_name_of(name, above)
    if len(full_name) > FULL_NAME_LENGTH:
        raise NameTooLong
    return full_name


def _is_above(place: Place, below: Place) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(ABOVE, [below.pk, place.pk])
        return cursor.fetchone() is not None


def _respell_below(place: Place) -> None:
    with connection.cursor() as cursor:
        # A cast to varchar(255) would cut a long name without a word, so measure first.
        cursor.execute(LONGEST, [place.pk])
        if cursor.fetchone()[0] > FULL_NAME_LENGTH:
            raise NameTooLong
        cursor.execute(RESPELL, [place.pk])
