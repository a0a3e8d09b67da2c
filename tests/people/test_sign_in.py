import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from pinzhi.people import urls_sign_in
from pinzhi.people.models import Staff, StaffSession
from pinzhi.trail.models import Event
from tests.people.conftest import PASSWORD, is_signed_in, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keeper")]


def test_sign_in_with_number_and_password(client: Client) -> None:
    response = sign_in(client, "wei")
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert is_signed_in(client)


def test_sign_in_takes_the_number_in_any_case(client: Client) -> None:
    sign_in(client, " WEI ")
    assert is_signed_in(client)


def test_sign_in_with_a_wrong_password(client: Client) -> None:
    response = sign_in(client, "wei", "wrong")
    assert response.status_code == 200
    assert not is_signed_in(client)


def test_sign_in_leaves_a_session_row_and_an_event(client: Client, keeper: Staff) -> None:
    sign_in(client, "wei", HTTP_USER_AGENT="Phone 7")
    row = StaffSession.objects.get()
    assert (row.staff, row.browser, row.ip) == (keeper, "Phone 7", "127.0.0.1")
    assert row.session_key == client.session.session_key
    assert Event.objects.get().verb == "staff.signed_in"


def test_sign_out_takes_the_session_row_away(client: Client) -> None:
    sign_in(client, "wei")
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)
    assert StaffSession.objects.count() == 0


def test_the_language_of_the_person_is_kept_in_the_browser(client: Client) -> None:
    Staff.objects.update(language="en")
    assert sign_in(client, "wei").cookies["django_language"].value == "en"


@pytest.mark.parametrize(
    "name",
    ["account_signup", "account_email", "account_reset_password", "account_set_password"],
)
def test_nothing_else_of_allauth_is_open(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("number", ["wei", "nobody"])
@pytest.mark.parametrize(
    "password", ["x\x00y", "\ud800", "x" * 5000, "", "密码" * 60, PASSWORD + "\n"]
)
def test_sign_in_refuses_odd_input(client: Client, number: str, password: str) -> None:
    body = f"login={number}&password=".encode() + password.encode("utf-8", "surrogatepass")
    response = client.generic(
        "POST", reverse("account_login"), body, "application/x-www-form-urlencoded"
    )
    assert response.status_code == 200
    assert not is_signed_in(client)


@pytest.mark.parametrize("number", ["a\x00b", "\ud800", "x" * 300, "", "   ", "' or 1=1 --"])
def test_sign_in_refuses_odd_numbers(client: Client, number: str) -> None:
    body = b"password=abc&login=" + number.encode("utf-8", "surrogatepass")
    response = client.generic(
        "POST", reverse("account_login"), body, "application/x-www-form-urlencoded"
    )
    assert response.status_code == 200


@pytest.mark.parametrize("path", [str(one.pattern) for one in urls_sign_in.urlpatterns])
def test_no_page_fails_for_those_without_a_password(
    path: str, client: Client, butler: Staff
) -> None:
    """As for somebody signed in from elsewhere, and for nobody at all."""
    for signed_in in (False, True):
        if signed_in:
            client.force_login(butler)
        statuses = {client.get(f"/accounts/{path}").status_code}
        statuses |= {client.post(f"/accounts/{path}").status_code}
        assert statuses <= {200, 302, 403, 404, 405}
