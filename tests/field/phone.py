"""A phone with the app in a real Chromium, at a real server."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
import segno
from PIL import Image
from playwright.sync_api import (
    BrowserContext,
    Error,
    FilePayload,
    Locator,
    Page,
    Playwright,
    ViewportSize,
    expect,
)

from pinzhi.places.models import Place
from tests.browser.opening import Seen
from tests.photos import picture

SMALL = ViewportSize(width=320, height=640)
KEPT = "navigator.serviceWorker.controller !== null"


@dataclass
class Phone:
    """One browser profile on disk: what `kill` leaves behind is what a phone would keep."""

    context: BrowserContext
    host: str
    seen: Seen
    complaints: list[str] = field(default_factory=list)

    @property
    def page(self) -> Page:
        return self.seen.page

    def sign_in(self, session: str) -> None:
        name = urlsplit(self.host).hostname or ""
        cookie: Any = {"name": "sessionid", "value": session, "domain": name, "path": "/"}
        self.context.add_cookies([cookie])

    def open(self) -> None:
        self.page.goto(self.host + "/app/")
        expect(self.page.locator("h1")).to_be_visible()

    def until_ready(self, text: str) -> None:
        """Until the list has come and the app is kept for opening without network."""
        expect(self.page.get_by_text(text).first).to_be_visible()
        self.page.reload()
        self.page.wait_for_function(KEPT)
        expect(self.page.get_by_text(text).first).to_be_visible()

    def go(self, route: str) -> None:
        self.page.evaluate("route => { location.hash = route }", route)

    def kill_page(self) -> None:
        """Close the page as a phone does that needs the memory: nothing is asked, nothing told."""
        self.page.close(run_before_unload=False)
        self.seen = _look(self.context)

    def photograph(self, where: Locator, shade: int = 90) -> None:
        shown = where.locator(".pa-photo")
        before = shown.count()
        shot = FilePayload(name="a.jpg", mimeType="image/jpeg", buffer=picture(shade, (640, 480)))
        where.locator("input[type=file]").first.set_input_files(shot)
        expect(shown).to_have_count(before + 1)

    def scan(self, place: Place) -> None:
        """What reading the code at a place gives; a hand-held reader types it likewise."""
        self.page.get_by_label("输入编号").fill(f"https://pinzhi.example/t/{place.tag}/")
        self.page.get_by_role("button", name="查找", exact=True).click()

    def unsent(self, count: int, seconds: int = 30) -> None:
        shown = self.page.locator(f"[data-unsent='{count}']")
        expect(shown).to_be_visible(timeout=seconds * 1000)


def _look(context: BrowserContext) -> Seen:
    seen = Seen(context.new_page())
    seen.page.set_default_timeout(15_000)
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    return seen


def _film(sight: str) -> bytes:
    """One frame of a film: the code on a white wall."""
    code = BytesIO()
    segno.make(sight or "nothing", error="m").save(code, kind="png", scale=9, border=4)
    wall = Image.new("RGB", (640, 480), "white")
    wall.paste(Image.open(code).convert("RGB"), (80, 40))
    frame = BytesIO()
    wall.save(frame, "JPEG", quality=95)
    return frame.getvalue()


def kill_browser(profile: Path) -> int:
    """kill -9 to every process of the browser on this profile; how many there were."""
    hit = 0
    for process in psutil.process_iter(["cmdline"]):
        if any(str(profile) in word for word in process.info["cmdline"] or ()):
            process.kill()
            hit += 1
    return hit


@contextmanager
def phone(
    playwright: Playwright, host: str, profile: Path, size: ViewportSize = SMALL, sight: str = ""
) -> Iterator[Phone]:
    """A phone whose camera sees a code that says `sight`."""
    film = profile.with_suffix(".mjpeg")
    film.write_bytes(_film(sight) * 2)
    camera = [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    ]
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path="/usr/bin/chromium",
        args=["--no-sandbox", "--disable-gpu", *camera],
        viewport=size,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    try:
        yield Phone(context, host, _look(context))
    finally:
        with suppress(Error):  # killed
            context.close()
