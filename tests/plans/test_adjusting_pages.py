"""本项目标准调整: what a site does differently, asked for and decided on pages."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.models import Plan
from pinzhi.standards.actions import adjust_site
from pinzhi.standards.models import Adjustment, Clause, Clock, Edition
from tests.planting import plant_edition, plant_plan

pytestmark = pytest.mark.django_db
ITEM = {
    "minimum": "0.25", "maximum": "0.4", "evidence": "none", "deduction": "5",
    "fix_value": "1", "fix_unit": "week", "reason": "Old pipes",
}  # fmt: skip
RHYTHM = {
    "times": "2", "every": "1", "unit": "day", "window_from": "", "window_to": "",
    "makeup_hours": "0", "reason": "Wet season",
}  # fmt: skip


@pytest.fixture
def manager(client: Client, site_manager: Staff) -> Client:
    client.force_login(site_manager)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def officer(quality_officer: Staff) -> Client:
    client = Client()
    client.force_login(quality_officer)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def home(site: Site) -> str:
    return f"/sites/{site.pk}/adjustments/"


def page_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_one_chooses_step_by_step(manager: Client, home: str, plan: Plan, edition: Edition) -> None:
    standard = edition.standard_id
    page = page_of(manager, f"{home}add/")
    assert f'href="?standard={standard}"' in page
    page = page_of(manager, f"{home}add/?standard={standard}")
    assert f'href="?standard={standard}&checklist=DAILY"' in page
    page = page_of(manager, f"{home}add/?standard={standard}&checklist=DAILY")
    assert re.findall(r"item=([-\d]+)", page) == ["-", "01", "02", "03"]
    page = page_of(manager, f"{home}add/?standard={standard}&checklist=DAILY&item=02")
    assert 'name="minimum" value="0.2"' in page
    assert 'name="minimum"' not in page_of(
        manager, f"{home}add/?standard={standard}&checklist=DAILY&item=01"
    )
    assert plan.pk


def test_stricter_is_in_force_at_once(
    manager: Client, home: str, plan: Plan, edition: Edition
) -> None:
    where = f"{home}add/?standard={edition.standard_id}&checklist=DAILY&item=02"
    assert manager.post(where, ITEM)["Location"] == home
    made = Adjustment.objects.get()
    assert (made.status, made.changes) == ("active", {"minimum": "0.25"})
    page = page_of(manager, home)
    assert "0.2 → <b>0.25</b>" in page
    assert manager.post(f"/adjustments/{made.pk}/end/").status_code == 302
    assert "1 that is over" in page_of(manager, home)
    assert plan.pk


def test_another_rhythm_moves_the_plan_at_once(
    manager: Client, home: str, plan: Plan, edition: Edition
) -> None:
    where = f"{home}add/?standard={edition.standard_id}&checklist=DAILY&item=-"
    assert manager.post(where, RHYTHM).status_code == 302
    new = Plan.objects.get(follows=plan)
    assert new.recurrence == {"times": 2, "every": 1, "unit": "day"}
    assert new.tasks.exists()
    plan.refresh_from_db()
    assert plan.status == "ended"


def test_looser_waits_for_the_officer_above(
    manager: Client, officer: Client, home: str, plan: Plan, edition: Edition
) -> None:
    where = f"{home}add/?standard={edition.standard_id}&checklist=DAILY&item=-"
    assert manager.post(where, {**RHYTHM, "times": "1", "every": "2"}).status_code == 302
    made = Adjustment.objects.get()
    assert (made.status, Plan.objects.count()) == ("proposed", 1)
    decide = f"/adjustments/{made.pk}/decide/"
    assert decide not in page_of(manager, home)
    assert manager.post(decide, {"decision": "approve"}).status_code == 403
    assert decide in page_of(officer, home)
    assert officer.post(decide, {"decision": "later"}).status_code == 400
    assert officer.post(decide, {"decision": "approve", "reason": "Fine"}).status_code == 302
    assert Plan.objects.get(follows=plan).recurrence["every"] == 2


def test_a_clock_is_adjusted(manager: Client, home: str, site: Site) -> None:
    edition = plant_edition()
    plant_plan(site, edition)
    Edition.objects.filter(pk=edition.pk).update(status="draft", published_at=None)
    clause = Clause.objects.get()
    Clock.objects.create(
        edition=edition, clause=clause, code="C1", event="Report", action="There", value=15,
        unit="minute",
    )  # fmt: skip
    Edition.objects.filter(pk=edition.pk).update(status="published")
    where = f"{home}add/?standard={edition.standard_id}&clock=C1"
    told = {"value": "10", "unit": "minute", "reason": "Near"}
    assert manager.post(where, told).status_code == 302
    assert Adjustment.objects.get().changes == {"value": "10"}
    assert "15 → <b>10</b>" in page_of(manager, home)


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ("02", {**ITEM, "reason": ""}),
        ("02", {**ITEM, "minimum": "0.2"}),  # what the standard says already
        ("02", {**ITEM, "minimum": "0.5"}),  # above the highest
        ("02", {**ITEM, "fix_value": "0"}),
        ("-", {**RHYTHM, "times": "0"}),
        ("-", {**RHYTHM, "window_from": "09:00"}),
        ("-", {**RHYTHM, "times": "100", "unit": "shift", "window_from": "09:00",
               "window_to": "09:01"}),
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_is_said_beside_the_form(
    item: str, told: dict[str, Any], manager: Client, home: str, plan: Plan, edition: Edition
) -> None:
    where = f"{home}add/?standard={edition.standard_id}&checklist=DAILY&item={item}"
    assert manager.post(where, told).status_code == 422
    assert not Adjustment.objects.exists()
    assert plan.pk


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("standard=x", 400),
        ("standard=999999999999", 400),
        ("standard=0", 404),
        ("standard={}&checklist=NONE", 404),
        ("standard={}&checklist=DAILY&item=99", 404),
        ("standard={}&clock=C9", 404),
    ],
)
def test_what_is_not_there_cannot_be_adjusted(
    query: str, status: int, manager: Client, home: str, plan: Plan, edition: Edition
) -> None:
    got = manager.get(f"{home}add/?{query.format(edition.standard_id)}")
    assert got.status_code == status
    assert plan.pk


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_little_for_three_as_for_one(
    count: int, manager: Client, home: str, site: Site, edition: Edition, site_manager: Staff
) -> None:
    for item in ("01", "02", "03")[:count]:
        adjust_site(
            site, edition.standard, checklist="DAILY", item=item, changes={"deduction": "9"},
            reason="", by=site_manager,
        )  # fmt: skip
    with CaptureQueriesContext(connection) as asked:
        assert manager.get(home).status_code == 200
    assert len(asked) <= 14, [q["sql"][:100] for q in asked]
