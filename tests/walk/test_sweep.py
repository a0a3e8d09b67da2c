"""Every page a manager can reach by the menu and one link further, on every screen."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize

from pinzhi.demo.actions import load_demo
from pinzhi.demo.ground import Size
from pinzhi.people.models import Staff
from tests.browser.looking import faults_of
from tests.browser.opening import DESK, PHONE, Seen, open_page, started_chromium
from tests.browser.serving import environ_for, gather_static, served, session_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROW, DEPTH = 320, 3
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


def more_faults_of(seen: Seen) -> Iterator[str]:
    """What is wrong with a page besides: English on it, too wide for the narrowest phone."""
    for text in seen.page.evaluate(TEXTS):
        if ENGLISH.search(text):
            yield f"English: {text}"
    size = seen.page.viewport_size
    if size and size["width"] < DESK["width"]:
        seen.page.set_viewport_size(ViewportSize(width=NARROW, height=640))
        if (by := seen.too_wide()) > 0:
            yield f"{by} px too wide at {NARROW}"
        seen.page.set_viewport_size(size)


def swept(seen: Seen, host: str, start: str) -> Iterator[tuple[str, list[str]]]:
    """The menu's pages, and of each the first link of every kind, with what is wrong with each."""
    kinds = {NUMBERS.sub("#", start)}
    pending = [(start, 0)]
    for address, depth in pending:
        seen.complaints.clear()
        answer = seen.page.goto(host + address)
        assert answer is not None
        yield f"{answer.status} {address}", [*faults_of(seen), *more_faults_of(seen)]
        for found in seen.page.evaluate(LINKS) if depth < DEPTH else []:
            kind = NUMBERS.sub("#", found)
            if kind not in kinds and not FILES.search(found):
                kinds.add(kind)
                pending.append((found, depth + 1))


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_every_page_is_whole_in_light_and_dark(
    chromium: Browser, host: str, size: ViewportSize
) -> None:
    manager = Staff.objects.get(number="demo-manager")
    seen = open_page(chromium, f"{host}/today/", session_of(manager), size)
    pages = dict(swept(seen, host, "/today/"))
    seen.page.context.close()
    assert len(pages) > 25
    assert {name: faults for name, faults in pages.items() if faults or name[:3] != "200"} == {}
