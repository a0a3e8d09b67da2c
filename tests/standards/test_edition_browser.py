"""Two people put an edition in force in a real browser, and look at what it changes."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.models import Plan
from pinzhi.standards.actions import adjust_site
from pinzhi.standards.models import Edition
from tests.browser.looking import faults_of, look_over
from tests.browser.opening import DESK, PHONE, Seen, open_page, started_chromium
from tests.browser.serving import session_of
from tests.planting import plant_edition, plant_plan
from tests.studio.drafting import TWICE, plant_next

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with started_chromium() as browser:
        yield browser


@pytest.fixture(autouse=True)
def _live_hints(settings: Any) -> None:
    """Live hints need the real server; the kit's address answers in their place."""
    settings.ROOT_URLCONF = "tests.console.kit"


def sound(seen: Seen, name: str) -> None:
    assert faults_of(seen, name) == [], name


def test_submit_approve_in_force_compare(
    chromium: Browser, live_server: Any, quality_officer: Staff, site_manager: Staff, plan: Plan
) -> None:
    draft = plant_next(plan.requirement.edition)
    address = f"{live_server.url}/standards/editions/{draft.pk}/"
    officer = open_page(chromium, address, session_of(quality_officer))
    sound(officer, "edition-draft")
    officer.page.click("form[action$='/submit/'] button")
    expect(officer.page.locator("form[action$='/withdraw/']")).to_be_visible()
    assert officer.page.locator("form[action$='/approve/']").count() == 0
    sound(officer, "edition-waits")

    manager = open_page(chromium, address, session_of(site_manager))
    sound(manager, "edition-second-person")
    manager.page.click("form[action$='/approve/'] button")
    expect(manager.page.locator("form[action$='/approve/']")).to_have_count(0)
    draft.refresh_from_db()
    assert (draft.status, draft.approved_by) == ("published", site_manager)

    old = Edition.objects.get(number="1")
    manager.page.click("details:has(a[href*='/compare/']) > summary")
    manager.page.click(f"a[href$='/compare/{old.pk}/']")
    expect(manager.page.locator("main ins").first).to_be_visible()
    assert "very" in manager.page.locator("main").inner_text()
    sound(manager, "edition-compare")


@pytest.fixture
def addresses(
    site: Site, plan: Plan, site_manager: Staff, quality_officer: Staff
) -> dict[str, tuple[str, Staff]]:
    """The pages around an edition, each with who looks at it; one with a settled look at all."""
    edition = plan.requirement.edition
    rival = plant_edition("RIVAL", recurrence=TWICE)
    plant_plan(site, rival)
    draft = plant_next(edition)
    for item, minimum in (("02", "0.25"), ("02", "0.3")):
        adjust_site(
            site, edition.standard, checklist="DAILY", item=item, changes={"minimum": minimum},
            reason="Old pipes", by=site_manager,
        )  # fmt: skip
    adjust_site(
        site, edition.standard, checklist="DAILY", item="01", changes={"deduction": "1"},
        reason="Too dear", by=site_manager,
    )  # fmt: skip
    add = f"/sites/{site.pk}/adjustments/add/"
    standard = edition.standard_id
    return {
        "impact": (f"/studio/impact/editions/{draft.pk}/", quality_officer),
        "conflicts": (f"/studio/impact/editions/{draft.pk}/conflicts/", quality_officer),
        "site-conflicts": (f"/studio/impact/sites/{site.pk}/conflicts/", site_manager),
        "adjustments": (f"/sites/{site.pk}/adjustments/", quality_officer),
        "adjust": (f"{add}?standard={standard}&checklist=DAILY&item=-", site_manager),
        "edition": (f"/standards/editions/{edition.pk}/", site_manager),
        "search": ("/standards/search/?q=dry", site_manager),
    }


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_pages_are_accessible_and_silent(
    chromium: Browser,
    live_server: Any,
    addresses: dict[str, tuple[str, Staff]],
    size: ViewportSize,
) -> None:
    wrong: dict[str, list[str]] = {}
    for who in {who for _, who in addresses.values()}:
        theirs = {name: address for name, (address, by) in addresses.items() if by == who}
        wrong |= look_over(chromium, live_server.url, theirs, session_of(who), size)
    assert wrong == {}
