"""Routes are laid out, drawn by floor and put on plans by their pages."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pinzhi.people.models import Staff
from pinzhi.places.models import Place, Site
from pinzhi.plans.models import Route, Walk
from pinzhi.plans.queries.routes import map_of, say_floor
from tests.plans.routes import NIGHTLY, plant_points, plant_route
from tests.planting import plant_edition, plant_plan, plant_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def route(site: Site, foreman: Staff) -> Route:
    return plant_route(site, foreman)


def signed_in(client: Client, staff: Staff) -> Client:
    client.force_login(staff)
    return client


def in_turn(route: Route) -> list[str]:
    return list(route.stops.order_by("position").values_list("place__code", flat=True))


def test_a_foreman_lays_out_a_route(client: Client, site: Site, foreman: Staff) -> None:
    points = plant_points(site, 2)
    browser = signed_in(client, foreman)
    assert reverse("plans:route_add", args=[site.pk]) in browser.get("/rounds/").content.decode()
    add = reverse("plans:route_add", args=[site.pk])
    told = {"name": "Night", "department": "engineering", "order": "shuffled"}
    page = browser.post(add, told).headers["Location"]
    assert browser.get(page).status_code == 200
    for point in points:
        browser.post(f"{page}points/add/", {"place": point.pk, "least": 30, "proof": "nfc"})
    route = Route.objects.get()
    assert [(s.place, s.least, s.most, s.proof) for s in route.stops.order_by("position")] == [
        (point, 30, None, "nfc") for point in points
    ]
    again = browser.post(add, told)
    assert (again.status_code, "Night" in again.content.decode()) == (422, True)
    other = browser.post(add, {**told, "name": "Noon", "department": "security"})
    assert other.status_code == 422


def test_points_move_change_and_go(client: Client, route: Route, foreman: Staff) -> None:
    browser = signed_in(client, foreman)
    first = route.stops.get(place__code="P0")
    address = reverse("plans:stop_move", args=[first.pk])
    assert browser.post(address, {"to": "down"}).headers["Location"].endswith(f"#stop-{first.pk}")
    assert in_turn(route) == ["P1", "P0", "P2", "P3", "P4"]
    browser.post(address, {"to": "up"})
    assert in_turn(route) == ["P0", "P1", "P2", "P3", "P4"]
    change = reverse("plans:stop_change", args=[first.pk])
    browser.post(change, {"least": "", "most": "90", "proof": "none"})
    first.refresh_from_db()
    assert (first.least, first.most, first.proof) == (None, 90, "none")
    wrong = browser.post(change, {"least": "91", "most": "90", "proof": "none"})
    assert (wrong.status_code, wrong.content.decode().count('role="alert"')) == (422, 1)
    browser.post(reverse("plans:stop_remove", args=[first.pk]))
    assert in_turn(route) == ["P1", "P2", "P3", "P4"]
    browser.post(reverse("plans:route_change", args=[route.pk]), {"name": "Late", "order": "free"})
    route.refresh_from_db()
    assert (route.name, route.order) == ("Late", "free")


def test_a_manager_puts_it_on_a_plan_and_takes_it_off(
    client: Client, route: Route, site: Site, site_manager: Staff, worker: Staff
) -> None:
    plan = plant_plan(site, plant_edition("NIGHT", recurrence=NIGHTLY), timezone.localdate())
    browser = signed_in(client, site_manager)
    page = reverse("plans:route", args=[route.pk])
    assert browser.post(f"{page}plan/", {"plan": plan.pk}).headers["Location"] == page
    assert Route.objects.get().plan == plan
    assert plan.title in browser.get(page).content.decode()
    assert page in browser.get(reverse("plans:plan", args=[plan.pk])).content.decode()
    task = plant_task(plan, timezone.now())
    Walk.objects.create(task=task, route=route, order="free", stops=[])
    assert page in browser.get(reverse("plans:task", args=[task.pk])).content.decode()
    assert browser.post(f"{page}drop/").status_code == 409
    browser.post(f"{page}plan/off/")
    browser.post(f"{page}drop/")
    assert not Route.objects.exists()
    nobody = signed_in(Client(), worker).get("/rounds/").content.decode()
    assert "/rounds/add/" not in nobody


def test_map_has_a_band_for_each_floor_and_the_points_in_turn(site: Site) -> None:
    points = plant_points(site, 3)
    zone = Place.objects.create(site=site, kind="zone", code="Z", name="East")
    gate = Place.objects.create(site=site, kind="checkpoint", code="G", name="Gate", parent=zone)
    cellar = Place.objects.create(
        site=site, kind="checkpoint", code="B", name="Pumps", parent=points[0].parent, floor=-1
    )
    floor = Place.objects.create(
        site=site, kind="floor", code="F", name="Roof", parent=points[0].parent, floor=9
    )
    roof = Place.objects.create(site=site, kind="checkpoint", code="R", name="Mast", parent=floor)
    drawn = map_of(site, [p.pk for p in (*points, gate, cellar, roof)])
    expected = [("H", 9), ("H", 2), ("H", 1), ("H", -1), ("East", None)]
    assert [(band.building, band.floor) for band in drawn.bands] == [
        (building, say_floor(floor)) for building, floor in expected
    ]
    assert len({say_floor(n) for n in (None, -1, 1)}) == 3
    assert [(dot.number, dot.name) for dot in drawn.dots] == [
        (1, "P0"), (2, "P1"), (3, "P2"), (4, "Gate"), (5, "Pumps"), (6, "Mast"),
    ]  # fmt: skip
    heights = [dot.y for dot in drawn.dots]
    assert heights[0] == heights[2] > heights[1] > heights[5]
    assert heights[4] < heights[3] < drawn.height
    assert drawn.line.count(",") == 6


def test_a_route_of_another_site_is_not_there(
    client: Client, route: Route, stranger: Staff
) -> None:
    browser = signed_in(client, stranger)
    assert browser.get(reverse("plans:route", args=[route.pk])).status_code == 404
    stop = route.stops.order_by("position")[0]
    assert browser.post(reverse("plans:stop_remove", args=[stop.pk])).status_code == 404
