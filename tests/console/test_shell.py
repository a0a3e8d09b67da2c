import re
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from pinzhi.cases.models import Case
from pinzhi.console.context import FEW, Shell
from pinzhi.console.nav import MENU, PHONE
from pinzhi.people.models import Staff
from pinzhi.places.models import OrgNode, Site
from tests.conftest import NOW, plant_site

pytestmark = pytest.mark.django_db
SITES = "/sites/"


@pytest.fixture
def desk(client: Client, site_manager: Staff) -> Client:
    client.force_login(site_manager)
    return client


def page_of(client: Client, address: str = SITES) -> str:
    return client.get(address).content.decode()


def menu_of(client: Client) -> list[str]:
    menu = page_of(client).split('id="pz-nav"')[1].split("</nav>")[0]
    return re.findall(r'<li><a href="([^"]+)"', menu)


def test_shell_speaks_chinese_unless_asked_otherwise(desk: Client) -> None:
    assert '<html lang="zh-hans"' in page_of(desk)
    desk.post(reverse("set_language"), {"language": "en", "next": SITES})
    assert '<html lang="en"' in page_of(desk)


def test_shell_carries_no_inline_script_or_style(desk: Client) -> None:
    page = page_of(desk)
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page) == []
    policy = set(desk.get(SITES)["Content-Security-Policy"].split("; "))
    assert {one for one in policy if one.startswith(("default", "script", "style"))} == {
        "default-src 'self'"
    }


def test_menu_shows_workers_no_office(desk: Client, worker: Staff, client: Client) -> None:
    shown = menu_of(desk)
    client.force_login(worker)
    assert (len(shown) > 1, menu_of(client)) == (True, [reverse("field:today")])


def test_menu_leads_only_to_pages_that_answer(desk: Client) -> None:
    shown = menu_of(desk)
    found = {address: desk.get(address, follow=True).status_code for address in shown}
    assert found == dict.fromkeys(shown, 200)


def test_menu_keys_are_single() -> None:
    keys = [item.key for _, group in MENU for item in group]
    assert len(keys) == len(set(keys))


def test_phone_bar_has_its_four_places() -> None:
    assert [item.view for item in PHONE] == [
        "field:today",
        "field:scan",
        "field:report",
        "people:profile",
    ]


def test_home_sends_workers_to_their_tasks(client: Client, worker: Staff) -> None:
    client.force_login(worker)
    assert client.get("/").headers["Location"] == reverse("field:today")


def test_home_sends_the_office_to_its_board(desk: Client) -> None:
    answer = desk.get("/", follow=True)
    assert (answer.status_code, answer.redirect_chain) == (200, [(reverse("console:today"), 302)])


def test_home_tells_a_newcomer_what_will_be_here(client: Client) -> None:
    client.force_login(Staff.objects.create_user("new", name="Xin"))
    answer = client.get("/")
    assert (answer.status_code, "Xin，您好" in answer.content.decode()) == (200, True)


def test_home_asks_a_stranger_to_sign_in(client: Client) -> None:
    assert client.get("/").headers["Location"] == f"{reverse('account_login')}?next=/"


def test_site_is_chosen_and_kept(
    client: Client, auditor: Staff, site: Site, sister_site: Site
) -> None:
    client.force_login(auditor)
    assert "selected" not in page_of(client).split('id="pz-site"')[1].split("</select>")[0]
    answer = client.post("/site/", {"site": sister_site.pk, "next": "/sites/?q=H"})
    assert answer.headers["Location"] == "/sites/?q=H"
    assert f'value="{sister_site.pk}" selected' in page_of(client)
    client.post("/site/", {"site": ""})
    assert f'value="{site.pk}" selected' not in page_of(client)


def test_site_outside_the_scope_is_not_there(desk: Client, other_site: Site) -> None:
    assert desk.post("/site/", {"site": other_site.pk}).status_code == 400


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example", "x", ""])
def test_site_does_not_lead_out_of_the_house(desk: Client, site: Site, wanted: str) -> None:
    answer = desk.post("/site/", {"site": site.pk, "next": wanted})
    assert answer.headers["Location"] == "/"


def test_site_that_left_the_scope_is_forgotten(desk: Client, other_site: Site, site: Site) -> None:
    session = desk.session
    session["site"] = other_site.pk
    session.save()
    assert f'value="{site.pk}" selected' in page_of(desk)


def test_many_sites_have_a_page_of_their_own(
    client: Client, auditor: Staff, company: OrgNode
) -> None:
    for number in range(FEW + 1):
        plant_site(f"S{number:03}", company)
    client.force_login(auditor)
    page = page_of(client)
    assert ('id="pz-site"' in page, page.count('name="site" value="')) == (False, FEW + 2)
    assert page_of(client, "/sites/?q=S00").count('name="site" value="') == 11


@pytest.mark.parametrize("sites", [1, 3])
def test_shell_costs_no_more_with_more_sites(
    client: Client,
    auditor: Staff,
    company: OrgNode,
    sites: int,
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(sites):
        plant_site(f"S{number}", company)
    client.force_login(auditor)
    page_of(client)
    with django_assert_max_num_queries(7):  # session, person, three of the scope, the badge
        page_of(client)


def test_stale_seal_is_explained_in_the_house_style(site_manager: Staff) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(site_manager)
    answer = strict.post("/site/", {"site": ""})
    assert (answer.status_code, "没有改动任何数据" in answer.content.decode()) == (403, True)


def test_unreadable_address_is_explained(desk: Client) -> None:
    answer = desk.post("/site/", {"site": "x"})
    assert (answer.status_code, "没有改动任何数据" in answer.content.decode()) == (400, True)


@pytest.mark.parametrize("address", ["/nowhere/", "/sites/nowhere/"])
def test_unknown_address_is_explained(desk: Client, address: str) -> None:
    answer = desk.get(address)
    assert (answer.status_code, "数据没有丢失" in answer.content.decode()) == (404, True)


@pytest.mark.parametrize(
    ("status", "owner", "count"),
    [
        ("assigned", "wei", 1),
        ("again", "wei", 1),
        ("fixed", "wei", 0),  # somebody else's turn: the recheck
        ("assigned", "jun", 0),
    ],
)
@pytest.mark.usefixtures("colleague")
def test_badge_counts_what_waits_for_me(
    rf: RequestFactory, worker: Staff, site: Site, status: str, owner: str, count: int
) -> None:
    Case.objects.create(
        site=site,
        title="x",
        department="engineering",
        status=status,
        owner=Staff.objects.get(number=owner),
        opened_at=NOW,
        due_at=NOW,
    )
    request = rf.get("/")
    request.user = worker
    assert Shell(request).mine_to_fix == count
