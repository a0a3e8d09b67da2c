"""Deeds on sites."""

from typing import Any

from django.db import transaction

from pinzhi.people.models import Staff
from pinzhi.places import rules
from pinzhi.places.actions.changes import require_right, write
from pinzhi.places.actions.nodes import CODES, hang_node, lock_tree
from pinzhi.places.hours import checked_hours
from pinzhi.places.models import OrgNode, Site
from pinzhi.places.refusals import refusing
from pinzhi.trail import actions as trail

EDITABLE = frozenset({"name", "kind", "address", "area", "time_zone", "office_hours"})


@transaction.atomic
def create_site(
    parent: OrgNode, *, code: str, name: str, kind: str, by: Staff, **details: Any
) -> Site:
    """Open a site below a company or branch: its node, of the same code and name, and itself.

    `details` are address, area (m²), time_zone, office_hours. Raises WrongParent, CodeTaken,
    BadOfficeHours, NotAllowed.
    """
    lock_tree()
    above = OrgNode.objects.get(pk=parent.pk)
    require_right(rules.may_edit_organisation(by, above))
    details = _checked(details)
    node = hang_node(above, kind=OrgNode.Kind.SITE, code=code, name=name, line=above.line)
    site = Site(node=node, code=code, name=name, kind=kind, path=node.path, **details)
    with refusing(CODES):
        site.save()
    trail.record("site.created", site, by=by, after={"code": code, "kind": kind, **details})
    return site


@transaction.atomic
def edit_site(site: Site, *, by: Staff, **fields: Any) -> Site:
    """Change a site's particulars (EDITABLE); its node keeps the same name.

    Raises BadOfficeHours, NotAllowed; TypeError for a field that is not editable.
    """
    site = Site.objects.select_for_update().get(pk=site.pk)
    require_right(rules.may_edit_places(by, site))
    before, after = write(site, _checked(fields))
    if "name" in after:
        OrgNode.objects.filter(pk=site.node_id).update(name=site.name)
    if after:
        trail.record("site.edited", site, by=by, before=before, after=after)
    return site


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    if foreign := fields.keys() - EDITABLE:
        raise TypeError(f"not editable: {sorted(foreign)}")
    if "office_hours" in fields:
        fields = {**fields, "office_hours": checked_hours(fields["office_hours"])}
    return fields
