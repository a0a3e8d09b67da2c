"""Deeds on the organisation tree; `path` of every node and site is kept here alone."""

from django.db import connection, transaction

from pinzhi.people.models import Staff
from pinzhi.places import rules
from pinzhi.places.actions.changes import require_right, said, write
from pinzhi.places.models import OrgNode, Site
from pinzhi.places.refusals import (
    BelowItself,
    CodeTaken,
    NotAllowed,
    OtherLine,
    TreeTooDeep,
    WrongParent,
    refusing,
)
from pinzhi.places.trees import NODE_PARENTS, may_stand_below
from pinzhi.trail import actions as trail

CODES = {"places_orgnode_code_key": CodeTaken, "places_site_code_key": CodeTaken}
PATH_LENGTH = 255
MOVE_NODES = """
    UPDATE places_orgnode SET path = %s || substr(path, %s) WHERE starts_with(path, %s)
"""
MOVE_SITES = """
    UPDATE places_site SET path = %s || substr(path, %s) WHERE starts_with(path, %s)
"""


@transaction.atomic
def create_node(
    parent: OrgNode | None, *, kind: str, code: str, name: str, line: str, by: Staff
) -> OrgNode:
    """Add a group, company or branch below `parent`; only a top administrator adds a group.

    Raises WrongParent for a site (that is `create_site`) or a kind that cannot stand there,
    OtherLine when `line` is not that of the company above, CodeTaken, NotAllowed.
    """
    lock_tree()
    above = None if parent is None else OrgNode.objects.get(pk=parent.pk)
    allowed = rules.may_found(by) if above is None else rules.may_edit_organisation(by, above)
    require_right(allowed)
    if kind == OrgNode.Kind.SITE:
        raise WrongParent
    node = hang_node(above, kind=kind, code=code, name=name, line=line)
    trail.record("node.created", node, by=by, after={"kind": kind, "code": code, "path": node.path})
    return node


def hang_node(above: OrgNode | None, *, kind: str, code: str, name: str, line: str) -> OrgNode:
    """Insert a node and spell its path; the tree is locked and the right is checked."""
    if not may_stand_below(NODE_PARENTS, kind, above.kind if above else None):
        raise WrongParent
    if above is not None and above.kind != OrgNode.Kind.GROUP and line != above.line:
        raise OtherLine
    node = OrgNode(kind=kind, parent=above, code=code, name=name, line=line, path=f"new {code}")
    with refusing(CODES):
        node.save()
    node.path = f"{above.path if above else '/'}{node.pk}/"
    if len(node.path) > PATH_LENGTH:
        raise TreeTooDeep
    node.save(update_fields=["path"])
    return node


@transaction.atomic
def rename_node(node: OrgNode, *, name: str, by: Staff) -> OrgNode:
    """Give a unit another name; a site's node and the site are renamed together."""
    node = OrgNode.objects.select_for_update().get(pk=node.pk)
    require_right(rules.may_edit_organisation(by, node))
    before, after = write(node, {"name": name})
    if not after:
        return node
    site = Site.objects.filter(node=node).first()
    Site.objects.filter(node=node).update(name=name)
    site_id = site.pk if site else None
    trail.record("node.renamed", node, by=by, before=before, after=after, site_id=site_id)
    return node


@transaction.atomic
def move_node(node: OrgNode, *, to: OrgNode, by: Staff) -> OrgNode:
    """Hang a unit, with all below it, on another one; every path below is spelt anew.

    Whoever had a role above the old place loses the sites that moved, at once. Raises BelowItself,
    WrongParent, OtherLine, TreeTooDeep, NotAllowed (the right is needed here and there).
    """
    lock_tree()
    node = OrgNode.objects.select_related("parent").get(pk=node.pk)
    to = OrgNode.objects.get(pk=to.pk)
    _check_move(node, to, by)
    if node.parent_id == to.pk:
        return node
    before = {"parent": said(node.parent), "path": node.path}
    _respell(node, to)
    site = Site.objects.filter(node=node).first()
    trail.record(
        "node.moved",
        node,
        by=by,
        before=before,
        after={"parent": said(to), "path": node.path},
        site_id=site.pk if site else None,
    )
    return node


def _check_move(node: OrgNode, to: OrgNode, by: Staff) -> None:
    if node.parent is None or not rules.may_edit_organisation(by, node.parent):
        raise NotAllowed
    require_right(rules.may_edit_organisation(by, to))
    if to.path.startswith(node.path):
        raise BelowItself
    if not may_stand_below(NODE_PARENTS, node.kind, to.kind):
        raise WrongParent
    if to.kind != OrgNode.Kind.GROUP and to.line != node.line:
        raise OtherLine


def _respell(node: OrgNode, to: OrgNode) -> None:
    old, new = node.path, f"{to.path}{node.pk}/"
    below = OrgNode.objects.filter(path__startswith=old).values_list("path", flat=True)
    if max(map(len, below)) - len(old) + len(new) > PATH_LENGTH:
        raise TreeTooDeep
    with connection.cursor() as cursor:
        cursor.execute(MOVE_NODES, [new, len(old) + 1, old])
        cursor.execute(MOVE_SITES, [new, len(old) + 1, old])
    node.parent, node.path = to, new
    node.save(update_fields=["parent"])


def lock_tree() -> None:
    """One change of the tree at a time: two moves at once could make a ring."""
    tops = OrgNode.objects.filter(parent=None).order_by("pk")
    list(tops.select_for_update(no_key=True).values_list("pk"))
