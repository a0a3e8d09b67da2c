import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from pinzhi.people.models import Staff
from tests.browser import axe

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs a loop in this thread
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 360, "height": 800}
SHOTS = os.environ.get("PINZHI_SHOTS", "")

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def address(live_server: Any, settings: Any) -> str:
    templates = [dict(settings.TEMPLATES[0], DIRS=[Path(__file__).parent / "templates"])]
    settings.TEMPLATES = templates
    settings.ROOT_URLCONF = "tests.console.kit"
    return str(live_server.url)


@pytest.fixture
def cookie(client: Any, site_manager: Staff) -> str:
    client.force_login(site_manager)
    return str(client.cookies["sessionid"].value)


def open_page(browser: Browser, url: str, cookie: str, size: dict[str, int], theme: str) -> Page:
    context = browser.new_context(viewport=size, color_scheme=theme, locale="zh-CN")  # type: ignore[arg-type]
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": url}])
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.complaints = []  # type: ignore[attr-defined]
    page.on(
        "console",
        lambda said: (
            page.complaints.append(said.text) if said.type in {"error", "warning"} else None
        ),
    )  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.complaints.append(str(error)))  # type: ignore[attr-defined]
    page.goto(url)
    return page


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_kit_is_accessible_and_silent(
    chromium: Browser, address: str, cookie: str, size: dict[str, int], theme: str
) -> None:
    page = open_page(chromium, f"{address}/kit/", cookie, size, theme)
    page.evaluate("document.querySelectorAll('[data-chart]').forEach(c => c.scrollIntoView())")
    page.wait_for_selector("[data-drawn]")
    if SHOTS:
        page.wait_for_timeout(500)
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=f"{SHOTS}/kit-{size['width']}-{theme}.png", full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert (axe.serious(page), page.complaints, wide) == ([], [], 0)  # type: ignore[attr-defined]


def test_list_filters_sorts_and_comes_back(chromium: Browser, address: str, cookie: str) -> None:
    Staff.objects.bulk_create(
        Staff(number=f"x{at:03}", name=f"员工{at:03}", is_active=True) for at in range(120)
    )
    page = open_page(chromium, f"{address}/staff/?q=员工", cookie, DESK, "light")
    assert page.locator("tbody tr").count() == 50
    page.wait_for_selector("text=Rows found: 120")
    page.click("a[rel=next]")
    page.wait_for_selector("text=员工050")
    page.locator("tbody tr").nth(30).scroll_into_view_if_needed()
    here = page.url
    page.locator("[data-row-link]").nth(30).click()
    page.go_back()
    page.wait_for_selector("text=员工050")
    assert page.url == here
    page.click("thead a:has-text('姓名')")
    page.wait_for_selector("th[aria-sort=ascending]:has-text('姓名')")
    page.fill("#list-words", "员工11")
    page.wait_for_selector("text=10 rows")
    assert page.url.endswith("/staff/?q=员工11&sort=name".replace("员工", "%E5%91%98%E5%B7%A5"))
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/list-search.png")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_list_is_accessible_and_silent(
    chromium: Browser, address: str, cookie: str, size: dict[str, int], theme: str
) -> None:
    Staff.objects.bulk_create(
        Staff(number=f"x{at:03}", name=f"员工{at:03}", phone="13800005678") for at in range(60)
    )
    page = open_page(chromium, f"{address}/staff/", cookie, size, theme)
    page.wait_for_selector("text=61")
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/list-{size['width']}-{theme}.png")
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert (axe.serious(page), page.complaints, wide) == ([], [], 0)  # type: ignore[attr-defined]
