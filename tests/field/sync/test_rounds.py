"""A phone is told the points of a round, and hands in what was scanned at each."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pinzhi.field.sync.needs import tag_hash
from pinzhi.people.models import Staff
from pinzhi.places.models import Place, Site
from pinzhi.plans.models import Plan, Route, Task, Walk
from pinzhi.records.integrity.examining import examine_next
from pinzhi.records.models import Flag, Record, Scan
from tests.field.sync.phone import Operation, Phone
from tests.plans.routes import plant_points, plant_route
from tests.planting import plant_task

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def points(site: Site) -> list[Place]:
    return plant_points(site, 5)


@pytest.fixture
def route(site: Site, foreman: Staff, points: list[Place]) -> Route:
    return plant_route(site, foreman, points=points)


@pytest.fixture
def walk(plan: Plan, route: Route, phone: Phone) -> Walk:
    """A round that is open and given to whoever holds the phone."""
    task = plant_task(plan, timezone.now() - 10 * MINUTE, phone.staff)
    told = [stop.point().told() for stop in route.stops.order_by("position")]
    return Walk.objects.create(task=task, route=route, order="ordered", stops=told)


def scan(place: Place, at: datetime, how: str = "qr") -> dict[str, Any]:
    return {"tag": str(place.tag), "how": how, "at": at.isoformat()}


def hand_in(phone: Phone, walk: Walk, scans: Sequence[dict[str, Any]]) -> Operation:
    started = timezone.now() - 9 * MINUTE
    task = Task.objects.get(pk=walk.pk)
    told = {"scans": scans, "started_at": started.isoformat()}
    return phone.record(task, data=told)


def steps(points: Sequence[Place], gap: int = 60) -> list[dict[str, Any]]:
    begin = timezone.now() - 9 * MINUTE
    return [scan(place, begin + timedelta(seconds=gap * n)) for n, place in enumerate(points)]


def test_task_tells_the_points_in_their_order(
    phone: Phone, walk: Walk, points: list[Place]
) -> None:
    told = {one["key"]: one for one in phone.pull()["set"]}
    shown = told[f"task:{walk.pk}"]["round"]
    assert shown["order"] == "ordered"
    assert shown["stops"][0] == {
        "place": points[0].pk,
        "least": 10,
        "most": 600,
        "proof": "either",
    }
    assert [told[f"place:{one['place']}"]["tag_hash"] for one in shown["stops"]] == [
        tag_hash(place.tag) for place in points
    ]


def test_plain_task_has_no_round(phone: Phone, round_now: Task) -> None:
    told = {one["key"]: one for one in phone.pull()["set"]}
    assert told[f"task:{round_now.pk}"]["round"] is None


def test_scans_are_kept_with_the_record_and_prove_presence(
    phone: Phone, walk: Walk, points: list[Place]
) -> None:
    sent = hand_in(phone, walk, steps(points))
    assert phone.push(sent)[0]["answer"] == "accepted"
    assert phone.push(sent)[0]["answer"] == "had"
    record = Record.objects.get()
    assert record.proof == "qr"
    kept = Scan.objects.filter(record=record).order_by("at")
    assert [(one.place, one.how) for one in kept] == [(place, "qr") for place in points]
    assert examine_next() == 1
    assert not Flag.objects.filter(detector="round_not_followed").exists()


def test_a_point_ticked_by_hand_is_kept_and_proves_nothing(
    phone: Phone, walk: Walk, points: list[Place]
) -> None:
    ticked = {"place": points[0].pk, "at": timezone.now().isoformat()}
    twice = [*steps(points[1:]), *steps(points[1:2])]
    phone.push(hand_in(phone, walk, [ticked, *twice]))
    record = Record.objects.get()
    assert (record.proof, record.scans.count()) == ("", 5)
    assert record.scans.get(place=points[0]).how == ""


def test_a_tag_that_hangs_elsewhere_is_flagged(
    phone: Phone, walk: Walk, points: list[Place], site: Site
) -> None:
    other = Place.objects.create(site=site, kind="checkpoint", code="X", name="X")
    now = timezone.now()
    strays = [scan(other, now), {"place": other.pk, "at": now.isoformat()}]
    (answer,) = phone.push(hand_in(phone, walk, [*steps(points), *strays]))
    assert (answer["answer"], answer["flags"]) == ("accepted", ["scan_mismatch"])
    assert Record.objects.get().scans.count() == 5


@pytest.mark.parametrize(
    "wrong",
    [
        {"tag": str(uuid4()), "how": "smell", "at": "2026-09-16T02:00:00Z"},
        {"tag": "no uuid", "how": "qr", "at": "2026-09-16T02:00:00Z"},
        {"place": "1", "at": "2026-09-16T02:00:00Z"},
        {"place": 1, "at": "noon"},
    ],
)
def test_what_no_phone_of_ours_sends_is_refused(
    phone: Phone, walk: Walk, points: list[Place], wrong: dict[str, Any]
) -> None:
    if wrong.get("place") == 1:
        wrong = {**wrong, "place": points[0].pk}
    (answer,) = phone.push(hand_in(phone, walk, [wrong]))
    assert (answer["answer"], answer["code"]) == ("refused", "bad_operation")
    assert not Record.objects.exists()


def test_no_scan_lies_after_the_record(phone: Phone, walk: Walk, points: list[Place]) -> None:
    ahead = timezone.now() + 3 * MINUTE
    phone.push(hand_in(phone, walk, [scan(points[0], ahead)]))
    record = Record.objects.get()
    assert record.scans.get().at == record.captured_at


def test_a_round_from_the_chair_is_a_sign_with_its_page(
    phone: Phone, walk: Walk, points: list[Place], client: Client, site_manager: Staff
) -> None:
    phone.push(hand_in(phone, walk, steps(points[::-1], gap=2)))
    assert examine_next() == 1
    flag = Flag.objects.get(detector="round_not_followed")
    assert flag.numbers == {"points": 5, "missing": 0, "order": 4, "fast": 0, "slow": 0}
    client.force_login(site_manager)
    record = Record.objects.get()
    page = client.get(reverse("records:record", args=[record.pk])).content.decode()
    assert points[4].full_name in page
    rounds = reverse("records:rounds", args=[walk.route_id])
    assert rounds in page
    assert str(record.pk) in client.get(rounds).content.decode()
