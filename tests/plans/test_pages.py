"""What the office sees of plans and tasks."""

import re
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from pinzhi.people.models import Post, Posting, Staff
from pinzhi.places.models import Site
from pinzhi.plans.actions import start_task
from pinzhi.plans.models import Plan, Task
from pinzhi.plans.states import Status
from pinzhi.standards.models import Edition
from tests.planting import plant_edition, plant_plan, plant_task

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
MOST_QUERIES = 10


@pytest.fixture
def noon() -> datetime:
    """Noon of today: wherever the clock stands, the whole test is on one day."""
    return timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def desk(client: Client, site_manager: Staff) -> Client:
    client.force_login(site_manager)
    return client


@pytest.fixture
def english(desk: Client) -> Client:
    desk.cookies["django_language"] = "en"
    return desk


def page_of(client: Client, address: str, **params: Any) -> str:
    response = client.get(address, params)
    assert response.status_code == 200, address
    return response.content.decode()


def listed(client: Client, **params: Any) -> list[int]:
    """The tasks a list shows, in its order."""
    page = page_of(client, "/tasks/", **params)
    return [int(pk) for pk in re.findall(r'href="/tasks/(\d+)/" data-row-link', page)]


def tasks_of(plan: Plan, *stands: tuple[float, str], at: datetime) -> list[Task]:
    """Tasks that open so many hours after `at`, each for half an hour, in a status."""
    found = []
    for hours, status in stands:
        task = plant_task(plan, at + hours * HOUR)
        task.status = status
        task.save()
        found.append(task)
    return found


def test_bare_list_means_today(desk: Client) -> None:
    today = timezone.localdate()
    response = desk.get("/tasks/")
    assert (response.status_code, response["Location"]) == (
        302,
        f"/tasks/?due_from={today}&due_to={today}",
    )


def test_list_narrows_by_how_tasks_stand(desk: Client, plan: Plan, worker: Staff) -> None:
    now = timezone.now()
    late, missed, open_now, later = tasks_of(
        plan, (-3, "due"), (-5, "missed"), (-0.25, "due"), (2, "due"), at=now
    )
    Task.objects.filter(pk=open_now.pk).update(assignee=worker)
    assert listed(desk, case="late") == [late.pk]
    assert listed(desk, case="missed") == [missed.pk]
    assert listed(desk, case="now") == [open_now.pk]
    assert listed(desk, case="nobody") == [later.pk]
    assert listed(desk, case="given") == [open_now.pk]
    assert listed(desk, status="due", sort="-due") == [later.pk, open_now.pk, late.pk]
    assert listed(desk, assignee=worker.pk) == [open_now.pk]
    assert listed(desk, assignee="0", case="late") == [late.pk]
    assert listed(desk, department="security") == []
    assert listed(desk, plan=plan.pk, case="now") == [open_now.pk]
    assert listed(desk, q="ROUND", case="late") == [late.pk]
    assert listed(desk, q="flood", sort="due") == []
    assert 'id="list-words"' in page_of(desk, "/tasks/", case="late")


def test_a_window_that_ends_at_midnight_is_due_that_day(desk: Client, plan: Plan) -> None:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    (task,) = tasks_of(plan, (-0.5, "due"), at=midnight)
    yesterday, today = timezone.localdate() - timedelta(days=1), timezone.localdate()
    assert task.closes_at == midnight
    assert listed(desk, due_from=yesterday, due_to=yesterday) == [task.pk]
    assert listed(desk, due_from=today, due_to=today) == []


@pytest.mark.parametrize("query", ["case=old", "assignee=x", "plan=x", "due_from=x", "site=a"])
def test_list_refuses_what_is_not_declared(query: str, desk: Client) -> None:
    assert desk.get(f"/tasks/?{query}").status_code == 400


def test_list_goes_out_as_a_spreadsheet(english: Client, plan: Plan, noon: datetime) -> None:
    tasks_of(plan, (-1, "done"), at=noon)
    response: Any = english.get("/tasks/?status=done&export=xlsx")
    sheet = load_workbook(BytesIO(b"".join(response))).worksheets[0]
    response.close()
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[:2] for row in rows] == [("Task", "Status"), ("Daily round", "Done")]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    "address", ["/tasks/?sort=-due", "/plans/", "/plans/calendar/", "/plans/calendar/?by=month"]
)
def test_lists_ask_as_little_for_three_as_for_one(
    address: str, count: int, desk: Client, site: Site, worker: Staff, noon: datetime
) -> None:
    for at in range(count):
        plan = plant_plan(site, plant_edition(f"S{at}"))
        tasks_of(plan, (-1, "done"), (1, "due"), at=noon)
        Task.objects.filter(plan=plan).update(assignee=worker)
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(address).status_code == 200
    assert len(asked) <= MOST_QUERIES, [q["sql"][:120] for q in asked]


def test_contractor_s_worker_sees_his_tasks_only(
    client: Client, contractor: Staff, plan: Plan, noon: datetime
) -> None:
    _, own = tasks_of(plan, (-1, "due"), (1, "due"), at=noon)
    Task.objects.filter(pk=own.pk).update(assignee=contractor)
    client.force_login(contractor)
    assert listed(client, sort="due") == [own.pk]
    assert client.get("/plans/calendar/").status_code == 403


def test_task_page_says_what_where_when_and_who(english: Client, task: Task) -> None:
    page = page_of(english, f"/tasks/{task.pk}/")
    for words in ("Daily round", "Wei · Patrol", "1 Floors", "None yet", "LAKESIDE"):
        assert words in page


def test_task_can_be_given_and_taken_back(
    desk: Client, task: Task, colleague: Staff, worker: Staff
) -> None:
    address = f"/tasks/{task.pk}/"
    assert desk.post(f"{address}assign/", {"to": colleague.pk}).status_code == 302
    task.refresh_from_db()
    assert task.assignee == colleague
    undo = re.findall(r'action="([^"]*give-back[^"]*)"', page_of(desk, address))
    assert undo == [f"{address}give-back/?from={colleague.pk}&amp;to={worker.pk}"]
    undo_address = undo[0].replace("&amp;", "&")
    assert desk.post(undo_address).status_code == 302
    task.refresh_from_db()
    assert task.assignee == worker
    assert desk.post(undo_address).status_code == 409  # somebody else has it by now


def test_task_of_nobody_is_nobody_s_again(desk: Client, task: Task, worker: Staff) -> None:
    address = f"/tasks/{task.pk}/give-back/"
    assert desk.post(f"{address}?from={worker.pk}&to=0").status_code == 302
    task.refresh_from_db()
    assert task.assignee is None
    assert desk.post(f"{address}?from=x&to=0").status_code == 400
    Task.objects.update(assignee=worker)
    assert desk.post(f"{address}?from={worker.pk}&to=999999").status_code == 400


def test_those_on_duty_stand_first(english: Client, task: Task, colleague: Staff) -> None:
    Posting.objects.create(
        site=task.site, staff=colleague, post=task.post, starts_on=date(2026, 1, 1)
    )
    page = page_of(english, f"/tasks/{task.pk}/")
    groups = re.findall(r'<optgroup label="([^"]+)">(.*?)</optgroup>', page, re.DOTALL)
    found = [(name, re.findall(r">(\w+)</option>", inner)) for name, inner in groups]
    assert found == [("On duty then", ["Jun"]), ("Others of the site", ["Lan", "Wei"])]


def test_task_is_not_given_to_a_stranger(desk: Client, task: Task, stranger: Staff) -> None:
    answer = desk.post(f"/tasks/{task.pk}/assign/", {"to": stranger.pk})
    task.refresh_from_db()
    assert (answer.status_code, task.assignee == stranger) == (422, False)


def test_task_is_cancelled_with_a_reason_and_put_back(desk: Client, task: Task) -> None:
    address = f"/tasks/{task.pk}/"
    assert desk.post(f"{address}cancel/", {"reason": ""}).status_code == 422
    assert desk.post(f"{address}cancel/", {"reason": "rain"}).status_code == 302
    assert f'action="{address}restore/"' in page_of(desk, address)
    assert desk.post(f"{address}restore/").status_code == 302
    task.refresh_from_db()
    assert task.status == "due"


def test_running_task_is_not_cancelled(
    desk: Client, task: Task, worker: Staff, now: datetime
) -> None:
    start_task(task, by=worker, at=now)
    assert desk.post(f"/tasks/{task.pk}/cancel/", {"reason": "rain"}).status_code == 422


def test_plan_pauses_resumes_and_ends(desk: Client, plan: Plan) -> None:
    address, today = f"/plans/{plan.pk}/", timezone.localdate()
    steps = []
    for deed, body in (
        ("pause", {}),
        ("resume", {}),
        ("end", {"on": f"{today - timedelta(days=1)}"}),
        ("end", {"on": f"{today}"}),
        ("end", {"on": f"{today}"}),
    ):
        code = desk.post(f"{address}{deed}/", body).status_code
        plan.refresh_from_db()
        steps.append((deed, code, plan.status))
    assert steps == [
        ("pause", 302, "paused"),
        ("resume", 302, "active"),
        ("end", 422, "active"),
        ("end", 302, "ended"),
        ("end", 422, "ended"),
    ]


def test_plan_page_counts_how_it_went(english: Client, plan: Plan) -> None:
    stands = [(-30, "done"), (-28, "done"), (-26, "done"), (-24, "missed"), (-22, "cancelled")]
    tasks_of(plan, *stands, at=timezone.now())
    page = page_of(english, f"/plans/{plan.pk}/")
    numbers = re.findall(r'class="pz-number".*?<b>([^<]+)</b>', page, re.DOTALL)
    assert numbers == ["3", "0", "1", "75%"]
    assert len(re.findall(r"<li><time", page)) == 5  # next windows


def test_plan_that_makes_no_tasks_says_why(english: Client, plan: Plan) -> None:
    Plan.objects.update(fault="unit: expected one of …", recurrence={"unit": "x"})
    assert "unit: expected one of …" in page_of(english, f"/plans/{plan.pk}/")
    assert "Makes no tasks" in page_of(english, "/plans/")


def test_starting_everything_makes_tasks_at_once(desk: Client, site: Site) -> None:
    edition = plant_edition()
    Post.objects.create(site=site, code="P1", name="Patrol", department="engineering")
    address = f"/plans/start/{site.pk}/{edition.pk}/"
    assert address in page_of(desk, "/plans/start/")
    assert "adopt" not in page_of(desk, address)
    assert desk.post(f"{address}all/", {"starts_on": "2020-01-01"}).status_code == 422
    assert desk.post(f"{address}all/", {"starts_on": f"{timezone.localdate()}"}).status_code == 302
    assert Plan.objects.get().site == site
    assert Task.objects.count() >= 3
    assert f'href="/plans/{Plan.objects.get().pk}/"' in page_of(desk, address)


def test_starting_one_requirement_with_another_post(desk: Client, site: Site) -> None:
    edition = plant_edition(post_name="Diver")
    post = Post.objects.create(site=site, code="P1", name="Patrol", department="engineering")
    address = f"/plans/start/{site.pk}/{edition.pk}/"
    body = {
        "requirement": edition.requirements.get().pk,
        "post": post.pk,
        "starts_on": f"{timezone.localdate()}",
    }
    assert "Diver" in page_of(desk, address)
    assert desk.post(f"{address}one/", {**body, "post": ""}).status_code == 422
    assert desk.post(f"{address}one/", body).status_code == 302
    assert desk.post(f"{address}one/", body).status_code == 422  # runs already
    assert Plan.objects.get().post == post


def test_starting_is_for_the_line_of_the_site(desk: Client, site: Site, edition: Edition) -> None:
    edition.standard.line = "bank"
    edition.standard.save()
    assert desk.get(f"/plans/start/{site.pk}/{edition.pk}/").status_code == 404


@pytest.mark.parametrize(
    "query", ["by=year", "day=x", "day=1800-01-01", "day=2026-02-30", "site=x"]
)
def test_calendar_refuses_nonsense(query: str, desk: Client) -> None:
    assert desk.get(f"/plans/calendar/?{query}").status_code == 400


def test_calendar_asks_for_a_site_where_there_are_many(
    client: Client, quality_officer: Staff, site: Site, sister_site: Site
) -> None:
    client.force_login(quality_officer)
    page = page_of(client, "/plans/calendar/")
    assert re.findall(r'href="\?site=(\d+)"', page) == [str(sister_site.pk), str(site.pk)]
    assert site.name in page_of(client, "/plans/calendar/", site=site.pk)


def test_every_number_of_the_calendar_lists_what_it_counts(
    desk: Client, plan: Plan, worker: Staff, noon: datetime
) -> None:
    stands = [(h / 2, s) for h, s in enumerate(Status.values, start=-8)] * 2
    for at, (hours, status) in enumerate(stands):
        (task,) = tasks_of(plan, (hours + at / 100, status), at=noon)
        Task.objects.filter(pk=task.pk).update(assignee=worker if at % 2 else None)
    tasks_of(plan, (8, "due"), (9, "running"), at=noon)
    for by in ("plan", "person", "month"):
        page = page_of(desk, "/plans/calendar/", by=by, day=timezone.localdate())
        chips = re.findall(r'class="plan-chip"[^>]*href="([^"]+)"[^>]*>.*?<b>(\d+)</b>', page)
        counted = {href.replace("&amp;", "&"): int(number) for href, number in chips}
        assert counted
        shown = {href: len(re.findall("data-row-link", page_of(desk, href))) for href in counted}
        assert shown == counted


def test_the_task_page_leads_whoever_may_to_carrying_it_out(
    client: Client, task: Task, worker: Staff, colleague: Staff
) -> None:
    client.force_login(worker)
    assert f'href="/my/tasks/{task.pk}/"' in client.get(f"/tasks/{task.pk}/").text
    client.force_login(colleague)
    assert f'href="/my/tasks/{task.pk}/"' not in client.get(f"/tasks/{task.pk}/").text


@pytest.mark.parametrize(("hours", "told"), [(1, False), (3, True)])
def test_the_task_page_says_what_came_too_late_to_be_made_up(
    english: Client, task: Task, hours: int, *, told: bool
) -> None:
    Task.objects.filter(pk=task.pk).update(
        status=Status.LATE,
        lost_at=task.closes_at + timedelta(hours=2),
        done_at=task.closes_at + timedelta(hours=hours),
    )
    page = page_of(english, f"/tasks/{task.pk}/")
    assert ("after the last moment to make it up" in page) is told
