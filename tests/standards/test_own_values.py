"""What a site does differently stands marked wherever the standard is read there."""

from typing import Any

import pytest
from django.test import Client

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.models import Plan, Task
from pinzhi.standards.actions import adjust_site
from pinzhi.standards.models import Edition
from tests.planting import DAILY

pytestmark = pytest.mark.django_db
OWN = "own value"


@pytest.fixture
def manager(client: Client, site_manager: Staff) -> Client:
    client.force_login(site_manager)
    client.cookies["django_language"] = "en"
    return client


def page_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def addresses(edition: Edition) -> list[str]:
    clause, checklist = edition.clauses.get(), edition.checklists.get()
    return [
        f"/standards/editions/{edition.pk}/",
        f"/standards/clauses/{clause.pk}/",
        f"/standards/checklists/{checklist.pk}/",
    ]


@pytest.fixture
def tightened(site: Site, edition: Edition, site_manager: Staff) -> Edition:
    changes: list[tuple[str, dict[str, Any]]] = [
        ("02", {"minimum": "0.25"}),
        ("", {"recurrence": {**DAILY, "window": ["09:40", "09:50"]}}),
    ]
    for item, change in changes:
        adjust_site(
            site, edition.standard, checklist="DAILY", item=item, changes=change, reason="",
            by=site_manager,
        )  # fmt: skip
    return edition


def test_own_values_stand_in_the_standard(manager: Client, tightened: Edition) -> None:
    for address in addresses(tightened):
        page = page_of(manager, address)
        assert "0.25–0.4 MPa" in page, address
        assert "09:40" in page, address
        assert page.count(OWN) >= 2, address
    assert "works by values of its own" in page_of(manager, addresses(tightened)[0])


def test_another_site_reads_the_standard_as_it_is(
    sister_manager: Staff, tightened: Edition
) -> None:
    client = Client()
    client.force_login(sister_manager)
    client.cookies["django_language"] = "en"
    for address in addresses(tightened):
        page = page_of(client, address)
        assert OWN not in page
        assert "0.2–0.4 MPa" in page


def test_a_task_shows_the_words_and_the_values_that_hold(
    manager: Client, task: Task, tightened: Edition
) -> None:
    page = page_of(manager, f"/tasks/{task.pk}/")
    for words in ("Dry and clean.", "Estate 1", "0.25–0.4 MPa", OWN):
        assert words in page
    assert tightened.pk


def test_the_worker_reads_the_words_and_the_values_that_hold(
    client: Client, worker: Staff, task: Task, tightened: Edition
) -> None:
    client.force_login(worker)
    client.cookies["django_language"] = "en"
    clause = tightened.clauses.get()
    page = page_of(client, f"/my/tasks/{task.pk}/")
    assert "Dry and clean." in page
    assert f'href="/standards/clauses/{clause.pk}/"' in page
    Task.objects.filter(pk=task.pk).update(status="running")
    form = page_of(client, f"/my/tasks/{task.pk}/")
    assert "0.25–0.4 MPa" in form
    assert 'data-min="0.25"' in form
    assert "Dry and clean." in form


def test_requirements_that_are_new_are_named_where_they_could_be_planned(
    manager: Client, plan: Plan, edition: Edition
) -> None:
    page = page_of(manager, f"/standards/editions/{edition.pk}/")
    assert "not planned there yet" not in page
    Plan.objects.filter(pk=plan.pk).update(status="ended")
    page = page_of(manager, f"/standards/editions/{edition.pk}/")
    assert "not planned there yet" not in page  # the site no longer works by it at all
