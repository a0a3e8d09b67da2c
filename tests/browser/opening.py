"""Open pages in Debian's Chromium, signed in, and hear what they complain about."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs a loop in this thread
expect.set_options(timeout=20_000)  # a loaded machine is slow, not wrong
DESK = ViewportSize(width=1440, height=900)
PHONE = ViewportSize(width=360, height=800)
SHOTS = os.environ.get("PINZHI_SHOTS", "")  # a folder: the tests leave pictures in it
Theme = Literal["light", "dark"]


@dataclass
class Seen:
    """A page and everything it said on its console that is a warning or worse."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def hear(self, said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"}:
            self.complaints.append(said.text)

    def too_wide(self) -> int:
        """By how many pixels the page is wider than the screen."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))

    def shoot(self, name: str, *, whole: bool = False) -> None:
        if SHOTS:
            self.page.screenshot(path=f"{SHOTS}/{name}.png", full_page=whole)


@contextmanager
def started_chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def open_page(
    browser: Browser, url: str, session: str, size: ViewportSize = DESK, theme: Theme = "light"
) -> Seen:
    """Load `url` in a fresh context under the session key `session`."""
    context = browser.new_context(viewport=size, color_scheme=theme, locale="zh-CN")
    host = urlsplit(url).hostname or ""
    context.add_cookies([{"name": "sessionid", "value": session, "domain": host, "path": "/"}])
    seen = Seen(context.new_page())
    seen.page.set_default_timeout(30_000)
    seen.page.on("console", seen.hear)
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    seen.page.goto(url)
    return seen
