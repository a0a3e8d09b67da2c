"""A day by person along the hours."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pinzhi.people.models import RosterEntry, Shift, Staff
from pinzhi.places.models import Place
from pinzhi.plans.models import Plan, Target, Task
from pinzhi.plans.queries.people_day import people_day
from tests.conftest import NOW
from tests.planting import plant_task

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)
HOUR = timedelta(hours=1)
MIDNIGHT = datetime(2026, 9, 15, 16, tzinfo=UTC)  # in Shanghai


def on_duty(plan: Plan, staff: Staff, starts: int, ends: int, day: date = TODAY) -> None:
    shift = Shift.objects.create(
        site=plan.site, code=f"{starts}", name="S", starts=time(starts), ends=time(ends)
    )
    RosterEntry.objects.create(site=plan.site, staff=staff, post=plan.post, shift=shift, day=day)


def plant(plan: Plan, begin: float, hours: float, who: Staff | None, **fields: object) -> Task:
    """A task from `begin` hours after midnight."""
    task = plant_task(plan, MIDNIGHT + begin * HOUR, who)
    ends = task.opens_at + hours * HOUR
    Task.objects.filter(pk=task.pk).update(closes_at=ends, lost_at=ends, **fields)
    return task


def bars(plan: Plan) -> dict[str, list[tuple[int, int, str]]]:
    found = people_day(plan.site, TODAY, NOW)
    return {line.name: [(b.column, b.span, b.look) for b in line.bars] for line in found.lines}


def test_bars_lie_where_their_hours_are(plan: Plan, worker: Staff, colleague: Staff) -> None:
    plant(plan, 0, 1, worker, status="done")
    plant(plan, 8, 1.1, worker)  # past its window by ten
    plant(plan, 11, 0.1, worker)
    plant(plan, 22, 6, worker)  # goes on after midnight
    plant(plan, -3, 4, worker, status="missed")  # began the evening before
    plant(plan, 14, 2, None)
    on_duty(plan, colleague, 20, 8)
    assert bars(plan) == {
        "": [(57, 8, "nobody")],
        "Jun": [],
        "Wei": [(1, 4, "missed"), (1, 4, "done"), (33, 5, "late"), (45, 2, "due"), (89, 8, "due")],
    }


@pytest.mark.parametrize(
    ("begin", "hours"),
    [
        (-24, 24),  # ended at this very midnight
        (24, 1),  # begins at the next
        (1, 36),  # closes the next afternoon: it stands there
    ],
)
def test_what_belongs_to_another_day_is_left_out(
    plan: Plan, worker: Staff, begin: float, hours: float
) -> None:
    plant(plan, begin, hours, worker)
    assert bars(plan) == {}


def test_duty_of_last_night_reaches_into_the_day(plan: Plan, worker: Staff) -> None:
    on_duty(plan, worker, 20, 8, TODAY - timedelta(days=1))
    on_duty(plan, worker, 21, 5)
    [line] = people_day(plan.site, TODAY, NOW).lines
    assert line.duty == [(1, 32), (85, 12)]


def test_tasks_of_one_plan_and_window_that_stand_alike_are_one_bar(
    plan: Plan, worker: Staff
) -> None:
    one = plant(plan, 8, 4, worker, status="done")
    for code in ("A", "B"):
        place = Place.objects.create(
            site=plan.site, kind="space", code=code, name=code, full_name=code
        )
        target = Target.objects.create(plan=plan, place=place, name=code)
        other = Task.objects.get(pk=one.pk)
        other.pk, other.target, other.place, other.status = None, target, place, "due"
        other.save(force_insert=True)
    [line] = people_day(plan.site, TODAY, NOW).lines
    assert [(len(bar.tasks), bar.look) for bar in line.bars] == [(1, "done"), (2, "due")]


def test_the_page_opens_each_task(client: Client, task: Task, foreman: Staff) -> None:
    client.force_login(foreman)
    page = client.get(reverse("plans:people_day"), {"day": "2026-09-16"}).content.decode()
    assert page.count(f'href="{reverse("plans:task", args=[task.pk])}"') == 2  # desk and phone
    assert client.get(reverse("plans:people_day"), {"day": "soon"}).status_code == 400


def test_the_page_takes_as_many_queries_for_many_tasks_as_for_one(
    client: Client, plan: Plan, worker: Staff, foreman: Staff
) -> None:
    client.force_login(foreman)
    counts = []
    for number in (1, 4):
        while Task.objects.count() < number:
            plant(plan, 8 + Task.objects.count(), 1, worker)
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("plans:people_day"), {"day": "2026-09-16"})
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 15
