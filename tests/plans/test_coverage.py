"""Places against days: what is due, done, late, missed, nobody's, and not planned at all."""

import re
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pinzhi.people.models import Staff
from pinzhi.places.models import Place, Site
from pinzhi.plans.models import Plan, Target, Task
from pinzhi.plans.queries.coverage import columns_of, coverage_of
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 9, 14)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
WEEK = columns_of(MONDAY, 7, DAY)
TODAY = 2


@pytest.fixture
def ground(site: Site) -> dict[str, Place]:
    """A zone with two buildings; a hall and a door in the first, a yard beside the zone."""
    found: dict[str, Place] = {}
    for code, kind, above in (
        ("East", "zone", None),
        ("One", "building", "East"),
        ("Two", "building", "East"),
        ("Hall", "space", "One"),
        ("Door", "checkpoint", "Hall"),
        ("Yard", "space", None),
    ):
        parent = found.get(above or "")
        found[code] = Place.objects.create(
            site=site, kind=kind, code=code, name=code, full_name=code, parent=parent
        )
    return found


def plant(
    plan: Plan, place: Place | None, at: datetime, status: str = "due", who: Staff | None = None
) -> Task:
    """A task of half an hour from `at`, carried out at a place or (None) the whole site."""
    target, _ = Target.objects.get_or_create(
        plan=plan, place=place, defaults={"name": f"{place or 'site'}"}
    )
    return Task.objects.create(
        site=plan.site, plan=plan, target=target, checklist=plan.checklist, place=place,
        post=plan.post, department=plan.post.department, title=f"{plan.title} {target}",
        opens_at=at, closes_at=at + HOUR / 2, lost_at=at + HOUR / 2, status=status, assignee=who,
    )  # fmt: skip


def told(site: Site, below: Place | None = None, at: int = TODAY) -> dict[str, dict[str, int]]:
    rows = coverage_of(site, below, WEEK, NOW).rows
    return {r.name: {c.state: c.number for c in r.cells[at].chips} for r in rows}


def test_a_place_counts_all_below_it(
    site: Site, plan: Plan, ground: dict[str, Place], worker: Staff
) -> None:
    plant(plan, ground["Door"], NOW - HOUR, "done", worker)
    plant(plan, ground["Hall"], NOW - 2 * HOUR, "late", worker)
    plant(plan, ground["Two"], NOW - HOUR, "missed", worker)
    plant(plan, ground["East"], NOW - HOUR, "due", worker)
    plant(plan, ground["Yard"], NOW, "due")
    plant(plan, ground["Yard"], NOW + HOUR, "due", worker)
    plant(plan, None, NOW, "running", worker)
    plant(plan, None, NOW + 2 * HOUR, "cancelled", worker)
    assert told(site) == {
        "": {"running": 1},
        "East": {"overdue": 1, "missed": 1, "late": 1, "done": 1},
        "Yard": {"nobody": 1, "due": 1},
    }
    assert told(site, ground["East"]) == {
        "East": {"overdue": 1},
        "One": {"late": 1, "done": 1},
        "Two": {"missed": 1},
    }
    assert told(site, ground["One"]) == {"Hall": {"late": 1, "done": 1}}
    assert told(site, ground["Door"]) == {"Door": {"done": 1}}


def test_a_window_that_ends_at_midnight_belongs_to_the_day_before(
    site: Site, plan: Plan, ground: dict[str, Place]
) -> None:
    midnight = NOW + 14 * HOUR
    plant(plan, ground["Yard"], midnight - HOUR / 2, "missed")
    assert (told(site)["Yard"], told(site, at=TODAY + 1)["Yard"]) == ({"missed": 1}, {})


def test_columns_may_be_weeks(site: Site, plan: Plan, ground: dict[str, Place]) -> None:
    for days in (-7, -6, 0, 4, 5):
        plant(plan, ground["Yard"], NOW + days * DAY, "missed")
    weeks = columns_of(MONDAY - 7 * DAY, 2, 7 * DAY)
    [row] = [r for r in coverage_of(site, None, weeks, NOW).rows if r.name == "Yard"]
    assert [[chip.number for chip in cell.chips] for cell in row.cells] == [[2], [2]]
    assert weeks[1] == (MONDAY, MONDAY + 6 * DAY)


def test_ground_that_no_running_plan_reaches_is_told(
    site: Site, plan: Plan, ground: dict[str, Place]
) -> None:
    def unplanned(below: Place | None = None) -> dict[str, int]:
        return {r.name: r.unplanned for r in coverage_of(site, below, WEEK, NOW).rows}

    assert unplanned() == {"East": 2, "Yard": 1}
    assert unplanned(ground["Hall"]) == {"Door": 1}
    Target.objects.create(plan=plan, place=ground["One"], name="One")
    assert unplanned() == {"East": 0, "Yard": 1}
    Plan.objects.filter(pk=plan.pk).update(status=Plan.Status.PAUSED)
    assert unplanned() == {"East": 2, "Yard": 1}


def test_another_site_is_not_counted(
    sister_site: Site, plan: Plan, ground: dict[str, Place]
) -> None:
    plant(plan, ground["Yard"], NOW, "due")
    assert coverage_of(sister_site, None, WEEK, NOW).rows == []


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_number_lists_what_it_counts(
    client: Client, plan: Plan, ground: dict[str, Place], worker: Staff, site_manager: Staff
) -> None:
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    for at, place in enumerate([None, *ground.values()]):
        for number in range(at % 3 + 1):
            who = worker if number else None
            plant(plan, place, noon + number * HOUR, ("due", "missed", "done")[at % 3], who)
    client.force_login(site_manager)
    address = reverse("plans:coverage")
    for query in ("", f"?place={ground['East'].pk}", f"?place={ground['One'].pk}&span=quarter"):
        page = read(client, address + query)
        chips = re.findall(r'class="plan-chip"[^>]*href="([^"]+)"[^>]*>.*?<b>(\d+)</b>', page)
        counted = {unescape(href): int(number) for href, number in chips}
        assert counted
        assert {h: read(client, h).count("data-row-link") for h in counted} == counted


@pytest.mark.parametrize("query", ["place=x", "span=year", "day=x", "place=" + "9" * 30])
def test_the_page_refuses_nonsense(client: Client, site_manager: Staff, query: str) -> None:
    client.force_login(site_manager)
    assert client.get(f"{reverse('plans:coverage')}?{query}").status_code == 400


def test_a_place_of_another_site_is_not_there(
    client: Client, site_manager: Staff, sister_site: Site
) -> None:
    place = Place.objects.create(site=sister_site, kind="zone", code="X", name="X", full_name="X")
    client.force_login(site_manager)
    assert client.get(f"{reverse('plans:coverage')}?place={place.pk}").status_code == 404


def test_the_page_takes_as_many_queries_for_much_ground_as_for_little(
    client: Client, plan: Plan, ground: dict[str, Place], site_manager: Staff
) -> None:
    client.force_login(site_manager)
    address = reverse("plans:coverage")
    counts: list[int] = []
    for query in ("", f"?place={ground['East'].pk}", f"?place={ground['Hall'].pk}"):
        plant(plan, ground["Door"], timezone.now() + len(counts) * HOUR)
        with CaptureQueriesContext(connection) as seen:
            read(client, address + query)
        counts.append(len(seen))
    assert max(counts) <= 10
