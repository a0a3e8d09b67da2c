import pytest
from django.db import IntegrityError, transaction

from pinzhi.people.models import Posting, Staff

pytestmark = pytest.mark.django_db


def numbers(user: Staff) -> list[str]:
    found = Staff.objects.visible_to(user).order_by("number")
    return list(found.values_list("number", flat=True))


@pytest.mark.usefixtures("butler", "stranger", "sister_manager")
def test_visible_to_reaches_all_below_ones_node(
    worker: Staff, inspector: Staff, site_manager: Staff
) -> None:
    assert numbers(inspector) == ["bo", "hong", "lan", "mei", "wei"]
    assert numbers(site_manager) == ["lan", "mei", "wei"]
    assert worker.number in numbers(worker)


def test_visible_to_finds_whoever_is_posted_without_a_role(
    posted: Posting, site_manager: Staff, sister_manager: Staff
) -> None:
    posted.staff.memberships.all().delete()
    assert numbers(site_manager) == ["lan", "wei"]
    assert numbers(sister_manager) == ["hong"]


def test_visible_to_shows_new_people_to_the_administrators(
    system_admin: Staff, security_admin: Staff, audit_admin: Staff, site_manager: Staff
) -> None:
    Staff.objects.create_user("new")
    users = (system_admin, security_admin, audit_admin, site_manager)
    seen = {user.number: "new" in numbers(user) for user in users}
    assert seen == {"sun": True, "ke": True, "shen": False, "lan": False}


def test_numbers_differ_by_more_than_case(worker: Staff) -> None:
    with pytest.raises(IntegrityError, match="one_person_per_number"), transaction.atomic():
        Staff.objects.create_user(worker.number.upper())


def test_a_leaver_has_a_time(worker: Staff) -> None:
    with pytest.raises(IntegrityError, match="staff_leaver_has_a_time"), transaction.atomic():
        Staff.objects.filter(pk=worker.pk).update(is_active=False)
