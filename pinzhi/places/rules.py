"""Who may do what with the organisation, its ground and its people's rights.

The three administrators (system, security, audit) keep the system; they carry out no work. An
auditor reads only. A right over a node comes from a role on it or on any node above it.
"""

from pinzhi.people.departments import Department
from pinzhi.people.models import Staff
from pinzhi.places.models import Delegation, Membership, OrgNode, Role, Site

WORKERS = (
    Role.SITE_MANAGER,
    Role.DEPARTMENT_HEAD,
    Role.FOREMAN,
    Role.WORKER,
    Role.BUTLER,
    Role.CONTRACTOR_WORKER,
)
INSPECTORS = (
    Role.QUALITY_OFFICER,
    Role.SITE_MANAGER,
    Role.DEPARTMENT_HEAD,
    Role.FOREMAN,
    Role.INSPECTOR,
)
RIGHTS_READERS = (
    Role.QUALITY_OFFICER,
    Role.SITE_MANAGER,
    Role.AUDITOR,
    Role.SYSTEM_ADMIN,
    Role.SECURITY_ADMIN,
    Role.AUDIT_ADMIN,
)
TRAIL_READERS = (Role.AUDIT_ADMIN, Role.AUDITOR, Role.QUALITY_OFFICER, Role.SITE_MANAGER)
GROUND_READERS = tuple(role for role in Role if role != Role.CONTRACTOR_WORKER)


def holds_over(user: Staff, node: OrgNode, *roles: str) -> bool:
    """Whether one of `roles` stands on the node or above it."""
    return any(g.role in roles and node.path.startswith(g.node_path) for g in user.scope.grants)


def holds_above(user: Staff, node: OrgNode, *roles: str) -> bool:
    """Whether one of `roles` stands strictly above the node."""
    return any(
        g.role in roles and node.path != g.node_path and node.path.startswith(g.node_path)
        for g in user.scope.grants
    )


def holds_anywhere(user: Staff, *roles: str) -> bool:
    return not user.scope.roles.isdisjoint(roles)


def may_see_site(user: Staff, site: Site) -> bool:
    return site.pk in user.scope.site_ids


def may_see_ground(user: Staff, site: Site) -> bool:
    """Lists and reports of a site's places and equipment; a contractor's worker gets none."""
    return user.scope.holds(site.pk, *GROUND_READERS)


def may_work(user: Staff, site: Site) -> bool:
    """Carry out tasks. Administrators, auditors and inspectors do not."""
    return user.scope.holds(site.pk, *WORKERS)


def may_inspect(user: Staff, site: Site) -> bool:
    return user.scope.holds(site.pk, *INSPECTORS)


def may_edit_organisation(user: Staff, node: OrgNode) -> bool:
    return holds_over(user, node, Role.SYSTEM_ADMIN)


def may_found(user: Staff) -> bool:
    """Add a new top: those who keep the system from the top."""
    return any(g.role == Role.SYSTEM_ADMIN and is_top(g.node_path) for g in user.scope.grants)


def is_top(path: str) -> bool:
    return path.strip("/").count("/") == 0


def may_edit_places(user: Staff, site: Site) -> bool:
    return user.scope.holds(site.pk, Role.SYSTEM_ADMIN, Role.SITE_MANAGER)


def may_name_responsible(user: Staff, site: Site) -> bool:
    """Say who answers for a spot or a machine (ORG-03, ORG-04)."""
    roles = (Role.SYSTEM_ADMIN, Role.SITE_MANAGER, Role.DEPARTMENT_HEAD)
    return user.scope.holds(site.pk, *roles)


def may_run_equipment(user: Staff, site: Site) -> bool:
    """Take machines out of service and back: the manager and the engineers' leaders."""
    leads = (Role.DEPARTMENT_HEAD, Role.FOREMAN)
    return user.scope.holds(site.pk, Role.SITE_MANAGER) or user.scope.holds(
        site.pk, *leads, department=Department.ENGINEERING
    )


def may_fill_card(user: Staff, site: Site) -> bool:
    """Write on a machine's archive card: those who run it and the engineers (EQP-03)."""
    return may_run_equipment(user, site) or user.scope.holds(
        site.pk, Role.WORKER, department=Department.ENGINEERING
    )


def may_import(user: Staff, site: Site | None = None) -> bool:
    """Bring in spreadsheets: the system administrator anything, a manager his own site."""
    if site is None:
        return holds_anywhere(user, Role.SYSTEM_ADMIN)
    return user.scope.holds(site.pk, Role.SYSTEM_ADMIN, Role.SITE_MANAGER)


def may_read_trail(user: Staff, site: Site | None = None) -> bool:
    """The whole trail: of one site, or (without one) of everything in one's scope."""
    if site is None:
        return holds_anywhere(user, *TRAIL_READERS)
    return user.scope.holds(site.pk, *TRAIL_READERS)


def may_read_rights(user: Staff, node: OrgNode) -> bool:
    """See who may do what on a node and below."""
    return holds_over(user, node, *RIGHTS_READERS)


def may_grant(user: Staff, node: OrgNode) -> bool:
    return holds_over(user, node, Role.SECURITY_ADMIN)


def may_ask_delegation(user: Staff, membership: Membership) -> bool:
    """The one who will be away, or whoever could approve for the node (ORG-13)."""
    own = membership.staff_id == user.pk
    return own or _leads(user, membership)


def may_approve_delegation(user: Staff, delegation: Delegation) -> bool:
    """A third person from the level above (ORG-13): company or branch for a site's manager."""
    return is_third(user, delegation) and _leads(user, delegation.membership)


def is_third(user: Staff, delegation: Delegation) -> bool:
    involved = {delegation.asked_by_id, delegation.to_id, delegation.membership.staff_id}
    return user.pk not in involved


def may_withdraw_delegation(user: Staff, delegation: Delegation) -> bool:
    involved = {delegation.asked_by_id, delegation.membership.staff_id}
    return user.pk in involved or _leads(user, delegation.membership)


def _leads(user: Staff, membership: Membership) -> bool:
    node = membership.node
    if may_grant(user, node):
        return True
    if membership.role in {Role.SITE_MANAGER, Role.QUALITY_OFFICER}:
        return holds_above(user, node, Role.SITE_MANAGER, Role.QUALITY_OFFICER)
    return holds_over(user, node, Role.SITE_MANAGER, Role.QUALITY_OFFICER)


def may_edit_holidays(user: Staff, site: Site | None) -> bool:
    """Closed days of one site, or (without one) of everybody."""
    if site is None:
        return may_found(user)
    return may_edit_places(user, site)
