from typing import Any

import pytest

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans import rules
from pinzhi.plans.models import Task

pytestmark = pytest.mark.django_db

CAST = (
    "worker", "colleague", "butler", "foreman", "department_head", "site_manager", "inspector",
    "quality_officer", "contractor", "auditor", "system_admin", "security_admin", "audit_admin",
    "sister_manager", "stranger",
)  # fmt: skip


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> dict[str, Staff]:
    return {name: request.getfixturevalue(name) for name in CAST}


def those(cast: dict[str, Staff], may: Any) -> set[str]:
    return {name for name, person in cast.items() if may(person)}


def test_who_may_plan(cast: dict[str, Staff], site: Site) -> None:
    found = those(cast, lambda user: rules.may_plan(user, site))
    assert found == {"site_manager", "quality_officer"}


def test_who_may_plan_somewhere(cast: dict[str, Staff]) -> None:
    planners = {"site_manager", "quality_officer", "sister_manager", "stranger"}
    assert those(cast, rules.may_plan_somewhere) == planners


def test_who_may_see_plans(cast: dict[str, Staff], site: Site) -> None:
    assert those(cast, rules.may_see_plans) == set(CAST) - {"contractor"}
    elsewhere = {"contractor", "sister_manager", "stranger"}
    found = those(cast, lambda user: rules.may_see_plans_of(user, site.pk))
    assert found == set(CAST) - elsewhere


def test_who_may_see_lists_of_tasks(cast: dict[str, Staff]) -> None:
    nobody = Staff.objects.create_user("zoe")
    assert those(cast, rules.may_see_tasks) == set(CAST)
    assert not rules.may_see_tasks(nobody)


def test_who_may_give_out_a_task(cast: dict[str, Staff], task: Task) -> None:
    found = those(cast, lambda user: rules.may_assign(user, task))
    assert found == {"site_manager", "department_head", "foreman"}
    task.department = "environment"  # not the trade of foreman and head
    assert those(cast, lambda user: rules.may_assign(user, task)) == {"site_manager"}


def test_who_may_carry_out_a_given_task(cast: dict[str, Staff], task: Task) -> None:
    found = those(cast, lambda user: rules.may_carry_out(user, task))
    assert found == {"worker", "site_manager", "department_head", "foreman"}


def test_who_may_carry_out_what_is_nobody_s(cast: dict[str, Staff], task: Task) -> None:
    task.assignee = None
    found = those(cast, lambda user: rules.may_carry_out(user, task))
    assert found == {"worker", "colleague", "foreman", "department_head", "site_manager"}


def test_who_may_carry_out_an_inspection(cast: dict[str, Staff], task: Task) -> None:
    task.assignee = None
    task.checklist.purpose = "inspection"
    found = those(cast, lambda user: rules.may_carry_out(user, task))
    inspectors = {"inspector", "quality_officer", "site_manager", "department_head", "foreman"}
    assert found == inspectors
