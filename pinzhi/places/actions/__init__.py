"""The deeds of the ground room; the only place where its rows change."""

from pinzhi.places.actions.delegations import (
    ask_delegation,
    decide_delegation,
    withdraw_delegation,
)
from pinzhi.places.actions.equipment import (
    add_entry,
    add_equipment,
    edit_equipment,
    set_equipment_status,
)
from pinzhi.places.actions.holidays import remove_holiday, set_holiday
from pinzhi.places.actions.memberships import end_membership, grant_membership
from pinzhi.places.actions.nodes import create_node, move_node, rename_node
from pinzhi.places.actions.places import add_place, edit_place
from pinzhi.places.actions.responsibles import name_responsible
from pinzhi.places.actions.sites import create_site, edit_site

__all__ = [
    "add_entry",
    "add_equipment",
    "add_place",
    "ask_delegation",
    "create_node",
    "create_site",
    "decide_delegation",
    "edit_equipment",
    "edit_place",
    "edit_site",
    "end_membership",
    "grant_membership",
    "move_node",
    "name_responsible",
    "remove_holiday",
    "rename_node",
    "set_equipment_status",
    "set_holiday",
    "withdraw_delegation",
]
