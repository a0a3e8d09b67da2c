"""The small world every address is tried in: one ground per site, and everybody everywhere.

`World.people[placement][role]` are the cast of tests/conftest.py four times over:

    own       at Lakeside, on the node each role stands on in the cast (site, company or group)
    sister    the same role on Hillside, another site of the same company
    other     the same role on an outlet of another company
    expired   the same role at Lakeside, over since yesterday
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

from django.test import Client
from django.utils import timezone

from pinzhi.people.models import Staff
from pinzhi.places.models import Line, Membership, OrgNode, Role, Site
from tests.conftest import LONG_AGO, plant_node, plant_site

Made = TypeVar("Made")

DEPARTMENTS = {
    Role.WORKER: "engineering",
    Role.BUTLER: "customer_service",
    Role.FOREMAN: "engineering",
    Role.DEPARTMENT_HEAD: "engineering",
    Role.CONTRACTOR_WORKER: "engineering",
}
COMPANY_ROLES = (Role.INSPECTOR, Role.AUDITOR)
GROUP_ROLES = (
    Role.QUALITY_OFFICER,
    Role.SYSTEM_ADMIN,
    Role.SECURITY_ADMIN,
    Role.AUDIT_ADMIN,
)
PLACEMENTS = ("own", "sister", "other", "expired")
OUTSIDE = ("sister", "other", "expired")


@dataclass
class Ground:
    """One site and what rooms have planted on it. `people` are those of the same site, by role."""

    site: Site
    people: dict[str, Staff]
    kept: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """What `make` made the first time it was asked for under `name`."""
        if name not in self.kept:
            self.kept[name] = make()
        made: Made = self.kept[name]
        return made


@dataclass
class World:
    ground: Ground
    people: dict[str, dict[str, Staff]]
    clients: dict[tuple[str, str], Client]
    anonymous: Client


def plant_world() -> World:
    """Three sites of two companies, every role at each, everybody signed in."""
    group = plant_node(OrgNode.Kind.GROUP, "GROUP")
    company = plant_node(OrgNode.Kind.COMPANY, "SOUTH", group)
    bank = plant_node(OrgNode.Kind.COMPANY, "BANK", group, Line.BANK)
    own = plant_site("LAKESIDE", company)
    sister = plant_site("HILLSIDE", company)
    other = plant_site("OUTLET", bank, Site.Kind.OUTLET)
    people = {
        "own": {r: _plant(f"own-{r}", r, _node_of(r, own, company, group)) for r in Role.values},
        "sister": {r: _plant(f"sister-{r}", r, sister.node) for r in Role.values},
        "other": {r: _plant(f"other-{r}", r, other.node) for r in Role.values},
        "expired": {r: _plant(f"expired-{r}", r, own.node, over=True) for r in Role.values},
    }
    clients = {
        (placement, role): signed_in(person)
        for placement, roles in people.items()
        for role, person in roles.items()
    }
    return World(Ground(own, people["own"]), people, clients, quiet_client())


def _node_of(role: str, site: Site, company: OrgNode, group: OrgNode) -> OrgNode:
    if role in GROUP_ROLES:
        return group
    return company if role in COMPANY_ROLES else site.node


def _plant(number: str, role: str, node: OrgNode, *, over: bool = False) -> Staff:
    staff: Staff = Staff.objects.create(number=number, name=number, password="!")
    Membership.objects.create(
        staff=staff,
        node=node,
        role=role,
        department=DEPARTMENTS.get(Role(role), ""),
        starts_on=LONG_AGO,
        ends_on=timezone.localdate() - timedelta(days=1) if over else None,
    )
    return staff


def quiet_client() -> Client:
    """A browser that gets the answer a person would get, also when the view fails."""
    return Client(raise_request_exception=False)


def signed_in(person: Staff) -> Client:
    client = quiet_client()
    client.force_login(person)
    return client
