from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from pinzhi.console.current import choose_site
from pinzhi.console.nav import OFFICE


@login_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Each to the page of their day: the office to its board, workers to their tasks."""
    user: Any = request.user
    if not user.scope.roles:
        return render(request, "console/nothing_yet.html")
    return redirect(first_page(office=bool(user.scope.roles & OFFICE)))


def first_page(*, office: bool) -> str:
    wanted = ("console:today", "field:today") if office else ("field:today", "console:today")
    for view in wanted:
        try:
            return reverse(view)
        except NoReverseMatch:
            continue
    return reverse("console:sites")


@login_required
@require_POST
def site(request: HttpRequest) -> HttpResponse:
    """Look at another site from now on; one outside the scope is not there (400)."""
    user: Any = request.user
    chosen = request.POST.get("site", "")
    if chosen and not (chosen.isdecimal() and int(chosen) in user.scope.site_ids):
        raise BadRequest
    choose_site(request, int(chosen) if chosen else None)
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if ours and wanted.startswith("/") else "/"


@login_required
@require_GET
def sites(request: HttpRequest) -> HttpResponse:
    """Choose among many sites by a part of the name."""
    user: Any = request.user
    word = request.GET.get("q", "").strip()
    found = sorted((name, pk) for pk, name in user.scope.sites.items() if word in name)
    page = {"word": word, "found": found[:200], "more": len(found) > 200}  # noqa: PLR2004 -- one page
    return render(request, "console/sites.html", page)
