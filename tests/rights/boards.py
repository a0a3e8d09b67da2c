"""Boards, paper, trail and what a monitor asks."""

from uuid import UUID

from django.utils import timezone

from pinzhi.console.nav import OFFICE, STEERING
from pinzhi.places.models import Role
from pinzhi.places.rules import GROUND_READERS, TRAIL_READERS
from pinzhi.records.actions import submit_record
from tests.planting import fill_in, plant_edition, plant_plan, plant_task
from tests.rights.matrix import EVERY, Kwargs, Rule, Sort
from tests.rights.world import Ground


def a_record(ground: Ground) -> UUID:
    """A round handed in by the worker."""

    def make() -> UUID:
        worker, now = ground.people[Role.WORKER], timezone.now()
        task = plant_task(plant_plan(ground.site, plant_edition("PAPER")), now, worker)
        record, _ = submit_record(fill_in(task, at=now), task=task, by=worker)
        return record.pk

    return ground.once("paper.record", make)


def site(ground: Ground) -> Kwargs:
    return {"site_id": ground.site.pk}


def site_name(ground: Ground) -> str:
    return f"<h1>{ground.site.name}"


RULES = [
    Rule("console:today", may=OFFICE, sort=Sort.LIST, hides=site_name),
    Rule("console:cockpit", may=STEERING, sort=Sort.LIST, hides=site_name),
    Rule("console:event_list", may=set(TRAIL_READERS), sort=Sort.LIST),
    Rule("console:checkpoint_labels", may=set(GROUND_READERS), at=site, heavy=True),
    Rule("console:equipment_labels", may=set(GROUND_READERS), at=site, heavy=True),
    Rule(
        "console:record_form",
        heavy=True,
        may=EVERY,
        at=lambda ground: {"pk": a_record(ground)},
        hidden={Role.CONTRACTOR_WORKER},
    ),
    Rule("console:live", sort=Sort.PUBLIC),
    Rule("console:ready", sort=Sort.PUBLIC),
    # without the bearer's token it is not there, whoever asks
    Rule("console:metrics", sort=Sort.PUBLIC, ok={404}),
    Rule("trail:live", sort=Sort.PUBLIC, ok={200, 401}),
]
