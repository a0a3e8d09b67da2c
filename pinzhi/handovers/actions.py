"""Everything that changes a hand-over."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from pinzhi.common.states import MoveRefused, require_move
from pinzhi.handovers.models import Handover, HandoverItem
from pinzhi.handovers.queries import Turn, open_items
from pinzhi.handovers.refusals import AlreadyHandedOver, NotOfThisNote, NotYourShift
from pinzhi.handovers.rules import may_accept, may_hand_over, may_settle
from pinzhi.handovers.states import MOVES, Kind, Status
from pinzhi.people.models import Staff
from pinzhi.trail import actions as trail

TITLE_LENGTH = 400


@transaction.atomic
def sign_handover(
    turn: Turn,
    *,
    remarks: str,
    things: Sequence[str],
    to: Staff | None,
    now: datetime,
    by: Staff,
) -> Handover:
    """Hand a shift over with every open item as it stands `now`; `things` are keys, tools and
    devices, a line each. Raises NotYourShift, or AlreadyHandedOver: a shift is, once."""
    if not may_hand_over(by, turn.change) or to == by:
        raise NotYourShift
    lines = [line for line in open_items(turn, now) if line.kind != Kind.THING]
    lines += [HandoverItem(kind=Kind.THING, title=one[:TITLE_LENGTH]) for one in things]
    note = _create(turn, remarks, to, now, by)
    for order, line in enumerate(lines):
        line.handover, line.order = note, order
    HandoverItem.objects.bulk_create(lines)
    after = {"outgoing": by.name, **({"to": to.name} if to else {})}
    trail.record("handover.signed", note, by=by, after=after, reason=remarks, captured_at=now)
    return note


def _create(turn: Turn, remarks: str, to: Staff | None, now: datetime, by: Staff) -> Handover:
    try:
        with transaction.atomic():
            return Handover.objects.create(
                site=turn.post.site,
                post=turn.post,
                starts_at=turn.starts_at,
                ends_at=turn.ends_at,
                outgoing=by,
                to=to,
                remarks=remarks,
                signed_at=now,
            )
    except IntegrityError as error:
        if "one_handover_per_shift_end" in str(error):
            raise AlreadyHandedOver from None
        raise


@transaction.atomic
def accept_handover(
    note: Handover, *, disputes: Mapping[int, str], now: datetime, by: Staff
) -> Handover:
    """Read and taken over; `disputes` says of single items, by key, what is not so. From now on
    the open items are this shift's all the same, until somebody settles what is disputed.

    Raises NotYourShift, MoveRefused, or NotOfThisNote.
    """
    note = _lock(note)
    if not may_accept(by, note):
        raise NotYourShift
    status = Status.DISPUTED if disputes else Status.ACCEPTED
    require_move(MOVES, Status(note.status), status)
    items = list(note.items.filter(pk__in=disputes))
    if len(items) != len(disputes):
        raise NotOfThisNote
    for item in items:
        item.dispute = disputes[item.pk]
    HandoverItem.objects.bulk_update(items, ["dispute"])
    note.status, note.accepted_by, note.accepted_at = status, by, now
    note.save(update_fields=["status", "accepted_by", "accepted_at"])
    after = {"status": status, "accepted_by": by.name}
    said = "; ".join(f"{item.title}: {item.dispute}" for item in items)
    before = {"status": Status.SIGNED}
    trail.record(
        f"handover.{status}",
        note,
        by=by,
        before=before,
        after=after,
        reason=said,
        captured_at=now,
    )
    return note


@transaction.atomic
def settle_item(item: HandoverItem, *, answer: str, by: Staff) -> Handover:
    """Say what becomes of a disputed item; with the last of them the dispute is settled.

    Raises NotYourShift for who leads nobody there, MoveRefused when it is settled already.
    """
    note = _lock(item.handover)
    if not may_settle(by, note):
        raise NotYourShift
    item = note.items.get(pk=item.pk)
    if not item.dispute or item.answer:
        raise MoveRefused
    item.answer, item.answered_by = answer, by
    item.save(update_fields=["answer", "answered_by"])
    left = note.items.exclude(dispute="").filter(answer="").exists()
    if not left:
        require_move(MOVES, Status(note.status), Status.SETTLED)
        note.status = Status.SETTLED
        note.save(update_fields=["status"])
    after = {"status": note.status, "item": item.title}
    before = {"status": Status.DISPUTED}
    trail.record("handover.settled", note, by=by, before=before, after=after, reason=answer)
    return note


def _lock(note: Handover) -> Handover:
    rows = Handover.objects.select_for_update(of=("self",)).select_related("post")
    return rows.get(pk=note.pk)
