from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pinzhi.cases.models import Case
from pinzhi.people.models import Posting, Staff
from pinzhi.plans.actions import start_task
from pinzhi.plans.models import Plan, Task
from pinzhi.plans.states import Status
from pinzhi.records.models import Record
from tests.planting import plant_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(plan: Plan, worker: Staff) -> Task:
    """A round whose window opened five minutes ago, given to Wei."""
    return plant_task(plan, timezone.now() - timedelta(minutes=5), worker)


@pytest.fixture
def running(task: Task, worker: Staff) -> Task:
    return start_task(task, by=worker, at=timezone.now())


def filled(task: Task, *values: str, **changes: str) -> dict[str, Any]:
    now = timezone.now().isoformat()
    items = task.checklist.items.all()
    answers = {f"answer-{i.pk}": v for i, v in zip(items, values, strict=False)}
    return {"uid": str(uuid4()), "started_at": now, "captured_at": now, **answers, **changes}


def test_today_shows_my_tasks_in_the_order_of_the_day(
    client: Client, plan: Plan, worker: Staff
) -> None:
    now = timezone.now()
    for offset, title in [(-5, "now"), (60, "next"), (-120, "late")]:
        task = plant_task(plan, now + timedelta(minutes=offset), worker)
        Task.objects.filter(pk=task.pk).update(title=title, lost_at=now + timedelta(days=1))
    client.force_login(worker)
    text = client.get("/my/").text
    assert text.index("late") < text.index("now") < text.index("next")


def test_today_shows_nobody_s_task_to_those_of_the_post(
    client: Client, plan: Plan, worker: Staff, colleague: Staff
) -> None:
    plant_task(plan, timezone.now())
    Posting.objects.create(
        site=plan.site, staff=colleague, post=plan.post, starts_on=timezone.localdate()
    )
    client.force_login(colleague)
    assert plan.title in client.get("/my/").text
    client.force_login(worker)
    assert plan.title not in client.get("/my/").text


@pytest.mark.parametrize("count", [1, 3])
def test_today_takes_the_same_queries_however_long_the_list(
    client: Client,
    plan: Plan,
    worker: Staff,
    count: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for n in range(count):
        plant_task(plan, timezone.now() + timedelta(minutes=n), worker)
    client.force_login(worker)
    with django_assert_max_num_queries(10):
        assert client.get("/my/").status_code == 200


def test_start_begins_the_task_and_shows_the_form(
    client: Client, task: Task, worker: Staff
) -> None:
    client.force_login(worker)
    r = client.post(f"/my/tasks/{task.pk}/start/", follow=True)
    task.refresh_from_db()
    assert task.status == Status.RUNNING
    assert f'action="/my/tasks/{task.pk}/submit/"' in r.text


def test_a_task_that_opens_later_cannot_be_started(
    client: Client, plan: Plan, worker: Staff
) -> None:
    later = plant_task(plan, timezone.now() + timedelta(hours=1), worker)
    client.force_login(worker)
    assert "/start/" not in client.get(f"/my/tasks/{later.pk}/").text
    r = client.post(f"/my/tasks/{later.pk}/start/")
    assert (r.status_code, r["X-Refusal"]) == (409, "task_not_open_yet")


def test_submit_hands_the_record_in(client: Client, running: Task, worker: Staff) -> None:
    client.force_login(worker)
    r = client.post(f"/my/tasks/{running.pk}/submit/", filled(running, "pass", "0.3"))
    assert (r.status_code, r["Location"]) == (302, "/my/")
    assert Record.objects.get().task == running


def test_submit_opens_a_case_for_what_failed(
    client: Client, running: Task, worker: Staff, foreman: Staff
) -> None:
    client.force_login(worker)
    client.post(f"/my/tasks/{running.pk}/submit/", filled(running, "fail", "0.3"))
    case = Case.objects.get()
    assert (case.owner, case.status) == (foreman, "assigned")


def test_submit_brings_the_form_back_as_it_was_filled(
    client: Client, running: Task, worker: Staff
) -> None:
    client.force_login(worker)
    told = filled(running, "pass", "much", note="all of it")
    r = client.post(f"/my/tasks/{running.pk}/submit/", told)
    assert r.status_code == 422
    assert ('value="much"' in r.text, "all of it" in r.text, told["uid"] in r.text) == (
        True,
        True,
        True,
    )


def test_submit_twice_hands_in_once(client: Client, running: Task, worker: Staff) -> None:
    client.force_login(worker)
    told = filled(running, "pass", "0.3")
    for _ in range(2):
        assert client.post(f"/my/tasks/{running.pk}/submit/", told).status_code == 302
    assert Record.objects.count() == 1


def test_a_finished_task_says_so(client: Client, running: Task, worker: Staff) -> None:
    client.force_login(worker)
    client.post(f"/my/tasks/{running.pk}/submit/", filled(running, "pass", "0.3"))
    r = client.get(f"/my/tasks/{running.pk}/")
    assert str(Record.objects.get().pk) in r.text


def test_a_task_of_somebody_else_is_refused(
    client: Client, task: Task, colleague: Staff, stranger: Staff
) -> None:
    client.force_login(colleague)
    assert client.get(f"/my/tasks/{task.pk}/").status_code == 403
    client.force_login(stranger)
    assert client.get(f"/my/tasks/{task.pk}/").status_code == 404


def test_a_contractor_sees_only_what_was_given_to_him(
    client: Client, plan: Plan, contractor: Staff
) -> None:
    other = plant_task(plan, timezone.now())
    client.force_login(contractor)
    assert client.get(f"/my/tasks/{other.pk}/").status_code == 404
    Task.objects.update(assignee=contractor)
    assert client.get(f"/my/tasks/{other.pk}/").status_code == 200
