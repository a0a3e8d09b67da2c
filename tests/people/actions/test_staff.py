from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pinzhi.people import actions, refusals
from pinzhi.people.models import Post, Posting, RosterEntry, Shift, Staff, StaffSession
from pinzhi.places.models import Membership, Site
from pinzhi.trail.models import Event
from tests.people.conftest import (
    is_signed_in,
    last_event,
    put_on,
    sign_in,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)
MONDAY = date(2026, 9, 14)
SUNDAY = date(2026, 9, 20)


def test_hire_staff_enters_and_posts(post: Post, day_shift: Shift, site_manager: Staff) -> None:
    new = actions.hire_staff(
        " E-100 ", "Zhang San", by=site_manager, post=post, starts_on=TODAY, shift=day_shift
    )
    assert (new.number, new.joined_on, new.has_usable_password()) == ("E-100", TODAY, False)
    posting = Posting.objects.get(staff=new)
    assert (posting.post, posting.shift, posting.starts_on) == (post, day_shift, TODAY)
    verbs = list(Event.objects.order_by("id").values_list("verb", "site_id"))
    assert verbs == [("staff.hired", post.site_id), ("staff.posted", post.site_id)]


@pytest.mark.parametrize("number", ["wei", "WEI", " Wei "])
def test_hire_staff_refuses_a_number_in_use(
    number: str, post: Post, worker: Staff, site_manager: Staff
) -> None:
    with pytest.raises(refusals.NumberTaken):
        actions.hire_staff(number, "Zhang San", by=site_manager, post=post)
    assert Staff.objects.filter(name="Zhang San").count() == 0
    assert worker.number == "wei"


@pytest.mark.parametrize(
    "odd",
    [{"number": "x" * 33}, {"name": "x" * 61}, {"name": ""}, {"phone": "1" * 21}, {"email": "x"},
     {"language": "fr"}, {"number": ""}],
)  # fmt: skip
def test_hire_staff_refuses_what_does_not_fit(
    odd: dict[str, str], post: Post, site_manager: Staff
) -> None:
    given: dict[str, Any] = {"number": "E-1", "name": "Zhang San", **odd}
    with pytest.raises(refusals.Unfit):
        actions.hire_staff(**given, by=site_manager, post=post)


def test_hire_staff_refuses_a_shift_of_another_site(
    post: Post, sister_site: Site, site_manager: Staff
) -> None:
    other = Shift.objects.create(site=sister_site, code="D", name="D", starts="08:00", ends="17:00")
    with pytest.raises(refusals.OtherSite):
        actions.hire_staff("E-1", "Zhang San", by=site_manager, post=post, shift=other)
    assert not Staff.objects.filter(number="E-1").exists()


def test_hire_staff_without_a_post_is_for_the_system_administrator(
    system_admin: Staff, site_manager: Staff
) -> None:
    with pytest.raises(refusals.NotAllowed):
        actions.hire_staff("E-1", "Zhang San", by=site_manager)
    new = actions.hire_staff("E-1", "Zhang San", by=system_admin)
    assert new in Staff.objects.visible_to(system_admin)
    assert new not in Staff.objects.visible_to(site_manager)


def test_retire_staff_ends_everything_at_once(
    keeper: Staff, posted: Posting, day_shift: Shift, site_manager: Staff
) -> None:
    """Two browsers, both out with their next click; nothing is left for later either."""
    phone, desk = Client(), Client()
    for browser in (phone, desk):
        sign_in(browser, "wei")
        assert is_signed_in(browser)
    today = timezone.localdate()
    for day in (today, today + timedelta(days=1)):
        put_on(posted.post, keeper, day_shift, day)
    actions.retire_staff(keeper, at=timezone.now(), by=site_manager)
    for browser in (phone, desk):
        response = browser.get(reverse("people:profile"))
        assert response.headers["Location"].startswith(reverse("account_login"))
    assert (StaffSession.objects.count(), keeper.devices.count()) == (0, 0)
    assert Session.objects.count() == 0
    posted.refresh_from_db()
    assert posted.ends_on == today
    assert list(RosterEntry.objects.values_list("day", flat=True)) == [today]
    assert Membership.objects.get(staff=keeper).ends_on == today


def test_retire_staff_kills_sessions_it_knows_nothing_of(
    client: Client, keeper: Staff, site_manager: Staff
) -> None:
    sign_in(client, "wei")
    StaffSession.objects.all().delete()
    actions.retire_staff(keeper, at=timezone.now(), by=site_manager)
    assert not is_signed_in(client)
    actions.reinstate_staff(keeper, by=None)
    assert not is_signed_in(client)


def test_a_leaver_cannot_sign_in(keeper: Staff, site_manager: Staff) -> None:
    actions.retire_staff(keeper, at=timezone.now(), by=site_manager)
    client = Client()
    sign_in(client, "wei")
    assert not is_signed_in(client)


def test_retire_staff_keeps_the_site_in_the_event(posted: Posting, site_manager: Staff) -> None:
    at = timezone.now()
    actions.retire_staff(posted.staff, at=at, by=site_manager)
    verb, _before, after, site = last_event()
    assert (verb, after["sessions"], site) == ("staff.retired", 0, posted.site_id)


def test_retire_staff_not_in_the_future(worker: Staff, site_manager: Staff) -> None:
    with pytest.raises(refusals.LeavesLater):
        actions.retire_staff(worker, at=timezone.now() + timedelta(hours=1), by=site_manager)


def test_retire_staff_not_twice(worker: Staff, system_admin: Staff) -> None:
    actions.retire_staff(worker, at=timezone.now(), by=system_admin)
    with pytest.raises(refusals.HasLeft):
        actions.retire_staff(worker, at=timezone.now(), by=system_admin)


def test_retire_staff_not_oneself(site_manager: Staff) -> None:
    with pytest.raises(refusals.NotOneself):
        actions.retire_staff(site_manager, at=timezone.now(), by=site_manager)


@pytest.mark.parametrize(
    "by", ["colleague", "foreman", "department_head", "auditor", "inspector", "sister_manager",
           "stranger", "security_admin", "audit_admin", "quality_officer", "contractor", "butler"],
)  # fmt: skip
def test_retire_staff_is_for_managers(
    by: str, posted: Posting, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(refusals.NotAllowed):
        actions.retire_staff(posted.staff, at=timezone.now(), by=request.getfixturevalue(by))


def test_reinstate_staff_brings_back_no_role(posted: Posting, site_manager: Staff) -> None:
    long_ago = timezone.now() - timedelta(days=30)
    actions.retire_staff(posted.staff, at=long_ago, by=site_manager)
    back = actions.reinstate_staff(posted.staff, by=site_manager)
    assert (back.is_active, back.left_at) == (True, None)
    assert Staff.objects.get(pk=back.pk).scope.roles == frozenset()
    with pytest.raises(refusals.StillHere):
        actions.reinstate_staff(back, by=site_manager)


def test_edit_staff_keeps_what_changed_but_no_number(posted: Posting, site_manager: Staff) -> None:
    actions.edit_staff(posted.staff, by=site_manager, name="Wei Wei", phone="13900001111")
    changed = ({"name": "Wei", "phone": True}, {"name": "Wei Wei", "phone": True})
    assert last_event() == ("staff.edited", *changed, posted.site_id)


def test_edit_staff_without_a_change_leaves_no_event(posted: Posting, site_manager: Staff) -> None:
    actions.edit_staff(posted.staff, by=site_manager, name=posted.staff.name)
    assert Event.objects.count() == 0


def test_reveal_phone_keeps_the_reason(posted: Posting, foreman: Staff) -> None:
    assert actions.reveal_phone(posted.staff, reason="pipe burst", by=foreman) == "13812341234"
    event = Event.objects.get()
    assert (event.verb, event.actor_id, event.reason) == (
        "staff.phone_revealed",
        foreman.pk,
        "pipe burst",
    )


@pytest.mark.parametrize("reason", ["", "   ", "abc", "x" * 201])
def test_reveal_phone_asks_for_a_reason(posted: Posting, foreman: Staff, reason: str) -> None:
    with pytest.raises(refusals.NoReason):
        actions.reveal_phone(posted.staff, reason=reason, by=foreman)


@pytest.mark.parametrize("by", ["colleague", "auditor", "inspector", "sister_manager", "butler"])
def test_reveal_phone_is_for_those_who_lead(
    by: str, posted: Posting, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(refusals.NotAllowed):
        actions.reveal_phone(posted.staff, reason="curious", by=request.getfixturevalue(by))


@pytest.mark.parametrize("at", [datetime(2026, 9, 16, 2)])  # noqa: DTZ001 -- just this
def test_trail_values_are_exact(at: datetime, posted: Posting, site_manager: Staff) -> None:
    aware = timezone.make_aware(at)
    actions.retire_staff(posted.staff, at=aware, by=None)
    assert last_event()[2]["at"] == "2026-09-15T18:00:00+00:00"
    assert site_manager.is_active
