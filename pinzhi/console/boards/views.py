"""The two boards of a site, and the way to them when no site is chosen."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from pinzhi.common.requests import SignedInRequest
from pinzhi.console.boards.cockpit import cockpit_of
from pinzhi.console.boards.today import today_of
from pinzhi.console.current import current_site
from pinzhi.console.nav import OFFICE, STEERING
from pinzhi.places.models import Site


@login_required
@require_GET
def today(request: SignedInRequest) -> HttpResponse:
    """The board of the chosen site's day; it refreshes itself."""
    site = _site(request, OFFICE)
    if site is None:
        return redirect("console:sites")
    now = timezone.now()
    template = "console/today.html#board" if request.htmx else "console/today.html"
    return render(request, template, {"site": site, "now": now, "board": today_of(site, now)})


@login_required
@require_GET
def cockpit(request: SignedInRequest) -> HttpResponse:
    """How the chosen site has been doing."""
    site = _site(request, STEERING)
    if site is None:
        return redirect("console:sites")
    page = {"site": site, "board": cockpit_of(site, timezone.now())}
    return render(request, "console/cockpit.html", page)


def _site(request: SignedInRequest, roles: frozenset[str]) -> Site | None:
    if not request.user.scope.roles & roles:
        raise PermissionDenied
    chosen = current_site(request)
    if chosen is None:
        return None
    if not request.user.scope.holds(chosen, *roles):
        raise PermissionDenied
    return get_object_or_404(Site.objects.visible_to(request.user), pk=chosen)
