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
    host = url.split("/")[2].split(":")[0]
    context.add_cookies([{"name": "sessionid", "value": cookie, "domain": host, "path": "/"}])
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
    page.wait_for_selector("text=共找到 120")
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
    page.wait_for_selector("text=共 10 行")
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


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["bare_page", "phone_page"])
def test_other_grounds_are_accessible_and_silent(
    chromium: Browser, address: str, cookie: str, name: str, theme: str
) -> None:
    page = open_page(chromium, f"{address}/blank/{name}/", cookie, PHONE, theme)
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}-{theme}.png")
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert (axe.serious(page), page.complaints, wide) == ([], [], 0)  # type: ignore[attr-defined]


def test_living_part_keeps_what_the_person_holds(
    chromium: Browser, address: str, cookie: str
) -> None:
    page = open_page(chromium, f"{address}/ticking/", cookie, DESK, "light")
    first = int(page.inner_text("#tick"))
    page.fill("#typed", "half a sen")
    page.click("#more summary")
    page.focus("#typed")
    page.wait_for_selector(f"#tick:not(:text-is('{first}'))")
    kept = page.evaluate("[document.activeElement.id, typed.value, more.open, deaf.innerText]")
    assert kept == ["typed", "half a sen", True, "untouched"]


def test_living_part_catches_up_after_a_break(chromium: Browser, address: str, cookie: str) -> None:
    page = open_page(chromium, f"{address}/ticking/", cookie, DESK, "light")
    page.wait_for_selector("html[data-live=live]")
    page.context.set_offline(True)
    page.wait_for_selector("html[data-network=offline] .pz-offline:visible")
    page.wait_for_selector("html[data-live=lost] .pz-live-lost:visible")
    seen = page.inner_text("#tick")
    page.context.set_offline(False)
    page.wait_for_selector(f"#tick:not(:text-is('{seen}'))")


@pytest.mark.parametrize(
    ("button", "said"),
    [
        ("f403", "您只能查看，不能修改。没有改动任何数据，需要权限请找项目经理。"),
        ("f404", "它已不在这里，或您已无权查看。没有改动任何数据，请刷新页面。"),
        (
            "f500",
            "服务器出错。之前保存的都在，刚才这一步没有保存。请重试；若再次出错，请告诉管理员。",
        ),
        ("refused", "这件事刚被别人处理过，您的操作没有生效，请刷新后再看。"),
    ],
)
def test_failure_says_what_happened_and_what_to_do(
    chromium: Browser, address: str, cookie: str, button: str, said: str
) -> None:
    page = open_page(chromium, f"{address}/ticking/", cookie, DESK, "light")
    page.click(f"#{button}")
    assert page.inner_text("#pz-toasts [data-toast-text]") == said


def test_offline_deed_is_said_to_be_unsent(chromium: Browser, address: str, cookie: str) -> None:
    page = open_page(chromium, f"{address}/ticking/", cookie, DESK, "light")
    page.context.set_offline(True)
    page.click("#f403")
    assert page.inner_text("#pz-toasts [data-toast-text]").startswith(
        "网络断开，刚才的操作没有发出"
    )


def test_keys_search_go_and_explain(chromium: Browser, address: str, cookie: str) -> None:
    page = open_page(chromium, f"{address}/staff/", cookie, DESK, "light")
    page.keyboard.press("?")
    page.wait_for_selector("#pz-help[open]")
    assert axe.serious(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.dataset.rowLink") == ""
    page.keyboard.press("g")
    page.keyboard.press("m")
    page.wait_for_url(f"{address}/my/")


def test_theme_is_chosen_kept_and_there_before_the_first_paint(
    chromium: Browser, address: str, cookie: str
) -> None:
    page = open_page(chromium, f"{address}/staff/", cookie, DESK, "light")
    page.click(".pz-menu > summary")
    page.click("[data-theme-set=dark]")
    page.route("**/console.js", lambda route: route.abort())
    page.reload()
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "dark"


def test_menu_of_the_phone_opens_and_closes_by_key(
    chromium: Browser, address: str, cookie: str
) -> None:
    page = open_page(chromium, f"{address}/staff/", cookie, PHONE, "light")
    page.click("header [data-drawer-toggle]")
    page.wait_for_selector("#pz-nav a:focus")
    assert axe.serious(page) == []
    page.keyboard.press("Escape")
    page.wait_for_selector("#pz-nav", state="hidden")
    assert page.evaluate("document.activeElement.matches('[data-drawer-toggle]')")


def test_page_can_be_reached_without_the_mouse(
    chromium: Browser, address: str, cookie: str
) -> None:
    page = open_page(chromium, f"{address}/staff/", cookie, DESK, "light")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
