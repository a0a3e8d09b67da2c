"""Whoever tries numbers learns nothing from text, status, cookies or time (T20)."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from pinzhi.people import throttle
from pinzhi.people.models import Staff
from tests.people.conftest import PASSWORD, sign_in
from tests.people.counting import Counted

pytestmark = pytest.mark.django_db


@pytest.fixture
def left(colleague: Staff) -> Staff:
    """Jun has left, and still knows the password."""
    colleague.set_password(PASSWORD)
    colleague.is_active, colleague.left_at = False, timezone.now()
    colleague.save()
    return colleague


def answer(number: str, password: str) -> tuple[Any, ...]:
    response = sign_in(Client(), number, password)
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    text = re.sub(r'name="csrf-token" content="[^"]+"', "", text)
    text = text.replace(number, "NUMBER")
    kept = {name: value for name, value in response.headers.items() if name != "X-Request-ID"}
    kept.pop("Content-Length", None)
    return response.status_code, sorted(kept), sorted(response.cookies), text


@pytest.mark.usefixtures("keeper", "left")
def test_answers_are_equal_for_known_unknown_and_left() -> None:
    known = answer("wei", "wrong")
    assert answer("nix", "wrong") == known
    assert answer("jun", "wrong") == known
    assert answer("jun", PASSWORD) == known
    assert answer("mei", "wrong") == known


@pytest.mark.usefixtures("keeper")
def test_answers_are_equal_once_the_tries_are_used_up() -> None:
    for number in ("wei", "nix"):
        for _ in range(throttle.PER_ACCOUNT):
            sign_in(Client(), number, "wrong")
    assert answer("wei", "wrong") == answer("nix", "wrong")
    assert answer("wei", PASSWORD) == answer("nix", PASSWORD)


@pytest.mark.usefixtures("keeper", "butler")
def test_the_same_passwords_are_hashed_for_known_and_unknown(settings: Settings) -> None:
    """Hashing is what takes the time: as often for a number that nobody has as for one's own.

    `mei` exists without any password.
    """
    settings.PASSWORD_HASHERS = ["tests.people.counting.Counted"]
    for number in ("wei", "nix", "mei"):
        sign_in(Client(), number, "wrong")  # the first try of a person renews an old hash
    counted = {}
    for number in ("wei", "nix", "mei"):
        Counted.rounds = 0
        sign_in(Client(), number, "wrong")
        counted[number] = Counted.rounds
    assert counted == {"wei": 1, "nix": 1, "mei": 1}
