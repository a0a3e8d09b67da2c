"""Records and findings as they were made: looked at, never changed."""

from decimal import Decimal
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from pinzhi.common.requests import SignedInRequest
from pinzhi.places.views.doing import at_site
from pinzhi.plans.models import Route
from pinzhi.plans.rules import may_see_plans_of
from pinzhi.records.integrity.showing import notice_of
from pinzhi.records.listings import FINDING_LIST, RECORDS
from pinzhi.records.looks import FINDINGS
from pinzhi.records.models import Finding, Record
from pinzhi.records.rules import may_see_records
from pinzhi.records.sheet import read_sheet, show_finding
from pinzhi.records.walked import walk_of, walked_along


@login_required
@require_GET
def record_list(request: SignedInRequest) -> HttpResponseBase:
    _permit(request)
    rows = Record.objects.visible_to(request.user).select_related("site", "by")
    return RECORDS.respond(request, rows if request.GET.get("site") else at_site(request, rows))


@login_required
@require_GET
def record(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One filled checklist, with everything that proves it and came of it."""
    rows = Record.objects.visible_to(request.user).select_related(
        "site", "by", "place", "equipment", "task__post", "checklist__edition__standard"
    )
    found = get_object_or_404(rows, pk=pk)
    lines = read_sheet(found)
    photos = sum(len(line.found) + len(line.put_right) for line in lines)
    page = {
        "record": found,
        "lines": lines,
        "round": walk_of(found),
        "notice": notice_of(found, request.user, photos=photos),
        "score": max(found.total - found.deducted, Decimal(0)),
        "delay": found.received_at - found.captured_at,
    }
    return render(request, "records/record.html", page)


@login_required
@require_GET
def rounds(request: SignedInRequest, pk: int) -> HttpResponse:
    """How the rounds along a route were walked."""
    routes = Route.objects.visible_to(request.user).select_related("site")
    route = get_object_or_404(routes, pk=pk)
    if not may_see_plans_of(request.user, route.site_id):
        raise PermissionDenied
    page = {"route": route, "walked": walked_along(route, request.user)}
    return render(request, "records/rounds.html", page)


@login_required
@require_GET
def finding_list(request: SignedInRequest) -> HttpResponseBase:
    _permit(request)
    rows = Finding.objects.visible_to(request.user).select_related("site", "clause", "case__owner")
    narrowed = rows if request.GET.get("site") else at_site(request, rows)
    return FINDING_LIST.respond(request, narrowed)


@login_required
@require_GET
def finding(request: SignedInRequest, pk: int) -> HttpResponse:
    """What failed, which words of the standard it broke, and what became of it."""
    rows = Finding.objects.visible_to(request.user).select_related(
        "site",
        "record",
        "answer",
        "item",
        "clause__edition__standard",
        "place",
        "equipment",
        "found_by",
        "case__owner",
    )
    found = get_object_or_404(rows, pk=pk)
    page = {"finding": found, "look": FINDINGS[found.status], "shown": show_finding(found)}
    return render(request, "records/finding.html", page)


def _permit(request: SignedInRequest) -> None:
    if not may_see_records(request.user):
        raise PermissionDenied
