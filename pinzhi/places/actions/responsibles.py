"""Who answers for a spot or a machine (ORG-03, ORG-04, EQP-08)."""

from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from pinzhi.people.models import Posting, Staff
from pinzhi.places import rules
from pinzhi.places.actions.changes import require_right, write
from pinzhi.places.models import Equipment, Membership, Place, Site
from pinzhi.places.refusals import ElsewhereResponsible, HasLeft
from pinzhi.trail import actions as trail

Ground = TypeVar("Ground", Place, Equipment)


@transaction.atomic
def name_responsible(thing: Ground, staff: Staff | None, *, by: Staff) -> Ground:
    """Say which one person answers for the spot or machine from now on; None: nobody.

    Somebody who works at the site today, by a posting there or a role on it or above. Raises
    HasLeft, ElsewhereResponsible, NotAllowed.
    """
    thing = type(thing)._default_manager.select_for_update().get(pk=thing.pk)  # noqa: SLF001 -- public in Django
    require_right(rules.may_name_responsible(by, thing.site))
    if staff is not None:
        _check_works_here(staff, thing.site)
    before, after = write(thing, {"responsible": staff})
    if after:
        verb = f"{thing._meta.model_name}.responsible_named"  # noqa: SLF001 -- public in Django
        trail.record(verb, thing, by=by, before=before, after=after)
    return thing


def _check_works_here(staff: Staff, site: Site) -> None:
    if not staff.is_active:
        raise HasLeft
    if not works_at(staff, site):
        raise ElsewhereResponsible


def works_at(staff: Staff, site: Site) -> bool:
    """Whether the person holds a posting at the site or a working role that reaches it today."""
    today = timezone.localdate()
    roles = Membership.objects.filter(staff=staff, role__in=rules.WORKERS).on(today)
    if any(site.path.startswith(m.node.path) for m in roles.select_related("node")):
        return True
    held = Posting.objects.filter(site=site, staff=staff, starts_on__lte=today)
    return held.exclude(ends_on__lt=today).exists()
