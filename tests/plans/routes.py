"""Routes for tests: points of a site, a route along them, a plan that carries it."""

from collections.abc import Sequence
from datetime import date

from pinzhi.people.models import Staff
from pinzhi.places.models import Place, Site
from pinzhi.plans.actions.routes import add_stop, lay_route, put_on_plan
from pinzhi.plans.models import Plan, Route
from tests.planting import plant_edition, plant_plan

NIGHTLY = {"times": 1, "every": 2, "unit": "hour", "window": ["20:00", "06:00"]}


def plant_points(site: Site, number: int) -> list[Place]:
    """Points on two floors of one building, with tags to scan."""
    hall = Place.objects.create(site=site, kind="building", code="H", name="H", full_name="Hall")
    return [
        Place.objects.create(
            site=site, kind="checkpoint", code=f"P{n}", name=f"P{n}", full_name=f"Hall P{n}",
            parent=hall, floor=1 + n % 2, order=n, proof="qr",
        )
        for n in range(number)
    ]  # fmt: skip


def plant_route(
    site: Site, by: Staff, *, order: str = "ordered", points: Sequence[Place] = ()
) -> Route:
    route = lay_route(site, name=f"Night {order}", department="engineering", order=order, by=by)
    for place in points or plant_points(site, 5):
        add_stop(route, place=place, least=10, most=600, by=by)
    return route


def plant_round_plan(site: Site, route: Route, by: Staff, starts_on: date) -> Plan:
    """A plan of one task every two hours of the night, each a walk along the route."""
    plan = plant_plan(site, plant_edition("NIGHT", recurrence=NIGHTLY), starts_on)
    return put_on_plan(route, plan=plan, by=by)
