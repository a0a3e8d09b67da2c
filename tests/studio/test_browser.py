"""A newcomer makes a Word regulation the running system, in a browser."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, FilePayload, Page, expect

from pinzhi.people.models import Staff
from pinzhi.places.models import Role, Site
from pinzhi.plans.models import Task
from pinzhi.standards.models import Document, Edition, Passage, Proposal
from tests.browser.looking import faults_of
from tests.browser.opening import DESK, PHONE, Seen, open_page, started_chromium
from tests.browser.serving import environ_for, gather_static, served, session_of
from tests.conftest import plant_member, plant_node, plant_site
from tests.studio.conftest import plant_posting
from tests.studio.documents import CLEANING_TITLE, PATROL_TITLE, cleaning_rules, patrol_rules
from tests.studio.finding import ask_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


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


@pytest.fixture
def estate(transactional_db: None) -> Site:  # noqa: ARG001 -- what is committed
    """Lakeside with its manager, two quality officers, two cleaners and two of the guard."""
    group = plant_node("group", "GROUP")
    site = plant_site("LAKESIDE", plant_node("company", "SOUTH", group))
    for number in ("qing", "min"):
        plant_member(number, group, Role.QUALITY_OFFICER)
    plant_member("lan", site.node, Role.SITE_MANAGER)
    plant_posting(site, "hua", "保洁员")
    plant_posting(site, "fang", "保洁领班")
    plant_posting(site, "qiang", "巡逻员", "security")
    plant_posting(site, "hu", "保安领班", "security")
    return site


def enter(chromium: Browser, host: str, number: str, address: str, **more: object) -> Seen:
    person = Staff.objects.get(number=number)
    return open_page(chromium, host + address, session_of(person), **more)  # type: ignore[arg-type]


def bring_in(seen: Seen, host: str, title: str, content: bytes) -> Document:
    """Upload a file and wait until the job has read it."""
    page = seen.page
    page.goto(f"{host}/studio/upload/")
    file = FilePayload(name=f"{title}.docx", mimeType=WORD, buffer=content)
    page.set_input_files("input[type=file]", file)
    page.fill("input[name=title]", title)
    page.click("main form button[type=submit]")
    expect(page.locator("[data-studio]")).to_be_visible(timeout=20_000)
    return Document.objects.get(edition__standard__title=title)


def look_at(seen: Seen, name: str) -> None:
    """The page is accessible and fits, in light and dark, on desk and phone."""
    faults: list[str] = []
    for size, where in ((PHONE, "phone"), (DESK, "desk")):
        seen.page.set_viewport_size(size)
        faults += [f"{where}: {told}" for told in faults_of(seen, f"studio-{name}-{where}")]
    assert faults == []


def stand_at(page: Page, ask: Proposal) -> None:
    """Walk to a proposal with j, as a reader would."""
    for _ in range(60):
        page.keyboard.press("j")
        if page.evaluate("document.activeElement.id") == f"ask-{ask.pk}":
            return
    raise AssertionError(f"j never came to {ask}")


def set_wire(page: Page, words: str, **fields: str) -> None:
    row = page.locator(".st-wire", has=page.locator(f"input[name=words][value='{words}']")).first
    if not row.locator(".st-fields").count():
        row.get_by_role("button", name="更改").click()
    for name, value in fields.items():
        row.locator(f"[name={name}]").fill(value)
    with page.expect_response(lambda answer: "/wire/" in answer.url):
        row.get_by_role("button", name="设定").click()


def put_in_force(chromium: Browser, host: str, seen: Seen, document: Document) -> None:
    """Make the draft, submit it; the second officer approves."""
    page = seen.page
    page.goto(f"{host}/studio/{document.pk}/preview/")
    look_at(seen, "preview")
    page.click(f"form[action='/studio/{document.pk}/build/'] button")
    page.wait_for_url(f"**/standards/editions/{document.edition_id}/")
    page.locator("form[action$='/submit/'] button").first.click()
    page.wait_for_load_state()
    second = enter(chromium, host, "min", f"/standards/editions/{document.edition_id}/")
    second.page.locator("form[action$='/approve/'] button").first.click()
    second.page.wait_for_load_state()
    assert Edition.objects.get(pk=document.edition_id).status == Edition.Status.PUBLISHED
    second.page.context.close()


def start_at(chromium: Browser, host: str, site: Site, document: Document) -> None:
    manager = enter(chromium, host, "lan", f"/plans/start/{site.pk}/{document.edition_id}/")
    manager.page.locator("form[action$='/all/'] button").first.click()
    manager.page.wait_for_load_state()
    manager.page.context.close()


def tomorrow_of(document: Document) -> list[tuple[str, str, str, str]]:
    """(what, who, from, until) of tomorrow's tasks, in local time."""
    day = timezone.localdate() + timedelta(days=1)
    tasks = Task.objects.filter(plan__requirement__edition=document.edition_id)
    return sorted(
        (
            task.title,
            task.assignee.number if task.assignee else "",
            f"{timezone.localtime(task.opens_at):%H:%M}",
            f"{timezone.localtime(task.closes_at):%H:%M}",
        )
        for task in tasks.select_related("assignee")
        if timezone.localtime(task.opens_at).date() == day
    )


def test_cleaning_rules_become_tomorrows_rounds(chromium: Browser, host: str, estate: Site) -> None:
    seen = enter(chromium, host, "qing", "/studio/")
    page = seen.page
    look_at(seen, "empty")
    document = bring_in(seen, host, CLEANING_TITLE, cleaning_rules())
    look_at(seen, "document")

    # the purpose of the rules asks for nothing
    stand_at(page, ask_of(document, "制定本规程"))
    page.keyboard.press("x")
    expect(page.locator(f"#ask-{ask_of(document, '制定本规程').pk}")).to_have_attribute(
        "data-status", "rejected"
    )
    # the round of the lobby ends at nine, not at half past
    sweep = ask_of(document, "清扫大堂地面")
    page.locator(f"#ask-{sweep.pk}").focus()
    for _ in range(6):
        page.keyboard.press("e")
        form = page.locator(f"#slot-{sweep.pk} form")
        expect(form).to_be_visible()
        if form.get_attribute("data-key") == "recurrence":
            break
        page.keyboard.press("Escape")
        page.wait_for_timeout(50)
    look_at(seen, "part")
    form.locator("[name$=window_to]").fill("09:00")
    page.keyboard.press("Enter")
    expect(page.locator(f"#ask-{sweep.pk}")).to_contain_text("07:30–09:00")
    page.locator(f"#ask-{sweep.pk}").focus()
    page.keyboard.press("a")
    expect(page.locator(f"#ask-{sweep.pk}")).to_have_attribute("data-status", "accepted")
    page.click("form[action$='/accept-sure/'] button")
    page.wait_for_load_state()
    page.goto(f"{host}/studio/{document.pk}/?show=open")
    while page.locator("[data-ask][data-status=suggested]").count():
        left = page.locator("[data-ask][data-status=suggested]").count()
        page.keyboard.press("a")
        expect(page.locator("[data-ask][data-status=suggested]")).to_have_count(left - 1)

    page.goto(f"{host}/studio/{document.pk}/wiring/")
    look_at(seen, "wiring")
    page.reload()
    set_wire(page, "", post="保洁员")
    put_in_force(chromium, host, seen, document)
    start_at(chromium, host, estate, document)
    daily = "保洁员 · 每天1次"
    assert [row for row in tomorrow_of(document) if "每周" not in row[0]] == [
        ("保洁员 · 每天1次", "hua", "00:00", "00:00"),
        ("保洁日检表", "hua", "07:30", "08:15"),
        ("保洁日检表", "hua", "08:15", "09:00"),
    ], daily
    assert seen.complaints == []


def test_patrol_rules_in_damaged_traditional_characters(
    chromium: Browser, host: str, estate: Site
) -> None:
    seen = enter(chromium, host, "qing", "/studio/")
    page = seen.page
    document = bring_in(seen, host, PATROL_TITLE, patrol_rules())
    look_at(seen, "patrol")
    page.click("form[action$='/accept-sure/'] button")
    page.wait_for_load_state()
    # every two hours is meant for the night only: one takes back, corrects, accepts
    rounds = ask_of(document, "每2小時巡查")
    stand_at(page, rounds)
    page.keyboard.press("x")
    expect(page.locator(f"#ask-{rounds.pk}")).to_have_attribute("data-status", "rejected")
    page.keyboard.press("u")
    expect(page.locator(f"#ask-{rounds.pk}")).to_have_attribute("data-status", "accepted")
    page.goto(f"{host}/studio/{document.pk}/wiring/")
    for role in ("巡逻岗", "夜班巡逻员"):
        set_wire(page, role, post="巡逻员")
    put_in_force(chromium, host, seen, document)
    start_at(chromium, host, estate, document)
    found = tomorrow_of(document)
    night = [row for row in found if row[2:] == ("22:00", "00:00") and "夜间" in row[0]]
    assert [(row[1], row[2]) for row in night] == [("qiang", "22:00")]
    rounds_a_day = [row for row in found if "每2小时" in row[0]]
    assert ([row[1] for row in rounds_a_day], rounds_a_day[0][2:]) == (
        ["qiang"] * 12,
        ("00:00", "02:00"),
    )
    assert [row[:2] for row in found if row[0] == "查岗记录表"] == [("查岗记录表", "hu")]
    assert Passage.objects.get(document=document, text__contains="查崗一次").clause is not None


def test_two_people_at_once_see_each_other_and_write_over_nothing(
    chromium: Browser, host: str, estate: Site
) -> None:
    assert estate.pk
    qing = enter(chromium, host, "qing", "/studio/")
    document = bring_in(qing, host, CLEANING_TITLE, cleaning_rules())
    min_ = enter(chromium, host, "min", f"/studio/{document.pk}/")
    lobby, rail = ask_of(document, "大堂地面"), ask_of(document, "楼道扶手")

    # what one accepts, the other sees without doing anything
    qing.page.wait_for_function("document.documentElement.dataset.live === 'live'")
    min_.page.locator(f"#ask-{rail.pk}").focus()
    min_.page.keyboard.press("a")
    accepted = qing.page.locator(f"#ask-{rail.pk}")
    expect(accepted).to_have_attribute("data-status", "accepted", timeout=10_000)
    expect(qing.page.locator("#st-progress")).to_contain_text("已采纳 1", timeout=10_000)

    # what one is writing stays while the other rejects it; saving it is refused, and shown
    qing.page.locator(f"#ask-{lobby.pk}").focus()
    qing.page.keyboard.press("e")
    form = qing.page.locator(f"#slot-{lobby.pk} form")
    form.locator("input[type=text]").first.fill("拖洗")
    min_.page.locator(f"#ask-{lobby.pk}").focus()
    min_.page.keyboard.press("x")
    expect(min_.page.locator(f"#ask-{lobby.pk}")).to_have_attribute("data-status", "rejected")
    qing.page.wait_for_timeout(1500)
    expect(form.locator("input[type=text]").first).to_have_value("拖洗")
    qing.page.keyboard.press("Enter")
    card = qing.page.locator(f"#p-{lobby.passage_id}")
    expect(card.locator("[data-refusal]")).to_contain_text("改过这一条，没有覆盖任何内容")
    expect(card.locator("[data-ask]")).to_have_attribute("data-status", "rejected")
    qing.shoot("studio-conflict-desk-light")
    lobby.refresh_from_db()
    assert (lobby.status, lobby.version) == ("rejected", 2)
