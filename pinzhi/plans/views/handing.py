"""Tasks that change hands, and the offers that wait for an answer."""

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pinzhi.common.flash import tell
from pinzhi.common.requests import SignedInRequest
from pinzhi.plans.actions import accept_task, decline_task, offer_task, take_over_task
from pinzhi.plans.forms import OfferForm
from pinzhi.plans.models import Task, Transfer
from pinzhi.plans.queries import colleagues
from pinzhi.plans.rules import may_do
from pinzhi.plans.views.doing import of_task, permit


@login_required
@require_GET
def offers(request: SignedInRequest) -> HttpResponse:
    """What is offered to oneself, and what one offered, while it waits."""
    mine = Transfer.objects.filter(
        Q(to=request.user) | Q(asked_by=request.user), status=Transfer.Status.ASKED
    )
    rows = mine.select_related("task", "asked_by", "to").order_by("task__closes_at", "pk")
    return render(request, "plans/offers.html", {"offers": rows})


@of_task
@require_POST
def take_over(request: SignedInRequest, task: Task) -> HttpResponse:
    permit(may_do(request.user, task))
    take_over_task(task, by=request.user)
    tell(request, _("It is yours now."))
    return redirect("plans:task", task.pk)


@of_task
@require_POST
def offer(request: SignedInRequest, task: Task) -> HttpResponse:
    permit(task.assignee_id == request.user.pk)
    form = OfferForm(request.POST, people=colleagues(task.site).exclude(pk=request.user.pk))
    if not form.is_valid():
        page = {"task": task, "form": form}
        return render(request, "plans/offer.html", page, status=422)
    made = offer_task(task, by=request.user, **form.cleaned_data)
    tell(request, _("Offered to %(name)s. Until they accept it stays yours.") % {"name": made.to})
    return redirect("plans:task", task.pk)


@of_task
@require_GET
def offer_form(request: SignedInRequest, task: Task) -> HttpResponse:
    permit(task.assignee_id == request.user.pk)
    form = OfferForm(people=colleagues(task.site).exclude(pk=request.user.pk))
    return render(request, "plans/offer.html", {"task": task, "form": form})


def _offer(request: SignedInRequest, pk: int) -> Transfer:
    """Only the two know of it."""
    rows = Transfer.objects.filter(Q(to=request.user) | Q(asked_by=request.user))
    return get_object_or_404(rows.filter(task__site__in=request.user.scope.site_ids), pk=pk)


@login_required
@require_POST
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    task = accept_task(_offer(request, pk), by=request.user)
    tell(request, _("It is yours now."))
    return redirect("plans:task", task.pk)


@login_required
@require_POST
def decline(request: SignedInRequest, pk: int) -> HttpResponse:
    decline_task(_offer(request, pk), by=request.user)
    tell(request, _("The offer is off."))
    return redirect("plans:offers")
