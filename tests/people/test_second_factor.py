from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pinzhi.people import second_factor
from pinzhi.people.actions import require_second_factor, reset_second_factor
from pinzhi.people.models import SecondFactorRule, Staff
from pinzhi.people.refusals import NotAllowed, Unfit
from pinzhi.trail.models import Event
from tests.people.conftest import PASSWORD, is_signed_in, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def phone(client: Client, keeper: Staff) -> Client:
    """Wei's browser, signed in and sure that it is Wei."""
    sign_in(client, keeper.number)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def code(secret: str, step: int = 0) -> str:
    """What an authenticator app shows: now (0), or half a minute before (-1) or after (1)."""
    counters = list(yield_hotp_counters_from_time())
    now = counters[len(counters) // 2]
    return str(format_hotp_value(hotp_value(secret, now + step)))


def set_up(client: Client) -> str:
    page = client.get(reverse("mfa_activate_totp"))
    secret: str = page.context["form"].secret
    assert secret in page.content.decode()
    done = client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert done.headers["Location"] == reverse("mfa_view_recovery_codes")
    return secret


def wrong(secret: str) -> str:
    right = {code(secret, step) for step in (-2, -1, 0, 1, 2)}
    return next(guess for n in range(10) if (guess := f"{n:06}") not in right)


@pytest.mark.usefixtures("keeper")
def test_set_up_asks_for_the_password_again(client: Client) -> None:
    sign_in(client, "wei")
    response = client.get(reverse("mfa_activate_totp"))
    assert response.headers["Location"].startswith(reverse("account_reauthenticate"))


@pytest.mark.usefixtures("keeper")
def test_set_up_and_sign_in_with_a_real_code(phone: Client) -> None:
    secret = set_up(phone)
    other = Client()
    response = sign_in(other, "wei")
    assert response.headers["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(other)
    assert other.get(reverse("mfa_authenticate")).status_code == 200
    other.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert is_signed_in(other)


@pytest.mark.usefixtures("keeper")
def test_a_code_works_once(phone: Client) -> None:
    secret = set_up(phone)
    now = code(secret)
    for client, works in ((Client(), True), (Client(), False)):
        sign_in(client, "wei")
        client.post(reverse("mfa_authenticate"), {"code": now})
        assert is_signed_in(client) is works


@pytest.mark.usefixtures("keeper")
def test_five_wrong_codes_stop_the_guessing(phone: Client) -> None:
    secret = set_up(phone)
    other = Client()
    sign_in(other, "wei")
    for _ in range(5):
        other.post(reverse("mfa_authenticate"), {"code": wrong(secret)})
    other.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert not is_signed_in(other)


@pytest.mark.usefixtures("keeper")
def test_a_recovery_code_works_once(phone: Client) -> None:
    set_up(phone)
    recovery = phone.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    for works in (True, False):
        other = Client()
        sign_in(other, "wei")
        other.post(reverse("mfa_authenticate"), {"code": recovery})
        assert is_signed_in(other) is works


@pytest.mark.usefixtures("keeper")
def test_recovery_codes_can_be_fetched_and_renewed(phone: Client) -> None:
    set_up(phone)
    before = phone.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    text = phone.get(reverse("mfa_download_recovery_codes")).content.decode()
    assert all(one in text for one in before)
    assert phone.get(reverse("mfa_generate_recovery_codes")).status_code == 200
    phone.post(reverse("mfa_generate_recovery_codes"))
    after = phone.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert set(after).isdisjoint(before)


def test_the_secret_is_not_kept_in_the_clear(phone: Client, keeper: Staff) -> None:
    secret = set_up(phone)
    kept = Authenticator.objects.get(user=keeper, type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in kept


def test_set_up_and_switch_off_leave_events(
    phone: Client, keeper: Staff, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        set_up(phone)
    assert phone.get(reverse("mfa_index")).status_code == 200
    assert phone.get(reverse("mfa_deactivate_totp")).status_code == 200
    phone.post(reverse("mfa_deactivate_totp"))
    assert not second_factor.has_second_factor(keeper)
    verbs = list(Event.objects.order_by("id").values_list("verb", flat=True))
    added, removed = "staff.second_factor_added", "staff.second_factor_removed"
    assert verbs == ["staff.signed_in", added, added, removed, removed]


# Enforced by role


@pytest.fixture
def for_workers(security_admin: Staff) -> SecondFactorRule:
    return require_second_factor("worker", required=True, by=security_admin)


@pytest.mark.usefixtures("keeper", "for_workers")
def test_whoever_needs_one_is_led_to_set_it_up(client: Client) -> None:
    sign_in(client, "wei")
    for name in ("people:profile", "console:sites", "people:roster_choose"):
        assert client.get(reverse(name)).headers["Location"] == reverse("mfa_activate_totp")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    set_up(client)
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200
    assert is_signed_in(client)


@pytest.mark.usefixtures("keeper", "for_workers")
def test_whoever_needs_one_may_still_sign_out(client: Client) -> None:
    sign_in(client, "wei")
    assert client.post(reverse("account_logout")).headers["Location"] == "/"
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("keeper", "for_workers")
def test_whoever_needs_one_is_told_so_as_a_machine(client: Client) -> None:
    sign_in(client, "wei")
    machine = client.get(reverse("people:profile"), headers={"accept": "application/json"})
    assert (machine.status_code, machine.json()["code"]) == (403, "second_factor_first")
    swap = client.get(reverse("people:profile"), headers={"HX-Request": "true"})
    assert (swap.status_code, swap["HX-Redirect"]) == (204, reverse("mfa_activate_totp"))


@pytest.mark.usefixtures("for_workers")
def test_others_are_left_alone(client: Client, butler: Staff) -> None:
    client.force_login(butler)
    assert is_signed_in(client)


def test_it_cannot_be_switched_off_where_it_is_required(
    phone: Client, keeper: Staff, security_admin: Staff
) -> None:
    set_up(phone)
    require_second_factor("worker", required=True, by=security_admin)
    phone.post(reverse("mfa_deactivate_totp"))
    assert second_factor.has_second_factor(keeper)


@pytest.mark.usefixtures("keeper")
def test_a_new_rule_reaches_those_signed_in_within_a_minute(
    client: Client, security_admin: Staff
) -> None:
    sign_in(client, "wei")
    require_second_factor("worker", required=True, by=security_admin)
    session = client.session
    session[second_factor.CHECKED] = int(timezone.now().timestamp()) - second_factor.TRUSTED_FOR
    session.save()
    assert not is_signed_in(client)


@pytest.mark.usefixtures("keeper", "for_workers")
def test_a_rule_that_was_lifted_holds_nobody(client: Client, security_admin: Staff) -> None:
    sign_in(client, "wei")
    assert not is_signed_in(client)
    require_second_factor("worker", required=False, by=security_admin)
    assert is_signed_in(client)


@pytest.mark.usefixtures("keeper", "for_workers")
def test_pages_cost_no_query_more(client: Client, settings: Any) -> None:
    require_second_factor("worker", required=False, by=None)
    sign_in(client, "wei")
    with CaptureQueriesContext(connection) as guarded:
        assert is_signed_in(client)
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if not m.endswith("DutiesFirst")]
    bare = Client()
    bare.cookies = client.cookies
    with CaptureQueriesContext(connection) as unguarded:
        assert is_signed_in(bare)
    assert len(guarded) == len(unguarded)


def test_require_second_factor_is_for_the_security_administrator(system_admin: Staff) -> None:
    with pytest.raises(NotAllowed):
        require_second_factor("worker", required=True, by=system_admin)


def test_require_second_factor_of_an_unknown_role(security_admin: Staff) -> None:
    with pytest.raises(Unfit):
        require_second_factor("king", required=True, by=security_admin)


def test_require_second_factor_leaves_an_event_only_when_it_changes(security_admin: Staff) -> None:
    for _ in range(2):
        require_second_factor("worker", required=True, by=security_admin)
    event = Event.objects.get()
    assert (event.verb, event.after) == ("second_factor.required", {"required": True})


def test_reset_second_factor_lets_in_with_the_password(
    phone: Client, keeper: Staff, security_admin: Staff
) -> None:
    set_up(phone)
    reset_second_factor(keeper, by=security_admin)
    assert not is_signed_in(phone)
    other = Client()
    sign_in(other, "wei")
    assert is_signed_in(other)


def test_reset_second_factor_is_not_for_managers(keeper: Staff, site_manager: Staff) -> None:
    with pytest.raises(NotAllowed):
        reset_second_factor(keeper, by=site_manager)
