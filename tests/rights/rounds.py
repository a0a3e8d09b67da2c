"""Routes and the rounds walked along them."""

from pinzhi.places.models import Place, Role
from pinzhi.plans.actions.routes import add_stop, lay_route, put_on_plan
from pinzhi.plans.models import Plan, Route
from tests.planting import plant_edition, plant_plan
from tests.rights.matrix import POST, Kwargs, Rule, Sort
from tests.rights.plans import GIVERS, PLANNERS, READERS
from tests.rights.world import Ground


def a_plan(ground: Ground, code: str) -> Plan:
    return plant_plan(ground.site, plant_edition(code))


def lay(ground: Ground, name: str) -> Route:
    by = ground.people[Role.FOREMAN]
    route = lay_route(ground.site, name=name, department="engineering", order="ordered", by=by)
    for n in range(3):
        code = f"{name}{n}"
        place = Place.objects.create(site=ground.site, kind="checkpoint", code=code, name=code)
        add_stop(route, place=place, by=by)
    return route


def a_route(ground: Ground, name: str = "Walk") -> Route:
    return ground.once(f"rounds.{name}", lambda: lay(ground, name))


def carried(ground: Ground) -> Kwargs:
    def make() -> Route:
        route = lay(ground, "Carried")
        put_on_plan(route, plan=a_plan(ground, "CARRY"), by=ground.people[Role.SITE_MANAGER])
        return route

    return {"pk": ground.once("rounds.carried", make).pk}


def route(ground: Ground) -> Kwargs:
    return {"pk": a_route(ground).pk}


def here(ground: Ground) -> Kwargs:
    return {"site": ground.site.pk}


def stop(ground: Ground) -> Kwargs:
    return {"pk": a_route(ground).stops.order_by("position")[0].pk}


def new(_: Ground) -> Kwargs:
    return {"name": "New", "department": "engineering", "order": "free"}


def place(ground: Ground) -> Kwargs:
    spot = ground.once(
        "rounds.place",
        lambda: Place.objects.create(site=ground.site, kind="checkpoint", code="NX", name="NX"),
    )
    return {"place": spot.pk, "least": "5", "most": "50", "proof": "qr"}


def times(_: Ground) -> Kwargs:
    return {"least": "5", "most": "50", "proof": "nfc"}


def plan(ground: Ground) -> Kwargs:
    return {"plan": ground.once("rounds.plan", lambda: a_plan(ground, "ROUNDS")).pk}


RULES = [
    Rule("plans:route_list", may=READERS, sort=Sort.LIST, hides=lambda g: a_route(g).name),
    Rule("plans:route_add", may=GIVERS, at=here),
    Rule("plans:route_add", POST, may=GIVERS, at=here, body=new),
    Rule("plans:route", may=READERS, at=route),
    Rule(
        "plans:route_change", POST, may=GIVERS, at=route,
        body=lambda _: {"name": "Walk", "order": "free"},
    ),
    Rule("plans:stop_add", POST, may=GIVERS, at=route, body=place),
    Rule("plans:stop_change", POST, may=GIVERS, at=stop, body=times),
    Rule("plans:stop_move", POST, may=GIVERS, at=stop, body=lambda _: {"to": "down"}),
    Rule("plans:stop_remove", POST, may=GIVERS, at=stop),
    Rule("plans:route_plan", POST, may=PLANNERS, at=route, body=plan),
    Rule("plans:route_off_plan", POST, may=PLANNERS, at=carried),
    Rule("plans:route_drop", POST, may=GIVERS, at=route),
    Rule("records:rounds", may=READERS, at=route),
]  # fmt: skip
