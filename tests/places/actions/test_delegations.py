from datetime import date, timedelta

import pytest
from django.utils import timezone

from pinzhi.common.states import MoveRefused
from pinzhi.people.models import Staff
from pinzhi.places.actions import ask_delegation, decide_delegation, withdraw_delegation
from pinzhi.places.models import Delegation, Membership, OrgNode, Role, Site
from pinzhi.places.refusals import (
    AdministratorNotDelegated,
    DelegatedToHolder,
    EndsBeforeStart,
    HasLeft,
    NotAllowed,
    NotAThird,
    OutsideMembership,
)
from tests.conftest import plant_member

pytestmark = pytest.mark.django_db
Status = Delegation.Status


def held_by(staff: Staff) -> Membership:
    return Membership.objects.get(staff=staff)


def ask(
    away: Staff, to: Staff, by: Staff | None = None, days: tuple[int, int] = (0, 7)
) -> Delegation:
    today = timezone.localdate()
    return ask_delegation(
        held_by(away),
        to=to,
        starts_on=today + timedelta(days=days[0]),
        ends_on=today + timedelta(days=days[1]),
        reason="年假",
        by=by or away,
    )


def roles(staff: Staff, site: Site) -> frozenset[str]:
    found: Staff = Staff.objects.get(pk=staff.pk)
    return found.scope.roles_at(site.pk)


def test_delegation_gives_nothing_until_approved(
    site: Site, site_manager: Staff, department_head: Staff, quality_officer: Staff
) -> None:
    asked = ask(site_manager, department_head)
    assert Role.SITE_MANAGER not in roles(department_head, site)
    decide_delegation(asked, approve=True, by=quality_officer)
    assert Role.SITE_MANAGER in roles(department_head, site)
    withdraw_delegation(asked, by=site_manager)
    assert Role.SITE_MANAGER not in roles(department_head, site)


def test_delegation_refused_gives_nothing(
    site: Site, site_manager: Staff, department_head: Staff, quality_officer: Staff
) -> None:
    asked = decide_delegation(ask(site_manager, department_head), approve=False, by=quality_officer)
    assert (asked.status, asked.decided_by) == (Status.REFUSED, quality_officer)
    assert Role.SITE_MANAGER not in roles(department_head, site)


def test_delegation_is_decided_by_a_third(
    site_manager: Staff, department_head: Staff, quality_officer: Staff
) -> None:
    asked = ask(site_manager, department_head)
    for person in (site_manager, department_head):
        with pytest.raises(NotAThird):
            decide_delegation(asked, approve=True, by=person)
    asked_above = ask(site_manager, department_head, by=quality_officer)
    with pytest.raises(NotAThird):
        decide_delegation(asked_above, approve=True, by=quality_officer)


def test_delegation_of_a_manager_is_approved_from_the_level_above(
    site: Site, company: OrgNode, site_manager: Staff, department_head: Staff
) -> None:
    asked = ask(site_manager, department_head)
    beside = plant_member("deputy", site.node, Role.SITE_MANAGER)
    with pytest.raises(NotAllowed):
        decide_delegation(asked, approve=True, by=beside)
    above = plant_member("company-head", company, Role.SITE_MANAGER)
    assert decide_delegation(asked, approve=True, by=above).status == Status.APPROVED


def test_delegation_of_a_department_head_is_approved_by_the_manager(
    site_manager: Staff, department_head: Staff, foreman: Staff, sister_manager: Staff
) -> None:
    asked = ask(department_head, foreman)
    with pytest.raises(NotAllowed):
        decide_delegation(asked, approve=True, by=sister_manager)
    assert decide_delegation(asked, approve=True, by=site_manager).status == Status.APPROVED


def test_delegation_is_decided_once(
    site_manager: Staff, department_head: Staff, quality_officer: Staff
) -> None:
    asked = ask(site_manager, department_head)
    decide_delegation(asked, approve=False, by=quality_officer)
    with pytest.raises(MoveRefused):
        decide_delegation(asked, approve=True, by=quality_officer)
    with pytest.raises(MoveRefused):
        withdraw_delegation(asked, by=site_manager)


def test_delegation_is_asked_by_the_holder_or_from_above(
    site_manager: Staff, department_head: Staff, foreman: Staff, auditor: Staff
) -> None:
    for person in (department_head, foreman, auditor):
        with pytest.raises(NotAllowed):
            ask(site_manager, department_head, by=person)
    asked = ask(site_manager, department_head)
    with pytest.raises(NotAllowed):
        withdraw_delegation(asked, by=foreman)


def test_administrators_are_not_delegated(security_admin: Staff, audit_admin: Staff) -> None:
    with pytest.raises(AdministratorNotDelegated):
        ask(security_admin, audit_admin)


def test_delegation_to_oneself_or_a_leaver_is_refused(site_manager: Staff, worker: Staff) -> None:
    with pytest.raises(DelegatedToHolder):
        ask(site_manager, site_manager)
    worker.is_active, worker.left_at = False, timezone.now()
    worker.save()
    with pytest.raises(HasLeft):
        ask(site_manager, worker)


def test_delegation_stays_within_the_role(site_manager: Staff, foreman: Staff) -> None:
    with pytest.raises(EndsBeforeStart):
        ask(site_manager, foreman, days=(3, 2))
    Membership.objects.filter(staff=site_manager).update(
        ends_on=timezone.localdate() + timedelta(days=5)
    )
    with pytest.raises(OutsideMembership):
        ask(site_manager, foreman, days=(0, 6))
    Membership.objects.filter(staff=site_manager).update(ends_on=None, starts_on=date(2999, 1, 1))
    with pytest.raises(OutsideMembership):
        ask(site_manager, foreman)


def test_approving_a_substitute_who_has_left_is_refused(
    site_manager: Staff, foreman: Staff, quality_officer: Staff
) -> None:
    asked = ask(site_manager, foreman)
    Staff.objects.filter(pk=foreman.pk).update(is_active=False, left_at=timezone.now())
    with pytest.raises(HasLeft):
        decide_delegation(asked, approve=True, by=quality_officer)
