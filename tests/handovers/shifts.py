"""A post with a day and a night shift, and who is on."""

from datetime import date, time

from pinzhi.people.models import Post, RosterEntry, Shift, Staff
from pinzhi.places.models import Site

DAY = date(2026, 9, 16)  # the day of conftest.NOW, which is 10:00


def plant_shifts(site: Site, by_day: Staff, by_night: Staff, day: date = DAY) -> Post:
    """Day 08:00-12:00 by one, late 12:00-20:00 by the other."""
    post, _ = Post.objects.get_or_create(
        site=site, code="P1", defaults={"name": "Patrol", "department": "engineering"}
    )
    early = Shift.objects.create(site=site, code="A", name="Early", starts=time(8), ends=time(12))
    late = Shift.objects.create(site=site, code="B", name="Late", starts=time(12), ends=time(20))
    for staff, shift in ((by_day, early), (by_night, late)):
        RosterEntry.objects.create(site=site, staff=staff, post=post, shift=shift, day=day)
    return post
