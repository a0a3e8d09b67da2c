"""Deeds on machines and their archive cards (EQP-02, EQP-03, EQP-08)."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from pinzhi.common.states import require_move
from pinzhi.people.models import Staff
from pinzhi.places import rules
from pinzhi.places.actions.changes import require_right, write
from pinzhi.places.models import Equipment, EquipmentEntry, Place, Site
from pinzhi.places.refusals import (
    CardClosed,
    CodeTaken,
    EntryInTheFuture,
    PlaceElsewhere,
    refusing,
)
from pinzhi.places.states import EQUIPMENT_MOVES
from pinzhi.trail import actions as trail

CODES = {"one_equipment_per_code": CodeTaken}
DETAILS = frozenset({"place", "model", "maker", "serial", "parameters", "in_use_since"})
EDITABLE = DETAILS | {"code", "name", "system"}
Kind, Status = EquipmentEntry.Kind, Equipment.Status
BY_HAND = (Kind.MAINTAINED, Kind.REPAIRED, Kind.OVERHAULED, Kind.REPLACED)


@transaction.atomic
def add_equipment(
    site: Site, *, code: str, name: str, system: str, by: Staff, **details: Any
) -> Equipment:
    """Register a machine; its archive card begins with that (EQP-03).

    `details` are place, model, maker, serial, parameters (name to value), in_use_since. Raises
    PlaceElsewhere, CodeTaken, NotAllowed; TypeError for a detail that is none.
    """
    require_right(rules.may_edit_places(by, site))
    _known(details, DETAILS)
    _check_place(details.get("place"), site)
    machine = Equipment(site=site, code=code, name=name, system=system, **details)
    with refusing(CODES):
        machine.save()
    trail.record("equipment.added", machine, by=by, after={"code": code, "system": system})
    _note(machine, Kind.REGISTERED, day=_today(site), text=gettext("Registered"), by=by)
    return machine


@transaction.atomic
def edit_equipment(machine: Equipment, *, by: Staff, **fields: Any) -> Equipment:
    """Change a machine's particulars (EDITABLE). Raises what `add_equipment` raises."""
    machine = _locked(machine)
    require_right(rules.may_edit_places(by, machine.site))
    _known(fields, EDITABLE)
    _check_place(fields.get("place"), machine.site)
    before, after = write(machine, fields, CODES)
    if after:
        trail.record("equipment.edited", machine, by=by, before=before, after=after)
    return machine


@transaction.atomic
def set_equipment_status(machine: Equipment, *, to: str, text: str, by: Staff) -> Equipment:
    """Stop a machine, bring it back, switch it to standby, or scrap it for good.

    Stopping, bringing back and scrapping go on the archive card (EQP-03); the daily turn between
    duty and standby goes into the trail alone. Raises MoveRefused, NotAllowed.
    """
    machine = _locked(machine)
    require_right(rules.may_run_equipment(by, machine.site))
    old, new = Status(machine.status), Status(to)
    require_move(EQUIPMENT_MOVES, old, new)
    before, after = write(machine, {"status": new})
    trail.record("equipment.status_set", machine, by=by, before=before, after=after, reason=text)
    if kind := _kind_of_move(old, new):
        _note(machine, kind, day=_today(machine.site), text=text, by=by)
    return machine


@transaction.atomic
def add_entry(machine: Equipment, *, kind: str, day: date, text: str, by: Staff) -> EquipmentEntry:
    """Write on the archive card what was maintained, repaired, overhauled or replaced (EQP-03).

    Raises EntryInTheFuture, CardClosed (scrapped), NotAllowed; ValueError for a kind that
    only comes with a change of status.
    """
    machine = _locked(machine)
    require_right(rules.may_fill_card(by, machine.site))
    if kind not in BY_HAND:
        raise ValueError(f"{kind} is not written by hand")
    if machine.status == Status.SCRAPPED:
        raise CardClosed
    if day > _today(machine.site):
        raise EntryInTheFuture
    return _note(machine, Kind(kind), day=day, text=text, by=by)


def _locked(machine: Equipment) -> Equipment:
    rows = Equipment.objects.select_for_update(of=("self",)).select_related("site")
    return rows.get(pk=machine.pk)


def _known(given: dict[str, Any], known: frozenset[str]) -> None:
    if foreign := given.keys() - known:
        raise TypeError(f"not a detail of equipment: {sorted(foreign)}")


def _check_place(place: Place | None, site: Site) -> None:
    if place is not None and place.site_id != site.pk:
        raise PlaceElsewhere


def _kind_of_move(old: Equipment.Status, new: Equipment.Status) -> EquipmentEntry.Kind | None:
    if new == Status.SCRAPPED:
        return Kind.SCRAPPED
    if new == Status.STOPPED:
        return Kind.STOPPED
    return Kind.RESUMED if old == Status.STOPPED else None


def _note(
    machine: Equipment, kind: EquipmentEntry.Kind, *, day: date, text: str, by: Staff
) -> EquipmentEntry:
    entry = EquipmentEntry.objects.create(equipment=machine, kind=kind, day=day, text=text, by=by)
    trail.record(f"equipment.{kind.value}", machine, by=by, reason=f"{day} {text}")
    return entry


def _today(site: Site) -> date:
    return timezone.localdate(timezone=ZoneInfo(site.time_zone))
