"""A round walked where there is no signal: real Chromium, the real server, the network cut."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Playwright, ViewportSize, expect, sync_playwright

from pinzhi.people.models import Staff
from pinzhi.places.models import Place, Site
from pinzhi.plans.models import Task, Walk
from pinzhi.plans.rounds import Point
from pinzhi.records.models import Record
from pinzhi.records.walked import walk_of
from tests.browser.serving import environ_for, gather_static, served, session_of
from tests.field.phone import Phone, phone
from tests.plans.routes import plant_points
from tests.planting import plant_edition, plant_plan, plant_task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HAND = ViewportSize(width=360, height=740)
PICTURES = os.environ.get("PINZHI_PICTURES", "")  # a folder, for whoever wants to look


@pytest.fixture(scope="module")
def chromium() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture
def host(transactional_db: None, tmp_path: Path) -> Iterator[str]:  # noqa: ARG001 -- what is committed
    environ = environ_for(tmp_path / "var")
    gather_static(environ)
    with served(environ) as address:
        yield address


@pytest.fixture
def points(site: Site) -> list[Place]:
    return plant_points(site, 4)


@pytest.fixture
def task(site: Site, worker: Staff, points: list[Place]) -> Task:
    """A round of four points in an order of its own; the second has nothing to scan."""
    plan = plant_plan(site, plant_edition("WALK"))
    now = timezone.now()
    made = plant_task(plan, now - timedelta(minutes=5), worker)
    later = now + timedelta(hours=2)
    Task.objects.filter(pk=made.pk).update(title="Night walk", closes_at=later, lost_at=later)
    order = [points[at] for at in (2, 0, 3, 1)]
    proofs = ("either", "none", "qr", "either")
    stops = [
        Point(place.pk, None, 600, proof).told() for place, proof in zip(order, proofs, strict=True)
    ]
    Walk.objects.create(task=made, order="shuffled", seed="x", stops=stops)
    return made


def scan(one: Phone, place: Place) -> None:
    """As the camera would give it: the address on the tag."""
    one.page.get_by_label("输入编号").fill(f"https://pinzhi.example/t/{place.tag}/")
    one.page.get_by_role("button", name="查找").click()


def look(one: Phone, name: str) -> None:
    if PICTURES:
        one.page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def test_points_are_walked_offline_and_arrive_with_their_times(
    chromium: Playwright, host: str, tmp_path: Path, worker: Staff, task: Task, points: list[Place]
) -> None:
    with phone(chromium, host, tmp_path / "profile", size=HAND) as one:
        one.sign_in(session_of(worker))
        one.open()
        one.until_ready("Night walk")
        one.context.set_offline(True)
        one.page.get_by_text("Night walk").click()
        expect(one.page.get_by_text("本圈顺序开始后显示。")).to_be_visible()
        expect(one.page.get_by_text("Hall P2")).to_have_count(0)
        look(one, "round-before")
        one.page.get_by_role("button", name="开始巡查").click()
        expect(one.page.locator(".pa-next b")).to_have_text("Hall P2")
        look(one, "round-begun")

        one.page.get_by_role("link", name="扫码").first.click()
        scan(one, points[2])
        expect(one.page.get_by_text("已巡 1 / 4 点")).to_be_visible()
        scan(one, points[1])  # the last one: kept, with a word
        expect(one.page.get_by_role("status").get_by_text("按顺序应先到 Hall P0")).to_be_visible()
        look(one, "round-scanning")
        one.kill_page()
        one.open()
        one.page.get_by_text("Night walk").click()
        expect(one.page.get_by_text("已巡 2 / 4 点")).to_be_visible()
        one.page.get_by_role("button", name="到了").click()
        expect(one.page.locator(".pa-next b")).to_have_text("Hall P3")
        one.page.get_by_text("全部 4 个点").click()
        look(one, "round-half")

        one.page.locator("fieldset", has_text="Floor is dry").get_by_text(
            "合格", exact=True
        ).click()
        one.page.get_by_label("读数").fill("0.3")
        one.page.get_by_role("button", name="提交").click()
        expect(one.page.get_by_text("还有 1 个点没巡")).to_be_visible()
        one.go(f"scan/{task.pk}")
        scan(one, points[3])
        expect(one.page.get_by_text("各点都已巡到")).to_be_visible()
        one.page.get_by_role("button", name="提交").click()
        one.unsent(2)
        one.context.set_offline(False)
        one.unsent(0)
        assert one.seen.complaints == []
    walked = walk_of(Record.objects.get())
    assert walked is not None
    assert [(leg.turn, leg.name, len(leg.marks)) for leg in walked.legs] == [
        (1, "Hall P2", 0),
        (3, "Hall P0", 0),
        (4, "Hall P3", 0),
        (2, "Hall P1", 1),
    ]
