"""Where work is done and who may reach it."""

from pinzhi.people.roles import ADMIN_ROLES, Role
from pinzhi.places.models.equipment import Equipment, EquipmentEntry, EquipmentSystem
from pinzhi.places.models.holidays import Holiday
from pinzhi.places.models.imports import ImportBatch
from pinzhi.places.models.memberships import Delegation, Membership
from pinzhi.places.models.organisation import Line, OrgNode, Site
from pinzhi.places.models.places import Place

__all__ = [
    "ADMIN_ROLES",
    "Delegation",
    "Equipment",
    "EquipmentEntry",
    "EquipmentSystem",
    "Holiday",
    "ImportBatch",
    "Line",
    "Membership",
    "OrgNode",
    "Place",
    "Role",
    "Site",
]
