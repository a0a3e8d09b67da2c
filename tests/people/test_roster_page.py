"""The roster of a week: read, set, refused."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pinzhi.people.models import Post, Posting, RosterEntry, Shift, Staff
from pinzhi.people.roles import Role
from pinzhi.places.models import Site
from tests.conftest import plant_member
from tests.people.conftest import FIRST, put_on

pytestmark = pytest.mark.django_db

WEEK = {"from": "2026-09-16", "department": "engineering"}


def cell(posting: Posting, day: str) -> str:
    return f"on.{posting.staff_id}.{posting.post_id}.{day}"


def week_of(posting: Posting) -> str:
    url = reverse("people:roster", args=[posting.site_id])
    return f"{url}?from=2026-09-16&department=engineering"


def test_roster_of_a_week_is_set_in_one_go(
    client: Client, foreman: Staff, posted: Posting, day_shift: Shift
) -> None:
    client.force_login(foreman)
    put_on(posted.post, posted.staff, day_shift, FIRST)
    assert cell(posted, "2026-09-14") in client.get(week_of(posted)).content.decode()
    data = {cell(posted, "2026-09-14"): str(day_shift.pk), cell(posted, "2026-09-15"): ""}
    response = client.post(week_of(posted), data)
    assert response.headers["Location"] == week_of(posted).replace("16", "14", 1)
    days = RosterEntry.objects.order_by("day").values_list("day", flat=True)
    assert [str(day) for day in days] == [str(FIRST), "2026-09-14"]


def test_roster_keeps_two_shifts_of_one_day(
    client: Client, foreman: Staff, posted: Posting, day_shift: Shift, night_shift: Shift
) -> None:
    client.force_login(foreman)
    name = cell(posted, "2026-09-14")
    client.post(week_of(posted), {name: [str(day_shift.pk), str(night_shift.pk)]})
    assert RosterEntry.objects.count() == 2
    assert client.get(week_of(posted)).content.decode().count(f'name="{name}"') == 2


def test_roster_shows_whoever_is_on_without_being_posted_there(
    client: Client, foreman: Staff, post: Post, day_shift: Shift, worker: Staff
) -> None:
    gate = Post.objects.create(site=post.site, code="G", name="Gate", department="security")
    posting = Posting.objects.create(site=post.site, staff=worker, post=gate, starts_on=FIRST)
    put_on(post, worker, day_shift, FIRST)
    client.force_login(foreman)
    url = reverse("people:roster", args=[posting.site_id])
    response = client.get(url, {"from": "2026-01-01", "department": "engineering"})
    assert [line.staff for line in response.context["lines"]] == [worker]


def test_roster_tells_what_it_refuses(
    client: Client, foreman: Staff, posted: Posting, day_shift: Shift
) -> None:
    client.force_login(foreman)
    late = Shift.objects.create(site=posted.site, code="L", name="L", starts="16:00", ends="23:00")
    both = [str(day_shift.pk), str(late.pk)]
    response = client.post(week_of(posted), {cell(posted, "2026-09-14"): both})
    assert response.status_code == 422
    assert RosterEntry.objects.count() == 0


def test_roster_is_read_by_all_and_set_by_leaders(
    client: Client, colleague: Staff, stranger: Staff, posted: Posting
) -> None:
    client.force_login(colleague)
    assert "<select" not in client.get(week_of(posted)).content.decode().split("<main")[1]
    assert client.post(week_of(posted)).status_code == 403
    client.force_login(stranger)
    assert client.get(week_of(posted)).status_code == 404
    assert client.post(week_of(posted)).status_code == 404


def test_roster_chooses_the_only_site(client: Client, foreman: Staff, quality_officer: Staff,
                                      sister_site: Site, site: Site) -> None:  # fmt: skip
    client.force_login(foreman)
    response = client.get(reverse("people:roster_choose"))
    assert response.headers["Location"] == reverse("people:roster", args=[site.pk])
    client.force_login(quality_officer)
    page = client.get(reverse("people:roster_choose")).content.decode()
    assert sister_site.name in page


def test_roster_costs_the_same_for_one_person_and_for_three(
    client: Client, foreman: Staff, posted: Posting, day_shift: Shift
) -> None:
    client.force_login(foreman)
    counts = []
    for rows in (1, 3):
        while Posting.objects.count() < rows:
            staff = plant_member(f"p{Posting.objects.count()}", posted.site.node, Role.WORKER)
            Posting.objects.create(site=posted.site, staff=staff, post=posted.post, starts_on=FIRST)
            put_on(posted.post, staff, day_shift, FIRST)
        with CaptureQueriesContext(connection) as queries:
            url = reverse("people:roster", args=[posted.site_id])
            assert client.get(url, {"from": "2026-01-01"}).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 10


@pytest.mark.parametrize(
    "odd", [{"from": "2026-13-01"}, {"from": "x"}, {"from": "9999-12-31"}, {"department": "x"},
            {"from": "\x00"}, {"from": "0001-01-01"}],
)  # fmt: skip
def test_roster_of_odd_weeks(odd: dict[str, Any], client: Client, foreman: Staff, site: Site) -> None:  # fmt: skip  # noqa: E501
    client.force_login(foreman)
    assert client.get(reverse("people:roster", args=[site.pk]), odd).status_code == 400
