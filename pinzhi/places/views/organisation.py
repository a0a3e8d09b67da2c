"""The tree with who may do what where, until when; and one's own roles."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pinzhi.common.flash import tell
from pinzhi.common.refusals import Refusal
from pinzhi.common.requests import SignedInRequest
from pinzhi.places import actions, rules
from pinzhi.places.forms.organisation import GrantForm, MoveForm, NameForm, NodeForm
from pinzhi.places.models import Delegation, Membership, OrgNode, Site
from pinzhi.places.trees import NODE_PARENTS
from pinzhi.places.views.doing import FormPage, permit

Kind = OrgNode.Kind
GET_POST = ["GET", "POST"]


def node_of(request: SignedInRequest, pk: int) -> OrgNode:
    """The unit, 404 outside one's scope, 403 for whoever may not see who may do what there."""
    nodes = OrgNode.objects.visible_to(request.user).select_related("site", "parent")
    node = get_object_or_404(nodes, pk=pk)
    permit(rules.may_read_rights(request.user, node))
    return node


@login_required
@require_GET
def organisation(request: SignedInRequest) -> HttpResponse:
    """Every unit within reach, with how many people hold a role there today."""
    permit(rules.holds_anywhere(request.user, *rules.RIGHTS_READERS))
    today = timezone.localdate()
    holding = Q(memberships__starts_on__lte=today) & (
        Q(memberships__ends_on=None) | Q(memberships__ends_on__gte=today)
    )
    nodes = OrgNode.objects.visible_to(request.user).select_related("site")
    counted = nodes.annotate(held=Count("memberships", filter=holding)).order_by("path")
    asked = Delegation.objects.visible_to(request.user).filter(status=Delegation.Status.ASKED)
    page = {
        "tree": grown([n for n in counted if rules.may_read_rights(request.user, n)]),
        "asked": asked.select_related("membership__node", "membership__staff", "to"),
        "may_found": rules.may_found(request.user),
    }
    return render(request, "places/organisation.html", page)


@dataclass
class Branch:
    node: OrgNode
    below: list["Branch"] = field(default_factory=list)


def grown(nodes: list[OrgNode]) -> list[Branch]:
    """The nodes as branches below one another; those whose parent is out of reach are tops."""
    branches = {unit.pk: Branch(unit) for unit in nodes}
    tops: list[Branch] = []
    for unit in nodes:
        above = branches.get(unit.parent_id) if unit.parent_id else None
        (tops if above is None else above.below).append(branches[unit.pk])
    return tops


@login_required
@require_GET
def node(request: SignedInRequest, pk: int) -> HttpResponse:
    return node_page(request, node_of(request, pk), grant=GrantForm())


def node_page(
    request: SignedInRequest, unit: OrgNode, *, grant: GrantForm, status: int = 200
) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    here = roles_at(unit)
    held, over = here.filter(not_over(today)), here.exclude(not_over(today))[:20]
    asked = Delegation.objects.filter(membership__node=unit, ends_on__gte=today)
    page = {
        "unit": unit,
        "held": held,
        "over": over,
        "above": Membership.objects.on(today).filter(node__path__in=ways(unit.path)[:-1]).count(),
        "delegations": standing(user, asked),
        "grant": grant,
        "may_grant": rules.may_grant(user, unit),
        "may_edit": rules.may_edit_organisation(user, unit),
        "may_add": rules.may_edit_organisation(user, unit) and unit.kind != Kind.SITE,
        "may_site": unit.kind in NODE_PARENTS[Kind.SITE],
    }
    return render(request, "places/node.html", page, status=status)


def roles_at(unit: OrgNode) -> QuerySet[Membership]:
    rows = Membership.objects.filter(node=unit).select_related("staff")
    return rows.order_by("role", "department", "staff__number")


def not_over(today: Any) -> Q:
    return Q(ends_on=None) | Q(ends_on__gte=today)


def ways(path: str) -> list[str]:
    """The paths of all nodes from the top to this one: "/1/4/" gives "/1/" and "/1/4/"."""
    return [path[: i + 1] for i, sign in enumerate(path) if sign == "/" and i]


def standing(user: Any, rows: QuerySet[Delegation]) -> list[dict[str, Any]]:
    """Delegations with what this person may do about each."""
    found = rows.select_related(
        "membership__node", "membership__staff", "to", "asked_by", "decided_by"
    ).order_by("-starts_on", "-pk")
    waits = Delegation.Status.ASKED
    open_ones = (Delegation.Status.ASKED, Delegation.Status.APPROVED)
    return [
        {
            "it": row,
            "may_decide": row.status == waits and rules.may_approve_delegation(user, row),
            "may_withdraw": row.status in open_ones and rules.may_withdraw_delegation(user, row),
        }
        for row in found
    ]


@login_required
@require_http_methods(GET_POST)
def node_found(request: SignedInRequest) -> HttpResponse:
    """Add a new top of the tree."""
    permit(rules.may_found(request.user))
    page = FormPage(_("A new group"), _("Add"), reverse("places:organisation"))
    form = NodeForm(request.POST or None, kinds=[Kind.GROUP])

    def deed(given: dict[str, Any]) -> str:
        made = actions.create_node(None, by=request.user, **given)
        return reverse("places:node", args=[made.pk])

    return page.answer(request, form, deed, _("Added."))


@login_required
@require_http_methods(GET_POST)
def node_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add a company or branch below a unit."""
    above = node_of(request, pk)
    permit(rules.may_edit_organisation(request.user, above))
    back = reverse("places:node", args=[pk])
    kinds = [k for k, parents in NODE_PARENTS.items() if above.kind in parents and k != Kind.SITE]
    form = NodeForm(request.POST or None, kinds=kinds, initial={"line": above.line})

    def deed(given: dict[str, Any]) -> str:
        made = actions.create_node(above, by=request.user, **given)
        return reverse("places:node", args=[made.pk])

    title = _("A new unit below %(name)s") % {"name": above.name}
    return FormPage(title, _("Add"), back).answer(request, form, deed, _("Added."))


@login_required
@require_http_methods(GET_POST)
def node_rename(request: SignedInRequest, pk: int) -> HttpResponse:
    unit = node_of(request, pk)
    permit(rules.may_edit_organisation(request.user, unit))
    back = reverse("places:node", args=[pk])
    form = NameForm(request.POST or None, initial={"name": unit.name})

    def deed(given: dict[str, Any]) -> str:
        actions.rename_node(unit, name=given["name"], by=request.user)
        return back

    title = _("Rename %(name)s") % {"name": unit.name}
    return FormPage(title, _("Save"), back).answer(request, form, deed, _("Renamed."))


@login_required
@require_http_methods(GET_POST)
def node_move(request: SignedInRequest, pk: int) -> HttpResponse:
    unit = node_of(request, pk)
    permit(rules.may_edit_organisation(request.user, unit))
    back = reverse("places:node", args=[pk])
    form = MoveForm(request.POST or None, goals=goals_of(request.user, unit))

    def deed(given: dict[str, Any]) -> str:
        actions.move_node(unit, to=given["to"], by=request.user)
        return back

    page = FormPage(
        _("Move %(name)s") % {"name": unit.name},
        _("Move"),
        back,
        _("Everything below it moves too, and so does what people with roles above it can reach."),
    )
    return page.answer(request, form, deed, _("Moved."))


def goals_of(user: Any, unit: OrgNode) -> QuerySet[OrgNode]:
    """Where a unit could hang: the right kind, the same line, not below itself."""
    kinds = [kind for kind in NODE_PARENTS[unit.kind] if kind]
    goals = OrgNode.objects.visible_to(user).filter(kind__in=kinds)
    same = Q(line=unit.line) | Q(kind=Kind.GROUP)
    return goals.filter(same).exclude(path__startswith=unit.path)


@login_required
@require_POST
def grant(request: SignedInRequest, pk: int) -> HttpResponse:
    unit = node_of(request, pk)
    permit(rules.may_grant(request.user, unit))
    form = GrantForm(request.POST)
    if not form.is_valid():
        return node_page(request, unit, grant=form, status=422)
    given = dict(form.cleaned_data)
    try:
        made = actions.grant_membership(given.pop("staff"), node=unit, by=request.user, **given)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return node_page(request, unit, grant=form, status=refusal.status)
    tell(request, _("%(who)s now holds this role.") % {"who": made.staff.name})
    return redirect("places:node", pk)


@login_required
@require_GET
def my_roles(request: SignedInRequest) -> HttpResponse:
    """One's own roles, whom one stands in for, and who stands in for oneself."""
    user, today = request.user, timezone.localdate()
    own = Membership.objects.filter(not_over(today), staff=user).select_related("node")
    mine = Q(membership__staff=user) | Q(to=user)
    delegations = Delegation.objects.filter(mine, ends_on__gte=today)
    page = {
        "held": own.order_by("node__path", "role"),
        "delegations": standing(user, delegations),
        "sites": Site.objects.visible_to(user)[:60],
    }
    return render(request, "places/my_roles.html", page)
