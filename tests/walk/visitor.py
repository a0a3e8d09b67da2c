"""One person at one browser: every page they come to is looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from playwright.sync_api import Browser, FilePayload, Locator, Page, Response, ViewportSize, expect

from tests.browser import axe
from tests.browser.opening import Seen
from tests.photos import picture

PASSWORD = "Lotus-pond-27-evening"


@dataclass
class Visitor:
    """`go`, `press` and `follow` come to a page and note what is wrong with it in `faults`."""

    host: str
    seen: Seen
    faults: list[str] = field(default_factory=list)

    @property
    def page(self) -> Page:
        return self.seen.page

    def go(self, address: str) -> None:
        self._arrived(self.page.goto(self.host + address))

    def press(self, selector: str) -> None:
        """Press what hands a form in, and look at the page that follows."""
        with self.page.expect_navigation() as moved:
            self.page.locator(selector).first.click()
        self._arrived(moved.value)

    def follow(self, link: Locator) -> None:
        with self.page.expect_navigation() as moved:
            link.click()
        self._arrived(moved.value)

    def photograph(self, name: str, shade: int) -> None:
        """Take a picture into the photo field of this name, and wait until it is kept."""
        field_ = self.page.locator(f"[data-photos='{name}']")
        shot = FilePayload(name="a.jpg", mimeType="image/jpeg", buffer=picture(shade, (640, 480)))
        field_.locator("input[type=file]").set_input_files(shot)
        field_.locator("[data-kept]").wait_for()

    def sign(self) -> None:
        """Write a stroke with the pointer, and wait until the signature is kept."""
        canvas = self.page.locator("canvas[data-signature]")
        canvas.hover(
            position={"x": 30, "y": 30}
        )  # waits until it stands still and nothing covers it
        box = canvas.bounding_box()
        assert box is not None
        mouse = self.page.mouse
        mouse.down()
        mouse.move(box["x"] + 160, box["y"] + 80, steps=6)
        mouse.up()
        expect(self.page.locator("[data-signature-state]")).to_have_text("✓")

    def status_of_post(self, address: str, data: Mapping[str, str]) -> int:
        """What the server answers when the form is sent although no button offers it."""
        token = self.page.locator("meta[name=csrf-token]").get_attribute("content") or ""
        headers = {"X-CSRFToken": token, "Referer": self.page.url}
        answer = self.page.request.post(self.host + address, form=dict(data), headers=headers)
        return answer.status

    def _arrived(self, response: Response | None) -> None:
        assert response is not None
        self.look(f"{response.status} {self.page.url.removeprefix(self.host)}")
        assert response.ok, (response.status, self.page.url)

    def look(self, name: str) -> None:
        """Look at the page as it stands: accessible, and no wider than the screen."""
        wide = self.seen.too_wide()
        self.faults += [f"{name}: {told}" for told in axe.serious(self.page)]
        self.faults += [f"{name}: {wide} px too wide"] * (wide > 0)
        self.faults += [f"{name}: {told}" for told in self.seen.complaints]
        self.seen.complaints.clear()


def sign_in(
    browser: Browser,
    host: str,
    who: tuple[str, str],
    language: str,
    size: ViewportSize,
) -> Visitor:
    """Sign in with the first password, choose one's own, and one's language."""
    context = browser.new_context(viewport=size, locale="zh-CN", accept_downloads=True)
    seen = Seen(context.new_page())
    seen.page.set_default_timeout(15_000)
    seen.page.on("console", seen.hear)
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    visitor = Visitor(host, seen)
    visitor.go("/accounts/login/")
    number, first = who
    visitor.page.fill("input[name=login]", number)
    visitor.page.fill("input[name=password]", first)
    visitor.press("main form button")
    visitor.page.fill("input[name=oldpassword]", first)
    visitor.page.fill("input[name=password1]", PASSWORD)
    visitor.page.fill("input[name=password2]", PASSWORD)
    visitor.press("main form button")
    visitor.go("/people/me/")
    visitor.page.select_option("select[name=language]", language)
    visitor.press("form[action$='/language/'] button")
    return visitor
