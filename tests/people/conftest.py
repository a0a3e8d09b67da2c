"""People who can sign in, and how to do it as a browser does."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pinzhi.people.models import Post, Posting, RosterEntry, Shift, Staff
from pinzhi.places.models import Site
from pinzhi.trail.models import Event

PASSWORD = "correct-horse-42"
FIRST = date(2026, 1, 1)


def sign_in(client: Client, number: str, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post(
        reverse("account_login"),
        {"login": number, "password": password},
        **extra,
    )


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("people:profile")).status_code == 200


def last_event() -> tuple[str, Any, Any, int | None]:
    event = Event.objects.latest("id")
    return event.verb, event.before, event.after, event.site_id


def put_on(post: Post, staff: Staff, shift: Shift, day: date) -> RosterEntry:
    """On the roster, without asking anybody."""
    return RosterEntry.objects.create(site=post.site, staff=staff, post=post, shift=shift, day=day)


@pytest.fixture
def keeper(worker: Staff) -> Staff:
    """Wei, with a password."""
    worker.set_password(PASSWORD)
    worker.save(update_fields=["password"])
    return worker


@pytest.fixture
def post(site: Site) -> Post:
    return Post.objects.create(site=site, code="ENG", name="Technician", department="engineering")


@pytest.fixture
def day_shift(site: Site) -> Shift:
    return Shift.objects.create(site=site, code="D", name="Day", starts="08:00", ends="17:00")


@pytest.fixture
def posted(worker: Staff, post: Post) -> Posting:
    worker.phone = "13812341234"
    worker.save(update_fields=["phone"])
    return Posting.objects.create(site=post.site, staff=worker, post=post, starts_on=FIRST)


@pytest.fixture
def night_shift(site: Site) -> Shift:
    return Shift.objects.create(site=site, code="N", name="Night", starts="22:00", ends="06:00")
