from datetime import date
from typing import Any

import pytest

from pinzhi.common.states import MoveRefused
from pinzhi.people.models import Post, Staff
from pinzhi.places.models import Equipment, Place, Site
from pinzhi.plans.actions import (
    adopt_edition,
    adopt_requirement,
    end_plan,
    pause_plan,
    resume_plan,
)
from pinzhi.plans.models import Plan
from pinzhi.plans.refusals import (
    AlreadyPlanned,
    NoPlanUntilThen,
    NoSuchPost,
    NothingToCheck,
    NotInForce,
    RuleCannotRun,
)
from pinzhi.standards.models import Edition, Requirement
from pinzhi.trail.models import Event
from tests.planting import plant_edition, plant_plan

pytestmark = pytest.mark.django_db

DAY = date(2026, 9, 14)


@pytest.fixture
def post(site: Site) -> Post:
    return Post.objects.create(site=site, code="P1", name="Patrol", department="engineering")


def adopt(edition: Edition, site: Site, post: Post) -> Plan:
    requirement = edition.requirements.get()
    return adopt_requirement(requirement, site=site, post=post, starts_on=DAY, by=None)


def verbs(plan: Plan) -> list[str]:
    events = Event.objects.filter(object_type="plans.plan", object_id=str(plan.pk))
    return list(events.order_by("id").values_list("verb", flat=True))


def names(plan: Plan) -> list[str]:
    return list(plan.targets.order_by("order").values_list("name", flat=True))


def test_adopt_requirement_takes_over_what_the_standard_says(
    site: Site, edition: Edition, post: Post
) -> None:
    plan = adopt(edition, site, post)
    requirement = edition.requirements.get()
    assert (plan.title, plan.recurrence) == ("Daily round", requirement.recurrence)
    assert (plan.status, plan.starts_on, names(plan)) == ("active", DAY, [site.name])
    assert verbs(plan) == ["plan.adopted"]


def test_adopt_requirement_finds_the_machines_of_its_system(site: Site, post: Post) -> None:
    for code, system, status in (
        ("B", "lift", "running"),
        ("A", "lift", "standby"),
        ("C", "lift", "scrapped"),
        ("D", "fire", "running"),
    ):
        Equipment.objects.create(site=site, code=code, name=code, system=system, status=status)
    lifts = plant_edition("LIFT", place_kind="equipment", system="lift")
    everything = plant_edition("ALL", place_kind="equipment")
    assert names(adopt(lifts, site, post)) == ["A", "B"]
    assert names(adopt(everything, site, post)) == ["A", "B", "D"]


def test_adopt_requirement_refuses_an_edition_not_in_force(
    site: Site, edition: Edition, post: Post
) -> None:
    Edition.objects.update(status=Edition.Status.SUPERSEDED)
    with pytest.raises(NotInForce):
        adopt(Edition.objects.get(pk=edition.pk), site, post)
    with pytest.raises(NotInForce):
        adopt_edition(Edition.objects.get(), site=site, starts_on=DAY, by=None)


def test_adopt_requirement_refuses_a_post_of_another_site(
    sister_site: Site, edition: Edition, post: Post
) -> None:
    with pytest.raises(NoSuchPost):
        adopt(edition, sister_site, post)


def test_adopt_requirement_refuses_where_there_is_nothing(site: Site, post: Post) -> None:
    with pytest.raises(NothingToCheck):
        adopt(plant_edition(place_kind="room"), site, post)


def test_adopt_requirement_refuses_what_the_post_does_already(
    site: Site, edition: Edition, post: Post
) -> None:
    plan = adopt(edition, site, post)
    with pytest.raises(AlreadyPlanned):
        adopt(edition, site, post)
    Plan.objects.filter(pk=plan.pk).update(status=Plan.Status.ENDED)
    adopt(edition, site, post)
    assert Plan.objects.count() == 2


@pytest.mark.parametrize(
    "rule",
    [
        {},  # says nothing
        {"unit": "fortnight"},
        {"unit": "day", "every": 0},
        {"unit": "day", "time": ["09:00"], "window": ["09:00", "10:00"]},
        {"unit": "week", "before_day": 25},
    ],
)
def test_adopt_requirement_refuses_a_rule_that_cannot_run(
    rule: dict[str, Any], site: Site, post: Post
) -> None:
    edition = plant_edition(recurrence=rule)
    with pytest.raises(RuleCannotRun):
        adopt(edition, site, post)
    assert not Plan.objects.exists()


def test_adopt_edition_plans_what_fits_and_names_the_rest(site: Site, post: Post) -> None:
    edition = plant_edition()
    plans, left = adopt_edition(edition, site=site, starts_on=DAY, by=None)
    assert ([p.post for p in plans], left) == ([post], [])
    assert adopt_edition(edition, site=site, starts_on=DAY, by=None) == ([], [])


@pytest.mark.parametrize(
    "wanted",
    [
        {"post_name": "Diver"},  # no such post here
        {"place_kind": "room"},  # no such place here
        {"recurrence": {"unit": "fortnight"}},  # no such rule anywhere
    ],
)
@pytest.mark.usefixtures("post")
def test_adopt_edition_leaves_out_what_does_not_fit(wanted: dict[str, Any], site: Site) -> None:
    edition = plant_edition(**wanted)
    found = adopt_edition(edition, site=site, starts_on=DAY, by=None)
    assert found == ([], [Requirement.objects.get()])


def test_adopting_walks_places_in_their_order(site: Site, post: Post) -> None:
    for order, code in ((2, "A"), (1, "B")):
        Place.objects.create(
            site=site, kind="zone", code=code, name=code, full_name=code, order=order
        )
    assert names(adopt(plant_edition(place_kind="zone"), site, post)) == ["B", "A"]


def test_a_plan_pauses_resumes_and_ends(plan: Plan, site_manager: Staff) -> None:
    assert pause_plan(plan, by=site_manager).status == "paused"
    with pytest.raises(MoveRefused):
        pause_plan(plan, by=site_manager)
    assert resume_plan(plan, by=site_manager).status == "active"
    with pytest.raises(MoveRefused):
        resume_plan(plan, by=site_manager)
    ended = end_plan(plan, on=DAY, by=site_manager)
    assert (ended.status, ended.ends_on) == ("ended", DAY)
    with pytest.raises(MoveRefused):
        end_plan(plan, on=DAY, by=site_manager)
    assert verbs(plan) == ["plan.adopted", "plan.paused", "plan.resumed", "plan.ended"]


def test_end_plan_refuses_a_day_before_it_began(
    site: Site, edition: Edition, site_manager: Staff
) -> None:
    plan = plant_plan(site, edition, DAY)
    with pytest.raises(NoPlanUntilThen):
        end_plan(plan, on=date(2026, 9, 13), by=site_manager)
