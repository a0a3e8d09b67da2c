"""The newcomer's walk through real screens: from an empty database to a score and why it is so."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from pinzhi.cases.models import Case
from pinzhi.people.models import Staff
from pinzhi.places.actions.founding import found_group
from pinzhi.places.models import OrgNode, Site
from pinzhi.plans.models import Task
from pinzhi.records.models import Record
from pinzhi.scores.jobs import score_sites
from pinzhi.scores.models import MonthScore
from pinzhi.standards.loading import load_starter
from pinzhi.standards.models import Edition
from tests.browser.opening import DESK, PHONE, started_chromium
from tests.browser.serving import environ_for, gather_static, served
from tests.walk.visitor import Visitor, sign_in
from tests.walk.workbook import OFFICER, write_small_estate

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STANDARD = Path(__file__).with_name("standard.yaml")
DAILY, CHECK = "大堂全日巡查表", "大堂品质检查表"
MANAGER, WORKER_POST = "XM-JL", "GC-WX"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with started_chromium() as browser:
        yield browser


@pytest.fixture
def host(transactional_db: None, tmp_path: Path) -> Iterator[str]:  # noqa: ARG001 -- what is committed
    environ = environ_for(tmp_path / "var")
    gather_static(environ)
    with served(environ, worker=True) as address:
        yield address


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_newcomer_walks_from_a_workbook_to_the_reasons_of_a_score(
    chromium: Browser, host: str, language: str, tmp_path: Path
) -> None:
    load_starter()
    admins = {staff.number: (staff.number, first) for staff, first in found_group("HQ", "云栖")}
    visitors: list[Visitor] = []

    def enter(who: tuple[str, str], *, phone: bool = False) -> Visitor:
        visitors.append(sign_in(chromium, host, who, language, PHONE if phone else DESK))
        return visitors[-1]

    keeper = enter(admins["system-admin"])
    bring_in_the_estate(keeper, tmp_path / "site.xlsx")
    make_quality_officer(enter(admins["security-admin"]))
    submit_standard(enter(first_password(keeper, OFFICER["number"])))

    site = Site.objects.get()
    manager = enter(first_password(keeper, number_of(MANAGER)))
    approve_standard(manager)
    put_to_use(manager, site)
    daily = Task.objects.filter(plan__title=DAILY).earliest("opens_at")
    assert daily.assignee is not None
    worker = enter(first_password(keeper, daily.assignee.number), phone=True)
    carry_out_daily(worker, daily)
    put_right_and_recheck(Record.objects.get(task=daily), manager, worker)

    inspect(manager)
    inspection = Record.objects.get(checklist__title=CHECK)
    put_right_and_recheck(inspection, manager, worker)
    read_the_score(manager, site, inspection)

    assert [fault for visitor in visitors for fault in visitor.faults] == []
    assert {v.page.locator("html").get_attribute("lang") for v in visitors} == {language}


def bring_in_the_estate(keeper: Visitor, file: Path) -> None:
    """Dry run first: it shows what would be new, and writes nothing."""
    write_small_estate(file)
    keeper.go("/import/")
    keeper.page.set_input_files("input[type=file]", file)
    keeper.press("form[action$='/new/'] button")
    bring = keeper.page.locator("form[action$='/apply/'] button")
    expect(bring).to_be_visible(timeout=20_000)  # the job told the page by itself
    keeper.look("import, checked")
    expect(keeper.page.get_by_role("cell", name="132", exact=True).first).to_be_visible()
    assert not Site.objects.exists()
    keeper.press("form[action$='/apply/'] button")
    undo = keeper.page.locator("form[action$='/undo/'] button")
    expect(undo).to_be_visible(timeout=20_000)
    keeper.look("import, brought in")
    assert Site.objects.get().name == "云栖苑"


def make_quality_officer(security: Visitor) -> None:
    security.go(f"/organisation/{OrgNode.objects.get(code='HQ').pk}/")
    form = security.page.locator("form[action$='/grant/']")
    form.locator("input[name=staff]").fill(OFFICER["number"])
    form.locator("select[name=role]").select_option("quality_officer")
    security.press("form[action$='/grant/'] button")


def first_password(keeper: Visitor, number: str) -> tuple[str, str]:
    """The system administrator issues it; it is shown once."""
    keeper.go(f"/people/{Staff.objects.get(number=number).pk}/")
    keeper.press("form[action$='/password/'] button")
    return number, keeper.page.input_value("#first-password")


def number_of(post: str) -> str:
    staff = Staff.objects.filter(postings__post__code=post)
    return str(staff.earliest("pk").number)


def submit_standard(officer: Visitor) -> None:
    officer.go("/standards/")
    officer.go("/standards/upload/")
    officer.page.set_input_files("input[type=file]", STANDARD)
    officer.press("main form button")
    officer.press("form[action$='/submit/'] button")
    assert Edition.objects.get(standard__code="WALK").status == Edition.Status.REVIEW


def approve_standard(manager: Visitor) -> None:
    """The second person, where there is one quality officer only."""
    edition = Edition.objects.get(standard__code="WALK")
    manager.go(f"/standards/editions/{edition.pk}/")
    manager.press("form[action$='/approve/'] button")
    edition.refresh_from_db()
    assert edition.status == Edition.Status.PUBLISHED


def put_to_use(manager: Visitor, site: Site) -> None:
    """The starter standard and one's own; afterwards their tasks stand on today's board."""
    manager.go("/plans/start/")
    for code in ("PZ-RES", "WALK"):
        edition = Edition.objects.get(standard__code=code)
        manager.go("/plans/start/")
        link = manager.page.locator(f"a[href='/plans/start/{site.pk}/{edition.pk}/']")
        manager.follow(link)
        manager.press("form[action$='/all/'] button")
        assert Task.objects.filter(plan__requirement__edition=edition).exists()
    manager.go("/today/")
    assert counted(manager.page.locator("main")) > 0
    manager.go("/plans/calendar/")
    manager.go("/tasks/")


def counted(place: Locator) -> int:
    """The largest number shown there."""
    return max(int(n) for n in re.findall(r"\d+", place.inner_text()))


def carry_out_daily(worker: Visitor, task: Task) -> None:
    """Fail one with a photo, put one right on the spot, sign, hand in."""
    worker.go("/my/")
    worker.follow(worker.page.locator(f"a[href='/my/tasks/{task.pk}/']"))
    worker.press(f"form[action='/my/tasks/{task.pk}/start/'] button")
    floor, mat, pressure, noise, door, _remark = (i.pk for i in task.checklist.items.all())
    answer(worker, floor, "fail")
    worker.photograph(f"photo-{floor}", 60)
    worker.page.fill(f"#note-{floor}", "三号门厅积水")
    answer(worker, mat, "fail")
    worker.photograph(f"photo-{mat}", 80)
    worker.page.fill(f"#note-{mat}", "脚垫翘边")
    worker.page.check(f"input[name=right-{mat}]")
    worker.photograph(f"right-photo-{mat}", 200)
    worker.page.fill(f"#answer-{pressure}", "0.3")
    answer(worker, noise, "normal")
    answer(worker, door, "pass")
    worker.look("the form, filled in")
    worker.sign()
    worker.press("[data-hand-in]")
    record = Record.objects.get(task=task)
    found = {f.item.title: f.status for f in record.findings.all()}
    assert found == {"地面无积水": "open", "脚垫平整": "on_the_spot"}
    assert record.signature_id is not None


def answer(visitor: Visitor, item: int, value: str) -> None:
    visitor.page.locator(f"label:has(input[name=answer-{item}][value={value}])").click()


def put_right_and_recheck(record: Record, manager: Visitor, worker: Visitor) -> None:
    """Given out, put right with a photo; the one who did it cannot recheck it, another does."""
    case = Case.objects.get(finding__record=record)
    assert case.due_at > record.captured_at
    address = f"/cases/{case.pk}/"
    manager.go("/cases/")
    manager.go(address)
    manager.follow(manager.page.locator(f"a[href='{address}assign/']"))
    owner = Task.objects.filter(plan__title=DAILY).earliest("opens_at").assignee
    assert owner is not None
    manager.page.select_option("select[name=to]", str(owner.pk))
    manager.press("main form button")

    worker.go("/my/")
    worker.follow(worker.page.locator(f"a[href='{address}']"))
    worker.photograph("photos", 220)
    worker.page.fill("textarea[name=text]", "已拖干并复看")
    worker.press("[data-hand-in]")
    assert worker.page.locator("form[action$='/recheck/']").count() == 0
    refused = worker.status_of_post(f"{address}recheck/", {"outcome": "put_right"})
    assert refused == 403

    manager.go(address)
    manager.press("form[action$='/recheck/'] button[value=put_right]")
    case.refresh_from_db()
    assert (case.status, case.owner, case.fixes.get().by) == ("put_right", owner, owner)


def inspect(manager: Visitor) -> None:
    """The manager's own inspection: 15 points off for the floor."""
    task = Task.objects.filter(plan__title=CHECK).earliest("opens_at")
    manager.go("/my/")
    manager.go(f"/my/tasks/{task.pk}/")
    manager.press(f"form[action='/my/tasks/{task.pk}/start/'] button")
    floor, lamps = (item.pk for item in task.checklist.items.all())
    answer(manager, floor, "fail")
    manager.photograph(f"photo-{floor}", 40)
    manager.page.fill(f"#note-{floor}", "角落有积灰")
    answer(manager, lamps, "pass")
    manager.press("[data-hand-in]")


def read_the_score(manager: Visitor, site: Site, inspection: Record) -> None:
    """The job works the month out; the cockpit leads to the reasons, and each of them opens."""
    score_sites.configure().defer(timestamp=0)
    manager.go("/cockpit/")
    for _second in range(20):
        if MonthScore.objects.filter(site=site).exists():
            break
        manager.page.wait_for_timeout(500)
    manager.go("/cockpit/")
    score = MonthScore.objects.get(site=site)
    assert score.score == 85
    manager.follow(manager.page.locator(f"a[href^='/scores/{score.pk}/']").first)
    expect(manager.page.locator("main")).to_contain_text("85.00")

    finding = inspection.findings.get()
    case = Case.objects.get(finding=finding)
    ways = [
        f"/records/{inspection.pk}/",
        f"/standards/clauses/{finding.clause_id}/",
        f"/findings/{finding.pk}/",
        f"/cases/{case.pk}/",
    ]
    for way in ways:
        manager.go(f"/scores/{score.pk}/")
        manager.follow(manager.page.locator(f"main a[href='{way}']").first)
        assert manager.page.url.endswith(way)
    photo = manager.page.locator("main img").first
    expect(photo).to_be_visible()
    assert photo.evaluate("image => image.complete && image.naturalWidth > 0")
