"""Tasks taken over from who is away, and handed to who accepts."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from pinzhi.common.states import MoveRefused
from pinzhi.people.models import Posting, Staff
from pinzhi.plans.actions import (
    accept_task,
    assign_task,
    complete_task,
    decline_task,
    offer_task,
    take_over_task,
)
from pinzhi.plans.models import Plan, Task, Transfer
from pinzhi.plans.refusals import ColleagueIsThere, NotOneOfUs, NotYours, TransferDecided
from pinzhi.trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_duty(plan: Plan, worker: Staff) -> Posting:
    """Wei fills the post, round the clock."""
    return Posting.objects.create(
        site=plan.site, staff=worker, post=plan.post, starts_on=date(2026, 1, 1)
    )


def test_take_over_from_who_is_away(task: Task, colleague: Staff) -> None:
    take_over_task(task, by=colleague)
    task.refresh_from_db()
    assert (task.assignee, task.by_hand) == (colleague, True)
    event = Event.objects.latest("pk")
    assert (event.verb, event.before, event.after) == (
        "task.assigned",
        {"assignee": "Wei"},
        {"assignee": "Jun"},
    )


@pytest.mark.usefixtures("on_duty")
def test_nobody_takes_over_from_who_is_there(task: Task, colleague: Staff) -> None:
    with pytest.raises(ColleagueIsThere):
        take_over_task(task, by=colleague)


def test_take_over_is_for_those_who_could_do_it(
    task: Task, worker: Staff, butler: Staff, sister_manager: Staff
) -> None:
    for other in (butler, sister_manager):
        with pytest.raises(NotYours):
            take_over_task(task, by=other)
    with pytest.raises(MoveRefused):
        take_over_task(task, by=worker)


def test_a_task_changes_hands_when_the_colleague_accepts(
    task: Task, worker: Staff, colleague: Staff
) -> None:
    offer = offer_task(task, to=colleague, by=worker, note="ladder")
    task.refresh_from_db()
    assert task.assignee == worker
    accept_task(offer, by=colleague)
    task.refresh_from_db()
    assert task.assignee == colleague
    with pytest.raises(TransferDecided):
        accept_task(offer, by=colleague)


def test_an_offer_is_refused_or_taken_back(
    task: Task, worker: Staff, colleague: Staff, foreman: Staff
) -> None:
    refused = decline_task(offer_task(task, to=colleague, by=worker), by=colleague)
    taken_back = decline_task(offer_task(task, to=colleague, by=worker), by=worker)
    assert (refused.status, taken_back.status) == ("refused", "withdrawn")
    with pytest.raises(NotYours):
        decline_task(offer_task(task, to=colleague, by=worker), by=foreman)


def test_offer_task_refuses(
    task: Task, worker: Staff, colleague: Staff, butler: Staff, now: datetime
) -> None:
    with pytest.raises(NotYours):
        offer_task(task, to=worker, by=colleague)
    for other in (worker, butler):
        with pytest.raises(NotOneOfUs):
            offer_task(task, to=other, by=worker)
    offer_task(task, to=colleague, by=worker)
    with pytest.raises(TransferDecided):
        offer_task(task, to=colleague, by=worker)
    complete_task(task, by=worker, at=now)
    with pytest.raises(MoveRefused):
        offer_task(task, to=colleague, by=worker)


def test_what_became_somebody_elses_cannot_be_accepted(
    task: Task, worker: Staff, colleague: Staff, foreman: Staff
) -> None:
    offer = offer_task(task, to=colleague, by=worker)
    assign_task(task, to=foreman, by=foreman)
    with pytest.raises(MoveRefused):
        accept_task(offer, by=colleague)


def test_pages_of_changing_hands(
    client: Client, task: Task, worker: Staff, colleague: Staff
) -> None:
    client.force_login(worker)
    page = client.get(reverse("plans:task", args=[task.pk])).content.decode()
    assert reverse("plans:offer_form", args=[task.pk]) in page
    assert client.get(reverse("plans:offer_form", args=[task.pk])).status_code == 200
    answer = client.post(reverse("plans:offer", args=[task.pk]), {"to": colleague.pk})
    assert answer.status_code == 302
    offer = Transfer.objects.get()

    client.force_login(colleague)
    accept = reverse("plans:offer_accept", args=[offer.pk])
    assert accept in client.get(reverse("plans:offers")).content.decode()
    assert client.post(accept).status_code == 302
    task.refresh_from_db()
    assert task.assignee == colleague

    client.force_login(worker)
    take_over = reverse("plans:take_over", args=[task.pk])
    assert take_over in client.get(reverse("plans:task", args=[task.pk])).content.decode()
    client.post(take_over)
    task.refresh_from_db()
    assert task.assignee == worker
