"""Who has how much to do, and a fair distribution: seen first, applied by one press, undone."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from pinzhi.common.flash import tell
from pinzhi.common.refusals import Refusal
from pinzhi.common.requests import SignedInRequest
from pinzhi.common.states import MoveRefused
from pinzhi.people.departments import Department
from pinzhi.places.models import Site
from pinzhi.plans.actions import share_tasks
from pinzhi.plans.queries.workload import DAY, Suggestion, load_of_week, suggest
from pinzhi.plans.rules import may_see_plans_of, may_share
from pinzhi.plans.views.doing import of_calendar, of_site, permit
from pinzhi.plans.views.framing import asked_day, frame, monday_of

SHARED = "plans.shared"  # the last distribution of this browser, so that it can be taken back
MOST = 500  # moves shown


@require_GET
@of_calendar
def workload(request: SignedInRequest, site: Site) -> HttpResponse:
    day = asked_day(request)
    first = monday_of(day)
    page: dict[str, Any] = {
        "site": site,
        "today": timezone.localdate(),
        "first": first,
        "last": first + 6 * DAY,
        "load": load_of_week(site, first, timezone.now()),
        "may_share": bool(_departments(request, site)),
        **frame(request, "load", day, (first - 7 * DAY, first + 7 * DAY)),
    }
    return render(request, "plans/workload.html", page)


def _departments(request: SignedInRequest, site: Site) -> list[str]:
    return [one.value for one in Department if may_share(request.user, site.pk, one.value)]


@of_site
@require_GET
def suggestion(request: SignedInRequest, site: Site) -> HttpResponse:
    permit(may_see_plans_of(request.user, site.pk))
    departments = _departments(request, site)
    permit(bool(departments))
    return _page(request, site, suggest(site, departments, timezone.now()))


def _page(
    request: SignedInRequest, site: Site, found: Suggestion, *, status: int = 200, problem: str = ""
) -> HttpResponse:
    moves = [(m.task, found.names.get(m.frm or 0), found.names[m.to]) for m in found.moves[:MOST]]
    touched = {pk for m in found.moves for pk in (m.frm, m.to) if pk}
    keys = sorted(
        {key for key in (*found.before, *found.after) if key[0] in touched},
        key=lambda key: (key[1], found.names[key[0]]),
    )
    table = [
        (day, found.names[pk], *(each.get((pk, day), 0) for each in _columns(found)))
        for pk, day in keys
        if found.before.get((pk, day)) != found.after.get((pk, day))
    ]
    page = {
        "site": site,
        "found": found,
        "moves": moves,
        "more": len(found.moves) - len(moves),
        "table": table,
        "problem": problem,
    }
    return render(request, "plans/suggestion.html", page, status=status)


def _columns(found: Suggestion) -> tuple[Any, Any, Any]:
    return found.before, found.after, found.there


@of_site
@require_POST
def apply(request: SignedInRequest, site: Site) -> HttpResponse:
    """Apply just what was seen; when it would be something else by now, that is shown instead."""
    departments = _departments(request, site)
    permit(bool(departments))
    found = suggest(site, departments, timezone.now())
    if not found.moves or found.mark != request.POST.get("seen", ""):
        said = _("Something has changed meanwhile. This is what would be suggested now.")
        return _page(request, site, found, status=409, problem=said)
    hands = {move.task.pk: (move.frm, move.to) for move in found.moves}
    try:
        share_tasks(site, hands=hands, by=request.user)
    except Refusal as refusal:
        return _page(request, site, found, status=refusal.status, problem=str(refusal))
    request.session[SHARED] = [site.pk, [[pk, *pair] for pk, pair in hands.items()]]
    said = ngettext("%(n)d task has changed hands.", "%(n)d tasks have changed hands.", len(hands))
    tell(request, said % {"n": len(hands)}, undo=reverse("plans:unshare", args=[site.pk]))
    return redirect(f"{reverse('plans:workload')}?site={site.pk}")


@of_site
@require_POST
def unshare(request: SignedInRequest, site: Site) -> HttpResponse:
    """Undo: every task back to whom it was with, as long as nobody has begun one."""
    permit(bool(_departments(request, site)))
    where, moves = request.session.get(SHARED) or (0, [])
    if where != site.pk:
        raise MoveRefused
    hands = {pk: (to, frm) for pk, frm, to in moves}
    share_tasks(site, hands=hands, by=request.user, by_hand=False)
    del request.session[SHARED]
    tell(request, _("Taken back."))
    return redirect(f"{reverse('plans:workload')}?site={site.pk}")
