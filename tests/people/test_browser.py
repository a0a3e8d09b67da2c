"""The room as people see it: signed in by keyboard, at the desk and on a phone of 360 px."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Browser, ViewportSize, expect

from pinzhi.people.models import Posting, Shift, Staff
from tests.browser.looking import faults_of, look_over
from tests.browser.opening import DESK, PHONE, Seen, open_page, started_chromium
from tests.browser.serving import session_of
from tests.people.conftest import FIRST, PASSWORD, put_on

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with started_chromium() as browser:
        yield browser


@pytest.fixture(autouse=True)
def fresh_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def rostered(posted: Posting, day_shift: Shift, site_manager: Staff) -> Posting:
    """Wei on the roster, and a manager who can change the password."""
    site_manager.set_password(PASSWORD)
    site_manager.save(update_fields=["password"])
    put_on(posted.post, posted.staff, day_shift, FIRST)
    return posted


def judge(seen: Seen, name: str) -> None:
    assert faults_of(seen, name) == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_pages_are_accessible_and_silent(
    chromium: Browser, live_server: Any, rostered: Posting, size: ViewportSize
) -> None:
    person, site = rostered.staff_id, rostered.site_id
    key = session_of(Staff.objects.get(number="lan"))
    pages = {
        "list": reverse("people:staff_list"),
        "person": reverse("people:staff", args=[person]),
        "new": reverse("people:staff_new"),
        "edit": reverse("people:staff_edit", args=[person]),
        "posting": reverse("people:posting_new", args=[person, site]),
        "roster": reverse("people:roster", args=[site]) + "?from=2026-01-01",
        "me": reverse("people:profile"),
        "password": reverse("account_change_password"),
        "factor": reverse("mfa_index"),
        "out": reverse("account_logout"),
    }
    assert look_over(chromium, live_server.url, pages, key, size) == {}


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_rules_are_accessible_and_silent(
    chromium: Browser, live_server: Any, security_admin: Staff, size: ViewportSize
) -> None:
    url = live_server.url + reverse("people:second_factor_rules")
    seen = open_page(chromium, url, session_of(security_admin), size)
    judge(seen, f"people-rules-{size['width']}")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_signing_in_and_setting_up_a_second_factor_by_keyboard(
    chromium: Browser, live_server: Any, keeper: Staff, size: ViewportSize
) -> None:
    seen = open_page(chromium, live_server.url + reverse("people:profile"), "none", size)
    page = seen.page
    judge(seen, f"sign-in-{size['width']}")
    expect(page.locator("#id_login")).to_be_focused()
    page.keyboard.type(keeper.number)
    page.keyboard.press("Tab")
    page.keyboard.type("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("工号或密码不正确。")
    judge(seen, f"sign-in-refused-{size['width']}")
    page.locator("#id_login").fill(keeper.number)
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(keeper.name)
    page.goto(live_server.url + reverse("mfa_activate_totp"))
    judge(seen, f"sure-{size['width']}")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    secret = page.locator("#totp-secret").input_value()
    judge(seen, f"factor-set-up-{size['width']}")
    now = list(counters())
    page.locator("#id_code").fill(format_hotp_value(hotp_value(secret, now[len(now) // 2])))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("恢复码")
    judge(seen, f"recovery-codes-{size['width']}")


def test_a_week_is_rostered_by_keyboard(
    chromium: Browser, live_server: Any, posted: Posting, day_shift: Shift, foreman: Staff
) -> None:
    url = live_server.url + reverse("people:roster", args=[posted.site_id])
    seen = open_page(chromium, f"{url}?from=2026-01-05", session_of(foreman))
    cell = seen.page.get_by_label(f"{posted.staff.name} 01-05")
    cell.focus()
    seen.page.keyboard.press("ArrowDown")
    seen.page.keyboard.press("Tab")
    expect(seen.page.get_by_label(f"{posted.staff.name} 01-06")).to_be_focused()
    seen.page.get_by_role("button", name="保存本周排班").press("Enter")
    expect(cell).to_have_value(str(day_shift.pk))
    assert [str(entry.day) for entry in posted.staff.roster.all()] == ["2026-01-05"]
