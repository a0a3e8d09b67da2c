"""The months of every site, and why each came to what it did."""

from collections import defaultdict

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pinzhi.common.flash import tell
from pinzhi.common.requests import SignedInRequest
from pinzhi.places.models import Site
from pinzhi.scores.actions import score_month
from pinzhi.scores.models import MonthScore
from pinzhi.scores.queries import why_score
from pinzhi.scores.rules import READERS, may_compute, may_read_score

MONTHS = 6


@login_required
@require_GET
def score_list(request: SignedInRequest) -> HttpResponse:
    """Sites by months, the latest first; one's own scope only."""
    user = request.user
    sites = [s for s in user.scope.site_ids if may_read_score(user, s)]
    if not user.scope.roles & set(READERS):
        raise PermissionDenied
    months = list(
        MonthScore.objects.filter(site__in=sites)
        .order_by("-month")
        .values_list("month", flat=True)
        .distinct()[:MONTHS]
    )
    by: dict[int, dict[object, MonthScore]] = defaultdict(dict)
    for score in MonthScore.objects.filter(site__in=sites, month__in=months):
        by[score.site_id][score.month] = score
    rows = [
        {"site": site, "scores": [by[site.pk].get(month) for month in months]}
        for site in Site.objects.filter(pk__in=by)
    ]
    rows.sort(key=lambda row: _rank(row["scores"]))
    return render(request, "scores/score_list.html", {"months": months, "rows": rows})


@login_required
@require_GET
def why(request: SignedInRequest, pk: int) -> HttpResponse:
    """The tree from a month's score down to the photo."""
    score = _score(request, pk)
    page = {"why": why_score(score), "may_compute": may_compute(request.user, score.site_id)}
    return render(request, "scores/why.html", page)


@login_required
@require_POST
def compute(request: SignedInRequest, pk: int) -> HttpResponse:
    score = _score(request, pk)
    if not may_compute(request.user, score.site_id):
        raise PermissionDenied
    score_month(score.site, score.month)
    tell(request, _("Worked out anew from what is on record."))
    return redirect("scores:why", pk=pk)


def _score(request: SignedInRequest, pk: int) -> MonthScore:
    mine = MonthScore.objects.visible_to(request.user).select_related("site")
    score = get_object_or_404(mine, pk=pk)
    if not may_read_score(request.user, score.site_id):
        raise PermissionDenied
    return score


def _rank(scores: object) -> tuple[bool, float]:
    """Best first by the latest month; no score last."""
    latest = scores[0] if isinstance(scores, list) and scores else None
    if latest is None or latest.score is None:
        return True, 0
    return False, -float(latest.score)
