"""Every page of the room, looked at by those it is for and by those it is not."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pinzhi.people.models import Post, Posting, SecondFactorRule, Staff
from pinzhi.people.roles import Role
from pinzhi.places.models import Site
from tests.conftest import plant_member
from tests.people.conftest import FIRST, last_event

pytestmark = pytest.mark.django_db
PHONE, MASKED = "13812341234", "138****1234"


@pytest.fixture
def desk(client: Client, site_manager: Staff) -> Client:
    client.force_login(site_manager)
    client.cookies["django_language"] = "en"
    return client


def page(client: Client, name: str, *args: object, **query: str) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def numbers(client: Client, **query: str) -> list[str]:
    response = client.get(reverse("people:staff_list"), query)
    assert response.status_code == 200
    return [staff.number for staff in response.context["view"].page.rows]


# The list


def test_list_shows_posts_and_masked_telephones(desk: Client, posted: Posting) -> None:
    text = page(desk, "people:staff_list")
    assert posted.post.name in text
    assert MASKED in text
    assert PHONE not in text


@pytest.mark.usefixtures("stranger", "sister_manager", "quality_officer")
def test_list_shows_only_the_people_of_ones_sites(
    desk: Client, worker: Staff, foreman: Staff
) -> None:
    assert numbers(desk) == [foreman.number, "lan", worker.number]


@pytest.mark.usefixtures("foreman", "posted")
def test_list_narrows_by_department_site_and_employment(
    desk: Client, butler: Staff, site: Site
) -> None:
    Staff.objects.filter(pk=butler.pk).update(is_active=False, left_at=timezone.now())
    assert numbers(desk, department="engineering") == ["wei"]
    assert numbers(desk, department="security") == []
    assert numbers(desk, site=str(site.pk)) == ["wei"]
    assert numbers(desk, state="left") == ["mei"]
    assert numbers(desk, state="employed") == ["gang", "lan", "wei"]


@pytest.mark.usefixtures("posted", "butler")
def test_list_searches_names_and_numbers_but_not_telephones(desk: Client) -> None:
    assert numbers(desk, q="EI") == ["mei", "wei"]
    assert numbers(desk, q="1381234") == []


def test_list_does_not_tell_who_works_at_other_sites(desk: Client, other_site: Site) -> None:
    url = reverse("people:staff_list")
    assert desk.get(url, {"site": str(other_site.pk)}).status_code == 400
    assert desk.get(url, {"site": "999999"}).status_code == 400


@pytest.mark.usefixtures("posted")
def test_list_as_a_spreadsheet_is_masked_too(desk: Client) -> None:
    response = desk.get(reverse("people:staff_list"), {"export": "xlsx"})
    assert response.status_code == 200
    assert PHONE.encode() not in b"".join(response.streaming_content)  # type: ignore[attr-defined]


def test_list_costs_the_same_for_one_row_and_for_three(
    client: Client, system_admin: Staff, post: Post
) -> None:
    client.force_login(system_admin)
    counts = []
    for rows in (1, 3):
        while Posting.objects.count() < rows:
            staff = plant_member(f"p{Posting.objects.count()}", post.site.node, Role.WORKER)
            Posting.objects.create(site=post.site, staff=staff, post=post, starts_on=FIRST)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("people:staff_list")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 12


# One person


def test_page_of_a_person(desk: Client, posted: Posting) -> None:
    text = page(desk, "people:staff", posted.staff_id)
    assert MASKED in text
    assert PHONE not in text
    assert "Worker" in text


def test_telephone_is_shown_for_a_reason(desk: Client, posted: Posting) -> None:
    url = reverse("people:staff_phone", args=[posted.staff_id])
    refused = desk.post(url, {"reason": "   "})
    assert (refused.status_code, PHONE in refused.content.decode()) == (422, False)
    shown = desk.post(url, {"reason": "pipe burst"})
    assert (shown.status_code, PHONE in shown.content.decode()) == (200, True)
    assert "no-store" in shown["Cache-Control"]
    assert last_event()[0] == "staff.phone_revealed"
    assert PHONE not in page(desk, "people:staff", posted.staff_id)


def test_first_password_is_shown_once(desk: Client, worker: Staff) -> None:
    response = desk.post(reverse("people:staff_password", args=[worker.pk]))
    password = response.context["password"]
    assert password in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    worker.refresh_from_db()
    assert worker.check_password(password)
    assert password not in page(desk, "people:staff", worker.pk)


def test_enter_somebody_new(desk: Client, post: Post) -> None:
    url = reverse("people:staff_new")
    assert desk.get(url).status_code == 200
    data = {"number": "E-9", "name": "Li Si", "post": post.pk, "starts_on": "2026-09-01"}
    response = desk.post(url, data)
    new = Staff.objects.get(number="E-9")
    assert response.headers["Location"] == reverse("people:staff", args=[new.pk])
    assert new.postings.get().post == post


@pytest.mark.usefixtures("worker")
def test_enter_somebody_with_a_number_in_use(desk: Client, post: Post) -> None:
    data = {"number": "WEI", "name": "Li Si", "post": post.pk, "starts_on": "2026-09-01"}
    response = desk.post(reverse("people:staff_new"), data)
    assert response.status_code == 422
    assert "Somebody else has this staff number." in response.content.decode()


def test_enter_somebody_asks_which_site(
    client: Client, system_admin: Staff, site: Site, sister_site: Site
) -> None:
    client.force_login(system_admin)
    text = page(client, "people:staff_new")
    assert f"?site={sister_site.pk}" in text
    assert page(client, "people:staff_new", site=str(site.pk))


def test_edit(desk: Client, worker: Staff) -> None:
    url = reverse("people:staff_edit", args=[worker.pk])
    assert desk.get(url).status_code == 200
    desk.post(url, {"name": "Wei Wei", "phone": PHONE, "email": "", "joined_on": "2026-01-01"})
    worker.refresh_from_db()
    assert (worker.name, worker.phone, worker.joined_on) == ("Wei Wei", PHONE, FIRST)


def test_leave_and_come_back(desk: Client, posted: Posting) -> None:
    now = timezone.localtime()
    url = reverse("people:staff_retire", args=[posted.staff_id])
    later = now + timedelta(hours=1)
    assert desk.post(url, {"at": f"{later:%Y-%m-%dT%H:%M}"}).status_code == 422
    assert desk.post(url, {"at": f"{now:%Y-%m-%dT%H:%M}"}).status_code == 302
    assert "Coming back" in page(desk, "people:staff", posted.staff_id)
    desk.post(reverse("people:staff_reinstate", args=[posted.staff_id]))
    assert Staff.objects.get(pk=posted.staff_id).is_active


def test_post_and_end(desk: Client, posted: Posting, site: Site) -> None:
    other = Post.objects.create(site=site, code="B", name="Boiler", department="engineering")
    url = reverse("people:posting_new", args=[posted.staff_id, site.pk])
    assert desk.get(url).status_code == 200
    assert desk.post(url, {"post": other.pk, "starts_on": "2026-09-01"}).status_code == 302
    new = Posting.objects.get(post=other)
    desk.post(reverse("people:posting_end", args=[new.pk]), {"on": "2026-09-30"})
    new.refresh_from_db()
    assert str(new.ends_on) == "2026-09-30"


def test_own_page(client: Client, posted: Posting) -> None:
    client.force_login(posted.staff)
    text = page(client, "people:profile")
    assert PHONE in text
    assert posted.post.name in text
    page(client, "people:staff", posted.staff_id)


def test_the_phone_of_a_lost_factor_is_offered_to_the_security_administrator(
    client: Client, security_admin: Staff, posted: Posting
) -> None:
    client.force_login(security_admin)
    page(client, "people:staff", posted.staff_id)
    url = reverse("people:staff_second_factor", args=[posted.staff_id])
    assert client.post(url).status_code == 302


# Who sees what

POSTS = [
    "staff_edit",
    "staff_retire",
    "staff_reinstate",
    "staff_password",
    "staff_second_factor",
    "staff_phone",
]


@pytest.mark.parametrize("name", ["staff", *POSTS])
@pytest.mark.parametrize("by", ["stranger", "sister_manager"])
def test_people_of_other_sites_are_not_there(
    name: str, by: str, client: Client, posted: Posting, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(by))
    url = reverse(f"people:{name}", args=[posted.staff_id])
    assert client.get(url).status_code in {404, 405}
    assert client.post(url).status_code in {404, 405}
    assert {client.get(url).status_code, client.post(url).status_code} & {404}


@pytest.mark.parametrize("name", POSTS)
@pytest.mark.parametrize("by", ["colleague", "auditor", "inspector", "contractor"])
def test_changing_people_is_not_for_everybody(
    name: str, by: str, client: Client, posted: Posting, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(by))
    url = reverse(f"people:{name}", args=[posted.staff_id])
    assert client.post(url, {"reason": "curious"}).status_code == 403


@pytest.mark.parametrize(
    ("by", "status"),
    [("worker", 403), ("contractor", 403), ("butler", 200), ("foreman", 200), ("auditor", 200)],
)
def test_who_sees_the_list(
    by: str, status: int, client: Client, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(by))
    assert client.get(reverse("people:staff_list")).status_code == status


@pytest.mark.usefixtures("worker")
def test_workers_see_no_colleague(client: Client, colleague: Staff, worker: Staff) -> None:
    client.force_login(worker)
    assert client.get(reverse("people:staff", args=[colleague.pk])).status_code == 403


def test_history_is_not_for_colleagues(
    client: Client, butler: Staff, site_manager: Staff, posted: Posting
) -> None:
    for user, sees in ((butler, False), (site_manager, True), (posted.staff, True)):
        client.force_login(user)
        response = client.get(reverse("people:staff", args=[posted.staff_id]))
        assert response.context["may_see_history"] is sees


@pytest.mark.parametrize("name", ["staff_list", "staff_new", "profile", "roster_choose"])
def test_strangers_to_the_house_are_asked_to_sign_in(name: str, client: Client) -> None:
    response = client.get(reverse(f"people:{name}"))
    assert response.headers["Location"].startswith(reverse("account_login"))


# Second factor rules


def test_second_factor_rules(client: Client, security_admin: Staff) -> None:
    client.force_login(security_admin)
    page(client, "people:second_factor_rules")
    url = reverse("people:second_factor_rule_set")
    assert client.post(url, {"role": "worker", "required": "1"}).status_code == 302
    assert SecondFactorRule.objects.get().required
    page(client, "people:second_factor_rules")
    for odd in ({"role": "king", "required": "1"}, {"role": "worker", "required": "x"}, {}):
        assert client.post(url, odd).status_code == 422


@pytest.mark.parametrize("by", ["site_manager", "system_admin", "audit_admin", "worker"])
def test_second_factor_rules_are_for_the_security_administrator(
    by: str, client: Client, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(by))
    assert client.get(reverse("people:second_factor_rules")).status_code == 403
    data = {"role": "worker", "required": "1"}
    assert client.post(reverse("people:second_factor_rule_set"), data).status_code == 403
