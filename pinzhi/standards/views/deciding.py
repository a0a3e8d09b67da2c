"""An edition is submitted, and a second person lets it come into force or sends it back."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pinzhi.common.flash import tell
from pinzhi.common.requests import SignedInRequest
from pinzhi.standards.actions import (
    approve_edition,
    roll_back,
    send_back,
    submit_edition,
    withdraw_edition,
)
from pinzhi.standards.forms import ApproveForm, ReasonForm
from pinzhi.standards.models import Edition
from pinzhi.standards.rules import may_approve, may_publish
from pinzhi.standards.views.doing import of_edition, permit
from pinzhi.standards.views.reading import edition_page

UNPROCESSABLE = 422


@of_edition
@require_POST
def submit(request: SignedInRequest, edition: Edition) -> HttpResponse:
    permit(may_publish(request.user, edition.standard))
    submit_edition(edition, by=request.user)
    tell(request, _("Submitted. It comes into force once a second person approves it."))
    return redirect("standards:edition", edition.pk)


@of_edition
@require_POST
def approve(request: SignedInRequest, edition: Edition) -> HttpResponse:
    permit(may_approve(request.user, edition))
    form = ApproveForm(request.POST)
    if not form.is_valid():
        return edition_page(request, edition, status=UNPROCESSABLE, approval=form)
    day = form.cleaned_data["starts_on"]
    approve_edition(edition, starts_on=day, by=request.user)
    if day:
        tell(request, _("Approved. It comes into force on %(day)s.") % {"day": day})
    else:
        tell(request, _("In force from now on. Plans of the edition before move on by themselves."))
    return redirect("standards:edition", edition.pk)


@of_edition
@require_POST
def refuse(request: SignedInRequest, edition: Edition) -> HttpResponse:
    permit(may_approve(request.user, edition))
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return edition_page(request, edition, status=UNPROCESSABLE, reason=form)
    send_back(edition, reason=form.cleaned_data["reason"], by=request.user)
    tell(request, _("Sent back."))
    return redirect("standards:standard_list")


@of_edition
@require_POST
def withdraw(request: SignedInRequest, edition: Edition) -> HttpResponse:
    permit(may_publish(request.user, edition.standard))
    withdraw_edition(edition, by=request.user)
    tell(request, _("Taken back."))
    return redirect("standards:edition", edition.pk)


@of_edition
@require_POST
def hold_again(request: SignedInRequest, edition: Edition) -> HttpResponse:
    permit(may_publish(request.user, edition.standard))
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return edition_page(request, edition, status=UNPROCESSABLE, reason=form)
    roll_back(edition, reason=form.cleaned_data["reason"], by=request.user)
    tell(request, _("Submitted. It comes into force once a second person approves it."))
    return redirect("standards:edition", edition.pk)
