"""Who is down for which day: a roster as a duty manager writes it, days off in turn."""

from datetime import datetime, timedelta

from pinzhi.demo import words
from pinzhi.demo.copying import Lines
from pinzhi.people.models import Post, Posting, Staff
from pinzhi.places.calendars import calendar_of
from pinzhi.places.importing.sample import FIRST_DAY
from pinzhi.places.models import Site

OFFICE = "XZ"
WEEK = 7


def post_quality_officer(site: Site) -> None:
    """The group's quality officer inspects each estate; the post is there, she fills it."""
    _code, title, _department = words.QUALITY_POST
    post = Post.objects.filter(site=site, name=title).first()
    if post is not None:
        officer = Staff.objects.get(number="demo-quality")
        Posting.objects.create(site=site, staff=officer, post=post, starts_on=FIRST_DAY)


def roster_site(site: Site, lines: Lines, *, start: datetime, until: datetime) -> None:
    """Write the roster of all who have a shift: six days of seven, offices on working days."""
    calendar = calendar_of(site)
    first = start.astimezone(calendar.zone).date() - timedelta(days=1)
    last = until.astimezone(calendar.zone).date()
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    postings = Posting.objects.filter(site=site, shift__isnull=False).select_related("shift")
    for turn, posting in enumerate(postings.order_by("staff__number")):
        shift = posting.shift
        if shift is None:
            continue
        for day in days:
            office = shift.code == OFFICE
            works = calendar.works_on(day) if office else (day.toordinal() + turn) % WEEK
            if works:
                row = (site.pk, posting.staff_id, posting.post_id, shift.pk, day)
                lines.add("people_rosterentry", *row)
    lines.flush()
