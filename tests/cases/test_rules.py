"""Who may do what with a case of engineering at Lakeside that Gang, the foreman, answers for."""

from collections.abc import Callable
from datetime import datetime

import pytest

from pinzhi.cases import rules
from pinzhi.cases.models import Case
from pinzhi.people.models import Staff
from tests.cases.conftest import fix
from tests.conftest import plant_member

pytestmark = pytest.mark.django_db

CAST = (
    "worker",
    "butler",
    "foreman",
    "department_head",
    "site_manager",
    "inspector",
    "quality_officer",
    "contractor",
    "auditor",
    "system_admin",
    "security_admin",
    "audit_admin",
    "sister_manager",
    "stranger",
)
Ask = Callable[[Staff, Case], bool]


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> dict[str, Staff]:
    return {name: request.getfixturevalue(name) for name in CAST}


@pytest.mark.parametrize(
    ("ask", "allowed"),
    [
        (rules.may_assign, {"foreman", "department_head", "site_manager"}),
        (rules.may_fix, {"foreman"}),
        # the foreman too: nothing has been put right by him yet
        (
            rules.may_recheck,
            {
                "butler",
                "foreman",
                "department_head",
                "site_manager",
                "inspector",
                "quality_officer",
            },
        ),
        (rules.may_extend, {"foreman", "department_head", "site_manager"}),
        (rules.may_decide_extension, {"site_manager", "quality_officer"}),
    ],
)
def test_who_may(case: Case, cast: dict[str, Staff], ask: Ask, allowed: set[str]) -> None:
    assert {name for name, person in cast.items() if ask(person, case)} == allowed


def test_whoever_put_it_right_may_not_recheck(case: Case, foreman: Staff, now: datetime) -> None:
    fix(case, foreman, now)
    assert not rules.may_recheck(foreman, case)


def test_another_trade_gives_nothing_out(case: Case) -> None:
    guard = plant_member("guard", case.site.node, "foreman", "security")
    assert not rules.may_assign(guard, case)


def test_an_owner_who_was_moved_away_may_not_fix(case: Case, sister_manager: Staff) -> None:
    case.owner = sister_manager
    assert not rules.may_fix(sister_manager, case)


def test_who_sees_the_list(cast: dict[str, Staff]) -> None:
    nobody = Staff.objects.create_user("nobody")
    assert all(rules.may_see_cases(person) for person in cast.values())
    assert not rules.may_see_cases(nobody)


@pytest.mark.parametrize(("owner", "seen"), [("contractor", True), ("foreman", False)])
def test_a_contractors_worker_sees_his_own(
    case: Case, cast: dict[str, Staff], owner: str, seen: bool
) -> None:
    Case.objects.update(owner=cast[owner])
    assert Case.objects.visible_to(cast["contractor"]).contains(case) is seen


def test_the_sister_site_sees_nothing(case: Case, sister_manager: Staff, stranger: Staff) -> None:
    assert not Case.objects.visible_to(sister_manager).contains(case)
    assert not Case.objects.visible_to(stranger).contains(case)


def test_overdue_is_what_an_owner_still_has_to_act_on(
    case: Case, foreman: Staff, now: datetime
) -> None:
    assert Case.objects.overdue(case.due_at).count() == 1
    assert Case.objects.overdue(now).count() == 0
    fix(case, foreman, now)
    assert Case.objects.overdue(case.due_at).count() == 0
    assert Case.objects.unfinished().count() == 1
