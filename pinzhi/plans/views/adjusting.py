"""What one site does differently from the standard: seen, asked for, allowed, ended."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pinzhi.common.flash import tell
from pinzhi.common.refusals import Refusal
from pinzhi.common.requests import SignedInRequest
from pinzhi.places.models import Site
from pinzhi.plans.actions import fill_site, move_plans
from pinzhi.plans.adjusting import form_for
from pinzhi.plans.jobs import HORIZON
from pinzhi.plans.queries.adjustments import adjustments_of, choices_at
from pinzhi.plans.views.doing import of_site, permit
from pinzhi.standards.actions import adjust_site, decide_adjustment, end_adjustment
from pinzhi.standards.effective import Named, named
from pinzhi.standards.models import Adjustment, Standard
from pinzhi.standards.refusals import NoSuchThing
from pinzhi.standards.rules import may_adjust, may_decide, may_see_adjustments

UNPROCESSABLE = 422
LONGEST = 300
KEYS = ("checklist", "item", "clock")


@of_site
@require_GET
def adjustments(request: SignedInRequest, site: Site) -> HttpResponse:
    permit(may_see_adjustments(request.user, site))
    shown = adjustments_of(site)
    page = {
        "site": site,
        "waiting": [one for one in shown if one.adjustment.status == "proposed"],
        "active": [one for one in shown if one.adjustment.status == "active"],
        "over": [one for one in shown if one.adjustment.status in {"refused", "ended"}],
        "may_adjust": may_adjust(request.user, site),
        "may_decide": {
            one.adjustment.pk
            for one in shown
            if one.adjustment.status == "proposed" and may_decide(request.user, one.adjustment)
        },
    }
    return render(request, "plans/adjustments.html", page)


@of_site
@require_http_methods(["GET", "POST"])
def adjust(request: SignedInRequest, site: Site) -> HttpResponse:
    """Choose what to adjust, then how; the address holds what was chosen so far."""
    permit(may_adjust(request.user, site))
    asked = {key: request.GET.get(key, "")[:40].replace("\x00", "") for key in KEYS}
    standard = request.GET.get("standard", "")
    if standard and not (standard.isdecimal() and len(standard) < 10):  # noqa: PLR2004 -- an id
        raise BadRequest("standard")
    try:
        choices = choices_at(site, int(standard) if standard else None, asked["checklist"])
        thing = _thing(choices.edition.standard, asked) if choices.edition else None
    except NoSuchThing:
        raise Http404 from None
    page = {"site": site, "choices": choices, "asked": asked, "named": thing}
    if thing is None or choices.edition is None:
        return render(request, "plans/adjust.html", page)
    form = form_for(thing, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = _adjust(request, site, choices.edition.standard, asked, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _made(request, site, made)
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "plans/adjust.html", {**page, "form": form}, status=status)


def _thing(standard: Standard, asked: dict[str, str]) -> Named | None:
    """What the address names, once it names one thing: a rhythm is named by `item=-`."""
    if asked["clock"]:
        return named(standard, clock=asked["clock"])
    if asked["checklist"] and asked["item"] == "-":
        return named(standard, checklist=asked["checklist"])
    if asked["checklist"] and asked["item"]:
        return named(standard, checklist=asked["checklist"], item=asked["item"])
    return None


def _adjust(
    request: SignedInRequest, site: Site, standard: Standard, asked: dict[str, str], form: Any
) -> Adjustment:
    codes = {**asked, "item": "" if asked["item"] == "-" else asked["item"]}
    if codes["clock"]:
        codes["checklist"] = codes["item"] = ""
    with transaction.atomic():
        made = adjust_site(
            site,
            standard,
            **codes,
            changes=form.changes,
            reason=form.cleaned_data["reason"],
            by=request.user,
        )
        _follow(request, site)
    return made


def _made(request: SignedInRequest, site: Site, made: Adjustment) -> HttpResponse:
    if made.status == Adjustment.Status.ACTIVE:
        tell(request, _("Stricter than the standard: in force at once."))
    else:
        tell(request, _("Not clearly stricter: it waits for a quality officer above the site."))
    return redirect("plans:adjustments", site.pk)


@login_required
@require_POST
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _adjustment(request, pk)
    permit(may_decide(request.user, found))
    decision, reason = request.POST.get("decision", ""), _reason(request)
    if decision not in {"approve", "refuse"}:
        raise BadRequest("decision")
    with transaction.atomic():
        approve = decision == "approve"
        decide_adjustment(found, approve=approve, reason=reason, by=request.user)
        _follow(request, found.site)
    tell(request, _("Allowed.") if decision == "approve" else _("Refused."))
    return redirect("plans:adjustments", found.site_id)


@login_required
@require_POST
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _adjustment(request, pk)
    permit(may_adjust(request.user, found.site))
    with transaction.atomic():
        end_adjustment(found, reason=_reason(request), by=request.user)
        _follow(request, found.site)
    tell(request, _("Ended: the standard itself holds again."))
    return redirect("plans:adjustments", found.site_id)


def _follow(request: SignedInRequest, site: Site) -> None:
    """Plans follow at once, as the job would have them a minute later."""
    now = timezone.now()
    if move_plans(site, now=now, by=request.user):
        fill_site(site, start=now, until=now + HORIZON)


def _adjustment(request: SignedInRequest, pk: int) -> Adjustment:
    rows = Adjustment.objects.visible_to(request.user).select_related("site")
    return get_object_or_404(rows, pk=pk)


def _reason(request: SignedInRequest) -> str:
    return request.POST.get("reason", "").replace("\x00", "").strip()[:LONGEST]
