from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from pinzhi.people.models import Post, Posting, Staff
from pinzhi.places.models import Equipment, Place, Site
from pinzhi.plans.actions import fill_site
from pinzhi.plans.models import Plan
from pinzhi.plans.queries import colleagues, fits_of, next_windows, week_of
from tests.planting import plant_edition, plant_plan

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 9, 14)
NOON = datetime(2026, 9, 16, 4, tzinfo=UTC)  # Wednesday in Shanghai


def planned(site: Site, now: datetime = NOON) -> dict[str, list[int]]:
    """What the week says will be made, by plan and day."""
    week = week_of(site, MONDAY, by_person=False, now=now)
    return {
        row.title: [sum(c.number for c in cell.chips if c.state == "planned") for cell in row.cells]
        for row in week.rows
    }


def test_week_counts_what_is_not_made_yet(site: Site, plan: Plan) -> None:
    start = datetime(2026, 9, 13, 16, tzinfo=UTC)
    fill_site(site, start=start, until=start + timedelta(days=3))
    assert planned(site) == {"Daily round": [0, 0, 0, 1, 1, 1, 1]}
    Plan.objects.filter(pk=plan.pk).update(ends_on=date(2026, 9, 18))
    assert planned(site) == {"Daily round": [0, 0, 0, 1, 1, 0, 0]}


def test_week_counts_nothing_of_a_paused_plan_or_a_bad_rule(site: Site, plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(filled_until=NOON, status=Plan.Status.PAUSED)
    assert planned(site) == {}
    bad = {"status": Plan.Status.ACTIVE, "recurrence": {"unit": "x"}, "fault": "unit: no"}
    Plan.objects.filter(pk=plan.pk).update(**bad)
    assert planned(site) == {"Daily round": [0] * 7}


def test_next_windows_stop_with_the_plan(plan: Plan) -> None:
    plan.ends_on = date(2026, 9, 18)
    days = [window.start.day for window in next_windows(plan, NOON)]
    assert days == [17, 18]
    plan.recurrence = {"unit": "x"}
    assert next_windows(plan, NOON) == []
    plan.status = Plan.Status.PAUSED
    assert next_windows(plan, NOON) == []


def test_colleagues_are_those_of_the_site_today(
    site: Site, plan: Plan, worker: Staff, sister_manager: Staff, stranger: Staff
) -> None:
    guest = Staff.objects.create_user("guest", name="Guest")
    gone = Staff.objects.create_user("gone", name="Gone")
    common = {"site": site, "post": plan.post, "starts_on": date(2020, 1, 1)}
    Posting.objects.create(staff=guest, **common)
    Posting.objects.create(staff=gone, ends_on=date(2021, 1, 1), **common)
    assert sister_manager.pk != stranger.pk
    assert list(colleagues(site)) == [guest, worker]


def fit(site: Site, **wanted: Any) -> Any:
    (found,) = fits_of(plant_edition(f"F{Plan.objects.count()}", **wanted), site, NOON)
    return found


@pytest.fixture
def post(site: Site) -> Post:
    return Post.objects.create(site=site, code="P1", name="Patrol", department="engineering")


def test_fit_counts_targets_and_windows(site: Site, post: Post) -> None:
    for code in "AB":
        Place.objects.create(site=site, kind="zone", code=code, name=code, full_name=code)
    found = fit(site, place_kind="zone", recurrence={"unit": "day", "times": 3})
    assert (found.targets, found.windows, found.a_day, found.tasks) == (2, 90, 3, 180)
    assert (found.fits, found.ready, found.post, found.on_event) == (True, True, post, False)


@pytest.mark.usefixtures("post")
def test_fit_counts_machines_of_the_system(site: Site) -> None:
    for code, system in (("A", "lift"), ("B", "fire"), ("C", "lift")):
        Equipment.objects.create(site=site, code=code, name=code, system=system)
    Equipment.objects.create(site=site, code="D", name="D", system="lift", status="scrapped")
    edition = plant_edition("LIFT", place_kind="equipment", system="lift")
    assert [one.targets for one in fits_of(edition, site, NOON)] == [2]
    edition = plant_edition("ALL", place_kind="equipment")
    assert [one.targets for one in fits_of(edition, site, NOON)] == [3]


@pytest.mark.usefixtures("post")
@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ({"post_name": "Diver"}, "Diver"),
        ({"place_kind": "room"}, ""),
        ({"recurrence": {"unit": "fortnight"}}, "fortnight"),
    ],
)
def test_fit_says_why_not(site: Site, wanted: dict[str, Any], why: str) -> None:
    found = fit(site, **wanted)
    assert (found.fits, found.ready, why in str(found.why)) == (False, False, True)


@pytest.mark.usefixtures("post")
def test_fit_waits_for_an_event(site: Site) -> None:
    found = fit(site, recurrence={"unit": "hour", "condition": "rain"})
    assert (found.fits, found.on_event, found.windows, found.a_day) == (True, True, 0, 0)


def test_fit_names_the_plan_that_runs(site: Site) -> None:
    edition = plant_edition()
    plan = plant_plan(site, edition)
    (found,) = fits_of(edition, site, NOON)
    assert (found.plans, found.ready) == ([plan], False)
