"""A night without signal: thirty points, three findings, two kills, a bad line; then morning."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Playwright, ViewportSize, expect, sync_playwright

from pinzhi.bench.faults.agenda import Agenda
from pinzhi.bench.faults.log import FaultLog, read_fired
from pinzhi.bench.faults.proxy import Proxy
from pinzhi.bench.faults.tricks import TRICKS
from pinzhi.cases.models import Case
from pinzhi.field.sync.models import Operation
from pinzhi.field.sync.states import State
from pinzhi.files.models import Evidence
from pinzhi.people.models import Staff
from pinzhi.places.models import Place, Site
from pinzhi.plans.actions import assign_task, start_task
from pinzhi.plans.models import Task, Walk
from pinzhi.records.integrity.examining import examine_next
from pinzhi.records.models import Finding, Flag, Record, Scan
from tests.browser import axe
from tests.browser.opening import open_page
from tests.browser.serving import environ_for, gather_static, served, session_of
from tests.field.phone import SMALL, Phone, kill_browser, phone
from tests.plans.routes import plant_points, plant_route
from tests.planting import plant_edition, plant_plan, plant_task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
POINTS, TURNS = 30, 12
TALL = ViewportSize(width=412, height=915)
PHOTO_ON_FAIL = {"evidence": "photo_on_fail"}
# What the line does to the requests of the morning, one fault each.
LINE = ["bad_line", "cut_between_commit_and_reply"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture
def proxy(transactional_db: None, tmp_path: Path) -> Iterator[Proxy]:  # noqa: ARG001 -- what is committed
    """The line between the phone and the real server; good until somebody gives it faults."""
    environ = environ_for(tmp_path / "var")
    gather_static(environ)
    with served(environ) as address:
        line = Proxy(
            upstream=int(address.rsplit(":", 1)[1]),
            agenda=Agenda([], 0, seed=1),
            tricks=TRICKS,
            log=FaultLog(tmp_path / "faults.jsonl"),
            seed=1,
        )
        line.start()
        yield line
        line.stop()
        line.log.close()


@pytest.fixture
def points(site: Site) -> list[Place]:
    return plant_points(site, POINTS)


@pytest.fixture
def night(site: Site, foreman: Staff, worker: Staff, points: list[Place]) -> list[Task]:
    """Wei's night: a round of thirty points, and the hall; both may be done until morning."""
    items = {"01": PHOTO_ON_FAIL, "02": PHOTO_ON_FAIL}
    plan = plant_plan(site, plant_edition("NIGHT", items))
    now = timezone.now()
    made = [plant_task(plan, now - timedelta(minutes=n), worker) for n in (6, 5)]
    until = now + timedelta(hours=8)
    for task, title in zip(made, ("Night round", "West hall"), strict=True):
        Task.objects.filter(pk=task.pk).update(title=title, closes_at=until, lost_at=until)
    route = plant_route(site, foreman, points=points)
    stops = [stop.point().told() for stop in route.stops.order_by("position")]
    Walk.objects.create(task=made[0], route=route, order="ordered", stops=stops)
    return list(Task.objects.filter(plan=plan).order_by("title"))


def test_a_night_shift(
    chromium: Playwright,
    proxy: Proxy,
    tmp_path: Path,
    night: list[Task],
    points: list[Place],
    worker: Staff,
    colleague: Staff,
    foreman: Staff,
    site_manager: Staff,
) -> None:
    host = f"http://127.0.0.1:{proxy.port}"
    profile = tmp_path / "profile"
    begun_at = timezone.now()
    with phone(chromium, host, profile) as one:
        one.sign_in(session_of(worker))
        one.open()
        one.until_ready("Night round")
        one.context.set_offline(True)
        begin(one, night[0])
        walk(one, night[0], points[:12])
        assert looks_well(one, night[0])
        assert kill_browser(profile)
    with in_the_basement(chromium, host, profile, TALL) as one:
        walk(one, night[0], points[12:20], found_there="灯不亮")
        assert kill_browser(profile)
    with in_the_basement(chromium, host, profile) as one:
        walk(one, night[0], points[20:])
        fail_twice_and_hand_in(one, night[0])
        all_well_in(one, night[1])
        one.unsent(5)  # two begun and handed in, one reported
        ended_at = timezone.now()
        assert Record.objects.count() == 0

        assign_task(night[1], to=colleague, by=foreman)
        start_task(night[1], by=colleague, at=timezone.now())
        proxy.agenda = Agenda(LINE, len(LINE), seed=1)
        proxy.agenda.progress = 1.0
        one.sign_in(session_of(worker))  # the kills took his session with them
        a_line_that_comes_and_goes(one)
        assert one.seen.complaints == []
    assert read_fired([tmp_path / "faults.jsonl"]).keys() == set(LINE)

    record = Record.objects.get(task=night[0])
    arrived_as_it_was(record, points, begun_at, ended_at)
    browser = chromium.chromium.launch(
        executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
    )
    the_foreman_decides(browser, host, foreman)
    the_manager_looks(browser, host, site_manager, record)
    browser.close()


@contextmanager
def in_the_basement(
    playwright: Playwright, host: str, profile: Path, size: ViewportSize = SMALL
) -> Iterator[Phone]:
    """The same phone, started anew where there is no network."""
    with phone(playwright, host, profile, size) as one:
        one.context.set_offline(True)
        one.open()
        expect(one.page.get_by_text("没有网络")).to_be_visible()
        yield one


def begin(one: Phone, task: Task) -> None:
    one.go(f"task/{task.pk}")
    one.page.get_by_role("button", name="开始巡查").click()


def walk(one: Phone, task: Task, points: list[Place], found_there: str = "") -> None:
    """Scan point by point; at the last one, something may be found."""
    one.go(f"task/{task.pk}")
    one.page.get_by_role("link", name="扫码").first.click()
    for place in points:
        one.scan(place)
        after = int(place.code[1:]) + 1
        shown = f"Hall P{after}" if after < POINTS else "各点都已巡到"
        expect(one.page.locator(".pa-round").get_by_text(shown, exact=True)).to_be_visible()
    if not found_there:
        return
    one.page.get_by_role("link", name="上报这里的问题").first.click()
    one.photograph(one.page.locator("form"), shade=40)
    one.page.get_by_label("发现了什么").fill(found_there)
    one.page.get_by_role("button", name="上报").click()
    one.unsent(2)  # begun, and reported


def looks_well(one: Phone, task: Task) -> bool:
    one.go(f"task/{task.pk}")
    expect(one.page.locator(".pa-round")).to_be_visible()
    one.seen.shoot("night-round-320", whole=True)
    return (axe.serious(one.page), one.seen.too_wide()) == ([], 0)


def fail_twice_and_hand_in(one: Phone, task: Task) -> None:
    one.go(f"task/{task.pk}")
    floor = one.page.locator("fieldset", has_text="Floor is dry")
    floor.get_by_text("不合格", exact=True).click()
    one.photograph(floor, shade=90)
    floor.get_by_label("哪里不合格").fill("水渍")
    one.page.get_by_label("读数").fill("0.9")
    pressure = one.page.locator("fieldset", has_text="读数")
    one.photograph(pressure, shade=140)
    pressure.get_by_label("哪里不合格").fill("压力高")
    one.page.get_by_role("button", name="提交").click()
    one.unsent(3)


def a_line_that_comes_and_goes(one: Phone) -> None:
    """Until all has been sent; each time it comes back the app begins anew."""
    for _ in range(TURNS):
        one.context.set_offline(False)
        with suppress(AssertionError):
            return one.unsent(0, seconds=15)
        one.context.set_offline(True)
    raise AssertionError("not sent: " + one.page.locator("header").inner_text())


def all_well_in(one: Phone, task: Task) -> None:
    begin(one, task)
    one.page.locator("fieldset", has_text="Floor is dry").get_by_text("合格").first.click()
    one.page.get_by_label("读数").fill("0.3")
    one.page.get_by_role("button", name="提交").click()


def arrived_as_it_was(
    record: Record, points: list[Place], since: datetime, until: datetime
) -> None:
    """Every point, finding and photo of the night, once, with the time it was made."""
    scans = Scan.objects.filter(record=record).order_by("at")
    assert [scan.place for scan in scans] == points
    assert all(since < scan.at < until for scan in scans)
    assert since < record.captured_at < until
    assert Finding.objects.filter(record=record).count() == 2
    assert Case.objects.get(report__isnull=False).title == "灯不亮"
    photos = Evidence.objects.filter(kind=Evidence.Kind.PHOTO)
    assert photos.values("blob").distinct().count() == photos.count() == 3


def the_foreman_decides(browser: Browser, host: str, foreman: Staff) -> None:
    """Somebody else had begun the hall: what Wei sent of it is set aside, with a reason."""
    seen = open_page(browser, f"{host}/my/sync/tray/", session_of(foreman))
    page = seen.page
    page.locator("main table a").first.click()
    page.get_by_label("原因").fill("军已经在做")
    page.get_by_role("button", name="作废", exact=True).click()
    expect(page.get_by_text("已作废，提交人会看到原因。")).to_be_visible()
    assert not Operation.objects.filter(state__in=[State.CONFLICT, State.HELD]).exists()


def the_manager_looks(browser: Browser, host: str, manager: Staff, record: Record) -> None:
    """The cockpit counts that shift, the round shows its times, a flag says what is odd."""
    seen = open_page(browser, f"{host}/cockpit/", session_of(manager))
    page = seen.page
    expect(page.get_by_role("link").filter(has_text="未关不合格项")).to_contain_text("2")
    examine_next()
    flag = Flag.objects.get(detector="round_not_followed")
    page.goto(f"{host}/integrity/{flag.pk}/")
    expect(page.locator("main")).to_contain_text(f"一圈 {POINTS} 个点")
    page.goto(f"{host}/records/{record.pk}/")
    at = record.captured_at.astimezone(timezone.get_default_timezone())
    expect(page.locator("main")).to_contain_text(f"{at:%H:%M}")
    page.goto(f"{host}/rounds/{Walk.objects.get().route_id}/walked/")
    expect(page.locator("tbody tr")).to_contain_text(f"{POINTS} / {POINTS}")
    assert seen.complaints == []
