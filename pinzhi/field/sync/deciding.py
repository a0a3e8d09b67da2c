"""What a person does with an operation that lies in the tray."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from pinzhi.common.refusals import Refusal
from pinzhi.common.states import require_move
from pinzhi.field.sync.models import Operation
from pinzhi.field.sync.refusals import CannotAccept, NeedsReason, NotToDecide
from pinzhi.field.sync.settling import carry_for, lock
from pinzhi.field.sync.states import MOVES, State
from pinzhi.field.sync.waking import wake_children
from pinzhi.people.models import Staff
from pinzhi.trail import actions as trail


def accept_operation(operation: Operation, *, by: Staff, reason: str = "") -> Operation:
    """Carry it out in its author's name after all; what waited for it follows.

    A second record of a task is taken in beside the first. Refusals: NotToDecide for one's own,
    MoveRefused when somebody else decided already, CannotAccept with what stands against it.
    """
    now = timezone.now()
    with transaction.atomic():
        row = _locked(operation, State.ACCEPTED, by)
        before = {"status": row.state, "code": row.code}
        try:
            with transaction.atomic():
                carry_for(row, by=by, now=now)
        except Refusal as refusal:
            raise CannotAccept(f"{CannotAccept.sentence} ({refusal})") from None
        except IntegrityError:
            raise CannotAccept from None
        _decide(row, State.ACCEPTED, by, reason)
        after = {"status": row.state}
        trail.record("operation.accepted", row, by=by, before=before, after=after, reason=reason)
    wake_children([row.uid], now=now)
    return row


def discard_operation(operation: Operation, *, by: Staff, reason: str) -> Operation:
    """Set it aside for good; it is kept, and its author reads the reason.

    Refusals: NeedsReason, NotToDecide for one's own, MoveRefused when somebody else decided.
    """
    if not reason.strip():
        raise NeedsReason
    with transaction.atomic():
        row = _locked(operation, State.DISCARDED, by)
        before = {"status": row.state, "code": row.code}
        _decide(row, State.DISCARDED, by, reason)
        after = {"status": row.state}
        trail.record("operation.discarded", row, by=by, before=before, after=after, reason=reason)
    wake_children([row.uid], now=timezone.now())
    return row


@transaction.atomic
def acknowledge_operation(operation: Operation, *, by: Staff) -> Operation:
    """Say that one has seen what was doubtful about an operation that counts."""
    if operation.by_id == by.pk:
        raise NotToDecide
    row = Operation.objects.select_for_update(of=("self",)).get(pk=operation.pk)
    if row.to_show:
        row.to_show = False
        row.save(update_fields=["to_show"])
        trail.record("operation.seen", row, by=by, after={"flags": list(row.flags)})
    return row


def _locked(operation: Operation, to: State, by: Staff) -> Operation:
    lock(operation.uid)
    rows = Operation.objects.select_for_update(of=("self",)).select_related("by", "site")
    row = rows.get(pk=operation.pk)
    if row.by_id == by.pk:
        raise NotToDecide
    require_move(MOVES, State(row.state), to)
    return row


def _decide(row: Operation, state: State, by: Staff, reason: str) -> None:
    row.state, row.decided_by, row.decided_at = state, by, timezone.now()
    row.reason = reason.strip()[:300]
    row.save()
