"""Whoever tries numbers learns nothing from text, status, cookies or time (T20)."""

import re
from time import perf_counter
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pinzhi.people import throttle
from pinzhi.people.models import GuessCount, Staff
from tests.people.conftest import PASSWORD, sign_in

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
def test_time_is_equal_for_known_and_unknown() -> None:
    """One password is hashed either way; without that the ratio would be five and more.

    `mei` exists without any password.
    """
    taken: dict[str, list[float]] = {"wei": [], "nix": [], "mei": []}
    for number in taken:
        sign_in(Client(), number, "wrong")
    for _ in range(15):
        for number, times in taken.items():
            GuessCount.objects.all().delete()
            start = perf_counter()
            sign_in(Client(), number, "wrong")
            times.append(perf_counter() - start)
    known, unknown, without = (min(times) for times in taken.values())
    assert max(known, unknown, without) / min(known, unknown, without) < 1.5
