"""Look at pages as users do who see, hear or only tab: in light and dark, at their width."""

from collections.abc import Mapping

from playwright.sync_api import Browser, ViewportSize

from tests.browser import axe
from tests.browser.opening import DESK, Seen, open_page


def faults_of(seen: Seen, name: str = "") -> list[str]:
    """What is wrong with the page as it stands; in the dark only its colours are new."""
    page = seen.page
    faults = axe.serious(page)
    if (wide := seen.too_wide()) > 0:
        faults.append(f"{wide} px too wide")
    seen.shoot(f"{name}-light", whole=True)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    faults += [f"dark: {told}" for told in axe.serious(page, axe.COLOURS)]
    seen.shoot(f"{name}-dark", whole=True)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return faults + seen.complaints


def look_over(
    browser: Browser,
    host: str,
    pages: Mapping[str, str],
    session: str,
    size: ViewportSize = DESK,
) -> dict[str, list[str]]:
    """Open each of the pages (name to address) signed in; gives those that have faults."""
    seen = open_page(browser, host + next(iter(pages.values())), session, size)
    wrong = {}
    for name, address in pages.items():
        seen.complaints.clear()
        answer = seen.page.goto(host + address)
        assert answer is not None
        faults = faults_of(seen, f"{name}-{size['width']}")
        if faults or not answer.ok:
            wrong[f"{answer.status} {name}"] = faults
    seen.page.context.close()
    return wrong
