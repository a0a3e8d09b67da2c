"""A shift goes from hand to hand on two phones."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser

from pinzhi.handovers.models import Handover
from pinzhi.people.models import Staff
from pinzhi.plans.models import Plan
from tests.browser import axe
from tests.browser.opening import DESK, PHONE, Seen, open_page, started_chromium
from tests.handovers.shifts import HOUR, plant_shifts_now
from tests.planting import plant_task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with started_chromium() as browser:
        yield browser


@pytest.fixture(autouse=True)
def _live_hints(settings: Any) -> None:
    """Live hints need the real server; the kit's address answers in their place."""
    settings.ROOT_URLCONF = "tests.console.kit"


def key_of(staff: Staff) -> str:
    client = Client()
    client.force_login(staff)
    return str(client.cookies["sessionid"].value)


def looked_over(seen: Seen, name: str) -> None:
    seen.shoot(f"handovers-{name}", whole=True)
    assert (axe.serious(seen.page), seen.complaints, seen.too_wide()) == ([], [], 0)


def test_a_shift_goes_from_phone_to_phone(
    chromium: Browser, live_server: Any, plan: Plan, worker: Staff, colleague: Staff, foreman: Staff
) -> None:
    plant_shifts_now(plan.post, worker, colleague)
    plant_task(plan, timezone.now() - HOUR / 4, worker)
    mine = live_server.url + reverse("handovers:mine")

    seen = open_page(chromium, mine, key_of(worker), PHONE)
    looked_over(seen, "mine")
    seen.page.locator(".pz-phone-main a.pz-row").first.click()
    seen.page.locator("#id_things").fill("Key 12\nRadio 3")
    looked_over(seen, "sign")
    seen.page.locator("button[form=sign]").click()
    seen.page.wait_for_url("**/handovers/*/")

    seen = open_page(chromium, mine, key_of(colleague), PHONE, "dark")
    seen.page.locator(".pz-phone-main a.pz-row").first.click()
    seen.page.locator("summary").nth(1).click()
    seen.page.locator("input[name^=dispute]:visible").fill("Not on the board")
    looked_over(seen, "accept")
    seen.page.locator("#accept button").click()
    seen.page.locator("#accept").wait_for(state="detached")
    note = Handover.objects.get()
    assert (note.status, note.accepted_by) == ("disputed", colleague)

    seen = open_page(chromium, f"{live_server.url}/handovers/", key_of(foreman), DESK)
    looked_over(seen, "list")
    seen.page.goto(f"{live_server.url}/handovers/{note.pk}/")
    looked_over(seen, "disputed")
