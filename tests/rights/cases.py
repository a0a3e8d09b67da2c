"""Cases: a round of engineering failed, and the foreman answers for what it found."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from pinzhi.cases.actions import ask_extension, fix_case, hand_in_record
from pinzhi.cases.models import Case, Extension
from pinzhi.places.models import Role
from tests.photos import plant_photo
from tests.planting import fill_in, plant_edition, plant_plan, plant_task
from tests.rights.matrix import EVERY, POST, Kwargs, Rule, Sort
from tests.rights.world import Ground

OTHERS = {Role.CONTRACTOR_WORKER}  # sees only what he answers for
LEADERS = {Role.SITE_MANAGER, Role.DEPARTMENT_HEAD, Role.FOREMAN}


def open_case(ground: Ground, code: str) -> Case:
    now = timezone.now()
    people = ground.people
    plan = plant_plan(ground.site, plant_edition(code))
    task = plant_task(plan, now - timedelta(minutes=5), people[Role.WORKER])
    submission = fill_in(task, ("fail", "0.3", ""), at=now)
    record, _ = hand_in_record(submission, task=task, by=people[Role.WORKER])
    return Case.objects.get(finding__record=record)


def a_case(ground: Ground) -> Case:
    """Being put right by the foreman, who asked for more time."""

    def make() -> Case:
        case = open_case(ground, "CASE")
        until, foreman = case.due_at + timedelta(days=1), ground.people[Role.FOREMAN]
        ask_extension(case, until=until, reason="Parts", by=foreman)
        return case

    return ground.once("cases.case", make)


def a_fixed_case(ground: Ground) -> Case:
    def make() -> Case:
        case, foreman, now = open_case(ground, "FIXED"), ground.people[Role.FOREMAN], timezone.now()
        photo = plant_photo(ground.site, foreman, now, 33)
        return fix_case(case, uid=uuid4(), text="Mopped", photos=[photo], at=now, by=foreman)

    return ground.once("cases.fixed", make)


def case(ground: Ground) -> Kwargs:
    return {"pk": a_case(ground).pk}


def fixed_case(ground: Ground) -> Kwargs:
    return {"pk": a_fixed_case(ground).pk}


def extension(ground: Ground) -> Kwargs:
    asked = Extension.objects.get(case=a_case(ground))
    return {"pk": asked.case_id, "extension": asked.pk}


def fix(ground: Ground) -> Kwargs:
    by, now = ground.people[Role.FOREMAN], timezone.now()
    photo = ground.once("cases.photo", lambda: plant_photo(ground.site, by, now, 44))
    told = {"uid": str(uuid4()), "captured_at": now.isoformat(), "text": "Dried"}
    return {**told, "photos": str(photo)}


def recheck(_: Ground) -> Kwargs:
    now = timezone.now().isoformat()
    told = {"uid": str(uuid4()), "captured_at": now, "text": "Wet", "photos": ""}
    return {**told, "outcome": "again"}


def ask(_: Ground) -> Kwargs:
    until = timezone.localtime() + timedelta(days=60)
    return {"until": f"{until:%Y-%m-%dT%H:%M}", "reason": "Parts"}


RULES = [
    Rule("cases:case_list", sort=Sort.LIST, hides=lambda ground: a_case(ground).title),
    Rule("cases:case", at=case, may=EVERY - OTHERS, hidden=OTHERS),
    Rule("cases:assign", may=LEADERS, at=case, hidden=OTHERS),
    Rule(
        "cases:assign",
        POST,
        may=LEADERS,
        at=case,
        hidden=OTHERS,
        body=lambda ground: {"to": ground.people[Role.WORKER].pk},
    ),
    Rule("cases:fix", POST, may={Role.FOREMAN}, at=case, hidden=OTHERS, body=fix),
    Rule(
        "cases:recheck",
        POST,
        may={
            Role.SITE_MANAGER,
            Role.DEPARTMENT_HEAD,
            Role.INSPECTOR,
            Role.QUALITY_OFFICER,
            Role.BUTLER,
        },
        at=fixed_case,
        hidden=OTHERS,
        body=recheck,
    ),
    Rule("cases:ask", POST, may=LEADERS, at=fixed_case, hidden=OTHERS, body=ask),
    Rule(
        "cases:decide",
        POST,
        may={Role.SITE_MANAGER, Role.QUALITY_OFFICER},
        at=extension,
        hidden=OTHERS,
        body=lambda _: {"decision": "approve", "reason": "Seen"},
    ),
]
