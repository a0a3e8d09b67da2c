"""The app where there is no signal: real Chromium, the real server, the network really cut."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Playwright, expect, sync_playwright

from pinzhi.cases.models import Case
from pinzhi.files.models import Evidence
from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.models import Task
from pinzhi.plans.states import Status
from pinzhi.records.models import Record
from tests.browser import axe
from tests.browser.serving import environ_for, gather_static, served, session_of
from tests.field.phone import Phone, phone
from tests.planting import plant_edition, plant_plan, plant_task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHOTO_ON_FAIL = {"01": {"evidence": "photo_on_fail"}}


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
def tasks(site: Site, worker: Staff) -> list[Task]:
    """Two rounds that Wei is to do now; what fails must be photographed."""
    plan = plant_plan(site, plant_edition("APP", PHOTO_ON_FAIL))
    now = timezone.now()
    made = [plant_task(plan, now - timedelta(minutes=n), worker) for n in (5, 6)]
    later = now + timedelta(hours=2)
    for task, title in zip(made, ("East hall", "West hall"), strict=True):
        Task.objects.filter(pk=task.pk).update(title=title, closes_at=later, lost_at=later)
    return list(Task.objects.filter(plan=plan).order_by("title"))


def fill(one: Phone, verdict: str, reading: str) -> None:
    page = one.page
    page.locator("fieldset", has_text="Floor is dry").get_by_text(verdict, exact=True).click()
    page.get_by_label("读数").fill(reading)


@pytest.mark.usefixtures("tasks")
def test_two_tasks_filled_without_network_survive_a_kill_and_arrive_exactly_once(
    chromium: Playwright, host: str, tmp_path: Path, worker: Staff
) -> None:
    with phone(chromium, host, tmp_path / "profile") as one:
        one.sign_in(session_of(worker))
        one.open()
        one.until_ready("East hall")
        one.context.set_offline(True)
        one.page.reload()
        expect(one.page.get_by_text("没有网络")).to_be_visible()

        one.page.get_by_text("East hall").click()
        one.page.get_by_role("button", name="开始巡查").click()
        fill(one, "合格", "0.3")
        one.page.get_by_role("button", name="提交").click()
        one.unsent(2)  # begun, and handed in

        one.page.get_by_text("West hall").click()
        one.page.get_by_role("button", name="开始巡查").click()
        fill(one, "不合格", "0.25")
        one.photograph(one.page.locator("fieldset", has_text="Floor is dry"))
        one.page.get_by_label("哪里不合格").fill("水渍")
        one.kill_page()
        one.open()
        one.page.get_by_text("West hall").click()
        expect(one.page.get_by_label("哪里不合格")).to_have_value("水渍")
        expect(one.page.get_by_label("读数")).to_have_value("0.25")
        expect(one.page.locator(".pa-photo img")).to_have_count(1)
        one.page.get_by_role("button", name="提交").click()
        one.unsent(4)
        assert Record.objects.count() == 0

        one.kill_page()
        one.open()
        one.unsent(4)
        one.context.set_offline(False)
        one.unsent(0)
        assert one.seen.complaints == []
    records = Record.objects.order_by("title")
    assert [(r.title, r.failed, r.by_id) for r in records] == [
        ("East hall", 0, worker.pk),
        ("West hall", 1, worker.pk),
    ]
    assert [t.status for t in Task.objects.order_by("title")] == [Status.DONE, Status.DONE]
    assert Evidence.objects.filter(by=worker, kind=Evidence.Kind.PHOTO).count() == 1
    assert Case.objects.count() == 1


def test_every_page_reads_well_on_the_smallest_screen(
    chromium: Playwright, host: str, tmp_path: Path, worker: Staff, tasks: list[Task]
) -> None:
    with phone(chromium, host, tmp_path / "profile") as one:
        one.sign_in(session_of(worker))
        one.open()
        one.until_ready("East hall")
        faults: dict[str, object] = {}
        for route in ("", f"task/{tasks[0].pk}", "scan", "report", "me", "unsent"):
            one.go(route)
            one.page.wait_for_timeout(200)
            one.seen.shoot(f"app-{route.replace('/', '-') or 'today'}", whole=True)
            faults[route] = (axe.serious(one.page), one.seen.too_wide())
        assert {name: found for name, found in faults.items() if found != ([], 0)} == {}
        assert one.seen.complaints == []
