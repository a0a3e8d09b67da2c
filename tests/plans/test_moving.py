"""When an edition, an adjustment or a settled conflict changes what holds, plans follow."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.actions import fill_site, move_plans, sites_to_move
from pinzhi.plans.models import Plan, Task
from pinzhi.standards.actions import adjust_site, end_adjustment, publish_edition, settle_conflict
from pinzhi.standards.models import Clause, Edition, Requirement, Settlement
from pinzhi.trail.models import Event
from tests.planting import DAILY, plant_checklist, plant_edition, plant_plan

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 16, 2, 0, tzinfo=UTC)  # Wednesday 10:00 in Shanghai
MONDAY, TOMORROW = date(2026, 9, 14), date(2026, 9, 17)
TWICE = {"times": 2, "every": 1, "unit": "day"}


def next_edition(old: Edition, recurrence: dict[str, Any] | None = None) -> Edition:
    new = Edition.objects.create(standard=old.standard, number="2")
    clause = Clause.objects.create(edition=new, number="1", title="Floors", order=0)
    checklist = plant_checklist(new, clause)
    Requirement.objects.create(
        edition=new, clause=clause, checklist=checklist, recurrence=recurrence or DAILY,
        post_name="Patrol", place_kind="site",
    )  # fmt: skip
    return publish_edition(new, by=None)


def fill(site: Site, days: int = 3) -> int:
    return fill_site(site, start=NOW - timedelta(hours=10), until=NOW + timedelta(days=days))


def windows(plan: Plan, *statuses: str) -> list[str]:
    found = plan.tasks.filter(status__in=statuses or ["due"]).order_by("opens_at")
    return [f"{t.opens_at + timedelta(hours=8):%d %H:%M}" for t in found]


def events(plan: Plan) -> list[str]:
    found = Event.objects.filter(object_type="plans.plan", object_id=str(plan.pk)).order_by("id")
    return list(found.values_list("verb", flat=True))


def test_a_new_edition_takes_over_from_tomorrow(site: Site, plan: Plan, edition: Edition) -> None:
    fill(site)
    new_edition = next_edition(edition)
    assert sites_to_move() == [site.pk]
    (new,) = move_plans(site, now=NOW)
    plan.refresh_from_db()
    assert (plan.status, plan.ends_on) == ("ended", date(2026, 9, 16))
    assert (new.follows, new.starts_on, new.post) == (plan, TOMORROW, plan.post)
    assert new.requirement.edition == new_edition
    assert windows(plan) == ["16 09:30"]  # this morning's stays with the edition it was made from
    assert windows(plan, "cancelled") == ["17 09:30", "18 09:30", "19 09:30"]
    fill(site)
    assert windows(new) == ["17 09:30", "18 09:30", "19 09:30"]
    assert events(plan)[-1] == "plan.moved_on"
    withdrawn = Event.objects.filter(verb="task.cancelled").values_list("reason", flat=True)
    assert set(withdrawn) == {f"→ {new_edition}"}


def test_moving_again_has_no_effect(site: Site, plan: Plan, edition: Edition) -> None:
    next_edition(edition)
    assert len(move_plans(site, now=NOW)) == 1
    assert move_plans(site, now=NOW) == []
    assert sites_to_move() == []
    assert Plan.objects.count() == 2
    assert plan.pk


def test_what_was_begun_stays(site: Site, plan: Plan, edition: Edition) -> None:
    fill(site)
    late = plan.tasks.latest("opens_at")
    Task.objects.filter(pk=late.pk).update(status="running")
    next_edition(edition)
    move_plans(site, now=NOW)
    assert windows(plan, "running") == ["19 09:30"]


def test_a_scheduled_edition_takes_over_on_its_very_day(
    site: Site, plan: Plan, edition: Edition
) -> None:
    fill(site)
    new = next_edition(edition)
    midnight = datetime(2026, 9, 16, 16, 0, tzinfo=UTC)
    Edition.objects.filter(pk=new.pk).update(starts_on=TOMORROW, published_at=midnight)
    (moved,) = move_plans(site, now=midnight + timedelta(minutes=2))
    assert moved.starts_on == TOMORROW
    assert windows(plan) == ["16 09:30"]


def test_a_month_begun_under_the_old_plan_is_not_asked_twice(site: Site) -> None:
    monthly = {"times": 1, "every": 1, "unit": "month"}
    old = plant_edition(recurrence=monthly)
    plan = plant_plan(site, old)
    fill(site)
    next_edition(old, monthly)
    (new,) = move_plans(site, now=NOW)
    fill(site, 30)
    assert (windows(plan), windows(new)) == (["01 00:00"], ["01 00:00"])  # September; October


def test_another_rhythm_begins_at_once(site: Site) -> None:
    old = plant_edition(recurrence={"times": 1, "every": 1, "unit": "month"})
    plan = plant_plan(site, old)
    fill(site)
    next_edition(old, {"times": 1, "every": 1, "unit": "week"})
    (new,) = move_plans(site, now=NOW)
    fill(site)
    assert (windows(plan), windows(plan, "cancelled")) == ([], ["01 00:00"])
    assert windows(new) == ["14 00:00"]


def test_what_the_new_edition_no_longer_asks_for_ends(
    site: Site, plan: Plan, edition: Edition
) -> None:
    fill(site)
    new = Edition.objects.create(standard=edition.standard, number="2")
    clause = Clause.objects.create(edition=new, number="1", title="Floors", order=0)
    plant_checklist(new, clause)
    publish_edition(new, by=None)
    assert move_plans(site, now=NOW) == []
    plan.refresh_from_db()
    assert plan.status == "ended"
    assert events(plan)[-1] == "plan.not_carried_on"
    assert windows(plan) == ["16 09:30"]


def test_a_paused_plan_stays_paused(site: Site, plan: Plan, edition: Edition) -> None:
    Plan.objects.filter(pk=plan.pk).update(status="paused")
    next_edition(edition)
    assert [p.status for p in move_plans(site, now=NOW)] == ["paused"]


def test_an_adjusted_rhythm_takes_over_and_goes_back(
    site: Site, plan: Plan, edition: Edition, site_manager: Staff
) -> None:
    own = adjust_site(
        site, edition.standard, checklist="DAILY", changes={"recurrence": TWICE},
        reason="Wet season", by=site_manager,
    )  # fmt: skip
    assert sites_to_move() == [site.pk]
    (tighter,) = move_plans(site, now=NOW)
    assert (tighter.recurrence, tighter.follows) == (TWICE, plan)
    assert move_plans(site, now=NOW) == []
    end_adjustment(own, by=site_manager)
    (back,) = move_plans(site, now=NOW)
    assert back.recurrence == DAILY


def test_adjustments_outlive_editions(
    site: Site, plan: Plan, edition: Edition, site_manager: Staff
) -> None:
    adjust_site(
        site, edition.standard, checklist="DAILY", changes={"recurrence": TWICE},
        reason="Wet season", by=site_manager,
    )  # fmt: skip
    next_edition(edition)
    (new,) = move_plans(site, now=NOW)
    assert (new.recurrence, new.requirement.edition.number) == (TWICE, "2")
    assert plan.pk


def test_what_a_site_set_aside_is_no_longer_planned(
    site: Site, plan: Plan, edition: Edition, site_manager: Staff
) -> None:
    fill(site)
    other = plant_edition("OTHER")
    settle_conflict(
        site, Settlement.Kind.CYCLE, one=(other.standard, "DAILY"),
        other=(edition.standard, "DAILY"), keep=Settlement.Keep.ONE, by=site_manager,
    )  # fmt: skip
    assert move_plans(site, now=NOW) == []
    plan.refresh_from_db()
    assert plan.status == "ended"


@pytest.mark.django_db(transaction=True)
def test_many_workers_move_a_plan_once(site: Site, plan: Plan, edition: Edition) -> None:
    next_edition(edition)

    def run(_n: int) -> int:
        try:
            return len(move_plans(site, now=NOW))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(run, range(4))) == [0, 0, 0, 1]
    assert Plan.objects.filter(follows=plan).count() == 1
