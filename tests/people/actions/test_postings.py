from datetime import date, timedelta

import pytest
from django.utils import timezone

from pinzhi.people import actions, refusals
from pinzhi.people.models import Post, Posting, Staff, Team
from pinzhi.places.models import Site
from tests.people.conftest import (
    FIRST,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)
MONDAY = date(2026, 9, 14)
SUNDAY = date(2026, 9, 20)


def test_add_posting_refuses_an_overlap_at_the_same_post(
    posted: Posting, site_manager: Staff
) -> None:
    given = {"post": posted.post, "by": site_manager}
    with pytest.raises(refusals.AlreadyPosted):
        actions.add_posting(posted.staff, starts_on=TODAY, **given)  # type: ignore[arg-type]
    actions.end_posting(posted, on=TODAY, by=site_manager)
    with pytest.raises(refusals.AlreadyPosted):
        actions.add_posting(posted.staff, starts_on=TODAY, **given)  # type: ignore[arg-type]
    tomorrow = TODAY + timedelta(days=1)
    again = actions.add_posting(posted.staff, starts_on=tomorrow, **given)  # type: ignore[arg-type]
    assert again.starts_on == tomorrow


def test_add_posting_refuses_an_end_before_its_start(
    post: Post, worker: Staff, site_manager: Staff
) -> None:
    with pytest.raises(refusals.EndsBeforeStart):
        actions.add_posting(worker, post=post, starts_on=TODAY, ends_on=MONDAY, by=site_manager)


def test_add_posting_refuses_a_leaver(post: Post, worker: Staff, system_admin: Staff) -> None:
    actions.retire_staff(worker, at=timezone.now(), by=system_admin)
    with pytest.raises(refusals.HasLeft):
        actions.add_posting(worker, post=post, starts_on=TODAY, by=system_admin)


def test_add_posting_refuses_a_team_of_another_site(
    post: Post, worker: Staff, sister_site: Site, site_manager: Staff
) -> None:
    team = Team.objects.create(site=sister_site, name="Night", department="security")
    with pytest.raises(refusals.OtherSite):
        actions.add_posting(worker, post=post, starts_on=TODAY, team=team, by=site_manager)


def test_end_posting_refuses_to_prolong(posted: Posting, site_manager: Staff) -> None:
    actions.end_posting(posted, on=MONDAY, by=site_manager)
    with pytest.raises(refusals.EndsEarlier):
        actions.end_posting(posted, on=TODAY, by=site_manager)
    with pytest.raises(refusals.EndsBeforeStart):
        actions.end_posting(posted, on=FIRST - timedelta(days=1), by=site_manager)


@pytest.mark.parametrize("by", ["foreman", "auditor", "sister_manager", "stranger"])
def test_postings_are_for_managers(
    by: str, posted: Posting, request: pytest.FixtureRequest
) -> None:
    other = request.getfixturevalue(by)
    with pytest.raises(refusals.NotAllowed):
        actions.add_posting(posted.staff, post=posted.post, starts_on=TODAY, by=other)
    with pytest.raises(refusals.NotAllowed):
        actions.end_posting(posted, on=TODAY, by=other)
