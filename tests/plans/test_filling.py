from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from pinzhi.people.models import Post, Posting, Shift, Staff
from pinzhi.places.models import Place, Site
from pinzhi.plans.actions import adopt_requirement, end_plan, fill_site, pause_plan
from pinzhi.plans.models import Plan, Task
from pinzhi.standards.models import Edition
from pinzhi.trail.models import Event
from tests.planting import plant_edition, plant_plan

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 9, 13, 16, tzinfo=UTC)  # Monday 14 September, midnight in Shanghai
WEEK = timedelta(days=7)
SHANGHAI = ZoneInfo("Asia/Shanghai")


def windows() -> list[tuple[str, str]]:
    tasks = Task.objects.order_by("opens_at", "target__order")
    return [
        (
            f"{t.opens_at.astimezone(SHANGHAI):%m-%d %H:%M}",
            f"{t.closes_at.astimezone(SHANGHAI):%H:%M}",
        )
        for t in tasks
    ]


def fill(site: Site, start: datetime = MONDAY, length: timedelta = WEEK) -> int:
    return fill_site(site, start=start, until=start + length)


def test_fill_site_makes_one_task_for_each_window(site: Site, plan: Plan) -> None:
    assert fill(site, length=timedelta(days=2)) == 2
    assert windows() == [("09-14 09:30", "10:00"), ("09-15 09:30", "10:00")]
    task = Task.objects.earliest("opens_at")
    assert (task.title, task.department, task.status) == ("Daily round", "engineering", "due")
    assert (task.checklist_id, task.post_id) == (plan.checklist_id, plan.post_id)


def test_fill_site_twice_makes_nothing_twice(site: Site, plan: Plan) -> None:
    assert fill(site) == 7
    assert fill(site) == 0
    assert fill(site, MONDAY + timedelta(days=3)) == 3
    assert plan.tasks.count() == 10


def test_fill_site_goes_on_from_where_it_stopped(site: Site, plan: Plan) -> None:
    fill(site, length=timedelta(days=1))
    fill(site, MONDAY + timedelta(days=5), timedelta(days=1))
    assert plan.tasks.count() == 6  # the days of the standstill are there, to be seen as missed


@pytest.mark.parametrize(
    ("recurrence", "expected"),
    [
        # every Friday afternoon
        (
            {"times": 1, "every": 1, "unit": "week", "weekday": [5], "window": ["14:00", "16:00"]},
            [("09-18 14:00", "16:00")],
        ),
        # monthly before the 25th: adopted in mid-month it still owes this month's
        ({"times": 1, "every": 1, "unit": "month", "before_day": 25}, [("09-01 00:00", "00:00")]),
        # every two hours of a shift
        (
            {"times": 1, "every": 2, "unit": "hour", "shift_windows": [["20:00", "02:00"]]},
            None,
        ),
    ],
)
def test_fill_site_follows_the_recurrence(
    site: Site, recurrence: dict[str, Any], expected: list[tuple[str, str]] | None
) -> None:
    plant_plan(site, plant_edition(recurrence=recurrence))
    fill(site)
    if expected is not None:
        assert windows() == expected
    else:
        assert [w for w in windows() if w[0].startswith("09-14")] == [
            ("09-14 00:00", "02:00"),
            ("09-14 20:00", "22:00"),
            ("09-14 22:00", "00:00"),
        ]


def test_fill_site_makes_a_task_for_each_place_in_walking_order(site: Site) -> None:
    for order, code in enumerate(["B", "A"]):
        Place.objects.create(
            site=site, kind="space", code=code, name=code, full_name=f"Hall {code}", order=order
        )
    plant_plan(site, plant_edition(place_kind="space"))

    fill(site, length=timedelta(days=1))

    titles = list(Task.objects.order_by("target__order").values_list("title", flat=True))
    assert titles == ["Daily round · Hall B", "Daily round · Hall A"]


@pytest.fixture
def on_shift(site: Site, plan: Plan, worker: Staff, colleague: Staff) -> None:
    """Wei works by day, Jun by night."""
    shifts = [("D", "08:00", "20:00", worker), ("N", "20:00", "08:00", colleague)]
    for code, starts, ends, staff in shifts:
        shift = Shift.objects.create(site=site, code=code, name=code, starts=starts, ends=ends)
        Posting.objects.create(
            site=site, staff=staff, post=plan.post, shift=shift, starts_on=date(2026, 1, 1)
        )


@pytest.mark.usefixtures("on_shift")
def test_fill_site_gives_the_task_to_who_is_on_shift(site: Site, worker: Staff) -> None:
    fill(site, length=timedelta(days=1))
    assert Task.objects.get().assignee == worker


@pytest.mark.usefixtures("on_shift")
def test_fill_site_finds_the_night_shift_of_the_day_before(
    site: Site, plan: Plan, colleague: Staff
) -> None:
    plan.recurrence = {"times": 1, "every": 1, "unit": "day", "window": ["03:00", "04:00"]}
    plan.save()
    fill(site, length=timedelta(days=1))
    assert Task.objects.get().assignee == colleague


@pytest.mark.usefixtures("on_shift")
def test_fill_site_gives_what_may_be_done_any_day_to_the_first_who_is_on(
    site: Site, plan: Plan, worker: Staff
) -> None:
    """Monday has nobody of the post; and a month begun before the plan is no month of nobody's."""
    plan.recurrence = {"times": 1, "every": 1, "unit": "month"}
    plan.starts_on = date(2026, 9, 14)
    plan.save()
    Posting.objects.update(starts_on=date(2026, 9, 16), shift=Shift.objects.get(code="D"))
    Posting.objects.exclude(staff=worker).delete()
    fill(site)
    assert Task.objects.get().assignee == worker


@pytest.mark.parametrize(("comes", "has"), [(date(2026, 9, 20), True), (date(2026, 9, 21), False)])
def test_fill_site_looks_a_week_ahead_for_somebody(
    site: Site, plan: Plan, worker: Staff, comes: date, has: bool
) -> None:
    plan.recurrence = {"times": 1, "every": 1, "unit": "month"}
    plan.starts_on = date(2026, 9, 14)
    plan.save()
    Posting.objects.create(site=site, staff=worker, post=plan.post, starts_on=comes)
    fill(site)
    assert (Task.objects.get().assignee == worker) is has


def test_fill_site_lets_those_on_duty_take_turns(
    site: Site, worker: Staff, colleague: Staff
) -> None:
    for code in "ABC":
        Place.objects.create(site=site, kind="space", code=code, name=code, full_name=code)
    plan = plant_plan(site, plant_edition(place_kind="space"))
    for staff in (worker, colleague):
        Posting.objects.create(site=site, staff=staff, post=plan.post, starts_on=date(2026, 1, 1))
    fill(site, length=timedelta(days=1))

    given = Task.objects.order_by("target__order").values_list("assignee", flat=True)
    assert list(given) == [worker.pk, colleague.pk, worker.pk]


def test_fill_site_leaves_nobody_s_work_open(site: Site, plan: Plan) -> None:
    fill(site, length=timedelta(days=1))
    assert plan.tasks.get().assignee is None


def test_a_task_can_be_made_up_for_as_long_as_the_plan_allows(site: Site, plan: Plan) -> None:
    plan.makeup_hours = 4
    plan.save()
    fill(site, length=timedelta(days=1))
    task = plan.tasks.get()
    assert task.lost_at - task.closes_at == timedelta(hours=4)


def test_fill_site_stops_with_the_plan(site: Site, plan: Plan, site_manager: Staff) -> None:
    end_plan(plan, on=date(2026, 9, 15), by=site_manager)
    Plan.objects.update(status=Plan.Status.ACTIVE)  # running out, not yet over
    fill(site)
    assert windows() == [("09-14 09:30", "10:00"), ("09-15 09:30", "10:00")]


def test_fill_site_passes_over_a_paused_plan(site: Site, plan: Plan, site_manager: Staff) -> None:
    pause_plan(plan, by=site_manager)
    assert fill(site) == 0


def test_fill_site_leaves_one_event(plan: Plan) -> None:
    fill(plan.site)
    fill(plan.site)
    events = Event.objects.filter(verb="site.tasks_made").values_list("after", flat=True)
    assert [after["count"] for after in events] == [7]


@pytest.mark.django_db(transaction=True)
def test_fill_site_in_parallel_makes_nothing_twice(site: Site, plan: Plan) -> None:
    def run(_: int) -> int:
        try:
            return fill(site)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(run, range(4)))

    assert (sum(made), plan.tasks.count()) == (7, 7)


def test_adopting_fills_only_from_its_first_day(site: Site, edition: Edition) -> None:
    post = Post.objects.create(site=site, code="X", name="X", department="engineering")
    requirement = edition.requirements.get()
    adopt_requirement(requirement, site=site, post=post, starts_on=date(2026, 9, 18), by=None)
    fill(site)
    assert [w[0] for w in windows()] == ["09-18 09:30", "09-19 09:30", "09-20 09:30"]
