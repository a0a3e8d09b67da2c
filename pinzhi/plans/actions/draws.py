"""Random samples of what was done, for somebody else to check again (PAT-34, ORG-10, ORG-11)."""

import secrets
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pinzhi.places.models import Membership, Role, Site
from pinzhi.plans.models import Draw, Plan, Task
from pinzhi.plans.sampling import drawn, hash_of, one_of
from pinzhi.plans.states import Status
from pinzhi.standards.words import Purpose
from pinzhi.trail import actions as trail

L = Draw.Level
PERCENT = {L.FOREMAN_WEEK: 10, L.MANAGER_WEEK: 5, L.MANAGER_MONTH: 5, L.COMPANY_MONTH: 2}
CHECKERS = {
    L.FOREMAN_WEEK: (Role.FOREMAN,),
    L.MANAGER_WEEK: (Role.SITE_MANAGER,),
    L.MANAGER_MONTH: (Role.SITE_MANAGER,),
    L.COMPANY_MONTH: (Role.INSPECTOR, Role.QUALITY_OFFICER),
}
DAY = timedelta(days=1)
PATIENCE = timedelta(days=1)  # what a phone did in the period may arrive a day after it
TIME_TO_CHECK = timedelta(days=7)


@transaction.atomic
def commit_draws(site: Site, *, today: date) -> list[Draw]:
    """Make the seeds of next week's and next month's draws; their hashes go on the trail now,
    before anything of those periods is done. Made once, however often it is asked."""
    made = []
    departments = set(
        Plan.objects.filter(site=site, status=Plan.Status.ACTIVE).values_list(
            "post__department", flat=True
        )
    )
    for level, department, first, last in _periods(today, sorted(departments)):
        seed = secrets.token_hex(32)
        draw, new = Draw.objects.get_or_create(
            site=site,
            level=level,
            department=department,
            first_day=first,
            defaults={
                "last_day": last,
                "percent": PERCENT[level],
                "seed": seed,
                "seed_hash": hash_of(seed),
            },
        )
        if new:
            after = {"hash": draw.seed_hash, "percent": draw.percent, "department": department}
            trail.record("draw.committed", draw, by=None, after=after)
            made.append(draw)
    return made


def _periods(today: date, departments: list[str]) -> Iterator[tuple[Draw.Level, str, date, date]]:
    if not departments:
        return
    monday = today + (7 - today.weekday()) * DAY
    for department in departments:
        yield L.FOREMAN_WEEK, department, monday, monday + 6 * DAY
    yield L.MANAGER_WEEK, "", monday, monday + 6 * DAY
    first = (today.replace(day=1) + 32 * DAY).replace(day=1)
    last = (first + 32 * DAY).replace(day=1) - DAY
    for level in (L.MANAGER_MONTH, L.COMPANY_MONTH):
        yield level, "", first, last


@transaction.atomic
def make_draw(draw: Draw, *, now: datetime) -> list[Task]:
    """Draw the lots of a period that is over, and give each drawn task to another person to check
    within a week; the seed is shown from now on. Nothing more when it is done already."""
    draw = Draw.objects.select_for_update(of=("self",)).select_related("site").get(pk=draw.pk)
    if draw.drawn_at is not None:
        return []
    population = _population(draw)
    keys = drawn(draw.seed, population, draw.percent)
    done = Task.objects.in_bulk(keys)
    people = _checkers(draw, timezone.localdate(now))
    made = [_recheck(draw, done[key], people, now) for key in keys]
    Task.objects.bulk_create(made)
    draw.drawn_at, draw.population = now, population
    draw.save(update_fields=["drawn_at", "population"])
    after = {"seed": draw.seed, "of": len(population), "drawn": keys}
    trail.record("draw.made", draw, by=None, after=after)
    return made


def due_draws(today: date) -> list[int]:
    rows = Draw.objects.filter(drawn_at=None, last_day__lt=today - PATIENCE)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _population(draw: Draw) -> list[int]:
    """The keys of the work done in the period by somebody, in their order."""
    zone = ZoneInfo(draw.site.time_zone)
    begins, ends = (
        datetime.combine(day, time(), zone) for day in (draw.first_day, draw.last_day + DAY)
    )
    done = Task.objects.filter(
        site=draw.site,
        status__in=(Status.DONE, Status.LATE),
        done_at__gte=begins,
        done_at__lt=ends,
        checklist__purpose=Purpose.WORK,
        rechecks=None,
        assignee__isnull=False,
    )
    if draw.department:
        done = done.filter(department=draw.department)
    return list(done.order_by("pk").values_list("pk", flat=True))


def _checkers(draw: Draw, today: date) -> list[int]:
    """Whoever holds a role of that level over the site today, by key."""
    held = Membership.objects.on(today).filter(
        role__in=CHECKERS[L(draw.level)], staff__is_active=True
    )
    if draw.department:
        held = held.filter(department__in=("", draw.department))
    paths = held.values_list("staff_id", "node__path")
    return sorted({staff for staff, path in paths if draw.site.path.startswith(path)})


def _recheck(draw: Draw, task: Task, people: list[int], now: datetime) -> Task:
    others = [one for one in people if one != task.assignee_id]
    closes = now + TIME_TO_CHECK
    title = _("Recheck: %(title)s") % {"title": task.title}
    return Task(
        site_id=task.site_id,
        plan_id=task.plan_id,
        target_id=task.target_id,
        checklist_id=task.checklist_id,
        place_id=task.place_id,
        equipment_id=task.equipment_id,
        post_id=task.post_id,
        department=task.department,
        assignee_id=one_of(draw.seed, task.pk, others),
        by_hand=True,
        title=title[:400],
        opens_at=now,
        closes_at=closes,
        lost_at=closes,
        rechecks=task,
        draw=draw,
    )


def is_reproducible(draw: Draw) -> bool:
    """Whether the seed is the one committed to, and the lots come out the same again."""
    again = drawn(draw.seed, draw.population, draw.percent)
    kept = set(draw.tasks.values_list("rechecks_id", flat=True))
    return hash_of(draw.seed) == draw.seed_hash and kept == set(again)
