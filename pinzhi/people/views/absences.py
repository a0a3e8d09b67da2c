"""Leave and swaps of one site: one's own, and those that wait for oneself."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pinzhi.common.flash import tell
from pinzhi.common.refusals import Refusal
from pinzhi.common.requests import SignedInRequest
from pinzhi.people import actions, rules
from pinzhi.people.forms.absences import GrantForm, LeaveForm, SwapForm
from pinzhi.people.models import Leave, RosterEntry, Staff, Swap
from pinzhi.people.views.doing import permit, telling

UNPROCESSABLE = 422
AHEAD, BEHIND = timedelta(days=62), timedelta(days=31)


def _of_site(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    @login_required
    @wraps(view)
    def wrapped(request: Any, site: int) -> HttpResponse:
        if not rules.may_see_roster(request.user, site):
            raise Http404
        return view(request, site)

    return wrapped


@_of_site
@require_GET
def absences(request: SignedInRequest, site: int) -> HttpResponse:
    return _page(request, site)


def _page(
    request: SignedInRequest, site: int, *, status: int = 200, **forms: forms.Form
) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    near = Leave.objects.filter(site_id=site).between(today - BEHIND, today + AHEAD)
    shown = near.select_related("staff", "substitute", "decided_by").order_by("first_day", "pk")
    leaves = [one for one in shown if rules.may_withdraw_leave(user, one)]
    mine = Swap.objects.filter(Q(asked_by=user) | Q(to=user), site_id=site)
    page: dict[str, Any] = {
        "site": site,
        "site_name": user.scope.sites[site],
        "leaves": leaves,
        "waiting": [
            (leave, forms.get(f"grant_{leave.pk}") or _grant_form(leave))
            for leave in leaves
            if leave.status == Leave.Status.ASKED and rules.may_decide_leave(user, leave)
        ],
        "swaps": mine.filter(day__gte=today - BEHIND)
        .select_related("asked_by", "to", "shift", "return_shift")
        .order_by("-created_at")[:50],
        "leave": forms.get("leave") or _leave_form(user, site),
        "swap": forms.get("swap") or _swap_form(user, site),
        "today": today,
        "stands": {Leave.Status.ASKED, Leave.Status.GRANTED},
    }
    return render(request, "people/absences.html", page, status=status)


def _posted(site: int) -> Any:
    today = timezone.localdate()
    there = Q(postings__site_id=site) & (
        Q(postings__ends_on=None) | Q(postings__ends_on__gte=today)
    )
    return Staff.objects.employed().filter(there).distinct().order_by("name", "pk")


def _leave_form(user: Staff, site: int, data: Any = None) -> LeaveForm:
    led = [one.pk for one in _posted(site) if rules.may_ask_leave(user, one, site)]
    return LeaveForm(data, people=_posted(site).filter(pk__in=led), initial={"staff": user.pk})


def _grant_form(leave: Leave, data: Any = None) -> GrantForm:
    people = _posted(leave.site_id).exclude(pk=leave.staff_id)
    return GrantForm(data, people=people, prefix=f"leave{leave.pk}")


def _swap_form(user: Staff, site: int, data: Any = None) -> SwapForm:
    today = timezone.localdate()
    coming = RosterEntry.objects.filter(site_id=site, day__range=(today, today + AHEAD))
    coming = coming.select_related("shift", "staff").order_by("day", "shift__starts", "pk")
    return SwapForm(
        data,
        mine=coming.filter(staff=user),
        theirs=coming.exclude(staff=user),
        colleagues=_posted(site).exclude(pk=user.pk),
    )


@_of_site
@require_POST
def leave_ask(request: SignedInRequest, site: int) -> HttpResponse:
    form = _leave_form(request.user, site, request.POST)
    if form.is_valid():
        with telling(form):
            actions.ask_leave(site_id=site, by=request.user, **form.cleaned_data)
    if not form.is_valid():
        return _page(request, site, status=UNPROCESSABLE, leave=form)
    tell(request, _("Asked for. You see here when it is decided."))
    return redirect("people:absences", site)


@_of_site
@require_POST
def swap_ask(request: SignedInRequest, site: int) -> HttpResponse:
    form = _swap_form(request.user, site, request.POST)
    if form.is_valid():
        with telling(form):
            actions.ask_swap(by=request.user, **form.cleaned_data)
    if not form.is_valid():
        return _page(request, site, status=UNPROCESSABLE, swap=form)
    tell(request, _("Offered. The roster changes when your colleague accepts."))
    return redirect("people:absences", site)


def _leave(request: SignedInRequest, pk: int) -> Leave:
    rows = Leave.objects.visible_to(request.user).select_related("staff", "substitute")
    return get_object_or_404(rows, pk=pk)


@login_required
@require_POST
def leave_grant(request: SignedInRequest, pk: int) -> HttpResponse:
    leave = _leave(request, pk)
    permit(rules.may_decide_leave(request.user, leave))
    form = _grant_form(leave, request.POST)
    if form.is_valid():
        with telling(form):
            actions.grant_leave(leave, by=request.user, **form.cleaned_data)
    if not form.is_valid():
        return _page(request, leave.site_id, status=UNPROCESSABLE, **{f"grant_{pk}": form})
    tell(request, _("Granted. Their tasks go to whoever is on duty."))
    return redirect("people:absences", leave.site_id)


@login_required
@require_POST
def leave_refuse(request: SignedInRequest, pk: int) -> HttpResponse:
    leave = _leave(request, pk)
    permit(rules.may_decide_leave(request.user, leave))
    return _done(request, leave.site_id, lambda: actions.refuse_leave(leave, by=request.user))


@login_required
@require_POST
def leave_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    leave = _leave(request, pk)
    permit(rules.may_withdraw_leave(request.user, leave))
    return _done(request, leave.site_id, lambda: actions.withdraw_leave(leave, by=request.user))


@login_required
@require_POST
def swap_answer(request: SignedInRequest, pk: int, answer: str) -> HttpResponse:
    """accept, refuse: by whom it was offered to; withdraw: by whom it was offered."""
    swap = get_object_or_404(Swap.objects.visible_to(request.user), pk=pk)
    deeds = {
        "accept": actions.accept_swap,
        "refuse": actions.refuse_swap,
        "withdraw": actions.withdraw_swap,
    }
    own = swap.asked_by_id == request.user.pk
    permit(own if answer == "withdraw" else rules.may_answer_swap(request.user, swap))
    return _done(request, swap.site_id, lambda: deeds[answer](swap, by=request.user))


def _done(request: SignedInRequest, site: int, deed: Callable[[], object]) -> HttpResponse:
    """A refusal is told on the page it happened on."""
    try:
        deed()
    except Refusal as refusal:
        form = forms.Form({})
        form.add_error(None, str(refusal))
        return _page(request, site, status=refusal.status, problem=form)
    tell(request, _("It is settled."))
    return redirect("people:absences", site)
