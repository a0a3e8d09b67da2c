from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from pinzhi.people import actions, refusals
from pinzhi.people.models import Staff, StaffSession
from tests.people.conftest import (
    PASSWORD,
    is_signed_in,
    last_event,
    sign_in,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)
MONDAY = date(2026, 9, 14)
SUNDAY = date(2026, 9, 20)


def test_issue_password_lets_in_once_to_choose_another(
    client: Client, worker: Staff, site_manager: Staff
) -> None:
    given = actions.issue_password(worker, by=site_manager)
    sign_in(client, "wei", given)
    for name in ("people:profile", "console:home", "mfa_index"):
        assert client.get(reverse(name)).headers["Location"] == reverse("account_change_password")
    assert client.get(reverse("account_change_password")).status_code == 200
    new = {"oldpassword": given, "password1": PASSWORD, "password2": PASSWORD}
    client.post(reverse("account_change_password"), new)
    assert is_signed_in(client)
    again = Client()
    sign_in(again, "wei", given)
    assert not is_signed_in(again)


@pytest.mark.parametrize(
    "chosen", ["GIVEN", "short1", "12345678901", "password123", "zhangsanfeng1", "x\x00" * 6]
)
def test_the_first_password_is_not_replaced_by_a_weak_one(
    client: Client, worker: Staff, site_manager: Staff, chosen: str
) -> None:
    actions.edit_staff(worker, by=site_manager, name="Zhangsanfeng")
    given = actions.issue_password(worker, by=site_manager)
    chosen = given if chosen == "GIVEN" else chosen
    sign_in(client, "wei", given)
    new = {"oldpassword": given, "password1": chosen, "password2": chosen}
    assert client.post(reverse("account_change_password"), new).status_code == 200
    assert not is_signed_in(client)


def test_issue_password_ends_every_session(
    client: Client, keeper: Staff, site_manager: Staff
) -> None:
    sign_in(client, "wei")
    actions.issue_password(keeper, by=site_manager)
    assert not is_signed_in(client)
    assert last_event() == ("staff.password_issued", {}, {}, None)


def test_issue_password_is_never_the_same(worker: Staff) -> None:
    given = {actions.issue_password(worker, by=None) for _ in range(5)}
    assert {len(one) for one in given} == {14}
    assert len(given) == 5


def test_a_new_password_ends_the_other_sessions(keeper: Staff) -> None:
    here, there = Client(), Client()
    sign_in(here, "wei")
    sign_in(there, "wei")
    new = {"oldpassword": PASSWORD, "password1": "another-one-7", "password2": "another-one-7"}
    here.post(reverse("account_change_password"), new)
    assert (is_signed_in(here), is_signed_in(there)) == (True, False)
    kept = StaffSession.objects.get(staff=keeper)
    assert kept.session_key == here.session.session_key


@pytest.mark.parametrize(
    ("by", "to", "may"),
    [
        ("site_manager", "worker", True),
        ("system_admin", "worker", True),
        ("security_admin", "worker", True),
        ("worker", "colleague", False),
        ("foreman", "worker", False),
        ("department_head", "worker", False),
        ("auditor", "worker", False),
        ("quality_officer", "worker", False),
        ("sister_manager", "worker", False),
        ("stranger", "worker", False),
        ("site_manager", "inspector", False),  # whose role stands above
        ("site_manager", "quality_officer", False),
        ("site_manager", "site_manager", False),  # oneself
        ("system_admin", "security_admin", False),  # would step into another's shoes
        ("system_admin", "audit_admin", False),
        ("security_admin", "system_admin", True),
        ("audit_admin", "worker", False),
    ],
)
def test_who_may_issue_a_password(
    by: str, to: str, may: bool, request: pytest.FixtureRequest
) -> None:
    giver, taker = request.getfixturevalue(by), request.getfixturevalue(to)
    if may:
        assert actions.issue_password(taker, by=giver)
    else:
        with pytest.raises(refusals.NotAllowed):
            actions.issue_password(taker, by=giver)


def test_end_session_signs_another_browser_out(keeper: Staff) -> None:
    here, there = Client(), Client()
    sign_in(here, "wei")
    sign_in(there, "wei")
    row = StaffSession.objects.get(session_key=there.session.session_key)
    here.post(reverse("people:session_end", args=[row.pk]))
    assert (is_signed_in(here), is_signed_in(there)) == (True, False)
    assert last_event()[0] == "staff.session_ended"
    assert keeper.sessions.count() == 1


def test_end_session_of_somebody_else_is_not_there(
    client: Client, keeper: Staff, colleague: Staff
) -> None:
    sign_in(client, "wei")
    other = Client()
    other.force_login(colleague)
    row = StaffSession.objects.get(staff=keeper)
    assert other.post(reverse("people:session_end", args=[row.pk])).status_code == 404
    assert is_signed_in(client)


def test_choose_language(client: Client, worker: Staff) -> None:
    client.force_login(worker)
    response = client.post(reverse("people:language"), {"language": "en"})
    assert response.cookies["django_language"].value == "en"
    assert "Signing in" in client.get(reverse("people:profile")).content.decode()
