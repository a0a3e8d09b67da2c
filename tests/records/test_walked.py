"""A round's page says what was planned, what was walked, and what was amiss."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from pinzhi.cases.actions import hand_in_record
from pinzhi.people.models import Staff
from pinzhi.plans.models import Plan, Route, Walk
from pinzhi.plans.rounds import Passing, Point
from pinzhi.records.models import Record
from pinzhi.records.walked import say_seconds, walk_of, walked_along
from tests.plans.routes import plant_points, plant_route
from tests.planting import fill_in, plant_task

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def route(plan: Plan, foreman: Staff) -> Route:
    return plant_route(plan.site, foreman, points=plant_points(plan.site, 4))


def hand_in(route: Route, plan: Plan, by: Staff, at: datetime) -> Record:
    """The first by QR, the second a second later by hand, the third much later, no fourth."""
    task = plant_task(plan, at - 30 * MINUTE, by)
    places = [stop.place_id for stop in route.stops.order_by("position")]
    limits: list[dict[str, Any]] = [{}, {"least": 30}, {"most": 60}, {"least": 30, "most": 600}]
    stops = [Point(p, **one).told() for p, one in zip(places, limits, strict=True)]
    Walk.objects.create(task=task, route=route, order="ordered", stops=stops)
    begun = at - 25 * MINUTE
    scans = (
        Passing(places[0], begun, "qr"),
        Passing(places[1], begun + timedelta(seconds=1)),
        Passing(places[2], begun + 20 * MINUTE, "nfc"),
    )
    record, _new = hand_in_record(fill_in(task, at=at, scans=scans), task=task, by=by, now=at)
    return record


def test_each_point_says_when_how_and_what_was_amiss(
    route: Route, plan: Plan, worker: Staff, now: datetime
) -> None:
    walked = walk_of(hand_in(route, plan, worker, now))
    assert walked is not None
    assert [(leg.turn, leg.gap, leg.allowed) for leg in walked.legs] == [
        (1, "–", ""),
        (2, say_seconds(1), f"≥ {say_seconds(30)}"),
        (3, say_seconds(1199), f"≤ {say_seconds(60)}"),
        (0, "–", f"{say_seconds(30)}–{say_seconds(600)}"),
    ]
    assert [[look for look, _word in leg.marks] for leg in walked.legs] == [
        [],
        ["waiting", "late"],
        ["waiting"],
        ["missed"],
    ]
    assert (walked.passed, walked.took, len(walked.counts)) == (3, say_seconds(1200), 4)


def test_other_records_are_no_rounds(plan: Plan, worker: Staff, now: datetime) -> None:
    task = plant_task(plan, now, worker)
    record, _new = hand_in_record(fill_in(task, at=now), task=task, by=worker, now=now)
    assert walk_of(record) is None
    record.task_id = None
    assert walk_of(record) is None


def test_pages_show_the_round_and_the_rounds_of_a_route(
    client: Client, route: Route, plan: Plan, worker: Staff, foreman: Staff, now: datetime
) -> None:
    client.force_login(foreman)
    page = reverse("records:rounds", args=[route.pk])
    assert client.get(page).status_code == 200
    record = hand_in(route, plan, worker, now)
    found = client.get(page).content.decode()
    assert reverse("records:record", args=[record.pk]) in found
    assert "3 / 4" in found
    Route.objects.filter(pk=route.pk).delete()
    one = client.get(reverse("records:record", args=[record.pk])).content.decode()
    assert one.count("Hall P") == 4
    assert client.get(page).status_code == 404


def test_many_rounds_take_as_many_queries_as_one(
    route: Route,
    plan: Plan,
    worker: Staff,
    foreman: Staff,
    now: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    assert foreman.scope.site_ids == {plan.site_id}
    for number in (1, 2, 3):
        hand_in(route, plan, worker, now - number * timedelta(hours=1))
        with django_assert_num_queries(4):
            assert len(walked_along(route, foreman)) == number
