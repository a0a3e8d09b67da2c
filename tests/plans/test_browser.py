from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ViewportSize

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.models import Plan, Task
from pinzhi.standards.models import Checklist, Clause
from tests.browser.looking import look_over
from tests.browser.opening import DESK, PHONE, started_chromium
from tests.browser.serving import session_of
from tests.plans.estate import plant_estate, put_to_work

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with started_chromium() as browser:
        yield browser


@pytest.fixture
def cookie(site_manager: Staff) -> str:
    return session_of(site_manager)


@pytest.fixture(autouse=True)
def _live_hints(settings: Any) -> None:
    """Live hints need the real server; the kit's address answers in their place."""
    settings.ROOT_URLCONF = "tests.console.kit"


@pytest.fixture
def addresses(site: Site, worker: Staff, colleague: Staff) -> dict[str, str]:
    edition = plant_estate(site, [worker, colleague])
    start = f"/plans/start/{site.pk}/{edition.pk}/"
    put_to_work(site, edition)
    open_task = Task.objects.filter(status="due").latest("closes_at")
    clause = Clause.objects.filter(requirements__isnull=False).first()
    checklist = Checklist.objects.order_by("pk").first()
    assert clause
    assert checklist
    return {
        "tasks": "/tasks/",
        "task": f"/tasks/{open_task.pk}/",
        "plans": "/plans/",
        "plan": f"/plans/{Plan.objects.earliest('pk').pk}/",
        "week": "/plans/calendar/",
        "people": "/plans/calendar/?by=person",
        "month": "/plans/calendar/?by=month",
        "day": "/plans/day/",
        "load": "/plans/workload/",
        "suggestion": f"/sites/{site.pk}/workload/suggestion/",
        "coverage": "/plans/coverage/",
        "start": "/plans/start/",
        "fitting": start,
        "standards": "/standards/",
        "edition": f"/standards/editions/{edition.pk}/",
        "clause": f"/standards/clauses/{clause.pk}/",
        "checklist": f"/standards/checklists/{checklist.pk}/",
    }


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_pages_are_accessible_and_silent(
    chromium: Browser,
    live_server: Any,
    cookie: str,
    addresses: dict[str, str],
    size: ViewportSize,
) -> None:
    assert look_over(chromium, live_server.url, addresses, cookie, size) == {}
