"""Deeds on rights: who may do what, where, from when until when."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from pinzhi.people.models import Staff
from pinzhi.places import rules
from pinzhi.places.actions.changes import require_right
from pinzhi.places.models import Membership, OrgNode
from pinzhi.places.refusals import (
    AdministratorsExclude,
    AlreadyHolds,
    EndsBeforeStart,
    EndsEarlier,
    HasLeft,
    OwnRights,
    refusing,
)
from pinzhi.trail import actions as trail

CONSTRAINTS = {
    "one_administrator_role_per_person": AdministratorsExclude,
    "one_membership_at_a_time": AlreadyHolds,
    "membership_ends_after_it_starts": EndsBeforeStart,
}


@transaction.atomic
def grant_membership(
    staff: Staff,
    *,
    node: OrgNode,
    role: str,
    starts_on: date,
    by: Staff,
    department: str = "",
    ends_on: date | None = None,
) -> Membership:
    """Give a person a role on a node and all below it, between two days (both included).

    By the security administrator of the node, never for oneself. Raises OwnRights, HasLeft,
    AdministratorsExclude, AlreadyHolds, EndsBeforeStart, NotAllowed.
    """
    require_right(rules.may_grant(by, node))
    if staff.pk == by.pk:
        raise OwnRights
    staff = Staff.objects.select_for_update(no_key=True).get(pk=staff.pk)
    if not staff.is_active:
        raise HasLeft
    membership = Membership(
        staff=staff,
        node=node,
        role=role,
        department=department,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    with refusing(CONSTRAINTS):
        membership.save()
    after = {"role": role, "department": department, "starts_on": starts_on, "ends_on": ends_on}
    trail.record("membership.granted", membership, by=by, after=after, site_id=site_id_of(node))
    return membership


@transaction.atomic
def end_membership(
    membership: Membership, *, by: Staff, on: date | None = None, reason: str = ""
) -> None:
    """Let a role end after the day `on`, by default yesterday, so that it ends at once.

    One that begins later than that, or today, is taken away with its delegations; the trail keeps
    that it was there. Raises OwnRights, EndsEarlier (that would prolong it), NotAllowed.
    """
    rows = Membership.objects.select_for_update(of=("self",)).select_related("node")
    membership = rows.get(pk=membership.pk)
    require_right(rules.may_grant(by, membership.node))
    if membership.staff_id == by.pk:
        raise OwnRights
    last = on or timezone.localdate() - timedelta(days=1)
    if membership.ends_on is not None and last > membership.ends_on:
        raise EndsEarlier
    trail.record(
        "membership.ended",
        membership,
        by=by,
        before={"ends_on": membership.ends_on},
        after={"ends_on": last},
        reason=reason,
        site_id=site_id_of(membership.node),
    )
    _end(membership, last)


def _end(membership: Membership, last: date) -> None:
    if last < membership.starts_on:
        membership.delegations.all().delete()
        membership.delete()
        return
    membership.ends_on = last
    membership.save(update_fields=["ends_on"])


def site_id_of(node: OrgNode) -> int | None:
    """The site of a site's node; None for units above."""
    site = getattr(node, "site", None)
    return None if site is None else int(site.pk)
