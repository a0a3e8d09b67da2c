"""What the views of this room share: who may come in, and the site one looks at."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from pinzhi.common.requests import SignedInRequest
from pinzhi.places.models import Site
from pinzhi.plans.models import Plan, Task
from pinzhi.plans.rules import may_see_plans, may_see_plans_of

P = ParamSpec("P")
SITE_KEY = "site"  # where the shell keeps the site chosen in the top bar


def permit(allowed: bool) -> None:  # noqa: FBT001 -- reads as a sentence
    if not allowed:
        raise PermissionDenied


def site_id(request: SignedInRequest) -> int | None:
    """The site chosen in the top bar, or the only one there is."""
    sites = request.user.scope.sites
    chosen: int | None = request.session.get(SITE_KEY)
    if chosen in sites:
        return chosen
    return next(iter(sites)) if len(sites) == 1 else None


def at_site(request: SignedInRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
    chosen = site_id(request)
    return rows if chosen is None else rows.filter(site_id=chosen)


def asked_site(request: SignedInRequest) -> int | None:
    """The site an address asks for, else the chosen one. BadRequest for one out of scope."""
    asked = request.GET.get("site", "")
    if not asked:
        return site_id(request)
    if not asked.isdecimal() or int(asked) not in request.user.scope.site_ids:
        raise BadRequest("site")
    return int(asked)


def sites_of(user: Any) -> list[tuple[int, str]]:
    return sorted(user.scope.sites.items(), key=lambda pair: pair[1])


def of_site(
    view: Callable[Concatenate[SignedInRequest, Site, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """The view gets the site; 404 outside one's scope."""

    @login_required
    @wraps(view)
    def wrapped(request: Any, site: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        sites = Site.objects.visible_to(request.user).select_related("node")
        return view(request, get_object_or_404(sites, pk=site), *args, **kwargs)

    return wrapped


def of_calendar(
    view: Callable[Concatenate[SignedInRequest, Site, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """The view gets the site that is asked for or chosen; while there is none, one chooses."""

    @login_required
    @wraps(view)
    def wrapped(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        permit(may_see_plans(request.user))
        pk = asked_site(request)
        if pk is None:
            sites = sites_of(request.user)[:200]
            return render(request, "plans/calendar_sites.html", {"sites": sites})
        permit(may_see_plans_of(request.user, pk))
        return view(request, Site.objects.get(pk=pk), *args, **kwargs)

    return wrapped


def of_plan(
    view: Callable[Concatenate[SignedInRequest, Plan, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """The view gets the plan: 404 outside one's scope, 403 for who sees no plans."""

    @login_required
    @wraps(view)
    def wrapped(request: Any, pk: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        plans = Plan.objects.visible_to(request.user).select_related(
            "site", "post", "checklist", "requirement__clause", "requirement__edition__standard"
        )
        plan = get_object_or_404(plans, pk=pk)
        permit(may_see_plans_of(request.user, plan.site_id))
        return view(request, plan, *args, **kwargs)

    return wrapped


def of_task(
    view: Callable[Concatenate[SignedInRequest, Task, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """The view gets the task: 404 for one that is not the reader's to know of."""

    @login_required
    @wraps(view)
    def wrapped(request: Any, pk: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        tasks = Task.objects.visible_to(request.user).select_related(
            "site", "plan__requirement__clause__edition__standard", "checklist", "place",
            "equipment", "post", "assignee", "rechecks",
        )  # fmt: skip
        return view(request, get_object_or_404(tasks, pk=pk), *args, **kwargs)

    return wrapped
