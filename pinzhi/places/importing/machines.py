"""Sheet 设备: machines and the first line of their archive cards."""

from typing import Any

from django.utils.translation import gettext as _

from pinzhi.places.importing.grounds import check_site
from pinzhi.places.importing.planning import Planner, RowRefusedError
from pinzhi.places.importing.staffing import check_responsible, staff_key
from pinzhi.places.importing.tables import Outcome
from pinzhi.places.models import EquipmentEntry

COPIED = (
    "site",
    "code",
    "name",
    "system",
    "model",
    "maker",
    "serial",
    "parameters",
    "in_use_since",
)


def plan_equipment(planner: Planner) -> None:
    planner.walk("equipment", lambda values: _plan_machine(planner, values))


def _plan_machine(planner: Planner, values: dict[str, Any]) -> None:
    site = check_site(planner, values["site"])
    key, table = (site, values["code"]), planner.tables["equipment"]
    wish = {name: values[name] for name in COPIED if name in values}
    if "place" in values:
        wish["place"] = (site, values["place"])
        planner.need("place", wish["place"], "place", values["place"])
    if number := values.get("responsible"):
        check_responsible(planner, number, site)
        wish["responsible"] = staff_key(number)
    if "status" in values:
        # stopping, starting and scrapping are deeds that leave a line on the card (EQP-03)
        if key in table.known and table.get(key, "status") != values["status"]:
            old = table.get(key, "status")
            raise RowRefusedError("status", "fixed", value=values["status"], old=old)
        wish["status"] = values["status"]
    if planner.wish("equipment", key, **wish) == Outcome.CREATED and planner.by is not None:
        line = {"kind": EquipmentEntry.Kind.REGISTERED, "day": planner.today}
        planner.imply("entry", key, equipment=key, text=_("Registered"), by=planner.by.pk, **line)
