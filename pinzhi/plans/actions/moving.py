"""Plans follow what holds: the edition in force, and what their site adjusted and settled.

What holds is looked up, not announced: whoever changes a standard need not know of plans, and a
plan moves exactly once however often it is looked at.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.actions.planning import adopt_requirement
from pinzhi.plans.models import Plan, Task
from pinzhi.plans.recurrence import RuleError, describe
from pinzhi.plans.refusals import AlreadyPlanned, NothingToCheck, RuleCannotRun, SetAside
from pinzhi.plans.states import Status
from pinzhi.standards.effective import Terms, terms_of
from pinzhi.standards.models import Adjustment, Edition, Requirement, Settlement
from pinzhi.trail import actions as trail

DAY = timedelta(days=1)
PUNCTUAL = timedelta(hours=1)  # in force this soon after its midnight: from this very day
CANNOT = (AlreadyPlanned, NothingToCheck, RuleCannotRun, SetAside)


@dataclass(frozen=True)
class Move:
    """A plan that no longer is what holds, and what it becomes; None when nothing does."""

    plan: Plan
    requirement: Requirement | None
    terms: Terms | None
    edition: Edition


def sites_to_move() -> list[int]:
    """Sites with a running plan that may not be what holds any more. Three queries."""
    running = Plan.objects.exclude(status=Plan.Status.ENDED)
    old = running.filter(
        requirement__edition__status=Edition.Status.SUPERSEDED,
        requirement__edition__standard__editions__status=Edition.Status.PUBLISHED,
    )
    found = set(old.values_list("site_id", flat=True))
    own = Adjustment.objects.filter(item_code="", clock_code="").exclude(checklist_code="")
    found |= set(own.values_list("site_id", flat=True))
    settled = Settlement.objects.filter(kind=Settlement.Kind.CYCLE)
    return sorted(found | set(settled.values_list("site_id", flat=True)))


@transaction.atomic
def move_plans(site: Site, *, now: datetime | None = None, by: Staff | None = None) -> list[Plan]:
    """Have a site's plans follow what holds, and give back the plans that took over.

    The old plan ends with the day before; its tasks that nobody began are withdrawn from then on,
    those begun or done stay with the edition they were made from. From the first minute of the day
    an edition comes into force when that was at its midnight, else from tomorrow.
    """
    Site.objects.select_for_update().get(pk=site.pk)
    now = now or timezone.now()
    moves = list(_moves(site))
    return [new for one in moves if (new := _move(one, _first_day(one, site, now), by))]


def _moves(site: Site) -> Iterable[Move]:
    plans = Plan.objects.filter(site=site).exclude(status=Plan.Status.ENDED)
    running = list(
        plans.select_related("post", "requirement__checklist", "requirement__edition__standard")
    )
    holding = _holding(running)
    wanted = [r for edition in holding.values() for r in edition.requirements.all()]
    by_code = {(r.edition.standard_id, r.checklist.code): r for r in wanted}
    terms = terms_of(site, wanted)
    own = _ever_adjusted(site)
    for plan in running:
        code = plan.requirement.edition.standard_id, plan.requirement.checklist.code
        edition = holding.get(code[0])
        if edition is None:
            continue
        requirement = by_code.get(code)
        found = terms[requirement.pk] if requirement else None
        if found and found.set_aside:
            requirement = None
        elif requirement == plan.requirement and (code not in own or not _differs(plan, found)):
            continue
        yield Move(plan, requirement, found, edition)


def _holding(plans: Sequence[Plan]) -> Mapping[int, Edition]:
    """The edition in force of each standard that is planned, by standard."""
    standards = {p.requirement.edition.standard_id for p in plans}
    found = Edition.objects.filter(standard__in=standards, status=Edition.Status.PUBLISHED)
    return {
        e.standard_id: e
        for e in found.prefetch_related("requirements__checklist", "requirements__edition")
    }


def _ever_adjusted(site: Site) -> set[tuple[int, str]]:
    """Only these can differ from the standard for another reason than a new edition."""
    rows = Adjustment.objects.filter(site=site, item_code="", clock_code="")
    return set(rows.values_list("standard_id", "checklist_code"))


def _differs(plan: Plan, terms: Terms | None) -> bool:
    """Whether the site adjusted it since; never for a rule that cannot be carried out."""
    if terms is None:
        return False
    try:
        describe(terms.recurrence)
    except RuleError:
        return False
    return (plan.recurrence, plan.makeup_hours) != (terms.recurrence, terms.makeup_hours)


def _first_day(move: Move, site: Site, now: datetime) -> date:
    zone = ZoneInfo(site.time_zone)
    today = now.astimezone(zone).date()
    begun, edition = datetime.combine(today, time(), zone), move.edition
    is_new = move.plan.requirement.edition_id != edition.pk
    punctual = edition.published_at is not None and begun <= edition.published_at < begun + PUNCTUAL
    first = today if is_new and punctual and edition.starts_on == today else today + DAY
    return max(first, move.plan.starts_on)


def _move(move: Move, first: date, by: Staff | None) -> Plan | None:
    plan = move.plan
    midnight = datetime.combine(first, time(), ZoneInfo(plan.site.time_zone))
    keeps = move.terms is not None and move.terms.recurrence == plan.recurrence
    old, paused = plan.status, plan.status == Plan.Status.PAUSED
    plan.status, plan.ends_on = Plan.Status.ENDED, max(first - DAY, plan.starts_on)
    plan.save(update_fields=["status", "ends_on"])
    new = _adopt(move, first, by)
    if new and paused:
        new.status = Plan.Status.PAUSED
        new.save(update_fields=["status"])
    verb = "plan.moved_on" if new else "plan.not_carried_on"
    withdrawn = _withdraw(plan, midnight, move.edition, by, keeps=keeps and new is not None)
    after = {
        "status": plan.status,
        "from": f"{first}",
        "edition": f"{move.edition}",
        "tasks_withdrawn": withdrawn,
    }
    trail.record(verb, plan, by=by, before={"status": old}, after=after)
    return new


def _adopt(move: Move, first: date, by: Staff | None) -> Plan | None:
    if move.requirement is None:
        return None
    plan = move.plan
    try:
        with transaction.atomic():
            return adopt_requirement(
                move.requirement, site=plan.site, post=plan.post, starts_on=first, by=by,
                follows=plan,
            )  # fmt: skip
    except CANNOT:
        return None


def _withdraw(
    plan: Plan, midnight: datetime, edition: Edition, by: Staff | None, *, keeps: bool
) -> int:
    """Cancel what nobody began of a plan that ended, and say how many.

    At the same rhythm the window open at that midnight stays: the new plan begins with the next.
    """
    later = Q(opens_at__gte=midnight) if keeps else Q(closes_at__gt=midnight)
    tasks = list(plan.tasks.select_for_update().filter(later, status=Status.DUE))
    Task.objects.filter(pk__in=[t.pk for t in tasks]).update(status=Status.CANCELLED)
    before, after = {"status": Status.DUE}, {"status": Status.CANCELLED}
    deeds = [
        trail.Deed("task.cancelled", t, before=before, after=after, reason=f"→ {edition}")
        for t in tasks
    ]
    trail.record_many(deeds, by=by)
    return len(tasks)
