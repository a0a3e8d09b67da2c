"""From memberships and approved delegations to what a person may reach today."""

from datetime import date

from django.db.models import Q
from django.utils import timezone

from pinzhi.common.scope import Grant, Scope
from pinzhi.people.models import Staff
from pinzhi.places.models import Delegation, Membership, Site


def scope_of(user: Staff, on: date | None = None) -> Scope:
    """Work out a person's scope on one day (default today). Two or three queries, then none."""
    if not user.is_active:
        return Scope()
    day = on or timezone.localdate()
    held = [*_own(user, day), *_acting(user, day)]
    below = Q(pk__in=[])
    for membership in held:
        below |= Q(path__startswith=membership.node.path)
    sites = list(Site.objects.filter(below).values_list("pk", "path", "name")) if held else []
    grants = tuple(
        Grant(
            role=m.role,
            department=m.department,
            node_path=m.node.path,
            site_ids=frozenset(pk for pk, path, _ in sites if path.startswith(m.node.path)),
        )
        for m in held
    )
    return Scope(grants=grants, sites={pk: name for pk, _, name in sites})


def _own(user: Staff, day: date) -> list[Membership]:
    return list(Membership.objects.filter(staff=user).on(day).select_related("node"))


def _acting(user: Staff, day: date) -> list[Membership]:
    """Memberships of others that this person stands in for; they end with the original."""
    found = (
        Delegation.objects.filter(to=user, status=Delegation.Status.APPROVED)
        .on(day)
        .select_related("membership__node", "membership__staff")
    )
    return [d.membership for d in found if _holds(d.membership, day)]


def _holds(membership: Membership, day: date) -> bool:
    over = membership.ends_on is not None and membership.ends_on < day
    return membership.starts_on <= day and not over and membership.staff.is_active
