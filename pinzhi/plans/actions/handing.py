"""Tasks that change hands: taken over from who is away, or handed to who accepts."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from pinzhi.common.states import MoveRefused
from pinzhi.people.models import Staff
from pinzhi.people.queries import people_on
from pinzhi.plans.actions.tasks import assign_task, lock_task
from pinzhi.plans.models import Task, Transfer
from pinzhi.plans.refusals import ColleagueIsThere, NotOneOfUs, NotYours, TransferDecided
from pinzhi.plans.rules import may_do
from pinzhi.plans.states import OPEN
from pinzhi.trail import actions as trail


@transaction.atomic
def take_over_task(task: Task, *, by: Staff) -> Task:
    """Take an open task from a colleague who is not on duty in its window: on leave, off the
    roster, or gone. Whoever could do it while it is nobody's may.

    Raises MoveRefused, ColleagueIsThere, or NotYours for a task of another department.
    """
    task = lock_task(task)
    if task.status not in OPEN or task.assignee_id in {None, by.pk}:
        raise MoveRefused
    if not may_do(by, task):
        raise NotYours
    if not is_absent(task):
        raise ColleagueIsThere
    return assign_task(task, to=by, by=by)


def is_absent(task: Task) -> bool:
    """Whether the one it was given to is not on duty at any time of its window."""
    on = people_on(task.site_id, task.post_id, task.opens_at, task.closes_at)
    return task.assignee_id is not None and task.assignee_id not in {one.pk for one in on}


@transaction.atomic
def offer_task(task: Task, *, to: Staff, by: Staff, note: str = "") -> Transfer:
    """Ask a colleague to take an open task of one's own; until they accept it stays one's own.

    Raises NotYours, MoveRefused, NotOneOfUs, or TransferDecided when it is offered already.
    """
    task = lock_task(task)
    if task.assignee_id != by.pk:
        raise NotYours
    if task.status not in OPEN:
        raise MoveRefused
    if to.pk == by.pk or not may_do(to, task):
        raise NotOneOfUs
    try:
        with transaction.atomic():
            offer = Transfer.objects.create(task=task, asked_by=by, to=to, note=note)
    except IntegrityError as error:
        if "one_open_transfer" in str(error):
            raise TransferDecided from None
        raise
    after = {"from": by.name, "to": to.name}
    trail.record("task.offered", task, by=by, after=after, reason=note)
    return offer


@transaction.atomic
def accept_task(offer: Transfer, *, by: Staff) -> Task:
    """From now on the colleague answers for it. Raises NotYours, TransferDecided, or MoveRefused
    when it is done or somebody else's by now."""
    offer = _open(offer)
    if offer.to_id != by.pk:
        raise NotYours
    task = lock_task(offer.task)
    if task.assignee_id != offer.asked_by_id:
        raise MoveRefused
    _settle(offer, Transfer.Status.ACCEPTED)
    return assign_task(task, to=by, by=by)


@transaction.atomic
def decline_task(offer: Transfer, *, by: Staff) -> Transfer:
    """Refused by the one it was offered to, or withdrawn by the one who offered it."""
    offer = _open(offer)
    if by.pk not in {offer.to_id, offer.asked_by_id}:
        raise NotYours
    refused = by.pk == offer.to_id
    _settle(offer, Transfer.Status.REFUSED if refused else Transfer.Status.WITHDRAWN)
    after = {"from": offer.asked_by.name, "to": offer.to.name, "status": offer.status}
    trail.record("task.offer_declined", offer.task, by=by, after=after)
    return offer


def _open(offer: Transfer) -> Transfer:
    rows = Transfer.objects.select_for_update(of=("self",))
    offer = rows.select_related("task", "asked_by", "to").get(pk=offer.pk)
    if offer.status != Transfer.Status.ASKED:
        raise TransferDecided
    return offer


def _settle(offer: Transfer, status: Transfer.Status) -> None:
    offer.status, offer.decided_at = status, timezone.now()
    offer.save(update_fields=["status", "decided_at"])
