"""Hand-overs: one's own shift, the note, the list of a site."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pinzhi.common.flash import tell
from pinzhi.common.refusals import Refusal
from pinzhi.common.requests import SignedInRequest
from pinzhi.handovers import rules
from pinzhi.handovers.actions import accept_handover, settle_item, sign_handover
from pinzhi.handovers.forms import AnswerForm, SignForm
from pinzhi.handovers.listing import HANDOVERS
from pinzhi.handovers.models import Handover, HandoverItem
from pinzhi.handovers.queries import (
    Turn,
    is_time,
    open_items,
    things_of,
    to_hand_over,
    turns_around,
    turns_of,
    waiting_for,
    wanting_at,
)
from pinzhi.handovers.showing import LOOKS, WANTS, grouped
from pinzhi.handovers.states import Status
from pinzhi.people.models import Post, Staff
from pinzhi.places.models import Role
from pinzhi.places.views.doing import at_site, chosen_site, permit

UNPROCESSABLE = 422
HANDS = {Role.WORKER, Role.CONTRACTOR_WORKER}  # whose page is the phone's
FEW = 10
LONGEST = 300
LAST = 4_000_000_000  # an instant in seconds, within this century


@login_required
@require_GET
def mine(request: SignedInRequest) -> HttpResponse:
    """What I have to hand over, what waits for me, and what I signed lately."""
    now = timezone.now()
    around = turns_around(request.user, now)
    lately = Handover.objects.visible_to(request.user).filter(outgoing=request.user)
    page = {
        "now": now,
        "turns": to_hand_over(request.user, around, now),
        "waiting": waiting_for(request.user, around, now),
        "lately": lately.select_related("post", "accepted_by").order_by("-ends_at")[:FEW],
        "looks": LOOKS,
    }
    return render(request, "handovers/mine.html", page)


@login_required
@require_http_methods(["GET", "POST"])
def sign(request: SignedInRequest, post: int, ends: int) -> HttpResponse:
    """The note as it will be, then signed. `ends` is when the shift ends, in seconds."""
    turn, now = _turn(request, post, ends), timezone.now()
    permit(rules.may_hand_over(request.user, turn.change) and is_time(turn, now))
    people = Staff.objects.filter(pk__in=turn.change.incoming).order_by("name", "pk")
    start = {"things": "\n".join(things_of(turn.post))}
    form = SignForm(request.POST or None, people=people, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            note = sign_handover(turn, now=now, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            tell(request, _("Handed over. It is done when the next shift has taken over."))
            return redirect("handovers:handover", note.pk)
    items = [line for line in open_items(turn, now) if line.kind != "thing"]
    page = {"turn": turn, "now": now, "groups": grouped(items), "count": len(items), "form": form}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "handovers/sign.html", page, status=status)


def _turn(request: SignedInRequest, post: int, ends: int) -> Turn:
    """404 for a post that is not one's to know of, and for a shift that does not change then."""
    found = get_object_or_404(Post.objects.visible_to(request.user).select_related("site"), pk=post)
    if ends > LAST:
        raise Http404
    at = datetime.fromtimestamp(ends, UTC)
    for turn in turns_of(found.site, at, at):
        if turn.post.pk == found.pk:
            return turn
    raise Http404


def _note(request: SignedInRequest, pk: int) -> Handover:
    rows = Handover.objects.visible_to(request.user).select_related(
        "site", "post", "outgoing", "to", "accepted_by"
    )
    return get_object_or_404(rows, pk=pk)


@login_required
@require_GET
def handover(request: SignedInRequest, pk: int) -> HttpResponse:
    return _page(request, _note(request, pk))


def _page(
    request: SignedInRequest, note: Handover, *, status: int = 200, **more: Any
) -> HttpResponse:
    items = note.items.select_related("task", "case", "mode", "answered_by")
    accepts = note.status == Status.SIGNED and rules.may_accept(request.user, note)
    page = {
        "note": note,
        "look": LOOKS[note.status],
        "groups": grouped(list(items)),
        "may_accept": accepts,
        "may_settle": note.status == Status.DISPUTED and rules.may_settle(request.user, note),
        "base": "console/phone.html" if request.user.scope.roles <= HANDS else "console/base.html",
        "longest": LONGEST,
        **more,
    }
    return render(request, "handovers/handover.html", page, status=status)


@login_required
@require_POST
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    """`dispute-<item>` says of an item what is not so; empty means it is as it stands there."""
    note = _note(request, pk)
    permit(rules.may_accept(request.user, note))
    disputes = _disputes(request)
    if any(len(text) > LONGEST or "\x00" in text for text in disputes.values()):
        return _page(request, note, status=UNPROCESSABLE, problem=_("That is too long."))
    try:
        accept_handover(note, disputes=disputes, now=timezone.now(), by=request.user)
    except Refusal as refusal:
        return _page(request, _note(request, pk), status=refusal.status, problem=str(refusal))
    tell(request, _("Taken over. What is open is your shift's now."))
    return redirect("handovers:handover", note.pk)


def _disputes(request: SignedInRequest) -> dict[int, str]:
    said = {k.removeprefix("dispute-"): f"{v}".strip() for k, v in request.POST.items()}
    items = {k: v for k, v in said.items() if v and k.isascii() and k.isdecimal()}
    return {int(k): v for k, v in items.items() if len(k) < len(str(LAST))}


@login_required
@require_POST
def settle(request: SignedInRequest, pk: int) -> HttpResponse:
    notes = Handover.objects.visible_to(request.user)
    rows = HandoverItem.objects.filter(handover__in=notes).exclude(dispute="")
    item = get_object_or_404(rows.select_related("handover__post"), pk=pk)
    if not rules.may_settle(request.user, item.handover):
        raise PermissionDenied
    form = AnswerForm(request.POST)
    if not form.is_valid():
        note = _note(request, item.handover_id)
        return _page(request, note, status=UNPROCESSABLE, problem=_("Say what becomes of it."))
    settle_item(item, answer=form.cleaned_data["answer"], by=request.user)
    tell(request, _("Settled."))
    return redirect("handovers:handover", item.handover_id)


@login_required
@require_GET
def handover_list(request: SignedInRequest) -> HttpResponseBase:
    permit(rules.may_see_handovers(request.user))
    site = chosen_site(request)
    rows = at_site(request, Handover.objects.visible_to(request.user))
    rows = rows.select_related("site", "post", "outgoing", "accepted_by")
    wanting = []
    if site is not None and not request.GET:
        wanting = [(one, *WANTS[one.state]) for one in wanting_at(site, timezone.now())]
    page = {"chosen": site, "wanting": wanting, "mine": reverse("handovers:mine")}
    return HANDOVERS.respond(request, rows, **page)
