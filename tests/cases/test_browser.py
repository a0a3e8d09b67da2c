"""A case from failure to recheck in Chromium, on the phone and at the desk."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, FilePayload, Page, ViewportSize

from pinzhi.cases.actions import ask_extension, assign_case, hand_in_record
from pinzhi.cases.models import Case
from pinzhi.cases.states import RecheckOutcome
from pinzhi.people.models import Staff
from pinzhi.plans.models import Task
from tests.browser import axe
from tests.browser.looking import look_over
from tests.browser.opening import DESK, PHONE, Theme, open_page, started_chromium
from tests.browser.serving import session_of
from tests.cases.conftest import fix, recheck
from tests.photos import picture, plant_photo
from tests.planting import fill_in, with_answer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with started_chromium() as browser:
        yield browser


@pytest.fixture
def case(task: Task, worker: Staff, foreman: Staff, now: datetime) -> Case:
    """Two items failed, one of them put right at once; the other one is the foreman's."""
    found, right = (plant_photo(task.site, worker, now, shade) for shade in (60, 140))
    filled = fill_in(task, ("fail", "0.52", "雨后三号门厅地面积水，已放置警示牌。"), at=now)
    shown = {"photos": (found,), "put_right_photos": (right,), "note": "地面有积水，行人易滑倒"}
    filled = with_answer(filled, 0, put_right=True, **shown)
    filled = with_answer(filled, 1, photos=(found,), note="压力表读数偏高，安全阀未动作")
    hand_in_record(filled, task=task, by=worker, now=now)
    return Case.objects.get(owner=foreman)


@pytest.fixture
def rounds(case: Case, foreman: Staff, inspector: Staff, now: datetime) -> Case:
    """Put right once, not well enough; then again, and more time was asked for."""
    fix(case, foreman, now + timedelta(hours=2), text="调整减压阀，压力降到 0.45 MPa。")
    later = now + timedelta(hours=5)
    recheck(case, RecheckOutcome.AGAIN, inspector, later, text="仍高于上限，减压阀须更换。")
    until = case.due_at + timedelta(days=7)
    ask_extension(case, until=until, reason="新阀三日后到货。", by=foreman)
    fix(case, foreman, now + timedelta(days=2), text="已换新减压阀，0.32 MPa。")
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def server(live_server: Any, settings: Any) -> str:
    settings.ROOT_URLCONF = "tests.console.kit"  # there /live/ says what a synchronous server can
    return str(live_server.url)


def addresses(case: Case) -> dict[str, str]:
    assert case.finding is not None
    return {
        "cases": reverse("cases:case_list"),
        "case": reverse("cases:case", args=[case.pk]),
        "records": reverse("records:record_list"),
        "record": reverse("records:record", args=[case.finding.record_id]),
        "findings": reverse("records:finding_list"),
        "finding": reverse("records:finding", args=[case.finding_id]),
    }


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_pages_are_accessible_and_silent(
    chromium: Browser, server: str, rounds: Case, site_manager: Staff, size: ViewportSize
) -> None:
    session = session_of(site_manager)
    assert look_over(chromium, server, addresses(rounds), session, size) == {}


def take_photo(page: Page, field: str) -> None:
    taken = FilePayload(name="after.jpg", mimeType="image/jpeg", buffer=picture(200, (640, 480)))
    page.set_input_files(f"#{field}", taken)
    page.wait_for_selector("[data-kept]")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_worker_puts_right_on_the_phone_and_another_rechecks_at_the_desk(
    chromium: Browser,
    server: str,
    case: Case,
    worker: Staff,
    foreman: Staff,
    site_manager: Staff,
    theme: Theme,
) -> None:
    assign_case(case, to=worker, by=foreman)
    address = f"{server}{addresses(case)['case']}"
    phone = open_page(chromium, address, session_of(worker), PHONE, theme)
    phone.shoot(f"case-owner-360-{theme}", whole=True)
    page = phone.page
    page.fill("textarea[name=text]", "已换新减压阀，0.32 MPa。")
    page.click("[data-hand-in]")  # the photo was forgotten
    page.wait_for_selector("[role=alert]")
    assert page.input_value("textarea[name=text]") == "已换新减压阀，0.32 MPa。"
    take_photo(page, "fix-photos")
    page.click("[data-hand-in]")
    page.wait_for_selector("form[data-evidence]", state="detached")
    case.refresh_from_db()
    fixed = case.fixes.get()
    assert (case.status, fixed.by, fixed.photos.count()) == ("fixed", worker, 1)

    desk = open_page(chromium, address, session_of(site_manager), DESK, theme)
    desk.shoot(f"case-recheck-1440-{theme}", whole=True)
    desk.page.click("button[value=again]")
    desk.page.wait_for_selector("[role=alert]")  # not without a reason
    take_photo(desk.page, "recheck-photos")
    desk.page.click("button[value=put_right]")
    desk.page.wait_for_selector("form[data-evidence]", state="detached")
    case.refresh_from_db()
    assert (case.status, case.fixes.get().recheck.photos.count()) == ("put_right", 1)
    refused = "the server responded with a status of 422"
    heard = [one for one in phone.complaints + desk.complaints if refused not in one]
    assert (heard, axe.serious(page), phone.too_wide()) == ([], [], 0)
