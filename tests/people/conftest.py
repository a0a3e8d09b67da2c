"""People who can sign in, and how to do it as a browser does."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pinzhi.people.models import Staff

PASSWORD = "correct-horse-42"


def sign_in(client: Client, number: str, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post(
        reverse("account_login"),
        {"login": number, "password": password},
        **extra,
    )


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("people:profile")).status_code == 200


@pytest.fixture
def keeper(worker: Staff) -> Staff:
    """Wei, with a password."""
    worker.set_password(PASSWORD)
    worker.save(update_fields=["password"])
    return worker
