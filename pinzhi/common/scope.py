"""What a person may reach: plain data, so that every room can ask it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Grant:
    """One role on one node of the organisation, with the sites below it at this moment."""

    role: str
    department: str
    node_path: str
    site_ids: frozenset[int]


@dataclass(frozen=True)
class Scope:
    """All grants of one person that hold today."""

    grants: tuple[Grant, ...] = ()
    sites: Mapping[int, str] = field(default_factory=dict)  # site id -> name

    @cached_property
    def site_ids(self) -> frozenset[int]:
        return frozenset(self.sites)

    @cached_property
    def node_paths(self) -> frozenset[str]:
        return frozenset(grant.node_path for grant in self.grants)

    @cached_property
    def roles(self) -> frozenset[str]:
        return frozenset(grant.role for grant in self.grants)

    def roles_at(self, site_id: int) -> frozenset[str]:
        """The roles that reach this site."""
        return frozenset(g.role for g in self.grants if site_id in g.site_ids)

    def holds(self, site_id: int, *roles: str, department: str = "") -> bool:
        """Whether one of `roles` reaches the site; a role tied to a department only in it."""
        return any(
            grant.role in roles
            and site_id in grant.site_ids
            and (not department or grant.department in {"", department})
            for grant in self.grants
        )
