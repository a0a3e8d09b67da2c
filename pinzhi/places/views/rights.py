"""Deeds on one role: end it, ask that somebody stands in, decide about that."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pinzhi.common.flash import tell
from pinzhi.common.requests import SignedInRequest
from pinzhi.places import actions, rules
from pinzhi.places.forms.organisation import DelegationForm, EndForm
from pinzhi.places.models import Delegation, Membership
from pinzhi.places.views.doing import FormPage, permit


def membership_of(request: SignedInRequest, pk: int) -> Membership:
    rows = Membership.objects.visible_to(request.user).select_related("node", "staff")
    return get_object_or_404(rows, pk=pk)


def delegation_of(request: SignedInRequest, pk: int) -> Delegation:
    """404 outside one's scope; whoever stands in sees it wherever it is."""
    rows = delegations_seen(request.user).select_related("membership__node", "membership__staff")
    return get_object_or_404(rows, pk=pk)


def delegations_seen(user: Any) -> QuerySet[Delegation]:
    theirs = Delegation.objects.visible_to(user).values("pk")
    return Delegation.objects.filter(Q(pk__in=theirs) | Q(to=user))


@login_required
@require_http_methods(["GET", "POST"])
def membership_end(request: SignedInRequest, pk: int) -> HttpResponse:
    held = membership_of(request, pk)
    permit(rules.may_grant(request.user, held.node))
    back = reverse("places:node", args=[held.node_id])

    def deed(given: dict[str, Any]) -> str:
        actions.end_membership(held, by=request.user, on=given["on"], reason=given["reason"])
        return back

    title = _("End a role: %(role)s") % {"role": held}
    page = FormPage(title, _("End the role"), back)
    return page.answer(request, EndForm(request.POST or None), deed, _("The role ends."))


@login_required
@require_http_methods(["GET", "POST"])
def delegation_ask(request: SignedInRequest, pk: int) -> HttpResponse:
    held = membership_of(request, pk)
    permit(rules.may_ask_delegation(request.user, held))
    own = held.staff_id == request.user.pk
    back = reverse("places:my_roles") if own else reverse("places:node", args=[held.node_id])

    def deed(given: dict[str, Any]) -> str:
        actions.ask_delegation(held, by=request.user, **given)
        return back

    page = FormPage(
        _("Somebody stands in: %(role)s") % {"role": held},
        _("Ask for approval"),
        back,
        _("It holds once a third person, from the level above, has approved it."),
    )
    form = DelegationForm(request.POST or None)
    return page.answer(request, form, deed, _("Asked for. It waits for approval."))


@login_required
@require_POST
def delegation_approve(request: SignedInRequest, pk: int) -> HttpResponse:
    return _decide(request, pk, approve=True)


@login_required
@require_POST
def delegation_refuse(request: SignedInRequest, pk: int) -> HttpResponse:
    return _decide(request, pk, approve=False)


def _decide(request: SignedInRequest, pk: int, *, approve: bool) -> HttpResponse:
    asked = delegation_of(request, pk)
    permit(rules.may_approve_delegation(request.user, asked))
    actions.decide_delegation(asked, approve=approve, by=request.user)
    tell(request, _("Approved.") if approve else _("Refused."))
    return _back(request, asked)


@login_required
@require_POST
def delegation_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    asked = delegation_of(request, pk)
    permit(rules.may_withdraw_delegation(request.user, asked))
    actions.withdraw_delegation(asked, by=request.user)
    tell(request, _("Withdrawn."))
    return _back(request, asked)


def _back(request: SignedInRequest, asked: Delegation) -> HttpResponse:
    node = asked.membership.node
    if rules.may_read_rights(request.user, node):
        return redirect("places:node", node.pk)
    return redirect("places:my_roles")
