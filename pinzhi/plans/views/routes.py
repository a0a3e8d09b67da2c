"""Routes: the list, one route with its points and its map, and changing them."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pinzhi.common.flash import tell
from pinzhi.common.pages import Choice, Column, Listing, Number, Reference, Sort
from pinzhi.common.refusals import Refusal
from pinzhi.common.requests import SignedInRequest
from pinzhi.people.departments import Department
from pinzhi.places.models import Site
from pinzhi.plans.actions import routes as deeds
from pinzhi.plans.forms_routes import CarryForm, NewRouteForm, NewStopForm, RouteForm, StopForm
from pinzhi.plans.models import Route, Stop
from pinzhi.plans.queries.routes import map_of
from pinzhi.plans.rules import may_lay_route, may_plan, may_see_plans, may_see_plans_of
from pinzhi.plans.views.doing import at_site, of_site, permit, site_id, sites_of

P = ParamSpec("P")
UNPROCESSABLE = 422

ROUTES = Listing(
    title=gettext_lazy("Routes"),
    columns=[
        Column("name", gettext_lazy("Route"), sort="name"),
        Column("order", gettext_lazy("Order of points"), value=lambda r: r.get_order_display()),
        Number("points", pgettext_lazy("round", "Points")),
        Column("plan", gettext_lazy("Plan"), value=lambda r: r.plan.title if r.plan else ""),
        Column(
            "department", gettext_lazy("Department"), value=lambda r: r.get_department_display()
        ),
        Column("site.name", gettext_lazy("Site")),
    ],
    sorts={"name": Sort("name", gettext_lazy("Route"))},
    default="name",
    filters=[
        Choice("order", gettext_lazy("Order of points"), Route.Order.choices),
        Choice("department", gettext_lazy("Department"), Department.choices),
        Reference("site", gettext_lazy("Site"), sites_of, path="site_id"),
    ],
    search=("name",),
    href=lambda route: reverse("plans:route", args=[route.pk]),
    empty=gettext_lazy(
        "Routes stand here once one is laid out: its points, their order and times."
    ),
    file_name="routes",
    template="plans/route_list.html",
)


@login_required
@require_GET
def route_list(request: SignedInRequest) -> HttpResponseBase:
    permit(may_see_plans(request.user))
    rows = at_site(request, Route.objects.visible_to(request.user))
    rows = rows.select_related("plan", "site").annotate(points=Count("stops"))
    chosen = site_id(request)
    add = chosen if chosen and _departments(request, chosen) else None
    return ROUTES.respond(request, rows, add=add)


def of_route(
    view: Callable[Concatenate[SignedInRequest, Route, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """The view gets the route: 404 outside one's scope, 403 for who sees no plans."""

    @login_required
    @wraps(view)
    def wrapped(request: Any, pk: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        rows = Route.objects.visible_to(request.user).select_related("site__node", "plan")
        route = get_object_or_404(rows, pk=pk)
        permit(may_see_plans_of(request.user, route.site_id))
        return view(request, route, *args, **kwargs)

    return wrapped


def of_stop(
    view: Callable[Concatenate[SignedInRequest, Stop, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """The view gets a point of a route that the reader may lay out."""

    @login_required
    @wraps(view)
    def wrapped(request: Any, pk: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        routes = Route.objects.visible_to(request.user)
        rows = Stop.objects.filter(route__in=routes).select_related("route__site", "place")
        stop = get_object_or_404(rows, pk=pk)
        permit(may_lay_route(request.user, stop.route.site_id, stop.route.department))
        return view(request, stop, *args, **kwargs)

    return wrapped


@of_site
@require_http_methods(["GET", "POST"])
def route_add(request: SignedInRequest, site: Site) -> HttpResponse:
    departments = _departments(request, site.pk)
    permit(bool(departments))
    form = NewRouteForm(request.POST or None, departments=departments)
    if form.is_valid():
        try:
            route = deeds.lay_route(site, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("name", str(refusal))
        else:
            return redirect("plans:route", route.pk)
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "plans/route_add.html", {"site": site, "form": form}, status=status)


@of_route
@require_GET
def route(request: SignedInRequest, route: Route) -> HttpResponse:
    return _page(request, route)


def _page(
    request: SignedInRequest, route: Route, *, status: int = 200, **bound: forms.Form
) -> HttpResponse:
    user = request.user
    stops = list(route.stops.select_related("place").order_by("position"))
    may_lay = may_lay_route(user, route.site_id, route.department)
    page: dict[str, Any] = {
        "route": route,
        "stops": [
            (stop, StopForm(initial=_initial(stop), auto_id=f"s{stop.pk}_%s")) for stop in stops
        ],
        "map": map_of(route.site, [stop.place_id for stop in stops]),
        "may_lay": may_lay,
        "may_plan": may_plan(user, route.site),
        "form": RouteForm(initial={"name": route.name, "order": route.order}),
        "add": NewStopForm(route=route, initial={"proof": Stop.Proof.EITHER}),
        "carry": CarryForm(route=route),
        **bound,
    }
    return render(request, "plans/route.html", page, status=status)


@of_route
@require_POST
def route_change(request: SignedInRequest, route: Route) -> HttpResponse:
    permit(may_lay_route(request.user, route.site_id, route.department))
    form = RouteForm(request.POST)
    return _do(request, route, form, "form", lambda told: deeds.change_route(route, **told))


@of_route
@require_POST
def stop_add(request: SignedInRequest, route: Route) -> HttpResponse:
    permit(may_lay_route(request.user, route.site_id, route.department))
    form = NewStopForm(request.POST, route=route)
    return _do(request, route, form, "add", lambda told: deeds.add_stop(route, **told), "#add")


@of_stop
@require_POST
def stop_change(request: SignedInRequest, stop: Stop) -> HttpResponse:
    form = StopForm(request.POST)
    where = f"#stop-{stop.pk}"
    return _do(
        request, stop.route, form, "wrong", lambda told: deeds.change_stop(stop, **told), where
    )


@of_stop
@require_POST
def stop_move(request: SignedInRequest, stop: Stop) -> HttpResponse:
    """One up or down."""
    rows = stop.route.stops.filter(position__lt=stop.position)
    step = -1 if request.POST.get("to") == "up" else 1
    deeds.move_stop(stop, to=rows.count() + step, by=request.user)
    return redirect(f"{reverse('plans:route', args=[stop.route_id])}#stop-{stop.pk}")


@of_stop
@require_POST
def stop_remove(request: SignedInRequest, stop: Stop) -> HttpResponse:
    deeds.remove_stop(stop, by=request.user)
    tell(request, _("%(place)s is off the route.") % {"place": stop.place})
    return redirect("plans:route", stop.route_id)


@of_route
@require_POST
def put_on_plan(request: SignedInRequest, route: Route) -> HttpResponse:
    permit(may_plan(request.user, route.site))
    form = CarryForm(request.POST, route=route)
    return _do(request, route, form, "carry", lambda told: deeds.put_on_plan(route, **told))


@of_route
@require_POST
def take_off_plan(request: SignedInRequest, route: Route) -> HttpResponse:
    permit(may_plan(request.user, route.site))
    deeds.take_off_plan(route, by=request.user)
    tell(request, _("No plan carries the route any more."))
    return redirect("plans:route", route.pk)


@of_route
@require_POST
def drop(request: SignedInRequest, route: Route) -> HttpResponse:
    permit(may_lay_route(request.user, route.site_id, route.department))
    deeds.drop_route(route, by=request.user)
    tell(request, _("The route is gone; the rounds walked along it stay."))
    return redirect("plans:route_list")


def _do(
    request: SignedInRequest,
    route: Route,
    form: forms.Form,
    name: str,
    deed: Callable[[dict[str, Any]], object],
    where: str = "",
) -> HttpResponse:
    """Do what the form says; else the page again, with what was typed and why not."""
    if form.is_valid():
        try:
            deed({**form.cleaned_data, "by": request.user})
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(reverse("plans:route", args=[route.pk]) + where)
    return _page(request, route, status=UNPROCESSABLE, **{name: form})


def _initial(stop: Stop) -> dict[str, Any]:
    return {"least": stop.least, "most": stop.most, "proof": stop.proof}


def _departments(request: SignedInRequest, site: int) -> list[str]:
    return [d for d in Department.values if may_lay_route(request.user, site, d)]
