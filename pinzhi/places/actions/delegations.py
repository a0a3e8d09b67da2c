"""Acting for somebody who is away, between two days, once a third has approved it (ORG-13)."""

from datetime import date

from django.db import transaction

from pinzhi.common.states import require_move
from pinzhi.people.models import Staff
from pinzhi.places import rules
from pinzhi.places.actions.changes import require_right, said
from pinzhi.places.actions.memberships import site_id_of
from pinzhi.places.models import ADMIN_ROLES, Delegation, Membership
from pinzhi.places.refusals import (
    AdministratorNotDelegated,
    DelegatedToHolder,
    EndsBeforeStart,
    HasLeft,
    NotAThird,
    OutsideMembership,
)
from pinzhi.places.states import DELEGATION_MOVES
from pinzhi.trail import actions as trail

Status = Delegation.Status


@transaction.atomic
def ask_delegation(
    membership: Membership, *, to: Staff, starts_on: date, ends_on: date, reason: str, by: Staff
) -> Delegation:
    """Ask that `to` acts in the role of another from the first day to the last.

    By the one who will be away, or by those who could approve. Nothing is given until a third
    person approves. Administrators' roles are not delegated. Raises DelegatedToHolder, HasLeft,
    AdministratorNotDelegated, OutsideMembership, EndsBeforeStart, NotAllowed.
    """
    rows = Membership.objects.select_for_update(of=("self",)).select_related("node")
    membership = rows.get(pk=membership.pk)
    require_right(rules.may_ask_delegation(by, membership))
    _check_asked(membership, to, starts_on, ends_on)
    delegation = Delegation.objects.create(
        membership=membership,
        to=to,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason,
        asked_by=by,
    )
    after = {"to": said(to), "starts_on": starts_on, "ends_on": ends_on}
    site_id = site_id_of(membership.node)
    trail.record("delegation.asked", delegation, by=by, after=after, reason=reason, site_id=site_id)
    return delegation


def _check_asked(membership: Membership, to: Staff, starts_on: date, ends_on: date) -> None:
    if membership.role in ADMIN_ROLES:
        raise AdministratorNotDelegated
    if to.pk == membership.staff_id:
        raise DelegatedToHolder
    if not to.is_active:
        raise HasLeft
    if ends_on < starts_on:
        raise EndsBeforeStart
    over = membership.ends_on is not None and ends_on > membership.ends_on
    if starts_on < membership.starts_on or over:
        raise OutsideMembership


@transaction.atomic
def decide_delegation(delegation: Delegation, *, approve: bool, by: Staff) -> Delegation:
    """Approve or refuse; a third person with a right over the node, from the level above.

    Raises NotAThird, MoveRefused, HasLeft (the substitute has left meanwhile), NotAllowed.
    """
    delegation = _locked(delegation)
    if not rules.is_third(by, delegation):
        raise NotAThird
    require_right(rules.may_approve_delegation(by, delegation))
    if approve and not delegation.to.is_active:
        raise HasLeft
    return _move(delegation, Status.APPROVED if approve else Status.REFUSED, by=by, decided_by=by)


@transaction.atomic
def withdraw_delegation(delegation: Delegation, *, by: Staff) -> Delegation:
    """Take it back, asked or approved; it ends at once. Raises MoveRefused, NotAllowed."""
    delegation = _locked(delegation)
    require_right(rules.may_withdraw_delegation(by, delegation))
    return _move(delegation, Status.WITHDRAWN, by=by)


def _locked(delegation: Delegation) -> Delegation:
    rows = Delegation.objects.select_for_update(of=("self",))
    return rows.select_related("membership__node", "to").get(pk=delegation.pk)


def _move(delegation: Delegation, new: Status, *, by: Staff, **changes: object) -> Delegation:
    old = Status(delegation.status)
    require_move(DELEGATION_MOVES, old, new)
    for field, value in changes.items():
        setattr(delegation, field, value)
    delegation.status = new
    delegation.save(update_fields=["status", *changes])
    trail.record(
        f"delegation.{new.value}",
        delegation,
        by=by,
        before={"status": old},
        after={"status": new},
        site_id=site_id_of(delegation.membership.node),
    )
    return delegation
