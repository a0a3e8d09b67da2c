"""The worker's pages."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from pinzhi.places.models import Role
from pinzhi.plans.models import Task
from pinzhi.plans.states import Status
from tests.planting import plant_edition, plant_plan, plant_task
from tests.rights.matrix import EVERY, POST, Kwargs, Rule, Sort
from tests.rights.world import Ground

DOERS = {
    Role.WORKER,
    Role.BUTLER,
    Role.FOREMAN,
    Role.DEPARTMENT_HEAD,
    Role.SITE_MANAGER,
}
# the butler stands in customer service, the task in engineering
MAY_DO = DOERS - {Role.BUTLER}


def a_task(ground: Ground) -> Task:
    """A running round of engineering that is nobody's."""

    def make() -> Task:
        plan = plant_plan(ground.site, plant_edition("FIELD"))
        task = plant_task(plan, timezone.now() - timedelta(minutes=5))
        Task.objects.filter(pk=task.pk).update(status=Status.RUNNING)
        return task

    return ground.once("field.task", make)


def task(ground: Ground) -> Kwargs:
    return {"pk": a_task(ground).pk}


def filled(ground: Ground) -> Kwargs:
    now = timezone.now().isoformat()
    answers = {f"answer-{i.pk}": "0.3" for i in a_task(ground).checklist.items.all()}
    notes = {f"note-{i.pk}": "" for i in a_task(ground).checklist.items.all()}
    return {"uid": str(uuid4()), "started_at": now, "captured_at": now, **answers, **notes}


RULES = [
    Rule("field:today", may=EVERY, sort=Sort.SIGNED_IN),
    Rule("field:task", may=MAY_DO, at=task, hidden={Role.CONTRACTOR_WORKER}),
    Rule("field:start", POST, may=MAY_DO, at=task, hidden={Role.CONTRACTOR_WORKER}),
    Rule("field:submit", POST, may=MAY_DO, at=task, body=filled, hidden={Role.CONTRACTOR_WORKER}),
]
