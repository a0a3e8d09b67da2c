"""From a requirement in force to a plan of a site."""

from datetime import date

from django.db import IntegrityError, transaction

from pinzhi.common.states import MoveRefused
from pinzhi.people.models import Post, Staff
from pinzhi.places.models import Equipment, Place, Site
from pinzhi.plans.models import Plan, Route, Target
from pinzhi.plans.recurrence import RuleError, describe
from pinzhi.plans.refusals import (
    AlreadyPlanned,
    NoPlanUntilThen,
    NoSuchPost,
    NothingToCheck,
    NotInForce,
    RuleCannotRun,
    SetAside,
)
from pinzhi.standards.effective import Terms, terms_at
from pinzhi.standards.models import Edition, Requirement
from pinzhi.standards.words import PlaceKind
from pinzhi.trail import actions as trail


@transaction.atomic
def adopt_requirement(
    requirement: Requirement,
    *,
    site: Site,
    post: Post,
    starts_on: date,
    by: Staff | None,
    follows: Plan | None = None,
) -> Plan:
    """Have one post of a site carry a requirement out from a day on, at all it applies to, as
    often as the site has adjusted it. `follows` is the plan it takes over from; when that carries
    a route, the route goes on with the new one, and its tasks are rounds (SEC-06).

    Refused for an edition not in force, a post of another site, a rule that cannot be carried out
    (XSY-02), a site with nothing of the kind, what the site set aside for another standard, and
    what this post carries out already.
    """
    if requirement.edition.status != Edition.Status.PUBLISHED:
        raise NotInForce
    if post.site_id != site.pk:
        raise NoSuchPost
    terms = terms_at(site, requirement)
    if terms.set_aside:
        raise SetAside
    try:
        describe(terms.recurrence)
    except RuleError as fault:
        raise RuleCannotRun from fault
    route = Route.objects.filter(plan=follows).first() if follows else None
    found = [Target(name=route.name)] if route else _targets(requirement, site)
    if not found:
        raise NothingToCheck
    plan = _create(requirement, terms, site, post, starts_on, follows)
    for order, target in enumerate(found):
        target.plan, target.order = plan, order
    Target.objects.bulk_create(found)
    if route:
        Route.objects.filter(pk=route.pk).update(plan=plan, since=None)
    trail.record("plan.adopted", plan, by=by, after={"post": post.name, "targets": len(found)})
    return plan


@transaction.atomic
def adopt_edition(
    edition: Edition, *, site: Site, starts_on: date, by: Staff | None
) -> tuple[list[Plan], list[Requirement]]:
    """Plan every requirement whose post the site has; also return those it could not plan.

    What is already planned stays as it is. Refuses an edition that is not in force.
    """
    if edition.status != Edition.Status.PUBLISHED:
        raise NotInForce
    posts = {post.name: post for post in site.posts.all()}
    planned = set(
        Plan.objects.filter(site=site, requirement__edition=edition)
        .exclude(status=Plan.Status.ENDED)
        .values_list("requirement_id", flat=True)
    )
    plans, left = [], []
    wanted = edition.requirements.exclude(pk__in=planned)
    for requirement in wanted.select_related("edition", "checklist"):
        post = posts.get(requirement.post_name)
        plan = post and _adopt_if_it_fits(requirement, site, post, starts_on, by)
        if plan:
            plans.append(plan)
        else:
            left.append(requirement)
    return plans, left


def _adopt_if_it_fits(
    requirement: Requirement, site: Site, post: Post, starts_on: date, by: Staff | None
) -> Plan | None:
    try:
        return adopt_requirement(requirement, site=site, post=post, starts_on=starts_on, by=by)
    except (NothingToCheck, RuleCannotRun, SetAside):
        return None


@transaction.atomic
def pause_plan(plan: Plan, *, by: Staff) -> Plan:
    """Make no more tasks of it until it is resumed; what is there stays."""
    return _set_status(plan, Plan.Status.ACTIVE, Plan.Status.PAUSED, "plan.paused", by)


@transaction.atomic
def resume_plan(plan: Plan, *, by: Staff) -> Plan:
    return _set_status(plan, Plan.Status.PAUSED, Plan.Status.ACTIVE, "plan.resumed", by)


@transaction.atomic
def end_plan(plan: Plan, *, on: date, by: Staff) -> Plan:
    """Let a plan run out with the day `on`."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.status == Plan.Status.ENDED:
        raise MoveRefused
    if on < plan.starts_on:
        raise NoPlanUntilThen
    old = plan.status
    plan.status, plan.ends_on = Plan.Status.ENDED, on
    plan.save(update_fields=["status", "ends_on"])
    trail.record(
        "plan.ended", plan, by=by, before={"status": old}, after={"status": plan.status, "on": on}
    )
    return plan


def _set_status(plan: Plan, old: str, new: str, verb: str, by: Staff) -> Plan:
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.status != old:
        raise MoveRefused
    plan.status = new
    plan.save(update_fields=["status"])
    trail.record(verb, plan, by=by, before={"status": old}, after={"status": new})
    return plan


def _create(
    requirement: Requirement,
    terms: Terms,
    site: Site,
    post: Post,
    starts_on: date,
    follows: Plan | None,
) -> Plan:
    try:
        with transaction.atomic():
            return Plan.objects.create(
                site=site,
                requirement=requirement,
                checklist=requirement.checklist,
                post=post,
                title=requirement.checklist.title,
                recurrence=terms.recurrence,
                makeup_hours=terms.makeup_hours,
                starts_on=starts_on,
                follows=follows,
                whole_windows_only=follows is not None and follows.recurrence == terms.recurrence,
            )
    except IntegrityError as error:
        if "one_running_plan" in str(error):
            raise AlreadyPlanned from None
        raise


def _targets(requirement: Requirement, site: Site) -> list[Target]:
    """What the requirement is carried out at here, in walking order."""
    kind = requirement.place_kind
    if kind == PlaceKind.SITE:
        return [Target(name=site.name)]
    if kind == PlaceKind.EQUIPMENT:
        machines = site.equipment.exclude(status=Equipment.Status.SCRAPPED)
        if requirement.system:
            machines = machines.filter(system=requirement.system)
        rows = machines.select_related("place").order_by("code")
        return [Target(equipment=e, place=e.place, name=e.name) for e in rows]
    places = Place.objects.filter(site=site, kind=kind).order_by("order", "code")
    return [Target(place=p, name=p.full_name) for p in places]
