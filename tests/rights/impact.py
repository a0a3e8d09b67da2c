"""Impact and conflicts: for those who let an edition into force, and those who run the site."""

from pinzhi.places.models import Role
from pinzhi.plans.models import Plan
from pinzhi.studio.conflicts import conflicts_at
from tests.planting import plant_edition, plant_plan
from tests.rights.matrix import EVERY, POST, Kwargs, Rule
from tests.rights.standards import OFFICER, a_draft
from tests.rights.world import Ground
from tests.studio.drafting import TWICE

RUNS = {Role.SITE_MANAGER, Role.QUALITY_OFFICER}


def a_conflict(ground: Ground) -> str:
    """Two standards in force at Lakeside ask for the same round."""

    def make() -> list[Plan]:
        editions = [plant_edition("RIVAL1"), plant_edition("RIVAL2", recurrence=TWICE)]
        return [plant_plan(ground.site, edition) for edition in editions]

    ground.once("impact.rivals", make)
    return conflicts_at(ground.site)[0].key


def draft(ground: Ground) -> Kwargs:
    return {"pk": a_draft(ground).pk}


def site(ground: Ground) -> Kwargs:
    return {"site": ground.site.pk}


def settled(ground: Ground) -> Kwargs:
    told = {"conflict": a_conflict(ground), "keep": "both", "reason": "Both are needed"}
    return {**told, "edition": ""}


RULES = [
    Rule("impact:impact", may=OFFICER, at=draft),
    Rule("impact:conflicts", may=OFFICER, at=draft),
    Rule("impact:site_conflicts", may=EVERY - {Role.CONTRACTOR_WORKER}, at=site),
    Rule("impact:settle", POST, may=RUNS, at=site, body=settled),
]
