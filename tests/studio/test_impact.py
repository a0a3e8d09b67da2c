"""What a draft would change at one site, against what is planned, rostered, open and scored."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from pinzhi.cases.actions import hand_in_record
from pinzhi.people.models import Post, Posting, Shift, Staff
from pinzhi.places.models import Site
from pinzhi.plans.actions import fill_site
from pinzhi.plans.models import Plan, Task
from pinzhi.standards.models import Edition
from pinzhi.studio.impact import impact_at, sites_for
from pinzhi.studio.impact_scores import month_change
from tests.planting import fill_in, plant_edition, plant_plan, plant_task
from tests.studio.drafting import plant_next

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 16, 2, 0, tzinfo=UTC)
LAST_MONTH = datetime(2026, 8, 12, 2, 0, tzinfo=UTC)


def post_of(site: Site) -> Post:
    return Post.objects.get(site=site, code="P1")


def test_tasks_and_hours_a_day_now_and_then(site: Site, plan: Plan, edition: Edition) -> None:
    (post,) = impact_at(plant_next(edition), site, NOW).posts
    assert (post.name, post.known) == ("Patrol", True)
    assert (post.tasks_now, post.tasks_then) == (1.0, 2.0)
    assert (round(post.hours_now, 3), round(post.hours_then, 3)) == (0.075, 0.15)  # 3 items
    assert (post.roster, post.overloaded) == (0.0, 28)  # nobody is on
    assert plan.pk


def test_minutes_come_from_what_was_done(
    site: Site, plan: Plan, edition: Edition, worker: Staff
) -> None:
    for day in range(3):
        task = plant_task(plan, NOW - timedelta(days=day + 1), worker)
        started = task.opens_at
        Task.objects.filter(pk=task.pk).update(
            status="done", started_at=started, done_at=started + timedelta(minutes=30)
        )
    (post,) = impact_at(plant_next(edition), site, NOW).posts
    assert (post.hours_now, post.hours_then) == (0.5, 1.0)


def test_the_roster_is_what_people_are_there(
    site: Site, plan: Plan, edition: Edition, worker: Staff, colleague: Staff
) -> None:
    post, day = post_of(site), date(2026, 1, 1)
    shift = Shift.objects.create(site=site, code="D", name="Day", starts=time(8), ends=time(14))
    Posting.objects.create(staff=worker, post=post, site=site, shift=shift, starts_on=day)
    draft = plant_next(edition)
    (found,) = impact_at(draft, site, NOW).posts
    assert (found.roster, found.overloaded) == (6.0, 0)
    Posting.objects.create(staff=colleague, post=post, site=site, starts_on=day)
    (found,) = impact_at(draft, site, NOW).posts
    assert found.roster == 14.0  # without a shift: eight hours
    assert plan.pk


def test_other_standards_count_towards_overload(site: Site, plan: Plan, edition: Edition) -> None:
    hourly = {"times": 1, "every": 1, "unit": "hour"}
    other = plant_edition("OTHER", recurrence=hourly)
    plant_plan(site, other)
    (post,) = impact_at(plant_next(edition), site, NOW).posts
    assert post.hours_other == pytest.approx(24 * 4.5 / 60)
    assert plan.pk


def test_what_cannot_be_carried_out_is_named(site: Site, edition: Edition) -> None:
    found = impact_at(plant_next(edition), site, NOW)
    assert (found.unplanned, list(found.posts)) == (["Daily round"], [])


def test_open_work_of_the_edition_in_force(
    site: Site, plan: Plan, edition: Edition, task: Task, worker: Staff
) -> None:
    fill_site(site, start=NOW, until=NOW + timedelta(days=3))
    hand_in_record(fill_in(task, ("fail", "0.3", ""), at=NOW), task=task, by=worker)
    touched = impact_at(plant_next(edition), site, NOW).touched
    assert (touched.withdrawn, touched.begun) == (2, 0)
    assert (touched.findings, touched.without, touched.cases) == (1, 0, 1)
    assert plan.pk


def test_last_month_by_the_new_deductions(site: Site, worker: Staff) -> None:
    edition = plant_edition(purpose="inspection")
    plan = plant_plan(site, edition)
    task = plant_task(plan, LAST_MONTH, worker)
    hand_in_record(fill_in(task, ("pass", "0.9", ""), at=LAST_MONTH), task=task, by=worker)
    found = month_change(plant_next(edition, purpose="inspection"), site, date(2026, 8, 1))
    assert [found.old, found.new, found.difference] == [Decimal(n) for n in (95, 80, -15)]
    assert [(m.title, m.times, m.old, m.new) for m in found.moved] == [
        ("Water pressure", 1, Decimal(5), Decimal(20))
    ]


def test_an_item_that_is_gone_takes_nothing_off(site: Site, worker: Staff) -> None:
    edition = plant_edition(purpose="inspection")
    task = plant_task(plant_plan(site, edition), LAST_MONTH, worker)
    hand_in_record(fill_in(task, ("pass", "0.9", ""), at=LAST_MONTH), task=task, by=worker)
    new = plant_next(edition, purpose="inspection")
    new.checklists.get().items.filter(code="02").delete()
    found = month_change(new, site, date(2026, 8, 1))
    assert [found.old, found.new] == [Decimal(95), Decimal(100)]
    assert [(m.old, m.new) for m in found.moved] == [(Decimal(5), None)]


def test_a_month_without_inspections_has_no_score(site: Site, edition: Edition) -> None:
    found = month_change(plant_next(edition), site, date(2026, 8, 1))
    assert (found.old, found.new, list(found.moved)) == (None, None, [])


def test_records_of_other_standards_count_as_they_did(site: Site, worker: Staff) -> None:
    edition = plant_edition("OTHER", purpose="inspection")
    task = plant_task(plant_plan(site, edition), LAST_MONTH, worker)
    hand_in_record(fill_in(task, ("pass", "0.9", ""), at=LAST_MONTH), task=task, by=worker)
    found = month_change(plant_next(plant_edition()), site, date(2026, 8, 1))
    assert [found.old, found.new] == [Decimal(95), Decimal(95)]


def test_sites_are_those_that_work_by_it_else_those_that_could(
    site: Site, sister_site: Site, other_site: Site, quality_officer: Staff, edition: Edition
) -> None:
    assert set(sites_for(edition, quality_officer)) == {site, sister_site}
    plant_plan(site, edition)
    assert sites_for(plant_next(edition), quality_officer) == [site]
    assert other_site.pk
