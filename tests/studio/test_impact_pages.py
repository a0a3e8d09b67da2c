"""The pages of impact and conflicts, and settling from them."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.models import Plan
from pinzhi.standards.models import Clause, Clock, Edition, Settlement
from tests.planting import plant_edition, plant_plan
from tests.studio.drafting import TWICE, plant_next

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client, quality_officer: Staff) -> Client:
    client.force_login(quality_officer)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def draft(plan: Plan, edition: Edition) -> Edition:
    assert plan.pk
    return plant_next(edition)


@pytest.fixture
def rival(site: Site) -> Edition:
    """Another standard in force at Lakeside asks for the same round twice a day."""
    rival = plant_edition("ARIVAL", recurrence=TWICE)
    plant_plan(site, rival)
    return rival


def page_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_impact_is_shown_per_site_and_post(officer: Client, draft: Edition, site: Site) -> None:
    page = page_of(officer, f"/studio/impact/editions/{draft.pk}/")
    for words in ("LAKESIDE", "1.0 → 2.0 tasks a day", "Patrol", "28 days"):
        assert words in page
    assert f'href="/studio/impact/editions/{draft.pk}/"' in page_of(
        officer, f"/standards/editions/{draft.pk}/"
    )
    assert site.pk


def test_impact_at_chosen_sites(officer: Client, draft: Edition, sister_site: Site) -> None:
    page = page_of(officer, f"/studio/impact/editions/{draft.pk}/?site={sister_site.pk}")
    assert re.findall(r'<h2 id="site-\d+">(\w+)', page) == ["HILLSIDE"]
    for wrong in ("x", "-1", "1&site=" * 20 + "1"):
        got = officer.get(f"/studio/impact/editions/{draft.pk}/?site={wrong}")
        assert got.status_code == 400


def conflict_of(page: str) -> str:
    found = re.search(r'name="conflict" value="([^"]+)"', page)
    assert found
    return found[1]


def test_a_conflict_is_settled_from_the_page(
    officer: Client, site: Site, plan: Plan, edition: Edition, rival: Edition
) -> None:
    address = f"/studio/impact/sites/{site.pk}/conflicts/"
    page = page_of(officer, address)
    assert "1 conflict" in page
    # the rival, twice a day, is the stricter and chosen beforehand; it was planted later
    strict = re.search(r'value="(one|other)" checked', page)
    assert strict
    expected = "one" if rival.standard_id < edition.standard_id else "other"
    assert strict[1] == expected
    settle = f"/studio/impact/sites/{site.pk}/settle/"
    told = {"conflict": conflict_of(page), "keep": expected, "reason": "Once is enough"}
    assert officer.post(settle, told).status_code == 302
    settled = Settlement.objects.get()
    assert (settled.kind, settled.keep, settled.reason) == ("cycle", expected, "Once is enough")
    assert "Settled" in page_of(officer, address)
    assert plan.pk


@pytest.mark.parametrize(
    "told",
    [
        {"conflict": "cycle|1|A|2|B", "keep": "one"},
        {"conflict": "", "keep": "one"},
        {"keep": "none"},
        {"keep": "one", "reason": "x" * 301},
        {"keep": "one", "edition": "x"},
    ],
    ids=str,
)
def test_settling_refuses_what_the_page_does_not_offer(
    told: dict[str, Any], officer: Client, site: Site, plan: Plan, rival: Edition
) -> None:
    page = page_of(officer, f"/studio/impact/sites/{site.pk}/conflicts/")
    body = {"conflict": conflict_of(page), **told}
    assert officer.post(f"/studio/impact/sites/{site.pk}/settle/", body).status_code == 400
    assert not Settlement.objects.exists()
    assert plan.pk != rival.pk


def test_a_draft_is_held_against_what_is_in_force(
    officer: Client, site: Site, plan: Plan, edition: Edition
) -> None:
    rival = plant_edition("RIVAL")
    draft = plant_next(rival)
    clause = Clause.objects.get(edition=draft)
    for code, minutes in (("C1", 15), ("C2", 30)):
        Clock.objects.create(
            edition=draft, clause=clause, code=code, event="Report", action="There",
            value=minutes, unit="minute",
        )  # fmt: skip
    address = f"/studio/impact/editions/{draft.pk}/conflicts/?site={site.pk}"
    page = page_of(officer, address)
    assert "2 conflicts" in page  # its cycle against the one in force, and its own two limits
    told = {"conflict": conflict_of(page), "keep": "both", "edition": draft.pk}
    answer = officer.post(f"/studio/impact/sites/{site.pk}/settle/", told)
    assert answer["Location"] == address
    assert (plan.pk, edition.pk, Settlement.objects.get().keep) == (plan.pk, edition.pk, "both")


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_as_little_for_three_plans_as_for_one(
    count: int, officer: Client, site: Site, draft: Edition
) -> None:
    for at in range(count):
        plant_plan(site, plant_edition(f"MORE{at}"))
    for page, most in (("", 45), ("conflicts/", 25)):
        address = f"/studio/impact/editions/{draft.pk}/{page}"
        with CaptureQueriesContext(connection) as asked:
            assert officer.get(address).status_code == 200
        assert len(asked) <= most, [q["sql"][:120] for q in asked]
