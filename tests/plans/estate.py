"""A site at work by the shipped residential standard: posts, ground, plans, tasks of all kinds."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from pinzhi.people.models import Post, Posting, Staff
from pinzhi.places.models import Equipment, Place, Site
from pinzhi.plans.actions import adopt_edition, fill_site
from pinzhi.plans.models import Task
from pinzhi.plans.states import Status
from pinzhi.standards.loading import STARTER, load_pack
from pinzhi.standards.models import Edition
from pinzhi.standards.pack import read_pack

GROUND = {"building": 2, "space": 3, "zone": 1, "checkpoint": 4}
SYSTEMS = {"lift": 2, "water_supply": 1, "fire": 1}


def plant_estate(site: Site, staff: list[Staff]) -> Edition:
    """Everything that fits is planned; the people take turns at every post."""
    edition = load_pack(read_pack(STARTER / "residential.yaml"))
    for kind, count in GROUND.items():
        for at in range(count):
            name = f"{kind}-{at}"
            Place.objects.create(site=site, kind=kind, code=name, name=name, full_name=name)
    for system, count in SYSTEMS.items():
        for at in range(count):
            code = f"{system}-{at}"
            Equipment.objects.create(site=site, system=system, code=code, name=code)
    plant_posts(site, edition, staff)
    return edition


def plant_posts(site: Site, edition: Edition, staff: list[Staff]) -> None:
    wanted = edition.requirements.values_list("post_name", "checklist__department")
    for at, (name, department) in enumerate(sorted(set(wanted))[:8]):
        post = Post.objects.create(site=site, code=f"P{at}", name=name, department=department)
        if at % 3 and staff:
            Posting.objects.create(
                site=site, staff=staff[at % len(staff)], post=post, starts_on=date(2026, 1, 1)
            )


def put_to_work(site: Site, edition: Edition) -> None:
    """Plans since last Monday, and tasks that stand as they might."""
    now = timezone.now()
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    adopt_edition(edition, site=site, starts_on=monday, by=None)
    fill_site(site, start=_midnight(monday), until=now + timedelta(days=3))
    past = list(Task.objects.filter(closes_at__lte=now).order_by("pk").values_list("pk", flat=True))
    for step, status in ((0, Status.LATE), (3, Status.MISSED)):
        Task.objects.filter(pk__in=past[step::7]).update(status=status)
    rest = Task.objects.filter(pk__in=past[8:], status=Status.DUE)
    rest.update(status=Status.DONE, done_at=now)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))
