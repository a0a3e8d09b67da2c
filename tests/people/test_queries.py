from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pinzhi.people.models import Post, Posting, Shift, Staff
from pinzhi.people.queries import people_on, roster_map
from pinzhi.places.models import Site
from tests.people.conftest import FIRST, put_on

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Shanghai")
WEDNESDAY, THURSDAY = date(2026, 9, 16), date(2026, 9, 17)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def on(post: Post, start: str, end: str) -> list[str]:
    return [s.number for s in people_on(post.site_id, post.pk, local(start), local(end))]


def put(post: Post, staff: Staff, shift: Shift | None = None, **dates: date) -> Posting:
    given = {"starts_on": FIRST, **dates}
    return Posting.objects.create(site=post.site, staff=staff, post=post, shift=shift, **given)


def hours(site: Site, first: date, last: date) -> dict[Any, Any]:
    """The map with hours instead of windows, and numbers instead of keys."""
    numbers = dict(Staff.objects.values_list("pk", "number"))
    return {
        str(day): sorted(
            (f"{at.start.astimezone(ZONE):%d %H}-{at.end.astimezone(ZONE):%d %H}", numbers[pk])
            for at, pk in duties
        )
        for (_post, day), duties in roster_map(site, first, last).items()
    }


def test_roster_comes_before_postings(
    post: Post, worker: Staff, colleague: Staff, day_shift: Shift
) -> None:
    put(post, colleague, day_shift)
    put(post, worker, day_shift)
    put_on(post, worker, day_shift, WEDNESDAY)
    assert on(post, "2026-09-16 09:00", "2026-09-16 10:00") == ["wei"]
    assert on(post, "2026-09-17 09:00", "2026-09-17 10:00") == ["jun", "wei"]  # nothing rostered


def test_a_rostered_day_leaves_gaps_to_nobody(
    post: Post, worker: Staff, colleague: Staff, day_shift: Shift
) -> None:
    put(post, colleague)
    put_on(post, worker, day_shift, WEDNESDAY)
    assert on(post, "2026-09-16 18:00", "2026-09-16 19:00") == []


@pytest.mark.parametrize(
    ("start", "end", "numbers"),
    [
        ("2026-09-16 21:00", "2026-09-16 22:00", []),  # just before
        ("2026-09-16 22:00", "2026-09-16 23:00", ["wei"]),
        ("2026-09-16 23:30", "2026-09-17 00:30", ["wei"]),  # across midnight
        ("2026-09-17 02:00", "2026-09-17 03:00", ["wei"]),  # the next day by the calendar
        ("2026-09-17 05:00", "2026-09-17 07:00", ["wei"]),
        ("2026-09-17 06:00", "2026-09-17 07:00", []),  # just after
        ("2026-09-16 02:00", "2026-09-16 03:00", []),  # the night before was another's
    ],
)
def test_a_night_shift_belongs_to_the_day_it_begins(
    post: Post, worker: Staff, night_shift: Shift, start: str, end: str, numbers: list[str]
) -> None:
    put_on(post, worker, night_shift, WEDNESDAY)
    assert on(post, start, end) == numbers


@pytest.mark.parametrize(
    ("start", "numbers"),
    [
        ("2026-09-16 09:00", ["wei"]),  # the one whose shift it is
        ("2026-09-16 18:00", ["jun"]),  # no shift covers it: those without one
        ("2026-09-16 03:00", ["jun"]),
    ],
)
def test_postings_with_a_shift_come_before_those_without(
    post: Post, worker: Staff, colleague: Staff, day_shift: Shift, start: str, numbers: list[str]
) -> None:
    put(post, worker, day_shift)
    put(post, colleague)
    end = local(start) + timedelta(hours=1)
    assert on(post, start, end.replace(tzinfo=None).isoformat()) == numbers


def test_postings_hold_between_their_dates(post: Post, worker: Staff, day_shift: Shift) -> None:
    put(post, worker, day_shift, starts_on=WEDNESDAY, ends_on=THURSDAY)
    found = [on(post, f"2026-09-{d} 09:00", f"2026-09-{d} 10:00") for d in (15, 16, 17, 18)]
    assert found == [[], ["wei"], ["wei"], []]


def test_leavers_are_never_on(post: Post, worker: Staff, day_shift: Shift, now: datetime) -> None:
    put(post, worker, day_shift)
    put_on(post, worker, day_shift, WEDNESDAY)
    Staff.objects.update(is_active=False, left_at=now)
    assert on(post, "2026-09-16 09:00", "2026-09-16 10:00") == []


def test_people_on_asks_for_a_post_of_the_site(post: Post, sister_site: Site) -> None:
    with pytest.raises(Post.DoesNotExist):
        people_on(sister_site.pk, post.pk, local("2026-09-16 09:00"), local("2026-09-16 10:00"))


def test_roster_map_says_who_is_on_when(
    post: Post, worker: Staff, colleague: Staff, butler: Staff, day_shift: Shift, night_shift: Shift
) -> None:
    put(post, worker, day_shift)
    put(post, colleague, night_shift)
    put(post, butler)
    put_on(post, colleague, day_shift, THURSDAY)
    assert hours(post.site, WEDNESDAY, THURSDAY) == {
        # the night of the 15th reaches into the 16th; what is left is for Mei
        "2026-09-16": [
            ("16 06-16 08", "mei"),
            ("16 08-16 17", "wei"),
            ("16 17-16 22", "mei"),
            ("16 22-17 06", "jun"),
        ],
        "2026-09-17": [("17 08-17 17", "jun")],
    }


def test_roster_map_without_shifts_is_the_whole_day(site: Site, post: Post, worker: Staff) -> None:
    put(post, worker)
    assert hours(site, WEDNESDAY, WEDNESDAY) == {"2026-09-16": [("16 00-17 00", "wei")]}


@pytest.mark.usefixtures("site")
def test_roster_map_knows_only_its_site(sister_site: Site, post: Post, worker: Staff) -> None:
    put(post, worker)
    assert roster_map(sister_site, WEDNESDAY, WEDNESDAY) == {}


@pytest.mark.parametrize("days", [1, 31])
def test_roster_map_takes_three_queries(
    days: int, posted: Posting, colleague: Staff, day_shift: Shift, django_assert_num_queries: Any
) -> None:
    put(posted.post, colleague, day_shift)
    put_on(posted.post, colleague, day_shift, WEDNESDAY)
    with django_assert_num_queries(3):
        found = roster_map(posted.site, WEDNESDAY, WEDNESDAY + timedelta(days=days - 1))
    assert len(found) == days
