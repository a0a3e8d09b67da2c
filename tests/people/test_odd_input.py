"""Whatever is typed or sent: an answer that says no, never a failure of the server."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pinzhi.people.models import Post, Posting, Shift, Staff
from pinzhi.places.models import Site
from tests.people.conftest import PASSWORD, sign_in

pytestmark = pytest.mark.django_db
ODD = [
    b"",
    b"%00",
    b"a%00b",
    b"%ED%A0%80",  # a lone surrogate
    b"%FF%FE",
    b"x" * 10_000,
    b"-1",
    b"99999999999999999999999",
    b"1e9",
    b"NaN",
    b"2026-02-30",
    b"0000-00-00",
    b"99999-01-01",
    b"%3Cscript%3E",
    b"%F0%9F%92%A9" * 50,
    b"[]",
    b"null",
    "٣".encode(),  # a digit, but not one of ours
]
FIELDS = {
    "staff_new": ["number", "name", "phone", "email", "post", "shift", "team", "starts_on"],
    "staff_edit": ["name", "phone", "email", "joined_on"],
    "staff_retire": ["at"],
    "staff_phone": ["reason"],
    "posting_new": ["post", "shift", "team", "starts_on", "ends_on"],
    "posting_end": ["on"],
    "language": ["language"],
    "roster": ["on.1.1.2026-09-14", "on.x.1.2026-09-14", "on.1.1", "on.1.1.2026-99-99", "on..."],
    "second_factor_rule_set": ["role", "required"],
}
CASES = [(name, field) for name, fields in FIELDS.items() for field in fields]


@pytest.fixture
def everyone(site_manager: Staff, security_admin: Staff) -> dict[str, Client]:
    clients = {"desk": Client(raise_request_exception=False), "safe": Client()}
    clients["desk"].force_login(site_manager)
    clients["safe"].force_login(security_admin)
    return clients


def address(name: str, posted: Posting) -> str:
    args: dict[str, list[int]] = {
        "staff_new": [],
        "language": [],
        "second_factor_rule_set": [],
        "posting_end": [posted.pk],
        "posting_new": [posted.staff_id, posted.site_id],
        "roster": [posted.site_id],
    }
    return reverse(f"people:{name}", args=args.get(name, [posted.staff_id]))


def good(name: str, posted: Posting) -> dict[str, object]:
    """Everything else is as it should be, so that the odd value is what is looked at."""
    filled: dict[str, dict[str, object]] = {
        "staff_new": {
            "number": "E-7",
            "name": "Li Si",
            "post": posted.post_id,
            "starts_on": "2026-09-01",
        },
        "staff_edit": {"name": "Wei"},
        "posting_new": {"post": posted.post_id, "starts_on": "2026-09-01"},
        "second_factor_rule_set": {"role": "worker", "required": "1"},
    }
    return filled.get(name, {})


def send(client: Client, url: str, fields: dict[str, object], field: str, value: bytes) -> int:
    rest = {key: one for key, one in fields.items() if key != field}
    body = urlencode({**rest}).encode() + b"&" + field.encode() + b"=" + value
    response = client.generic("POST", url, body, "application/x-www-form-urlencoded")
    return response.status_code


@pytest.mark.parametrize(("name", "field"), CASES)
def test_odd_values_are_refused_or_taken_as_they_are(
    name: str, field: str, posted: Posting, everyone: dict[str, Client]
) -> None:
    client = everyone["safe" if name == "second_factor_rule_set" else "desk"]
    for value in ODD:
        status = send(client, address(name, posted), good(name, posted), field, value)
        assert status in {200, 302, 400, 403, 409, 422}, value
        Posting.objects.filter(pk=posted.pk).update(ends_on=None)


@pytest.mark.parametrize("name", [*FIELDS, "staff_password", "staff_reinstate"])
@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data", "x"])
def test_odd_bodies_are_no_failure(
    name: str, kind: str, posted: Posting, everyone: dict[str, Client]
) -> None:
    client = everyone["safe" if name == "second_factor_rule_set" else "desk"]
    for body in (b"", b"{", b'{"name": [1, {"a": null}]}', b"\x00\xff" * 100):
        response = client.generic("POST", address(name, posted), body, kind)
        assert response.status_code in {200, 302, 400, 403, 409, 422}


@pytest.mark.parametrize(
    "path",
    [
        "people/{n}/",
        "people/roster/{n}/",
        "people/{n}/postings/{n}/",
        "people/postings/{n}/end/",
        "people/me/sessions/{n}/end/",
    ],
)
def test_numbers_beyond_all_rows_are_not_there(path: str, everyone: dict[str, Client]) -> None:
    for number in (0, 2**31, 2**63, 10**40):
        url = "/" + path.format(n=number)
        statuses = {everyone["desk"].get(url).status_code, everyone["desk"].post(url).status_code}
        assert statuses <= {404, 405}


@pytest.mark.usefixtures("keeper")
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(number=st.text(max_size=40), password=st.text(max_size=40))
def test_signing_in_with_anything(number: str, password: str) -> None:
    body = {"login": number, "password": password}
    encoded = urlencode({k: v.encode("utf-8", "surrogatepass") for k, v in body.items()})
    response = Client().generic(
        "POST", reverse("account_login"), encoded, "application/x-www-form-urlencoded"
    )
    assert response.status_code == 200


@pytest.mark.parametrize("value", ODD)
def test_codes_and_passwords_may_be_anything(value: bytes, client: Client, keeper: Staff) -> None:
    sign_in(client, keeper.number)
    fields = {"oldpassword": PASSWORD, "password1": "another-one-7", "password2": "another-one-7"}
    for field in fields:
        odd = dict(fields)
        assert send(client, reverse("account_change_password"), odd, field, value) in {200, 429}  # type: ignore[arg-type]
    assert send(client, reverse("account_reauthenticate"), {}, "password", value) in {200, 429}
    assert keeper.check_password(PASSWORD)


def test_a_shift_or_post_of_another_site_cannot_be_smuggled_in(
    posted: Posting, everyone: dict[str, Client], sister_site: Site
) -> None:
    post = Post.objects.create(site=sister_site, code="X", name="X", department="engineering")
    shift = Shift.objects.create(site=sister_site, code="X", name="X", starts="08:00", ends="17:00")
    url = address("posting_new", posted)
    for odd in ({"post": post.pk}, {"post": posted.post_id, "shift": shift.pk}):
        assert everyone["desk"].post(url, {"starts_on": "2026-09-01", **odd}).status_code == 422
    name = f"on.{posted.staff_id}.{post.pk}.2026-09-14"
    roster = f"{address('roster', posted)}?from=2026-09-14&department=engineering"
    assert everyone["desk"].post(roster, {name: str(shift.pk)}).status_code == 422
