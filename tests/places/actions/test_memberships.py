from datetime import date, timedelta

import pytest
from django.utils import timezone

from pinzhi.people.models import Staff
from pinzhi.places.actions import end_membership, grant_membership
from pinzhi.places.models import Membership, OrgNode, Role, Site
from pinzhi.places.refusals import (
    AdministratorsExclude,
    AlreadyHolds,
    EndsBeforeStart,
    EndsEarlier,
    HasLeft,
    NotAllowed,
    OwnRights,
)
from pinzhi.trail.models import Event
from tests.conftest import plant_member

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 1)


def again(staff: Staff) -> Staff:
    found: Staff = Staff.objects.get(pk=staff.pk)
    return found


def test_grant_membership_gives_the_reach_at_once(
    sister_site: Site, worker: Staff, security_admin: Staff
) -> None:
    grant_membership(
        worker,
        node=sister_site.node,
        role=Role.WORKER,
        department="engineering",
        starts_on=timezone.localdate(),
        by=security_admin,
    )
    assert sister_site.pk in again(worker).scope.site_ids
    event = Event.objects.get(verb="membership.granted")
    assert (event.site_id, event.after["role"]) == (sister_site.pk, "worker")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN),
        (Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN),
        (Role.AUDIT_ADMIN, Role.SECURITY_ADMIN),
    ],
)
def test_grant_membership_keeps_the_three_administrators_apart(
    group: OrgNode, company: OrgNode, security_admin: Staff, first: str, second: str
) -> None:
    person = plant_member("two", company, first)
    with pytest.raises(AdministratorsExclude) as refused:
        grant_membership(person, node=group, role=second, starts_on=DAY, by=security_admin)
    assert "exclude each other" in str(refused.value) or "互斥" in str(refused.value)
    assert Membership.objects.filter(staff=person).count() == 1


def test_grant_membership_allows_another_administrator_role_afterwards(
    group: OrgNode, security_admin: Staff
) -> None:
    person = plant_member("two", group, Role.SYSTEM_ADMIN)
    Membership.objects.filter(staff=person).update(ends_on=date(2025, 12, 31))
    grant_membership(person, node=group, role=Role.AUDIT_ADMIN, starts_on=DAY, by=security_admin)
    assert again(person).scope.roles == {Role.AUDIT_ADMIN}


def test_grant_membership_twice_is_refused(
    site: Site, worker: Staff, security_admin: Staff
) -> None:
    with pytest.raises(AlreadyHolds):
        grant_membership(
            worker,
            node=site.node,
            role=Role.WORKER,
            department="engineering",
            starts_on=DAY,
            by=security_admin,
        )


def test_grant_membership_that_ends_before_it_starts_is_refused(
    site: Site, worker: Staff, security_admin: Staff
) -> None:
    with pytest.raises(EndsBeforeStart):
        grant_membership(
            worker,
            node=site.node,
            role=Role.FOREMAN,
            starts_on=DAY,
            ends_on=DAY - timedelta(days=1),
            by=security_admin,
        )


def test_nobody_changes_their_own_rights(group: OrgNode, security_admin: Staff) -> None:
    with pytest.raises(OwnRights):
        grant_membership(
            security_admin, node=group, role=Role.AUDITOR, starts_on=DAY, by=security_admin
        )
    own = Membership.objects.get(staff=security_admin)
    with pytest.raises(OwnRights):
        end_membership(own, by=security_admin)


def test_rights_are_given_by_the_security_administrator_only(
    site: Site,
    worker: Staff,
    system_admin: Staff,
    audit_admin: Staff,
    site_manager: Staff,
    quality_officer: Staff,
) -> None:
    held = Membership.objects.get(staff=worker)
    for person in (system_admin, audit_admin, site_manager, quality_officer):
        with pytest.raises(NotAllowed):
            grant_membership(worker, node=site.node, role=Role.FOREMAN, starts_on=DAY, by=person)
        with pytest.raises(NotAllowed):
            end_membership(held, by=person)


def test_rights_above_the_own_node_are_out_of_reach(
    group: OrgNode, company: OrgNode, worker: Staff, quality_officer: Staff
) -> None:
    lower = plant_member("lower", company, Role.SECURITY_ADMIN)
    with pytest.raises(NotAllowed):
        grant_membership(worker, node=group, role=Role.AUDITOR, starts_on=DAY, by=lower)
    with pytest.raises(NotAllowed):
        end_membership(Membership.objects.get(staff=quality_officer), by=lower)


def test_grant_membership_to_a_leaver_is_refused(
    site: Site, worker: Staff, security_admin: Staff
) -> None:
    Staff.objects.filter(pk=worker.pk).update(is_active=False, left_at=timezone.now())
    with pytest.raises(HasLeft):
        grant_membership(
            worker, node=site.node, role=Role.FOREMAN, starts_on=DAY, by=security_admin
        )


def test_end_membership_ends_at_once(worker: Staff, security_admin: Staff) -> None:
    held = Membership.objects.get(staff=worker)
    end_membership(held, by=security_admin, reason="调岗")
    held.refresh_from_db()
    assert held.ends_on == timezone.localdate() - timedelta(days=1)
    assert again(worker).scope.site_ids == frozenset()
    assert Event.objects.get(verb="membership.ended").reason == "调岗"


def test_end_membership_given_today_takes_it_away(
    site: Site, worker: Staff, security_admin: Staff
) -> None:
    made = grant_membership(
        worker,
        node=site.node,
        role=Role.FOREMAN,
        starts_on=timezone.localdate(),
        by=security_admin,
    )
    end_membership(made, by=security_admin)
    assert Role.FOREMAN not in again(worker).scope.roles
    assert Event.objects.filter(verb__startswith="membership.").count() == 2


def test_end_membership_never_prolongs(worker: Staff, security_admin: Staff) -> None:
    held = Membership.objects.get(staff=worker)
    end_membership(held, by=security_admin, on=DAY)
    with pytest.raises(EndsEarlier):
        end_membership(held, by=security_admin, on=DAY + timedelta(days=1))
