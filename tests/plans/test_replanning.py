"""What nobody began follows plans, rosters and holidays; what is begun, done or decided stays."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from pinzhi.people.models import RosterEntry, Shift, Staff
from pinzhi.places.actions import set_holiday
from pinzhi.places.models import Holiday, Place, Site
from pinzhi.plans.actions import (
    assign_task,
    cancel_task,
    end_plan,
    fill_site,
    replan_site,
    sites_to_replan,
    start_task,
)
from pinzhi.plans.actions.replanning import Replanned
from pinzhi.plans.models import Plan, Task
from pinzhi.trail.models import Event
from tests.planting import plant_edition, plant_plan

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 9, 13, 16, tzinfo=UTC)  # Monday 14 September, midnight in Shanghai
NOON = MONDAY + timedelta(hours=12)
THREE = timedelta(days=3)
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def made(plan: Plan) -> Plan:
    """Three days of tasks, from 09:30 to 10:00."""
    fill_site(plan.site, start=MONDAY, until=MONDAY + THREE)
    return plan


def tasks() -> list[tuple[str, str]]:
    rows = Task.objects.order_by("opens_at", "target__order")
    return [(f"{t.opens_at.astimezone(SHANGHAI):%d %H:%M}", t.status) for t in rows]


def change(plan: Plan, **recurrence: object) -> None:
    plan.recurrence = {**plan.recurrence, **recurrence}
    plan.save()


def test_replan_site_changes_nothing_when_nothing_changed(site: Site, made: Plan) -> None:
    assert replan_site(site, now=MONDAY) == Replanned(0, 0, 0, 0)
    assert made.tasks.count() == 3


def test_a_changed_rhythm_takes_back_what_nobody_began(
    site: Site, made: Plan, worker: Staff
) -> None:
    first = made.tasks.earliest("opens_at")
    start_task(first, by=worker, at=first.opens_at)
    change(made, window=["14:00", "15:00"])

    assert replan_site(site, now=first.opens_at) == Replanned(3, 2, 0, 0)
    assert tasks() == [
        ("14 09:30", "running"),
        ("14 14:00", "due"),
        ("15 09:30", "cancelled"),
        ("15 14:00", "due"),
        ("16 09:30", "cancelled"),
        ("16 14:00", "due"),
    ]


def test_what_was_taken_back_comes_back_when_the_change_is_undone(site: Site, made: Plan) -> None:
    change(made, window=["14:00", "15:00"])
    replan_site(site, now=MONDAY)
    change(made, window=["09:30", "10:00"])

    assert replan_site(site, now=MONDAY) == Replanned(0, 3, 3, 0)
    assert [t for t in tasks() if t[1] == "due"] == [(f"{d} 09:30", "due") for d in (14, 15, 16)]


def test_what_a_person_cancelled_stays_cancelled(
    site: Site, made: Plan, site_manager: Staff
) -> None:
    cancel_task(made.tasks.earliest("opens_at"), reason="closed", by=site_manager)
    assert replan_site(site, now=MONDAY) == Replanned(0, 0, 0, 0)
    assert tasks()[0] == ("14 09:30", "cancelled")


def test_a_later_end_of_the_window_moves_the_deadline(site: Site, made: Plan) -> None:
    change(made, window=["09:30", "11:00"])
    # today's is over, and the fourth day is a new one
    assert replan_site(site, now=NOON) == Replanned(1, 0, 0, 2)
    ends = [
        f"{t.closes_at.astimezone(SHANGHAI):%d %H:%M}" for t in Task.objects.order_by("opens_at")
    ]
    assert ends == ["14 10:00", "15 11:00", "16 11:00", "17 11:00"]


def test_a_holiday_takes_its_task_away(site: Site, made: Plan, site_manager: Staff) -> None:
    change(made, holiday="skip")
    set_holiday(
        day=date(2026, 9, 15), kind=Holiday.Kind.OFF, name="Fair", site=site, by=site_manager
    )
    assert replan_site(site, now=MONDAY) == Replanned(0, 1, 0, 0)
    assert tasks()[1] == ("15 09:30", "cancelled")


def test_a_plan_that_ends_sooner_takes_back_what_lies_beyond(
    site: Site, made: Plan, site_manager: Staff
) -> None:
    end_plan(made, on=date(2026, 9, 14), by=site_manager)
    assert replan_site(site, now=MONDAY) == Replanned(0, 2, 0, 0)
    assert [status for _, status in tasks()] == ["due", "cancelled", "cancelled"]


def test_a_plan_that_runs_out_later_makes_tasks_until_then(
    site: Site, made: Plan, site_manager: Staff
) -> None:
    end_plan(made, on=date(2026, 9, 18), by=site_manager)
    fill_site(site, start=MONDAY + THREE, until=MONDAY + timedelta(days=7))
    assert [day for day, _ in tasks()] == [f"{d} 09:30" for d in (14, 15, 16, 17, 18)]


def roster(plan: Plan, staff: Staff, day: int) -> RosterEntry:
    shift, _ = Shift.objects.get_or_create(
        site=plan.site, code="D", name="Day", starts="08:00", ends="20:00"
    )
    return RosterEntry.objects.create(
        site=plan.site, staff=staff, post=plan.post, shift=shift, day=date(2026, 9, day)
    )


def test_a_changed_roster_gives_the_tasks_to_who_is_on(
    site: Site, made: Plan, worker: Staff, colleague: Staff
) -> None:
    entry = roster(made, worker, 15)
    assert replan_site(site, now=MONDAY) == Replanned(0, 0, 0, 1)
    entry.staff = colleague
    entry.save()
    assert replan_site(site, now=MONDAY) == Replanned(0, 0, 0, 1)

    on = [t.assignee for t in Task.objects.order_by("opens_at")]
    assert on == [None, colleague, None]
    last = Event.objects.filter(verb="task.replanned").latest("pk")
    assert (last.before["assignee"], last.after["assignee"]) == ("Wei", "Jun")


def test_a_task_of_the_month_stays_with_its_owner_when_planned_anew_later(
    site: Site, made: Plan, worker: Staff, colleague: Staff
) -> None:
    monthly = {"times": 1, "every": 1, "unit": "month"}
    Plan.objects.update(recurrence=monthly, starts_on=date(2026, 9, 14))
    roster(made, worker, 15)
    roster(made, colleague, 22)
    for day in (14, 22):
        replan_site(site, now=datetime(2026, 9, day, 1, tzinfo=UTC), horizon=timedelta(days=7))
        assert made.tasks.get(status="due").assignee == worker


def test_whom_a_person_gave_a_task_to_keeps_it(
    site: Site, made: Plan, worker: Staff, colleague: Staff, foreman: Staff
) -> None:
    task = made.tasks.get(opens_at__date=date(2026, 9, 15))
    assign_task(task, to=colleague, by=foreman)
    roster(made, worker, 15)
    assert replan_site(site, now=MONDAY) == Replanned(0, 0, 0, 0)
    task.refresh_from_db()
    assert task.assignee == colleague


def test_people_take_turns_again_when_planned_anew(
    site: Site, worker: Staff, colleague: Staff
) -> None:
    for code in "ABC":
        Place.objects.create(site=site, kind="space", code=code, name=code, full_name=code)
    plan = plant_plan(site, plant_edition(place_kind="space"))
    fill_site(site, start=MONDAY, until=MONDAY + timedelta(days=1))
    roster(plan, worker, 14)
    roster(plan, colleague, 14)
    replan_site(site, now=MONDAY, horizon=timedelta(days=1))
    given = Task.objects.order_by("target__order").values_list("assignee", flat=True)
    assert list(given) == [worker.pk, colleague.pk, worker.pk]


def test_a_rule_that_cannot_be_carried_out_keeps_its_tasks(site: Site, made: Plan) -> None:
    change(made, unit="fortnight")
    assert replan_site(site, now=MONDAY) == Replanned(0, 0, 0, 0)
    assert [status for _, status in tasks()] == ["due"] * 3


def test_sites_to_replan_are_those_where_something_changed(
    site: Site, sister_site: Site, made: Plan, worker: Staff
) -> None:
    plant_plan(sister_site, plant_edition("SISTER"))
    assert sites_to_replan(MONDAY) == sorted([site.pk, sister_site.pk])
    for one in (site, sister_site):
        replan_site(one, now=MONDAY)
    assert sites_to_replan(MONDAY) == []
    roster(made, worker, 15)
    assert sites_to_replan(MONDAY) == [site.pk]
    replan_site(site, now=MONDAY)
    Holiday.objects.create(day=date(2026, 9, 16), kind=Holiday.Kind.OFF, name="For all")
    assert sites_to_replan(MONDAY) == sorted([site.pk, sister_site.pk])
