"""A post with two shifts that meet, and who is on."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from pinzhi.people.models import Post, RosterEntry, Shift, Staff
from pinzhi.places.models import Site

DAY = date(2026, 9, 16)  # the day of conftest.NOW, which is 10:00
HOUR = timedelta(hours=1)


def plant_shifts(site: Site, early: Staff, late: Staff) -> Post:
    """Day 08:00-12:00 by one, 12:00-20:00 by the other."""
    post, _ = Post.objects.get_or_create(
        site=site, code="P1", defaults={"name": "Patrol", "department": "engineering"}
    )
    plant_shift(post, early, DAY, time(8), time(12))
    plant_shift(post, late, DAY, time(12), time(20))
    return post


def plant_shifts_now(post: Post, early: Staff, late: Staff) -> datetime:
    """One's shift began an hour ago and ends in two, on the hour; then the other comes on.
    Returns when they change."""
    now = timezone.localtime().replace(minute=0, second=0, microsecond=0)
    for staff, begin in ((early, now - HOUR), (late, now + 2 * HOUR)):
        plant_shift(post, staff, begin.date(), begin.time(), (begin + 3 * HOUR).time())
    return now + 2 * HOUR


def plant_shift(post: Post, staff: Staff, day: date, starts: time, ends: time) -> None:
    shift = Shift.objects.create(
        site=post.site, code=f"H{Shift.objects.count()}", name="S", starts=starts, ends=ends
    )
    RosterEntry.objects.create(site=post.site, staff=staff, post=post, shift=shift, day=day)
