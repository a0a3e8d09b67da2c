"""The app where there is no signal: real Chromium, the real server, the network really cut."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Playwright, expect, sync_playwright

from pinzhi.cases.models import Case
from pinzhi.files.models import Evidence
from pinzhi.people.models import Staff
from pinzhi.places.models import Place, Site
from pinzhi.plans.models import Task
from pinzhi.plans.states import Status
from pinzhi.records.models import AnswerEvidence, Record
from tests.browser import axe
from tests.browser.serving import environ_for, gather_static, served, session_of
from tests.field.phone import Phone, phone
from tests.planting import plant_edition, plant_plan, plant_task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLAYABLE = """audio => new Promise(done => {
  audio.onloadedmetadata = () => done(true);
  audio.onerror = () => done(false);
  if (audio.readyState > 0 || audio.error) done(audio.readyState > 0);
})"""
PHOTO_ON_FAIL = {"01": {"evidence": "photo_on_fail"}}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def environ(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:  # noqa: ARG001 -- names the database
    found = environ_for(tmp_path_factory.mktemp("instance") / "var")
    gather_static(found)
    return found


@pytest.fixture
def host(transactional_db: None, environ: dict[str, str]) -> Iterator[str]:  # noqa: ARG001 -- what is committed
    with served(environ) as address:
        yield address


@pytest.fixture
def tasks(site: Site, worker: Staff) -> list[Task]:
    """Two rounds that Wei is to do now; what fails must be photographed."""
    plan = plant_plan(site, plant_edition("APP", PHOTO_ON_FAIL, rest_fine=True))
    now = timezone.now()
    hall = Place.objects.create(site=site, kind=Place.Kind.CHECKPOINT, code="E1", name="E1")
    west = plant_task(plan, now - timedelta(minutes=6), worker)
    made = [plant_task(plan, now - timedelta(minutes=5), worker, hall), west]
    later = now + timedelta(hours=2)
    for task, title in zip(made, ("East hall", "West hall"), strict=True):
        Task.objects.filter(pk=task.pk).update(title=title, closes_at=later, lost_at=later)
    return list(Task.objects.filter(plan=plan).order_by("title"))


def fill(one: Phone, verdict: str, reading: str) -> None:
    page = one.page
    page.locator("fieldset", has_text="Floor is dry").get_by_text(verdict, exact=True).click()
    page.get_by_label("读数").fill(reading)


def test_two_tasks_filled_without_network_survive_a_kill_and_arrive_exactly_once(
    chromium: Playwright, host: str, tmp_path: Path, worker: Staff, tasks: list[Task]
) -> None:
    assert tasks[0].place is not None
    sight = f"https://pinzhi.example/t/{tasks[0].place.tag}/"
    with phone(chromium, host, tmp_path / "profile", sight=sight) as one:
        one.sign_in(session_of(worker))
        one.open()
        one.until_ready("East hall")
        one.context.set_offline(True)
        one.page.reload()
        expect(one.page.get_by_text("没有网络")).to_be_visible()

        one.go("scan")
        one.page.get_by_role("button", name="打开相机").click()
        one.page.get_by_role("button", name="开始巡查").click()
        one.page.get_by_label("读数").fill("0.3")
        one.page.get_by_role("button", name="其余 1 项正常").click()
        one.page.get_by_role("button", name="提交").click()
        one.unsent(2)  # begun, and handed in

        one.page.get_by_text("West hall").click()
        one.page.get_by_role("button", name="开始巡查").click()
        fill(one, "不合格", "0.25")
        one.photograph(one.page.locator("fieldset", has_text="Floor is dry"))
        one.page.get_by_label("哪里不合格").fill("水渍")
        one.page.get_by_role("button", name="说一段").click()
        one.page.wait_for_timeout(500)
        one.page.get_by_role("button", name="说完了").click()
        expect(one.page.locator("audio")).to_be_visible()
        one.kill_page()
        one.open()
        one.page.get_by_text("West hall").click()
        expect(one.page.get_by_label("哪里不合格")).to_have_value("水渍")
        expect(one.page.get_by_label("读数")).to_have_value("0.25")
        expect(one.page.locator(".pa-photo img")).to_have_count(1)
        assert one.page.locator("audio").evaluate(PLAYABLE)
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
    assert [(r.title, r.failed, r.at_once, r.by_id) for r in records] == [
        ("East hall", 0, 1, worker.pk),
        ("West hall", 1, 0, worker.pk),
    ]
    assert [t.status for t in Task.objects.order_by("title")] == [Status.DONE, Status.DONE]
    assert Evidence.objects.filter(by=worker, kind=Evidence.Kind.PHOTO).count() == 1
    said = AnswerEvidence.objects.get(shows=AnswerEvidence.Shows.SAID).evidence
    assert (said.kind, said.blob.media_type) == (Evidence.Kind.VOICE, "audio/webm")
    assert Case.objects.count() == 1


def test_a_finding_goes_round_on_a_shared_phone(
    chromium: Playwright,
    host: str,
    tmp_path: Path,
    worker: Staff,
    foreman: Staff,
    tasks: list[Task],
) -> None:
    """Reported, given out, put right and rechecked: each step made without network."""
    with phone(chromium, host, tmp_path / "profile") as one:
        hand_to(one, worker, "Wei")
        one.until_ready("East hall")
        assert how_pages_read(one, tasks[0]) == {}
        one.context.set_offline(True)
        one.go("report")
        one.photograph(one.page.locator("form"))
        one.page.get_by_label("发现了什么").fill("灯不亮")
        one.page.get_by_role("button", name="上报").click()
        one.unsent(1)

        one.sign_in(session_of(foreman))
        one.context.set_offline(False)
        one.open()
        one.unsent(0)
        assert Case.objects.count() == 0  # Wei's, and sealed while Gang has the phone
        assert "灯不亮" not in one.page.content()

        hand_to(one, worker, "Wei")
        one.unsent(0)
        case = Case.objects.get()
        assert (case.title, case.report.by_id, case.report.photos.count()) == (
            "灯不亮",
            worker.pk,
            1,
        )

        hand_to(one, foreman, "Gang")
        without_network(one, "灯不亮", lambda: give_to(one, "Wei"))
        hand_to(one, worker, "Wei")
        without_network(one, "灯不亮", lambda: put_right(one))
        hand_to(one, foreman, "Gang")
        without_network(one, "灯不亮", lambda: find_it_right(one))

        one.go("me")
        one.page.get_by_role("button", name="退出并换人").click()
        expect(one.page.get_by_text("请先登录")).to_be_visible()
        assert one.seen.complaints == []
    case.refresh_from_db()
    assert (case.status, case.owner, case.fixes.get().by) == ("put_right", worker, worker)


def hand_to(one: Phone, staff: Staff, name: str) -> None:
    """Sign somebody in on this phone; their things are there afterwards."""
    one.sign_in(session_of(staff))
    one.open()
    one.go("me")
    expect(one.page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    one.go("")


def without_network(one: Phone, title: str, deed: Callable[[], None]) -> None:
    expect(one.page.get_by_text(title)).to_be_visible()
    one.context.set_offline(True)
    one.page.get_by_text(title).click()
    deed()
    one.unsent(1)
    one.context.set_offline(False)
    one.unsent(0)


def give_to(one: Phone, name: str) -> None:
    one.page.get_by_label("派给").select_option(label=name)
    one.page.get_by_role("button", name="派给他").click()


def put_right(one: Phone) -> None:
    one.photograph(one.page.locator("section", has_text="整改完成"), shade=60)
    one.page.get_by_label("做了什么").fill("换了灯管")
    one.page.get_by_role("button", name="整改完成").click()


def find_it_right(one: Phone) -> None:
    one.page.get_by_text("复查通过").click()
    one.page.get_by_role("button", name="复查").click()


def how_pages_read(one: Phone, task: Task) -> dict[str, object]:
    """What axe and the ruler hold against each page on the smallest screen."""
    faults: dict[str, object] = {}
    for route in ("", f"task/{task.pk}", "scan", "report", "me", "unsent"):
        one.go(route)
        expect(one.page.locator("main > *").first).to_be_visible()
        one.seen.shoot(f"app-{route.replace('/', '-') or 'today'}", whole=True)
        found = axe.serious(one.page), one.seen.too_wide()
        if found != ([], 0):
            faults[route] = found
    return faults
