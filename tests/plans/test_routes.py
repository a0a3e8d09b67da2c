"""Routes are laid out, put on plans, and give each round its order."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from pinzhi.people.models import Staff
from pinzhi.places.models import Place, Site
from pinzhi.plans.actions import fill_site
from pinzhi.plans.actions.routes import (
    MOST,
    add_stop,
    change_route,
    change_stop,
    drop_route,
    lay_route,
    move_stop,
    put_on_plan,
    remove_stop,
    take_off_plan,
)
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
from pinzhi.plans.rounds import shuffled
from pinzhi.trail.models import Event
from tests.plans.routes import NIGHTLY, plant_points, plant_round_plan, plant_route
from tests.planting import plant_edition, plant_plan

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=3)


@pytest.fixture
def route(site: Site, foreman: Staff) -> Route:
    return plant_route(site, foreman)


def names(route: Route) -> list[str]:
    return list(route.stops.order_by("position").values_list("place__name", flat=True))


def fill(site: Site) -> list[Walk]:
    now = timezone.now()
    fill_site(site, start=now, until=now + DAYS)
    return list(Walk.objects.select_related("task").order_by("task__opens_at"))


def in_turn(route: Route) -> list[int]:
    return list(route.stops.order_by("position").values_list("place_id", flat=True))


def places(walk: Walk) -> list[int]:
    return [point.place for point in walk.points()]


def test_points_are_added_moved_and_taken_off(route: Route, foreman: Staff) -> None:
    third = route.stops.get(place__name="P2")
    move_stop(third, to=0, by=foreman)
    assert names(route) == ["P2", "P0", "P1", "P3", "P4"]
    move_stop(third, to=99, by=foreman)
    move_stop(third, to=4, by=foreman)  # where it is already
    remove_stop(route.stops.get(place__name="P1"), by=foreman)
    assert names(route) == ["P0", "P3", "P4", "P2"]
    with connection.cursor() as cursor:  # the rule is asked at the end of the deed
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    verbs = Event.objects.filter(object_type="plans.route").order_by("id")
    assert list(verbs.values_list("verb", flat=True))[-3:] == [
        "route.stop_moved",
        "route.stop_moved",
        "route.stop_removed",
    ]


def test_a_point_has_times_and_a_proof(route: Route, foreman: Staff) -> None:
    stop = route.stops.get(place__name="P1")
    changed = change_stop(stop, least=20, most=None, proof=Stop.Proof.NFC, by=foreman)
    assert changed.point() == Stop.objects.get(pk=stop.pk).point()
    assert (changed.least, changed.most, changed.proof) == (20, None, "nfc")
    with pytest.raises(TimesCross):
        change_stop(stop, least=20, most=10, proof="qr", by=foreman)


def test_only_places_of_the_site_each_once_and_not_endlessly(
    route: Route, sister_site: Site, foreman: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(StopThere):
        add_stop(route, place=route.stops.get(position=0).place, by=foreman)
    abroad = Place.objects.create(site=sister_site, kind="checkpoint", code="X", name="X")
    with pytest.raises(NoSuchPoint):
        add_stop(route, place=abroad, by=foreman)
    assert MOST == 200
    monkeypatch.setattr("pinzhi.plans.actions.routes.MOST", 5)
    more = Place.objects.create(site=route.site, kind="checkpoint", code="X", name="X")
    with pytest.raises(NoSuchPoint):
        add_stop(route, place=more, by=foreman)


def test_name_is_its_own(route: Route, site: Site, foreman: Staff) -> None:
    other = lay_route(site, name="Day", department="engineering", order="free", by=foreman)
    with pytest.raises(RouteNameTaken):
        lay_route(site, name="Day", department="security", order="free", by=foreman)
    with pytest.raises(RouteNameTaken):
        change_route(other, name=route.name, order="free", by=foreman)
    assert change_route(other, name="Noon", order="ordered", by=foreman).name == "Noon"


def test_each_round_of_a_plan_is_given_the_order_once(
    site: Site, route: Route, foreman: Staff
) -> None:
    plan = plant_round_plan(site, route, foreman, timezone.localdate())
    walks = fill(site)
    since = Route.objects.get().since
    assert since is not None
    assert {w.task_id for w in walks} == set(
        Task.objects.filter(plan=plan, opens_at__gte=since).values_list("pk", flat=True)
    )
    assert {tuple(places(w)) for w in walks} == {tuple(in_turn(route))}
    fill(site)
    assert Walk.objects.count() == len(walks) >= 5


def test_shuffled_rounds_of_a_night_differ_and_follow_from_their_seeds(
    site: Site, foreman: Staff
) -> None:
    route = plant_route(site, foreman, order="shuffled")
    plant_round_plan(site, route, foreman, timezone.localdate())
    walks = fill(site)
    for walk in walks:
        near = [w for w in walks if abs(w.task.opens_at - walk.task.opens_at) < timedelta(hours=24)]
        assert [w.pk for w in near if places(w) == places(walk)] == [walk.pk]
        assert places(walk) == shuffled(in_turn(route), walk.seed)
    assert len({walk.seed for walk in walks}) == len(walks) >= 5


def test_two_points_have_two_orders_only(site: Site, foreman: Staff) -> None:
    route = plant_route(site, foreman, order="shuffled", points=plant_points(site, 2))
    plant_round_plan(site, route, foreman, timezone.localdate())
    assert len({tuple(places(w)) for w in fill(site)}) == 2


def test_a_change_holds_for_rounds_that_no_phone_has_yet(
    site: Site, route: Route, foreman: Staff
) -> None:
    plant_round_plan(site, route, foreman, timezone.localdate())
    fill(site)
    Task.objects.filter(pk=fill(site)[0].task_id).update(opens_at=timezone.now())
    old = in_turn(route)
    move_stop(route.stops.get(place__name="P4"), to=0, by=foreman)
    walks = fill(site)
    assert [places(w) == old for w in walks] == [True] + [False] * (len(walks) - 1)
    assert places(walks[1]) == in_turn(route)


def test_a_plan_with_a_task_at_each_point_becomes_one_round_and_back(
    site: Site, route: Route, foreman: Staff
) -> None:
    edition = plant_edition("EACH", recurrence=NIGHTLY, place_kind="checkpoint")
    each = plant_plan(site, edition, timezone.localdate())
    now = timezone.now()
    fill_site(site, start=now, until=now + DAYS)
    assert each.targets.count() == 5

    plan = put_on_plan(route, plan=each, by=foreman)
    each.refresh_from_db()
    assert (each.status, plan.follows) == (Plan.Status.ENDED, each)
    assert plan.targets.get().name == route.name
    tomorrow = Task.objects.filter(plan=each, opens_at__date__gt=timezone.localdate())
    assert {t.status for t in tomorrow} == {"cancelled"}
    assert {w.task.plan_id for w in fill(site)} == {plan.pk}

    take_off_plan(route, by=foreman)
    plan.refresh_from_db()
    assert plan.status == Plan.Status.ENDED
    assert Plan.objects.get(follows=plan).targets.count() == 5
    assert Route.objects.get().plan is None


def test_a_route_off_its_plan_leaves_plain_tasks_and_can_be_thrown_away(
    site: Site, route: Route, foreman: Staff
) -> None:
    plan = plant_round_plan(site, route, foreman, timezone.localdate())
    held = fill(site)[0]
    Task.objects.filter(pk=held.task_id).update(opens_at=timezone.now())
    with pytest.raises(RouteInUse):
        drop_route(route, by=foreman)
    route = take_off_plan(route, by=foreman)
    assert list(Walk.objects.values_list("pk", flat=True)) == [held.pk]
    with pytest.raises(WrongPlan):
        take_off_plan(route, by=foreman)
    plan.refresh_from_db()
    assert plan.status == Plan.Status.ACTIVE
    drop_route(route, by=foreman)
    held.refresh_from_db()
    assert (held.route, len(held.points())) == (None, 5)


def test_what_does_not_fit_is_refused(
    site: Site, route: Route, plan: Plan, foreman: Staff, sister_site: Site
) -> None:
    short = lay_route(site, name="Short", department="engineering", order="free", by=foreman)
    with pytest.raises(RouteTooShort):
        put_on_plan(short, plan=plan, by=foreman)
    guards = plant_route(site, foreman, order="free", points=list(Place.objects.all()))
    Route.objects.filter(pk=guards.pk).update(department="security")
    with pytest.raises(WrongPlan):
        put_on_plan(guards, plan=plan, by=foreman)
    ended = plant_plan(sister_site, plant_edition("SISTER"))
    with pytest.raises(WrongPlan):
        put_on_plan(route, plan=ended, by=foreman)
    Plan.objects.filter(pk=plan.pk).update(status=Plan.Status.PAUSED)
    with pytest.raises(WrongPlan):
        put_on_plan(route, plan=plan, by=foreman)


def test_a_plan_carries_one_route_and_a_route_has_one_plan(
    site: Site, route: Route, plan: Plan, foreman: Staff
) -> None:
    put_on_plan(route, plan=plan, by=foreman)
    with pytest.raises(RouteInUse):
        put_on_plan(route, plan=plan, by=foreman)
    other = plant_route(site, foreman, order="free", points=list(Place.objects.all()))
    with pytest.raises(PlanHasRoute):
        put_on_plan(other, plan=plan, by=foreman)
    for stop in list(route.stops.order_by("position"))[2:]:
        remove_stop(stop, by=foreman)
    with pytest.raises(RouteTooShort):
        remove_stop(route.stops.get(position=0), by=foreman)
