"""The first deed of an installation: an organisation, and the three who keep it."""

from django.db import transaction
from django.utils import timezone

from pinzhi.people.actions import hire_staff, issue_password
from pinzhi.people.models import Staff
from pinzhi.places.actions.nodes import hang_node, lock_tree
from pinzhi.places.models import ADMIN_ROLES, Line, Membership, OrgNode
from pinzhi.places.refusals import AlreadyFounded
from pinzhi.trail import actions as trail


@transaction.atomic
def found_group(code: str, name: str, *, line: Line = Line.PROPERTY) -> list[tuple[Staff, str]]:
    """Make the top of the organisation and its system, security and audit administrator.

    Returns each with a first password that is kept nowhere and has to be changed. Only in a
    database without an organisation; raises AlreadyFounded otherwise.
    """
    lock_tree()
    if OrgNode.objects.exists():
        raise AlreadyFounded
    group = hang_node(None, kind=OrgNode.Kind.GROUP, code=code, name=name, line=line)
    trail.record("node.created", group, by=None, after={"code": code, "name": name})
    return [_administrator(role, group) for role in ADMIN_ROLES]


def _administrator(role: str, group: OrgNode) -> tuple[Staff, str]:
    number = role.replace("_", "-")
    staff = hire_staff(number, number, by=None)
    membership = Membership.objects.create(
        staff=staff, node=group, role=role, starts_on=timezone.localdate()
    )
    trail.record("membership.granted", membership, by=None, after={"role": role})
    return staff, issue_password(staff, by=None)
