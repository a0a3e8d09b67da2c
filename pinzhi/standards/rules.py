"""Who may read standards, and who may put them in force."""

from django.db.models import Q
from django.utils import timezone

from pinzhi.people.models import Staff
from pinzhi.places.models import Membership, OrgNode, Role, Site
from pinzhi.standards.models import Adjustment, Edition, Standard


def may_read(user: Staff) -> bool:
    """Whoever works here may know by what the work is measured."""
    return bool(user.scope.roles)


def may_upload(user: Staff) -> bool:
    """Bring a standard in: a quality officer, for the units that answer to them."""
    return Role.QUALITY_OFFICER in user.scope.roles


def may_publish(user: Staff, standard: Standard) -> bool:
    """A quality officer over the unit the standard belongs to; at the top for everybody's."""
    return any(_covers(path, standard.owner) for path in _officer_paths(user))


def may_approve(user: Staff, edition: Edition) -> bool:
    """The second person: never whoever submitted it.

    Another quality officer over the unit the standard belongs to. Only where there is no other, a
    site manager whose site works within that unit and in its line of business.
    """
    if edition.submitted_by_id == user.pk:
        return False
    if may_publish(user, edition.standard):
        return True
    return _manages_under(user, edition.standard) and not _has_other_officer(edition)


def may_choose(user: Staff, site: Site) -> bool:
    """Choose between what a standard leaves open at a site: whoever answers for its quality."""
    return user.scope.holds(site.pk, Role.SITE_MANAGER, Role.QUALITY_OFFICER)


def may_open(user: Staff, edition: Edition) -> bool:
    """What is not approved yet is between those who may publish or approve it."""
    waits = edition.status in {Edition.Status.DRAFT, Edition.Status.REVIEW}
    if not waits or edition.was_in_force:
        return may_read(user)
    if may_publish(user, edition.standard):
        return True
    return edition.status == Edition.Status.REVIEW and may_approve(user, edition)


def may_see_adjustments(user: Staff, site: Site) -> bool:
    """What a site does differently: for everybody there who works by it in the office or above."""
    return user.scope.holds(site.pk, *(r for r in Role if r != Role.CONTRACTOR_WORKER))


def may_adjust(user: Staff, site: Site) -> bool:
    """Tighten at once, ask to loosen, settle conflicts: the site's manager, or quality above it."""
    return user.scope.holds(site.pk, Role.SITE_MANAGER, Role.QUALITY_OFFICER)


def may_decide(user: Staff, adjustment: Adjustment) -> bool:
    """Allow a site something looser: a quality officer above the site, never whoever asked."""
    if adjustment.proposed_by_id == user.pk:
        return False
    path = adjustment.site.path
    return any(path.startswith(one) and path != one for one in _officer_paths(user))


def _manages_under(user: Staff, standard: Standard) -> bool:
    sites: set[int] = set()
    for grant in user.scope.grants:
        if grant.role == Role.SITE_MANAGER:
            sites |= grant.site_ids
    found = Site.objects.filter(pk__in=sites, node__line=standard.line)
    if standard.owner is not None:
        found = found.filter(path__startswith=standard.owner.path)
    return found.exists()


def _has_other_officer(edition: Edition) -> bool:
    """Whether somebody else could approve it as a quality officer today."""
    held = Membership.objects.on(timezone.localdate()).filter(
        _over(edition.standard.owner), role=Role.QUALITY_OFFICER, staff__is_active=True
    )
    return held.exclude(staff=edition.submitted_by_id).exists()


def _over(owner: OrgNode | None) -> Q:
    if owner is None:
        return Q(node__parent=None)
    path = owner.path
    return Q(node__path__in=[path[: i + 1] for i, sign in enumerate(path) if sign == "/"])


def owner_for(user: Staff) -> OrgNode | None:
    """To whom a new standard of this officer belongs: their highest unit; nobody at the top."""
    highest = min(_officer_paths(user), key=len)
    return None if _is_top(highest) else OrgNode.objects.get(path=highest)


def _covers(path: str, owner: OrgNode | None) -> bool:
    return _is_top(path) if owner is None else owner.path.startswith(path)


def _is_top(path: str) -> bool:
    return path.strip("/").count("/") == 0


def _officer_paths(user: Staff) -> list[str]:
    return [g.node_path for g in user.scope.grants if g.role == Role.QUALITY_OFFICER]
