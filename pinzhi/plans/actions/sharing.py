"""Many tasks change hands at once: a suggested distribution applied, and taken back."""

from collections.abc import Mapping

from django.db import transaction

from pinzhi.common.states import MoveRefused
from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.models import Task
from pinzhi.plans.refusals import NotOneOfUs, NotYours
from pinzhi.plans.rules import may_assign
from pinzhi.plans.states import Status
from pinzhi.trail import actions as trail

Hands = Mapping[int, tuple[int | None, int | None]]  # task: from whom, to whom


@transaction.atomic
def share_tasks(site: Site, *, hands: Hands, by: Staff, by_hand: bool = True) -> list[Task]:
    """Give each task from whom it is with to whom it shall go; all of them or none.

    With `by_hand` planning anew leaves them there; taking a distribution back says False. Raises
    MoveRefused when one of them was begun or has changed hands since, NotYours for a department
    one does not lead, NotOneOfUs for somebody who is not of the site any more.
    """
    rows = Task.objects.select_for_update(of=("self",)).filter(site=site, pk__in=hands)
    tasks = list(rows.order_by("pk"))
    people = Staff.objects.in_bulk({pk for pair in hands.values() for pk in pair if pk})
    for task in tasks:
        if task.status != Status.DUE or task.assignee_id != hands[task.pk][0]:
            raise MoveRefused
    if len(tasks) != len(hands):
        raise MoveRefused
    if not all(may_assign(by, task) for task in tasks):
        raise NotYours
    for pk in {to for _, to in hands.values() if to}:
        if not people[pk].is_active or site.pk not in people[pk].scope.site_ids:
            raise NotOneOfUs
    for task in tasks:
        task.assignee_id, task.by_hand = hands[task.pk][1], by_hand
    Task.objects.bulk_update(tasks, ["assignee", "by_hand"], batch_size=500)
    trail.record_many([_deed(task, hands[task.pk], people) for task in tasks], by=by)
    return tasks


def _deed(
    task: Task, hands: tuple[int | None, int | None], people: Mapping[int, Staff]
) -> trail.Deed:
    before, after = (people[pk].name if pk else None for pk in hands)
    return trail.Deed("task.assigned", task, before={"assignee": before}, after={"assignee": after})
