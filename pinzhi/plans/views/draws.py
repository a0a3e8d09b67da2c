"""Random samples of a site: what was committed to, what was drawn, and that it comes out again."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from pinzhi.common.requests import SignedInRequest
from pinzhi.places.models import Site
from pinzhi.plans.actions.draws import is_reproducible
from pinzhi.plans.models import Draw
from pinzhi.plans.rules import may_see_plans_of
from pinzhi.plans.views.doing import of_site, permit

SHOWN = 100


@of_site
@require_GET
def draws(request: SignedInRequest, site: Site) -> HttpResponse:
    permit(may_see_plans_of(request.user, site.pk))
    rows = Draw.objects.filter(site=site).order_by("-first_day", "level", "department")[:SHOWN]
    return render(request, "plans/draws.html", {"site": site, "draws": rows})


@of_site
@require_GET
def draw(request: SignedInRequest, site: Site, pk: int) -> HttpResponse:
    permit(may_see_plans_of(request.user, site.pk))
    found = get_object_or_404(Draw.objects.filter(site=site), pk=pk)
    tasks = found.tasks.select_related("rechecks__assignee", "assignee").order_by("pk")
    page = {
        "site": site,
        "draw": found,
        "tasks": tasks,
        "fair": found.drawn_at is not None and is_reproducible(found),
    }
    return render(request, "plans/draw.html", page)
