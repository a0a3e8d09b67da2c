"""What of an edition a site could carry out, before anything is adopted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pinzhi.common.calendar import Calendar
from pinzhi.people.models import Post
from pinzhi.places.calendars import calendar_of
from pinzhi.places.models import Equipment, Place, Site
from pinzhi.plans.models import Plan
from pinzhi.plans.recurrence import EVENTS, RuleError, occurrences
from pinzhi.plans.refusals import NothingToCheck, RuleCannotRun, SetAside
from pinzhi.standards.effective import terms_of
from pinzhi.standards.models import Edition, Requirement
from pinzhi.standards.words import PlaceKind

DAYS = 30
Ground = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Fit:
    """One requirement at one site: how often, at how many places, by which post, or why not."""

    requirement: Requirement
    post: Post | None
    targets: int
    windows: int  # in the next 30 days
    plans: list[Plan]
    why: str | Promise = ""

    @property
    def fits(self) -> bool:
        return not self.why

    @property
    def ready(self) -> bool:
        """Would be adopted by one press."""
        return self.fits and self.post is not None and not self.plans

    @property
    def tasks(self) -> int:
        return self.targets * self.windows

    @property
    def a_day(self) -> int:
        """Windows a day where each day has the same number, else 0."""
        return self.windows // DAYS if self.windows and self.windows % DAYS == 0 else 0

    @property
    def on_event(self) -> bool:
        """Nothing recurs until the event its condition names is on."""
        return self.requirement.recurrence.get("condition") in EVENTS


def fits_of(edition: Edition, site: Site, now: datetime) -> list[Fit]:
    """Every requirement of the edition with what the site has for it, as often as the site has
    adjusted it. Ten queries."""
    ground, calendar = ground_of(site), calendar_of(site)
    posts = {post.name: post for post in site.posts.all()}
    plans: dict[int, list[Plan]] = {}
    running = Plan.objects.filter(site=site, requirement__edition=edition)
    for plan in running.exclude(status=Plan.Status.ENDED).select_related("post"):
        plans.setdefault(plan.requirement_id, []).append(plan)
    wanted = edition.requirements.select_related("checklist", "clause").order_by("checklist__code")
    terms = terms_of(site, wanted)
    found = []
    for one in wanted:
        one.recurrence = terms[one.pk].recurrence
        fit = _fit(one, posts.get(one.post_name), ground, calendar, plans.get(one.pk, []), now)
        found.append(replace(fit, why=SetAside.sentence) if terms[one.pk].set_aside else fit)
    return found


def _fit(
    one: Requirement,
    post: Post | None,
    ground: Ground,
    calendar: Calendar,
    plans: list[Plan],
    now: datetime,
) -> Fit:
    targets = targets_on(one, ground)
    why: str | Promise = "" if targets else NothingToCheck.sentence
    windows = 0
    try:
        windows = sum(1 for _w in _next_days(one, calendar, now))
    except RuleError as fault:
        why = f"{RuleCannotRun.sentence} {fault}"
    if not why and post is None and not plans:
        why = _("This site has no post named “%(post)s”. Choose another.") % {"post": one.post_name}
        return Fit(one, None, targets, windows, plans, why)
    return Fit(one, post, targets, windows, plans, why)


def _next_days(one: Requirement, calendar: Calendar, now: datetime) -> list[object]:
    midnight = now.astimezone(calendar.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    start = midnight + timedelta(days=1)
    return list(occurrences(one.recurrence, start, start + timedelta(days=DAYS), calendar))


def targets_on(one: Requirement, ground: Ground) -> int:
    """At how many things of a site a requirement is carried out."""
    return 1 if one.place_kind == PlaceKind.SITE else ground.get((one.place_kind, one.system), 0)


def ground_of(site: Site) -> Ground:
    """How many there are of each kind of place, and of machines by system and altogether."""
    places = Place.objects.filter(site=site).values_list("kind").annotate(n=Count("pk"))
    found: dict[tuple[str, str], int] = {(kind, ""): n for kind, n in places.order_by("kind")}
    machines = Equipment.objects.filter(site=site).exclude(status=Equipment.Status.SCRAPPED)
    by_system = machines.values_list("system").annotate(n=Count("pk")).order_by("system")
    for system, n in by_system:
        found[PlaceKind.EQUIPMENT, system] = n
        found[PlaceKind.EQUIPMENT, ""] = found.get((PlaceKind.EQUIPMENT, ""), 0) + n
    return found
