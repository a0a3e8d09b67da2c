"""Plans, tasks and the calendar."""

from datetime import timedelta

from django.utils import timezone

from pinzhi.people.models import Staff
from pinzhi.places.models import Role
from pinzhi.plans.models import Draw, Plan, SpecialMode, Task, Transfer
from pinzhi.plans.rules import DOERS
from pinzhi.plans.sampling import hash_of
from pinzhi.plans.states import Status
from pinzhi.standards.actions import adjust_site
from pinzhi.standards.models import Adjustment, Edition
from tests.planting import plant_edition, plant_plan, plant_task
from tests.rights.matrix import EVERY, POST, Kwargs, Rule, Sort
from tests.rights.world import Ground

READERS = EVERY - {Role.CONTRACTOR_WORKER}
PLANNERS = {Role.SITE_MANAGER, Role.QUALITY_OFFICER}
GIVERS = {Role.SITE_MANAGER, Role.DEPARTMENT_HEAD, Role.FOREMAN}
HIDDEN = {Role.CONTRACTOR_WORKER}  # others' tasks are not there for him


def a_plan(ground: Ground) -> Plan:
    def make() -> Plan:
        made = plant_plan(ground.site, plant_edition("PLANS"))
        made.title = "Lakeside lamps"
        made.save()
        return made

    return ground.once("plans.plan", make)


def an_edition(ground: Ground) -> Edition:
    return ground.once("plans.edition", lambda: plant_edition("START"))


def a_task(ground: Ground, status: str = Status.DUE) -> Task:
    def make() -> Task:
        at = timezone.now() + timedelta(hours=len(ground.kept))
        made = plant_task(a_plan(ground), at, ground.people[Role.WORKER])
        Task.objects.filter(pk=made.pk).update(status=status)
        return made

    return ground.once(f"plans.task.{status}", make)


def plan(ground: Ground) -> Kwargs:
    return {"pk": a_plan(ground).pk}


def paused(ground: Ground) -> Kwargs:
    def make() -> Plan:
        made = plant_plan(ground.site, plant_edition("PAUSED"))
        Plan.objects.filter(pk=made.pk).update(status=Plan.Status.PAUSED)
        return made

    return {"pk": ground.once("plans.paused", make).pk}


def task(ground: Ground) -> Kwargs:
    return {"pk": a_task(ground).pk}


def cancelled(ground: Ground) -> Kwargs:
    return {"pk": a_task(ground, Status.CANCELLED).pk}


def given(ground: Ground) -> Kwargs:
    return {"from": ground.people[Role.WORKER].pk, "to": 0}


def start(ground: Ground) -> Kwargs:
    return {"site": ground.site.pk, "edition": an_edition(ground).pk}


def here(ground: Ground) -> Kwargs:
    return {"site": ground.site.pk}


def mode(ground: Ground) -> Kwargs:
    def make() -> SpecialMode:
        return SpecialMode.objects.create(
            site=ground.site,
            kind=SpecialMode.Kind.RAIN,
            starts_at=timezone.now(),
            begun_by=ground.people[Role.FOREMAN],
        )

    return {"pk": ground.once("plans.mode", make).pk}


def offered(ground: Ground) -> Kwargs:
    """Somebody of the site offers the worker a task."""

    def make() -> Transfer:
        giver = Staff.objects.create(number="giver", name="Giver", password="!")
        at = timezone.now() + timedelta(days=2)
        made = plant_task(a_plan(ground), at, giver)
        return Transfer.objects.create(task=made, asked_by=giver, to=ground.people[Role.WORKER])

    return {"pk": ground.once("plans.offer", make).pk}


def draw(ground: Ground) -> Kwargs:
    def make() -> Draw:
        day = timezone.localdate()
        return Draw.objects.create(
            site=ground.site,
            level=Draw.Level.MANAGER_WEEK,
            first_day=day,
            last_day=day,
            percent=5,
            seed="5",
            seed_hash=hash_of("5"),
        )

    return {"site": ground.site.pk, "pk": ground.once("plans.draw", make).pk}


def today() -> str:
    return f"{timezone.localdate()}"


def one(ground: Ground) -> Kwargs:
    requirement = an_edition(ground).requirements.get()
    return {"requirement": requirement.pk, "post": a_plan(ground).post_id, "starts_on": today()}


def an_adjustment(ground: Ground) -> Adjustment:
    """Something looser that the site manager asked for."""

    def make() -> Adjustment:
        standard = a_plan(ground).requirement.edition.standard
        return adjust_site(
            ground.site, standard, checklist="DAILY", item="02", changes={"minimum": "0.1"},
            reason="Old pipes", by=ground.people[Role.SITE_MANAGER],
        )  # fmt: skip

    return ground.once("plans.adjustment", make)


def site(ground: Ground) -> Kwargs:
    a_plan(ground)
    return {"site": ground.site.pk}


def adjustment(ground: Ground) -> Kwargs:
    return {"pk": an_adjustment(ground).pk}


def thing(ground: Ground) -> Kwargs:
    standard = a_plan(ground).requirement.edition.standard_id
    return {"standard": standard, "checklist": "DAILY", "item": "01"}


def stricter(_: Ground) -> Kwargs:
    told = {"evidence": "photo", "deduction": "3", "fix_value": "1", "fix_unit": "day"}
    return {**told, "reason": "Slippery"}


RULES = [
    Rule("plans:adjustments", may=READERS, at=site),
    Rule("plans:adjust", may=PLANNERS, at=site, query=thing),
    Rule("plans:adjust", POST, may=PLANNERS, at=site, query=thing, body=stricter),
    Rule(
        "plans:adjustment_decide",
        POST,
        may={Role.QUALITY_OFFICER},
        at=adjustment,
        body=lambda _: {"decision": "refuse", "reason": "No"},
    ),
    Rule("plans:adjustment_end", POST, may=PLANNERS, at=adjustment, body=lambda _: {"reason": "x"}),
    Rule(
        "plans:task_list",
        may=EVERY,
        sort=Sort.LIST,
        query=lambda _: {"sort": "-due"},
        hides=lambda ground: a_task(ground).title,
    ),
    Rule("plans:task", may=READERS, at=task, hidden=HIDDEN),
    Rule(
        "plans:assign",
        POST,
        may=GIVERS,
        at=task,
        hidden=HIDDEN,
        body=lambda ground: {"to": ground.people[Role.BUTLER].pk},
    ),
    Rule("plans:give_back", POST, may=GIVERS, at=task, query=given, hidden=HIDDEN),
    Rule(
        "plans:cancel", POST, may=GIVERS, at=task, hidden=HIDDEN, body=lambda _: {"reason": "rain"}
    ),
    Rule("plans:restore", POST, may=GIVERS, at=cancelled, hidden=HIDDEN),
    Rule(
        "plans:plan_list",
        may=READERS,
        sort=Sort.LIST,
        hides=lambda ground: a_plan(ground).title,
    ),
    Rule(
        "plans:calendar",
        may=READERS,
        sort=Sort.LIST,
        hides=lambda ground: a_plan(ground).title,
    ),
    Rule("plans:coverage", may=READERS, sort=Sort.LIST, hides=lambda g: g.site.name),
    Rule("plans:people_day", may=READERS, sort=Sort.LIST, hides=lambda g: a_task(g).title),
    Rule(
        "plans:workload",
        may=READERS,
        sort=Sort.LIST,
        hides=lambda ground: ground.site.name,
    ),
    Rule("plans:suggestion", may=GIVERS, at=here),
    # nothing to share out, and nothing to take back: what has moved on is refused
    Rule("plans:share", POST, may=GIVERS, at=here, body=lambda _: {"seen": "1.0.2"}),
    Rule("plans:unshare", POST, may=GIVERS, at=here),
    Rule("plans:start", may=PLANNERS, sort=Sort.LIST, hides=lambda ground: ground.site.name),
    Rule("plans:fitting", may=PLANNERS, at=start),
    Rule(
        "plans:adopt_all",
        POST,
        may=PLANNERS,
        at=start,
        body=lambda _: {"starts_on": today()},
    ),
    Rule("plans:adopt_one", POST, may=PLANNERS, at=start, body=one),
    Rule("plans:offers", sort=Sort.SIGNED_IN),
    # the worker it was given to; the others see it and cannot hand it on
    Rule("plans:offer_form", may={Role.WORKER}, at=task, hidden=HIDDEN),
    Rule(
        "plans:offer",
        POST,
        may={Role.WORKER},
        at=task,
        hidden=HIDDEN,
        body=lambda ground: {"to": ground.people[Role.FOREMAN].pk, "note": "ladder"},
    ),
    Rule("plans:take_over", POST, may={*DOERS} - {Role.BUTLER}, at=task, hidden=HIDDEN),
    # only the two it concerns know of it
    Rule(
        "plans:offer_accept",
        POST,
        may={Role.WORKER},
        at=offered,
        hidden=EVERY - {Role.WORKER},
    ),
    Rule(
        "plans:offer_decline",
        POST,
        may={Role.WORKER},
        at=offered,
        hidden=EVERY - {Role.WORKER},
    ),
    Rule("plans:draws", may=READERS, at=here),
    Rule("plans:draw", may=READERS, at=draw),
    Rule("plans:modes", may=READERS, at=here),
    Rule(
        "plans:mode_begin",
        POST,
        may=GIVERS | {Role.QUALITY_OFFICER},
        at=here,
        body=lambda _: {"kind": "snow", "starts_at": "", "ends_at": "", "note": "ice"},
        accepts={"board"},
    ),
    Rule("plans:mode_end", POST, may=GIVERS | {Role.QUALITY_OFFICER}, at=mode, accepts={"board"}),
    Rule("plans:plan", may=READERS, at=plan),
    Rule("plans:plan_pause", POST, may=PLANNERS, at=plan),
    Rule("plans:plan_resume", POST, may=PLANNERS, at=paused),
    Rule("plans:plan_end", POST, may=PLANNERS, at=plan, body=lambda _: {"on": today()}),
]
