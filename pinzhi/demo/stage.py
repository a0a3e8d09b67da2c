"""One site as the simulation sees it: its plans with windows, its people, who answers for what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from pinzhi.common.calendar import Window
from pinzhi.demo.copying import moment
from pinzhi.demo.forms import Form, make_form
from pinzhi.people.models import Posting, Staff
from pinzhi.people.queries import roster_map
from pinzhi.places.calendars import calendar_of
from pinzhi.places.models import Membership, Place, Role, Site
from pinzhi.plans.models import Plan
from pinzhi.plans.recurrence import occurrences
from pinzhi.standards.words import PlaceKind

DAY = timedelta(days=1)
CHECKERS = (Role.FOREMAN, Role.INSPECTOR, Role.DEPARTMENT_HEAD, Role.SITE_MANAGER)


@dataclass(frozen=True)
class Spot:
    """One target of a plan: what a task there is called and who answers for it."""

    target_id: int
    order: int
    place_id: int | None
    equipment_id: int | None
    title: str
    proof: str
    owner_id: int | None


@dataclass(frozen=True)
class Job:
    """A plan with everything its tasks take over from it."""

    plan: Plan
    form: Form
    department: str
    spots: Sequence[Spot]


@dataclass(frozen=True)
class Duty:
    """One window of one plan and who is on for it, in turn; `window` is its part of COPY lines."""

    job: Job
    opens: float
    closes: float
    lost: float
    day: date
    staff: Sequence[int]
    pool: Sequence[int]
    window: str


class Stage:
    """Everything that is read of a site before the simulation starts; then no query more."""

    def __init__(self, site: Site, *, seed: str) -> None:
        self.site = site
        self.calendar = calendar_of(site)
        self._chance = Random(f"{seed}:{site.code}:forms")  # noqa: S311 -- a made-up past
        self.names, self.numbers = self._read_people(site)
        self.leaders = _leaders(site)
        self.posted = _posted(site)
        self.checkers = [pk for role in CHECKERS for pk in self.leaders.get(role, ())]
        self.jobs = self._read_jobs(site)

    def duties(self, start: datetime, until: datetime) -> list[Duty]:
        """The windows of all plans that open in [start, until), in order of their opening."""
        zone = self.calendar.zone
        first = start.astimezone(zone).date() - DAY
        roster = roster_map(self.site, first, until.astimezone(zone).date())
        pools: dict[int, set[int]] = {}
        for (post_id, _day), on in roster.items():
            pools.setdefault(post_id, set()).update(staff for _window, staff in on)
        found = []
        for job in self.jobs:
            pool = sorted(pools.get(job.plan.post_id, ()))
            extra = timedelta(hours=job.plan.makeup_hours)
            for window in occurrences(job.plan.recurrence, start, until, self.calendar):
                day = window.start.astimezone(zone).date()
                found.append(
                    Duty(
                        job=job,
                        opens=window.start.timestamp(),
                        closes=window.end.timestamp(),
                        lost=(window.end + extra).timestamp(),
                        day=day,
                        staff=_on_duty(roster, job.plan.post_id, window, day),
                        pool=pool,
                        window="\t".join(
                            moment(at.timestamp())
                            for at in (window.start, window.end, window.end + extra)
                        ),
                    )
                )
        return sorted(found, key=lambda duty: duty.opens)

    def _read_people(self, site: Site) -> tuple[dict[int, str], dict[int, str]]:
        here = Staff.objects.filter(postings__site=site) | Staff.objects.filter(
            memberships__node__path__in=_upwards(site.path)
        )
        rows = list(here.distinct().values_list("pk", "name", "number"))
        return {pk: name for pk, name, _ in rows}, {pk: number for pk, _, number in rows}

    def _read_jobs(self, site: Site) -> list[Job]:
        owners = _owners(site)
        proofs = dict(Place.objects.filter(site=site).values_list("pk", "proof"))
        plans = Plan.objects.filter(site=site).select_related("checklist", "post", "requirement")
        jobs = []
        for plan in plans.prefetch_related("targets__equipment", "checklist__items").order_by(
            "checklist__code"
        ):
            rounds = plan.requirement.place_kind == PlaceKind.CHECKPOINT
            spots = []
            for target in sorted(plan.targets.all(), key=lambda t: t.order):
                own = target.equipment.responsible_id if target.equipment else None
                whole = target.place_id is None and target.equipment_id is None
                spots.append(
                    Spot(
                        target_id=target.pk,
                        order=target.order,
                        place_id=target.place_id,
                        equipment_id=target.equipment_id,
                        title=plan.title if whole else f"{plan.title} · {target.name}",
                        proof=proofs.get(target.place_id or 0, ""),
                        owner_id=own or owners.get(target.place_id or 0),
                    )
                )
            form = make_form(plan.checklist, self._chance, rounds=rounds)
            jobs.append(Job(plan, form, plan.post.department, spots))
        return jobs


def _on_duty(
    roster: Mapping[tuple[int, date], Sequence[tuple[Window, int]]],
    post_id: int,
    window: Window,
    day: date,
) -> list[int]:
    """Who shares most of the window, as plans.actions.filling has it."""
    shared: dict[int, timedelta] = {}
    for on in (day - DAY, day):
        for shift, staff in roster.get((post_id, on), ()):
            overlap = min(shift.end, window.end) - max(shift.start, window.start)
            if overlap > timedelta(0):
                shared[staff] = max(overlap, shared.get(staff, overlap))
    most = max(shared.values(), default=None)
    return sorted(staff for staff, overlap in shared.items() if overlap == most)


def _owners(site: Site) -> dict[int, int]:
    """For each place whoever answers for it or for the nearest place around it."""
    rows = {
        pk: (parent, responsible)
        for pk, parent, responsible in Place.objects.filter(site=site).values_list(
            "pk", "parent_id", "responsible_id"
        )
    }
    found: dict[int, int] = {}
    for pk in rows:
        at: int | None = pk
        while at is not None and rows[at][1] is None:
            at = rows[at][0]
        if at is not None:
            found[pk] = rows[at][1]
    return found


def _posted(site: Site) -> dict[str, list[int]]:
    """Who fills each post, by its name."""
    found: dict[str, list[int]] = {}
    rows = Posting.objects.filter(site=site).order_by("staff__number")
    for name, staff in rows.values_list("post__name", "staff_id"):
        found.setdefault(name, []).append(staff)
    return found


def _leaders(site: Site) -> dict[str, list[int]]:
    rows = Membership.objects.filter(node__path__in=_upwards(site.path)).order_by(
        "-node__path", "staff__number"
    )
    found: dict[str, list[int]] = {}
    for role, department, staff in rows.values_list("role", "department", "staff_id"):
        found.setdefault(role, []).append(staff)
        found.setdefault(f"{role}:{department}", []).append(staff)
    return found


def _upwards(path: str) -> list[str]:
    return [path[: at + 1] for at, sign in enumerate(path) if sign == "/"]
