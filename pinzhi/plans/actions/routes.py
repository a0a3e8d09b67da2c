"""Laying out routes and putting them on plans."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils import timezone

from pinzhi.people.models import Staff
from pinzhi.places.models import Place, Site
from pinzhi.plans.actions.planning import adopt_requirement
from pinzhi.plans.actions.walks import draw_walks
from pinzhi.plans.models import Plan, Route, Stop, Task, Walk
from pinzhi.plans.refusals import (
    NoSuchPoint,
    PlanHasRoute,
    RouteInUse,
    RouteNameTaken,
    RouteTooShort,
    StopThere,
    TimesCross,
    WrongPlan,
)
from pinzhi.plans.states import Status
from pinzhi.trail import actions as trail

FEWEST, MOST = 2, 200
DAY = timedelta(days=1)
ON_PHONES = timedelta(hours=24)  # so far ahead phones hold their tasks


@transaction.atomic
def lay_route(site: Site, *, name: str, department: str, order: str, by: Staff) -> Route:
    """Begin a route without points. RouteNameTaken."""
    try:
        with transaction.atomic():
            route = Route.objects.create(site=site, name=name, department=department, order=order)
    except IntegrityError:
        raise RouteNameTaken from None
    trail.record("route.laid", route, by=by, after={"department": department, "order": order})
    return route


@transaction.atomic
def change_route(route: Route, *, name: str, order: str, by: Staff) -> Route:
    """Give it another name or order. RouteNameTaken."""
    route = _lock(route)
    before = {"name": route.name, "order": route.order}
    route.name, route.order = name, order
    try:
        with transaction.atomic():
            route.save(update_fields=["name", "order"])
    except IntegrityError:
        raise RouteNameTaken from None
    return _changed(route, "route.changed", by, before, {"name": name, "order": order})


@transaction.atomic
def add_stop(
    route: Route,
    *,
    place: Place,
    by: Staff,
    least: int | None = None,
    most: int | None = None,
    proof: str = Stop.Proof.EITHER,
) -> Stop:
    """Add a point at the end. NoSuchPoint of another site, StopThere, TimesCross."""
    route = _lock(route)
    _require_times(least, most)
    stops = list(route.stops.order_by("position"))
    if place.site_id != route.site_id or len(stops) >= MOST:
        raise NoSuchPoint
    if any(stop.place_id == place.pk for stop in stops):
        raise StopThere
    position = stops[-1].position + 1 if stops else 0
    stop = Stop.objects.create(
        route=route, place=place, position=position, least=least, most=most, proof=proof
    )
    _changed(route, "route.stop_added", by, {}, {}, place)
    return stop


@transaction.atomic
def change_stop(stop: Stop, *, least: int | None, most: int | None, proof: str, by: Staff) -> Stop:
    """Change its times and its proof. TimesCross."""
    route = _lock(stop.route)
    _require_times(least, most)
    before = {"least": stop.least, "most": stop.most, "proof": stop.proof}
    stop.least, stop.most, stop.proof = least, most, proof
    stop.save(update_fields=["least", "most", "proof"])
    after = {"least": least, "most": most, "proof": proof}
    _changed(route, "route.stop_changed", by, before, after, stop.place)
    return stop


@transaction.atomic
def move_stop(stop: Stop, *, to: int, by: Staff) -> Stop:
    """Make it the `to`-th point, counted from nought; beyond the ends is the end."""
    route = _lock(stop.route)
    stops = list(route.stops.order_by("position"))
    old = stops.index(stop)
    to = min(max(to, 0), len(stops) - 1)
    stops.insert(to, stops.pop(old))
    for position, one in enumerate(stops):
        one.position = position
    Stop.objects.bulk_update(stops, ["position"])
    if to != old:
        before, after = {"position": old + 1}, {"position": to + 1}
        _changed(route, "route.stop_moved", by, before, after, stop.place)
    return stops[to]


@transaction.atomic
def remove_stop(stop: Stop, *, by: Staff) -> None:
    """Take a point off. RouteTooShort while a plan carries the route and too few would be left."""
    route = _lock(stop.route)
    if route.plan_id is not None and route.stops.count() <= FEWEST:
        raise RouteTooShort
    stop.delete()
    _changed(route, "route.stop_removed", by, {}, {}, stop.place)


@transaction.atomic
def put_on_plan(route: Route, *, plan: Plan, by: Staff, now: datetime | None = None) -> Plan:
    """Have a plan's tasks walk the route; gives the plan that carries it.

    One that has a task for each of many points is taken over, from tomorrow, by one with a single
    task for the round. Of any other, tasks that open within a day stay as they are: phones hold
    them. Raises RouteTooShort, RouteInUse, PlanHasRoute, WrongPlan (of another site or department,
    ended), and what `adopt_requirement` refuses.
    """
    route, now = _lock(route), now or timezone.now()
    plan = Plan.objects.select_for_update(of=("self",)).select_related("post").get(pk=plan.pk)
    if route.stops.count() < FEWEST:
        raise RouteTooShort
    if route.plan_id is not None:
        raise RouteInUse
    fits = (plan.site_id, plan.post.department) == (route.site_id, route.department)
    if not fits or plan.status != Plan.Status.ACTIVE:
        raise WrongPlan
    if Route.objects.filter(plan=plan).exists():
        raise PlanHasRoute
    route.plan, route.since = plan, now + ON_PHONES
    route.save(update_fields=["plan", "since"])
    if plan.targets.count() > 1:
        plan = _take_over(plan, now=now, by=by)
    trail.record("route.put_on_plan", route, by=by, after={"plan": plan.title})
    draw_walks(route.site)
    return plan


@transaction.atomic
def take_off_plan(route: Route, *, by: Staff, now: datetime | None = None) -> Route:
    """Let its plan do without it again: from tomorrow at all points its requirement names; rounds
    that nobody began and that open later than phones hold are plain tasks."""
    route, now = _lock(route), now or timezone.now()
    plan = route.plan
    if plan is None:
        raise WrongPlan
    route.plan, route.since = None, None
    route.save(update_fields=["plan", "since"])
    Walk.objects.filter(route=route, task__in=_not_held(plan, now)).delete()
    if plan.requirement.place_kind != "site" and plan.status == Plan.Status.ACTIVE:
        _take_over(plan, now=now, by=by)
    trail.record("route.taken_off_plan", route, by=by, before={"plan": plan.title})
    return route


@transaction.atomic
def drop_route(route: Route, *, by: Staff) -> None:
    """Throw a route away that no plan carries. What was walked along it keeps its points."""
    route = _lock(route)
    if route.plan_id is not None:
        raise RouteInUse
    trail.record("route.dropped", route, by=by, before={"points": route.stops.count()})
    route.delete()


def _take_over(plan: Plan, *, now: datetime, by: Staff) -> Plan:
    """From tomorrow another plan of the same requirement; its targets are those it has now."""
    zone = ZoneInfo(plan.site.time_zone)
    first = max(now.astimezone(zone).date() + DAY, plan.starts_on)
    plan.status, plan.ends_on = Plan.Status.ENDED, max(first - DAY, plan.starts_on)
    plan.save(update_fields=["status", "ends_on"])
    new = adopt_requirement(
        plan.requirement, site=plan.site, post=plan.post, starts_on=first, by=by, follows=plan
    )
    midnight = datetime.combine(first, time(), zone)
    tasks = list(
        plan.tasks.select_for_update(of=("self",)).filter(opens_at__gte=midnight, status=Status.DUE)
    )
    Task.objects.filter(pk__in=[t.pk for t in tasks]).update(status=Status.CANCELLED)
    before, after = {"status": Status.DUE}, {"status": Status.CANCELLED}
    deeds = [
        trail.Deed("task.cancelled", t, before=before, after=after, reason=f"→ {new}")
        for t in tasks
    ]
    trail.record_many(deeds, by=by)
    told = {"status": plan.status, "from": f"{first}", "tasks_withdrawn": len(tasks)}
    trail.record("plan.moved_on", plan, by=by, after=told)
    return new


def _changed(
    route: Route,
    verb: str,
    by: Staff,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    place: Place | None = None,
) -> Route:
    """Rounds that no phone holds yet follow the change; the trail names the point."""
    where = place.full_name if place else ""
    trail.record(verb, route, by=by, before=before, after=after, reason=where)
    if route.plan is not None:
        held = _not_held(route.plan, timezone.now())
        Walk.objects.filter(route=route, task__in=held).delete()
        draw_walks(route.site)
    return route


def _not_held(plan: Plan, now: datetime) -> Sequence[int]:
    later = plan.tasks.filter(status=Status.DUE, opens_at__gt=now + ON_PHONES)
    return list(later.values_list("pk", flat=True))


def _require_times(least: int | None, most: int | None) -> None:
    if least is not None and most is not None and most < least:
        raise TimesCross


def _lock(route: Route) -> Route:
    rows = Route.objects.select_for_update(of=("self",))
    return rows.select_related("site__node", "plan__requirement", "plan__site").get(pk=route.pk)
