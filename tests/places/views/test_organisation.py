from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pinzhi.people.models import Staff
from pinzhi.places.models import Delegation, Membership, OrgNode, Role, Site
from tests.conftest import plant_member, plant_site

pytestmark = pytest.mark.django_db


def visit(client: Client, person: Staff, name: str, *args: object) -> str:
    client.force_login(person)
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_organisation_shows_the_tree_below_ones_own_node(
    client: Client, site: Site, other_site: Site, security_admin: Staff, auditor: Staff
) -> None:
    everything = visit(client, security_admin, "places:organisation")
    assert (site.name in everything, other_site.name in everything) == (True, True)
    company = visit(client, auditor, "places:organisation")
    assert (site.name in company, other_site.name in company) == (True, False)


def test_organisation_costs_the_same_for_one_site_and_many(
    client: Client,
    company: OrgNode,
    security_admin: Staff,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(3):
        plant_site(f"S{number}", company)
    client.force_login(security_admin)
    with django_assert_max_num_queries(12):
        client.get(reverse("places:organisation"))


def test_node_page_grants_a_role_and_ends_it(
    client: Client, site: Site, worker: Staff, security_admin: Staff
) -> None:
    client.force_login(security_admin)
    body = {
        "staff": worker.number,
        "role": "foreman",
        "department": "security",
        "starts_on": timezone.localdate() - timedelta(days=3),
    }
    answer = client.post(reverse("places:grant", args=[site.node_id]), body)
    assert answer.headers["Location"] == reverse("places:node", args=[site.node_id])
    made = Membership.objects.get(staff=worker, role=Role.FOREMAN)
    assert (made.department, made.ends_on) == ("security", None)
    client.post(reverse("places:membership_end", args=[made.pk]), {"on": "", "reason": "调岗"})
    made.refresh_from_db()
    assert made.ends_on == timezone.localdate() - timedelta(days=1)


def test_node_page_says_why_two_administrator_roles_are_refused(
    client: Client, group: OrgNode, system_admin: Staff, security_admin: Staff
) -> None:
    client.force_login(security_admin)
    body = {"staff": system_admin.number, "role": "audit_admin", "starts_on": "2026-01-01"}
    answer = client.post(reverse("places:grant", args=[group.pk]), body)
    assert answer.status_code == 409
    assert "pz-note" in answer.content.decode()
    assert Membership.objects.filter(staff=system_admin).count() == 1


def test_node_page_keeps_what_was_typed_when_nobody_has_the_number(
    client: Client, group: OrgNode, security_admin: Staff
) -> None:
    client.force_login(security_admin)
    body = {"staff": "nobody-7", "role": "auditor", "starts_on": "2026-01-01"}
    answer = client.post(reverse("places:grant", args=[group.pk]), body)
    assert answer.status_code == 422
    assert 'value="nobody-7"' in answer.content.decode()


def test_delegation_is_asked_for_and_approved_on_the_pages(
    client: Client, site: Site, site_manager: Staff, foreman: Staff, quality_officer: Staff
) -> None:
    held, today = Membership.objects.get(staff=site_manager), timezone.localdate()
    client.force_login(site_manager)
    body = {"to": foreman.number, "starts_on": today, "ends_on": today, "reason": "年假"}
    client.post(reverse("places:delegation_ask", args=[held.pk]), body)
    asked = Delegation.objects.get()
    waiting = visit(client, quality_officer, "places:organisation")
    assert f"{site_manager.name} → {foreman.name}" in waiting
    client.post(reverse("places:delegation_approve", args=[asked.pk]))
    asked.refresh_from_db()
    assert asked.status == Delegation.Status.APPROVED
    assert site.name in visit(client, foreman, "places:my_roles")


def test_my_roles_shows_my_own_and_nobody_elses(
    client: Client, worker: Staff, foreman: Staff
) -> None:
    page = visit(client, worker, "places:my_roles")
    held = Membership.objects.get(staff=worker)
    others = Membership.objects.get(staff=foreman)
    assert reverse("places:delegation_ask", args=[held.pk]) in page
    assert reverse("places:delegation_ask", args=[others.pk]) not in page


def test_node_move_offers_only_units_that_fit(
    client: Client, site: Site, other_site: Site, system_admin: Staff
) -> None:
    bank = other_site.node.parent
    assert bank is not None
    page = visit(client, system_admin, "places:node_move", site.node_id)
    offered = [f">{name}<" in page for name in ("SOUTH", bank.name, "GROUP")]
    assert offered == [True, False, False]


def test_site_is_opened_on_the_page(client: Client, company: OrgNode, system_admin: Staff) -> None:
    client.force_login(system_admin)
    body = {
        "code": "RIVER",
        "name": "江湾",
        "kind": "office",
        "time_zone": "Asia/Shanghai",
        "day1": "09:00-12:00，13:00-18:00",
    }
    client.post(reverse("places:site_add", args=[company.pk]), body)
    made = Site.objects.get(code="RIVER")
    assert made.office_hours == {"1": [["09:00", "12:00"], ["13:00", "18:00"]]}
    assert plant_member("new", made.node, Role.WORKER).scope.site_ids == {made.pk}


@pytest.mark.parametrize("typed", ["9-12", "09:00", "25:00-26:00", "always"])
def test_site_form_refuses_hours_it_cannot_read(
    client: Client, site: Site, site_manager: Staff, typed: str
) -> None:
    client.force_login(site_manager)
    body = {"name": "x", "kind": "office", "time_zone": "Asia/Shanghai", "day1": typed}
    answer = client.post(reverse("places:site_edit", args=[site.pk]), body)
    assert answer.status_code == 422
    site.refresh_from_db()
    assert site.name == "LAKESIDE"
