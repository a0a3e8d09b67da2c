from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from pinzhi.handovers.models import Handover, HandoverItem
from pinzhi.handovers.queries import Wanting
from pinzhi.handovers.showing import WANTS
from pinzhi.handovers.states import Kind, Status
from pinzhi.people.models import Post, RosterEntry, Staff
from pinzhi.plans.models import Plan
from tests.handovers.shifts import HOUR, plant_shifts_now
from tests.planting import plant_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(plan: Plan, worker: Staff, colleague: Staff) -> Post:
    """Wei's shift began an hour ago and ends in two; then Jun comes on."""
    plant_shifts_now(plan.post, worker, colleague)
    return plan.post


def signed_in(client: Client, staff: Staff) -> Client:
    client.force_login(staff)
    return client


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def sign_address(post: Post) -> str:
    end = timezone.localtime().replace(minute=0, second=0, microsecond=0) + 2 * HOUR
    return reverse("handovers:sign", args=[post.pk, int(end.timestamp())])


def test_a_shift_goes_from_hand_to_hand(
    client: Client, plan: Plan, post: Post, worker: Staff, colleague: Staff, foreman: Staff
) -> None:
    task = plant_task(plan, timezone.now() - HOUR / 4, worker)
    mine, sign = reverse("handovers:mine"), sign_address(post)
    browser = signed_in(client, worker)
    assert sign in text(browser, mine)
    page = text(browser, sign)
    assert reverse("plans:task", args=[task.pk]) in page

    told = {"things": "Key 12\n\n Radio 3 ", "remarks": "Pump 2 hums", "to": ""}
    answer = browser.post(sign, told)
    note = Handover.objects.get()
    address = reverse("handovers:handover", args=[note.pk])
    assert (answer.status_code, answer.headers["Location"]) == (302, address)
    assert list(note.items.values_list("kind", "title")) == [
        (Kind.TASK, task.title), (Kind.THING, "Key 12"), (Kind.THING, "Radio 3"),
    ]  # fmt: skip
    assert sign not in text(browser, mine)
    again = browser.post(sign, told)
    assert (again.status_code, Handover.objects.count()) == (422, 1)
    assert "Key 12" in again.content.decode()

    browser = signed_in(client, colleague)
    assert address in text(browser, mine)
    key = note.items.get(title="Key 12")
    assert f"dispute-{key.pk}" in text(browser, address)
    answer = browser.post(
        reverse("handovers:accept", args=[note.pk]), {f"dispute-{key.pk}": "Not on the board"}
    )
    assert answer.headers["Location"] == address
    note.refresh_from_db()
    assert (note.status, note.accepted_by) == (Status.DISPUTED, colleague)

    browser = signed_in(client, foreman)
    assert "Not on the board" in text(browser, address)
    settle = reverse("handovers:settle", args=[key.pk])
    assert browser.post(settle, {"answer": ""}).status_code == 422
    browser.post(settle, {"answer": "Found in the car"})
    note.refresh_from_db()
    assert note.status == Status.SETTLED


def test_what_is_too_long_is_refused_and_nothing_changes(
    client: Client, post: Post, worker: Staff, colleague: Staff
) -> None:
    note = plant_note(post, worker, timezone.now())
    item = HandoverItem.objects.create(handover=note, order=0, kind=Kind.THING, title="Key")
    browser = signed_in(client, colleague)
    accept = reverse("handovers:accept", args=[note.pk])
    assert browser.post(accept, {f"dispute-{item.pk}": "x" * 301}).status_code == 422
    assert browser.post(accept, {"dispute-999999": "no such line"}).status_code == 422
    note.refresh_from_db()
    assert note.status == Status.SIGNED


def plant_note(post: Post, by: Staff, ends_at: datetime) -> Handover:
    return Handover.objects.create(
        site=post.site, post=post, starts_at=ends_at - HOUR, ends_at=ends_at,
        outgoing=by, signed_at=ends_at,
    )  # fmt: skip


def word_of(state: str) -> str:
    """In the language of the pages, whichever is compiled."""
    with override("zh-hans"):
        return str(WANTS[state][1])


def test_the_list_shows_the_foreman_what_is_wanting(
    client: Client, post: Post, worker: Staff, foreman: Staff
) -> None:
    RosterEntry.objects.update(day=timezone.localdate() - timedelta(days=1))
    page = text(signed_in(client, foreman), "/handovers/")
    assert (word_of(Wanting.MISSING) in page, "Wei" in page) == (True, True)
    note = plant_note(post, worker, timezone.now() - 2 * HOUR)
    page = text(signed_in(client, foreman), "/handovers/")
    assert (
        word_of(Wanting.UNREAD) in page,
        reverse("handovers:handover", args=[note.pk]) in page,
    ) == (True, True)


@pytest.mark.parametrize("address", ["/handovers/", "/my/handovers/"])
def test_pages_take_as_many_queries_for_many_notes_as_for_one(
    client: Client, post: Post, worker: Staff, foreman: Staff, address: str
) -> None:
    browser = signed_in(client, foreman)
    counts = []
    for number in (1, 3):
        while Handover.objects.count() < number:
            plant_note(post, worker, timezone.now() - Handover.objects.count() * HOUR)
        with CaptureQueriesContext(connection) as seen:
            browser.get(address)
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert counts[0] <= 20


def test_a_note_takes_as_many_queries_for_many_items_as_for_one(
    client: Client, django_assert_max_num_queries: Any, plan: Plan, post: Post, worker: Staff
) -> None:
    note = plant_note(post, worker, timezone.now())
    for order in range(4):
        task = plant_task(plan, timezone.now() - (order + 1) * HOUR, worker)
        HandoverItem.objects.create(
            handover=note, order=order, kind=Kind.TASK, title=task.title, task=task
        )
    browser = signed_in(client, worker)
    with django_assert_max_num_queries(12):
        browser.get(reverse("handovers:handover", args=[note.pk]))


def test_nobody_signs_for_a_shift_that_is_not_his_or_not_there(
    client: Client, post: Post, colleague: Staff, stranger: Staff, worker: Staff
) -> None:
    sign = sign_address(post)
    assert signed_in(client, colleague).get(sign).status_code == 403
    assert signed_in(client, stranger).get(sign).status_code == 404
    browser = signed_in(client, worker)
    assert browser.get(reverse("handovers:sign", args=[post.pk, 7])).status_code == 404
    assert browser.get(reverse("handovers:sign", args=[post.pk, 10**12])).status_code == 404
