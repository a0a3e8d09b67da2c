"""Every page a manager can reach by the menu and one link further, on every screen."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from pinzhi.demo.actions import load_demo
from pinzhi.demo.ground import Size
from pinzhi.people.models import Staff
from tests.browser import axe
from tests.browser.opening import DESK, PHONE, open_page, started_chromium
from tests.browser.serving import environ_for, gather_static, served, session_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROW = 320
FILES = re.compile(
    r"\.(xlsx|pdf|csv)$|/export|/original/|/files/|/accounts/logout|/health|/metrics"
)
NUMBERS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
ENGLISH = re.compile(r"[A-Za-z]{2,}(?:[ ,]+[A-Za-z']+){2,}")
TEXTS = """() => [...document.querySelectorAll('body *:not(script, style, code, template)')]
  .flatMap(element => [...element.childNodes])
  .filter(node => node.nodeType === Node.TEXT_NODE)
  .map(node => node.textContent.trim()).filter(Boolean)"""
LINKS = """() => [...document.querySelectorAll('nav a[href], main a[href]')]
  .map(link => new URL(link.href)).filter(url => url.host === location.host)
  .map(url => url.pathname)"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with started_chromium() as browser:
        yield browser


@pytest.fixture
def host(transactional_db: None, tmp_path: Path) -> Iterator[str]:  # noqa: ARG001 -- what is committed
    """A small estate with the past of a few days."""
    now = datetime.now(UTC)
    load_demo([Size(1, 4, 3)], outlets=0, days=12, seed=1, now=now - timedelta(minutes=5))
    environ = environ_for(tmp_path)  # where this test's evidence lies, too
    gather_static(environ)
    with served(environ) as address:
        yield address


def faults_of(page: Page, complaints: list[str]) -> Iterator[str]:
    """What is wrong with a page as it stands, at its own width and at the narrowest."""
    yield from axe.serious(page)
    yield from complaints
    wide = "document.documentElement.scrollWidth - innerWidth"
    if (by := page.evaluate(wide)) > 0:
        yield f"{by} px too wide"
    for text in page.evaluate(TEXTS):
        if ENGLISH.search(text):
            yield f"English: {text}"
    size = page.viewport_size
    if size and size["width"] < DESK["width"]:
        page.set_viewport_size(ViewportSize(width=NARROW, height=640))
        if (by := page.evaluate(wide)) > 0:
            yield f"{by} px too wide at {NARROW}"
        page.set_viewport_size(size)


def pages_from(page: Page, host: str, start: str) -> list[str]:
    """The menu's pages, and of each the first link of every kind."""
    kinds: dict[str, str] = {}
    todo, depth = [start], 0
    while todo and depth < 3:
        found: list[str] = []
        for address in todo:
            page.goto(host + address)
            found += page.evaluate(LINKS)
        todo = []
        for address in found:
            kind = NUMBERS.sub("#", address)
            if kind not in kinds and not FILES.search(address):
                kinds[kind] = address
                todo.append(address)
        depth += 1
    return list(kinds.values())


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_every_page_is_whole_in_light_and_dark(
    chromium: Browser, host: str, size: ViewportSize
) -> None:
    manager = Staff.objects.get(number="demo-manager")
    seen = open_page(chromium, f"{host}/today/", session_of(manager), size)
    addresses = pages_from(seen.page, host, "/today/")
    assert len(addresses) > 25
    wrong: dict[str, list[str]] = {}
    for address in addresses:
        seen.complaints.clear()
        seen.page.emulate_media(color_scheme="light")
        answer = seen.page.goto(host + address)
        assert answer is not None
        faults = list(faults_of(seen.page, seen.complaints))
        seen.page.emulate_media(color_scheme="dark")
        faults += [f"dark: {told}" for told in axe.serious(seen.page)]
        if faults or answer.status != 200:
            wrong[f"{answer.status} {address}"] = faults
    seen.page.context.close()
    assert wrong == {}
