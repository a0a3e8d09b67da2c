"""Giving the tasks of a round their order, each once."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from secrets import token_hex

from django.db.models import F, Q

from pinzhi.places.models import Site
from pinzhi.plans.models import Route, Task, Walk
from pinzhi.plans.rounds import Point, shuffled
from pinzhi.plans.states import Status

A_NIGHT = timedelta(hours=24)
TRIES = 50  # of few points there are few orders, and then one comes twice
Taken = list[tuple[Task, list[int]]]


def draw_walks(site: Site) -> int:
    """Draw the order of every round of a site that has none yet; returns how many.

    A shuffled one differs from the others within a day, as long as there are others to differ.
    """
    tasks = list(
        Task.objects.filter(
            Q(plan__route__since=None) | Q(opens_at__gte=F("plan__route__since")),
            site=site,
            plan__route__isnull=False,
            walk=None,
            rechecks=None,
            status=Status.DUE,
        ).order_by("opens_at", "pk")
    )
    if not tasks:
        return 0
    made: list[Walk] = []
    routes = Route.objects.filter(plan__in={t.plan_id for t in tasks}).prefetch_related("stops")
    for route in routes:
        made += _of_route(route, [task for task in tasks if task.plan_id == route.plan_id])
    return len(Walk.objects.bulk_create(made, ignore_conflicts=True))


def _of_route(route: Route, tasks: Sequence[Task]) -> Iterable[Walk]:
    points = [stop.point() for stop in sorted(route.stops.all(), key=lambda s: s.position)]
    taken = _taken(route, tasks)
    for task in tasks:
        seed, order = _draw(route, points, [o for t, o in taken if _near(t, task)])
        taken.append((task, [point.place for point in order]))
        stops = [point.told() for point in order]
        yield Walk(task=task, route=route, order=route.order, seed=seed, stops=stops)


def _draw(
    route: Route, points: Sequence[Point], others: Sequence[list[int]]
) -> tuple[str, Sequence[Point]]:
    if route.order != Route.Order.SHUFFLED:
        return "", points
    by_place = {point.place: point for point in points}
    for _ in range(TRIES):
        seed = token_hex(16)
        order = shuffled(by_place, seed)
        if order not in others:
            break
    return seed, [by_place[place] for place in order]


def _taken(route: Route, tasks: Sequence[Task]) -> Taken:
    first, last = tasks[0].opens_at - A_NIGHT, tasks[-1].opens_at + A_NIGHT
    near = Walk.objects.filter(route=route, task__opens_at__range=(first, last))
    return [(w.task, [p.place for p in w.points()]) for w in near.select_related("task")]


def _near(one: Task, other: Task) -> bool:
    return abs(one.opens_at - other.opens_at) < A_NIGHT
