"""Routes of the demonstration: one that has been walked for weeks, two that begin tomorrow."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from pinzhi.demo import words
from pinzhi.people.models import Staff
from pinzhi.places.models import Place, Site
from pinzhi.plans.actions.routes import add_stop, lay_route, put_on_plan
from pinzhi.plans.models import Plan, Route, Walk
from pinzhi.plans.rounds import NFC, QR, Point
from pinzhi.records.models import Record, Scan

WALKED = timedelta(days=14)
FEWEST = 2
POINTS = 10
LOCKED, ASTRAY, BY_HAND = 0.01, 0.04, 0.01


def lay_routes(site: Site, *, start: datetime, now: datetime, seed: str, by: Staff) -> None:
    """Lay the routes of a site, as far as it has the plans, and scan the points of the past."""
    chance = Random(f"{seed}:{site.code}:routes")  # noqa: S311 -- a made-up past
    for code, name, order, past in words.ROUTES:
        plan = (
            Plan.objects.filter(site=site, checklist__code=code, status=Plan.Status.ACTIVE)
            .select_related("post")
            .first()
        )
        points = _points(site, plants=past)
        if plan is None or len(points) < FEWEST:
            continue
        route = _lay(site, plan, name, order, points, by=by, chance=chance)
        put_on_plan(route, plan=plan, by=by, now=start - timedelta(days=1) if past else now)
        if past:
            _walk(route, plan, now - WALKED, chance)


def _points(site: Site, *, plants: bool) -> Sequence[Place]:
    """Points all over the site, or those at the plant rooms first."""
    rows = Place.objects.filter(site=site, kind=Place.Kind.CHECKPOINT).select_related("parent")
    found = sorted(rows, key=lambda place: (place.order, place.code))
    if plants:
        found.sort(key=lambda place: not (place.parent and place.parent.code.startswith("JF")))
        return found[:POINTS]
    return found[:: max(1, len(found) // POINTS)][:POINTS]


def _lay(
    site: Site, plan: Plan, name: str, order: str, points: Sequence[Place], *, by: Staff,
    chance: Random,
) -> Route:  # fmt: skip
    route = lay_route(site, name=name, department=plan.post.department, order=order, by=by)
    for place in points:
        least, most = (3, 900) if order == Route.Order.ORDERED else (20, 1800)
        add_stop(route, place=place, least=least, most=most + chance.randrange(5) * 60, by=by)
    return route


def _walk(route: Route, plan: Plan, since: datetime, chance: Random) -> None:
    """Give the records of a plan the rounds they were: each from its beginning to its end."""
    records = Record.objects.filter(task__plan=plan, captured_at__gte=since).select_related("task")
    stops = [stop.point() for stop in route.stops.order_by("position")]
    read = {s.place_id: s.place.proof for s in route.stops.select_related("place")}
    walks, scans = [], []
    for record in records.order_by("captured_at", "task"):
        told = [point.told() for point in stops]
        walks.append(Walk(task=record.task, route=route, order=route.order, stops=told))
        scans += list(_scans(record, stops, read, chance))
    Walk.objects.bulk_create(walks)
    Scan.objects.bulk_create(scans)


def _scans(
    record: Record, stops: Sequence[Point], read: dict[int, str], chance: Random
) -> Iterator[Scan]:
    turns = list(stops)
    if chance.random() < ASTRAY:
        turns.append(turns.pop(chance.randrange(len(turns))))
    took = (record.captured_at - record.started_at) / (len(turns) + 1)
    for n, point in enumerate(turns, start=1):
        draw = chance.random()
        if draw < LOCKED:
            continue
        how = "" if draw < LOCKED + BY_HAND else read[point.place] or (QR if n % 3 else NFC)
        at = record.started_at + took * (n + 0.6 * (chance.random() - 0.5))
        yield Scan(record=record, place_id=point.place, at=at, how=how)
