"""The tray: what phones sent that a person has to decide, and what phones still hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pinzhi.common.flash import tell
from pinzhi.common.refusals import Refusal
from pinzhi.common.requests import SignedInRequest
from pinzhi.field.sync.announcing import close_gap
from pinzhi.field.sync.deciding import (
    accept_operation,
    acknowledge_operation,
    discard_operation,
)
from pinzhi.field.sync.models import Operation, Phone, decided_at_by
from pinzhi.field.sync.refusals import NeedsReason
from pinzhi.field.sync.showing import sides_of, subject_of
from pinzhi.field.sync.states import IN_TRAY, Flag, Kind, State
from pinzhi.places.views.doing import at_site, permit

MOST = 100
SILENT = timedelta(hours=4)
LONGEST_REASON = 300
LOOKS = {
    State.WAITING: "waiting",
    State.HELD: "waiting",
    State.CONFLICT: "late",
    State.ACCEPTED: "done",
    State.DISCARDED: "stopped",
}


@dataclass(frozen=True)
class Row:
    """One operation in the list."""

    operation: Operation
    subject: str
    look: str
    flags: Sequence[str]


@login_required
@require_GET
def tray(request: SignedInRequest) -> HttpResponse:
    """Everything of one's sites that waits for a decision, longest first."""
    permit(bool(decided_at_by(request.user)))
    rows = Operation.objects.filter(site__in=decided_at_by(request.user))
    here = at_site(request, rows).select_related("by", "site").order_by("received_at", "pk")
    page = {
        "undecided": _rows(here.filter(state__in=IN_TRAY)),
        "waiting": _rows(here.filter(state=State.WAITING)),
        "flagged": _rows(here.filter(state=State.ACCEPTED, to_show=True)),
        "phones": _phones(request),
        "most": MOST,
    }
    return render(request, "field/tray.html", page)


@login_required
@require_GET
def operation(request: SignedInRequest, pk: int) -> HttpResponse:
    return _page(request, _operation(request, pk))


@login_required
@require_POST
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    """Carry it out after all."""
    found = _to_decide(request, pk)
    try:
        accept_operation(found, by=request.user, reason=_reason(request))
    except Refusal as refusal:
        return _page(request, _operation(request, pk), refusal)
    tell(request, _("Accepted and carried out."))
    return redirect("sync:tray")


@login_required
@require_POST
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """Set it aside, with a reason."""
    found = _to_decide(request, pk)
    try:
        discard_operation(found, by=request.user, reason=_reason(request))
    except Refusal as refusal:
        return _page(request, _operation(request, pk), refusal)
    tell(request, _("Set aside. Whoever sent it reads why."))
    return redirect("sync:tray")


@login_required
@require_POST
def seen(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was doubtful about an operation that counts has been looked at."""
    found = _to_decide(request, pk)
    acknowledge_operation(found, by=request.user)
    return redirect("sync:tray")


@login_required
@require_POST
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give up on what a phone has lost, with a reason."""
    phones = Phone.objects.filter(site__in=request.user.scope.site_ids)
    phone = get_object_or_404(phones, pk=pk)
    permit(phone.site_id in decided_at_by(request.user) and phone.staff_id != request.user.pk)
    reason = _reason(request)
    if not reason:
        raise NeedsReason
    close_gap(phone, reason=reason, by=request.user)
    tell(request, _("Closed. The trail says why."))
    return redirect("sync:tray")


def _rows(rows: Any) -> list[Row]:
    return [
        Row(
            one,
            subject_of(one),
            LOOKS[State(one.state)],
            [str(Flag(flag).label) for flag in one.flags if flag in Flag.values],
        )
        for one in rows[:MOST]
    ]


def _phones(request: SignedInRequest) -> list[Phone]:
    """Phones that have lost something, or hold something and have been silent for hours."""
    rows = Phone.objects.filter(site__in=decided_at_by(request.user)).select_related("staff")
    lost = Count("announced", filter=Q(announced__gone_at__isnull=False))
    silent = Q(outbox__gt=0, reported_at__lt=timezone.now() - SILENT)
    found = at_site(request, rows).annotate(lost=lost).filter(Q(lost__gt=0) | silent)
    return list(found.order_by("-lost", "reported_at")[:MOST])


def _operation(request: SignedInRequest, pk: int) -> Operation:
    rows = Operation.objects.visible_to(request.user).select_related("by", "site", "decided_by")
    return get_object_or_404(rows, pk=pk)


def _to_decide(request: SignedInRequest, pk: int) -> Operation:
    found = _operation(request, pk)
    mine = found.by_id == request.user.pk
    permit(found.site_id in decided_at_by(request.user) and not mine)
    return found


def _reason(request: SignedInRequest) -> str:
    return request.POST.get("reason", "").replace("\x00", "").strip()[:LONGEST_REASON]


def _page(
    request: SignedInRequest, found: Operation, refusal: Refusal | None = None
) -> HttpResponse:
    mine = found.by_id == request.user.pk
    page = {
        "operation": found,
        "kind": Kind(found.kind).label,
        "subject": subject_of(found),
        "look": LOOKS[State(found.state)],
        "flags": [str(Flag(flag).label) for flag in found.flags if flag in Flag.values],
        "sides": sides_of(found),
        "decides": found.state in IN_TRAY
        and found.site_id in decided_at_by(request.user)
        and not mine,
        "refusal": refusal,
        "reason": _reason(request),
    }
    status = refusal.status if refusal else 200
    return render(request, "field/operation.html", page, status=status)
