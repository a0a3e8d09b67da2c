from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, ViewportSize

from pinzhi.people.models import Staff
from tests.browser import axe
from tests.browser.looking import faults_of
from tests.browser.opening import DESK, PHONE, open_page, started_chromium
from tests.browser.serving import session_of
from tests.conftest import NOW

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with started_chromium() as browser:
        yield browser


@pytest.fixture
def address(live_server: Any, settings: Any) -> str:
    settings.ROOT_URLCONF = "tests.console.kit"
    return str(live_server.url)


@pytest.fixture
def cookie(site_manager: Staff) -> str:
    return session_of(site_manager)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_kit_is_accessible_and_silent(
    chromium: Browser, address: str, cookie: str, size: ViewportSize
) -> None:
    seen = open_page(chromium, f"{address}/kit/", cookie, size)
    page = seen.page
    page.evaluate("document.querySelectorAll('[data-chart]').forEach(c => c.scrollIntoView())")
    page.wait_for_selector("[data-drawn]")
    page.evaluate("scrollTo(0, 0)")
    assert faults_of(seen, f"kit-{size['width']}") == []


@pytest.mark.parametrize("width", [320, 768, 1024])
def test_nothing_is_wider_than_the_screen(
    chromium: Browser, address: str, cookie: str, width: int
) -> None:
    size = ViewportSize(width=width, height=768)
    found = {}
    for part in ("kit/", "staff/", "ticking/", "blank/phone_page/", "blank/bare_page/"):
        seen = open_page(chromium, f"{address}/{part}", cookie, size)
        seen.shoot(f"{part.strip('/').replace('/', '-')}-{width}")
        found[part] = seen.too_wide()
    assert found == dict.fromkeys(found, 0)


def test_list_filters_sorts_and_comes_back(chromium: Browser, address: str, cookie: str) -> None:
    Staff.objects.bulk_create(
        Staff(number=f"x{at:03}", name=f"员工{at:03}", is_active=True) for at in range(120)
    )
    page = open_page(chromium, f"{address}/staff/?q=员工", cookie).page
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
    page.go_back()
    page.wait_for_selector("text=员工000")
    page.click("thead a:has-text('姓名')")
    page.wait_for_selector("th[aria-sort=ascending]:has-text('姓名')")
    page.fill("#list-words", "员工11")
    page.wait_for_selector("text=共 10 行")
    assert page.url.endswith("/staff/?q=员工11&sort=name".replace("员工", "%E5%91%98%E5%B7%A5"))


def test_list_on_the_phone_filters_and_sorts(chromium: Browser, address: str, cookie: str) -> None:
    Staff.objects.bulk_create(
        Staff(number=f"x{at}", name=f"员工{at}", is_active=at < 2, left_at=NOW) for at in range(5)
    )
    page = open_page(chromium, f"{address}/staff/?q=x", cookie, PHONE).page
    page.click("[data-filters-toggle]")
    page.click(".pz-choices > summary")
    page.check("input[name=is_active][value=False]")
    page.wait_for_selector("text=共 3 行")
    page.keyboard.press("Escape")
    page.select_option("select[name=sort]", "-name")
    page.wait_for_selector("tbody tr:first-child:has-text('员工4')")
    asked = parse_qs(urlsplit(page.url).query)
    assert asked == {"q": ["x"], "is_active": ["False"], "sort": ["-name"]}
    assert page.inner_text(".pz-choices > summary").endswith("离职")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_list_is_accessible_and_silent(
    chromium: Browser, address: str, cookie: str, size: ViewportSize
) -> None:
    Staff.objects.bulk_create(
        Staff(number=f"x{at:03}", name=f"员工{at:03}", phone="13800005678") for at in range(60)
    )
    seen = open_page(chromium, f"{address}/staff/", cookie, size)
    seen.page.wait_for_selector("text=61")
    assert faults_of(seen, f"list-{size['width']}") == []


@pytest.mark.parametrize("name", ["bare_page", "phone_page"])
def test_other_grounds_are_accessible_and_silent(
    chromium: Browser, address: str, cookie: str, name: str
) -> None:
    assert faults_of(open_page(chromium, f"{address}/blank/{name}/", cookie, PHONE), name) == []


def test_living_part_keeps_what_the_person_holds(
    chromium: Browser, address: str, cookie: str
) -> None:
    page = open_page(chromium, f"{address}/ticking/", cookie).page
    first = int(page.inner_text("#tick"))
    page.fill("#typed", "half a sen")
    page.click("#more summary")
    page.focus("#typed")
    page.wait_for_selector(f"#tick:not(:text-is('{first}'))")
    kept = page.evaluate("[document.activeElement.id, typed.value, more.open, deaf.innerText]")
    assert kept == ["typed", "half a sen", True, "untouched"]


def test_living_part_catches_up_after_a_break(chromium: Browser, address: str, cookie: str) -> None:
    page = open_page(chromium, f"{address}/ticking/", cookie).page
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
    page = open_page(chromium, f"{address}/ticking/", cookie).page
    page.click(f"#{button}")
    assert page.inner_text("#pz-toasts [data-toast-text]") == said


def test_offline_deed_is_said_to_be_unsent(chromium: Browser, address: str, cookie: str) -> None:
    page = open_page(chromium, f"{address}/ticking/", cookie).page
    page.context.set_offline(True)
    page.click("#f403")
    assert page.inner_text("#pz-toasts [data-toast-text]").startswith(
        "网络断开，刚才的操作没有发出"
    )


def test_keys_search_go_and_explain(chromium: Browser, address: str, cookie: str) -> None:
    page = open_page(chromium, f"{address}/staff/", cookie).page
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
    page = open_page(chromium, f"{address}/staff/", cookie).page
    page.click(".pz-menu > summary")
    page.click("[data-theme-set=dark]")
    page.route("**/console.js", lambda route: route.abort())
    page.reload()
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "dark"


def test_menu_of_the_phone_opens_and_closes_by_key(
    chromium: Browser, address: str, cookie: str
) -> None:
    page = open_page(chromium, f"{address}/staff/", cookie, PHONE).page
    page.click("header [data-drawer-toggle]")
    page.wait_for_selector("#pz-nav a:focus")
    assert axe.serious(page) == []
    page.keyboard.press("Escape")
    page.wait_for_selector("#pz-nav", state="hidden")
    assert page.evaluate("document.activeElement.matches('[data-drawer-toggle]')")


def test_page_can_be_reached_without_the_mouse(
    chromium: Browser, address: str, cookie: str
) -> None:
    page = open_page(chromium, f"{address}/staff/", cookie).page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
