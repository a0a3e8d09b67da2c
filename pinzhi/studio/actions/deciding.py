"""What a reader does with what was understood: accept, reject, correct, split, join."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from pinzhi.people.models import Staff
from pinzhi.standards.models import Document, Passage, Proposal, Step
from pinzhi.studio.parts import UNSURE, Part, in_order, part
from pinzhi.studio.refusals import NoSuchPart, NothingToJoin, SplitRefused, StudioChanged
from pinzhi.studio.workbench import Workbench, lock_ask, lock_passage, require_open, topic_of
from pinzhi.trail import actions as trail
from pinzhi.trail.push import hint_everybody

Status = Proposal.Status
PARTS = 40  # of one proposal at most


@transaction.atomic
def accept_ask(pk: int, *, version: int, by: Staff) -> Passage:
    """Take a proposal for a requirement. StudioChanged when it is not as its reader saw it."""
    return _set_status(pk, version, Status.ACCEPTED, "proposal.accepted", by)


@transaction.atomic
def reject_ask(pk: int, *, version: int, by: Staff) -> Passage:
    """The passage does not ask for this."""
    return _set_status(pk, version, Status.REJECTED, "proposal.rejected", by)


@transaction.atomic
def mark_ask(pk: int, *, version: int, blocking: bool, by: Staff) -> Passage:
    """Say whether publishing has to wait while this requirement is not wired."""
    passage, ask = lock_ask(pk, version)
    bench = Workbench(passage.document, "proposal.marked", by)
    bench.change(ask, blocking=blocking)
    return _closed(bench, passage)


@transaction.atomic
def set_part(
    pk: int, *, version: int, key: str, value: Any, index: int | None, by: Staff
) -> Passage:
    """Correct the part at `index`, or add one of this key without. NoSuchPart."""
    passage, ask = lock_ask(pk, version)
    parts = list(ask.parts)
    if index is None:
        if len(parts) >= PARTS:
            raise NoSuchPart
        bench = Workbench(passage.document, "proposal.extended", by)
        parts = in_order([*parts, part(key, value)])
    else:
        if not 0 <= index < len(parts) or parts[index]["key"] != key:
            raise NoSuchPart
        bench = Workbench(passage.document, "proposal.edited", by)
        parts[index] = {**parts[index], "value": value, "confidence": 1.0}
    bench.change(ask, parts=parts)
    return _closed(bench, passage)


@transaction.atomic
def remove_part(pk: int, *, version: int, index: int, by: Staff) -> Passage:
    """Take a part off. NoSuchPart; the last one stays: reject the proposal instead."""
    passage, ask = lock_ask(pk, version)
    if not 0 <= index < len(ask.parts) or len(ask.parts) == 1:
        raise NoSuchPart
    bench = Workbench(passage.document, "proposal.trimmed", by)
    bench.change(ask, parts=[p for n, p in enumerate(ask.parts) if n != index])
    return _closed(bench, passage)


@transaction.atomic
def split_ask(pk: int, *, version: int, chosen: Collection[int], by: Staff) -> Passage:
    """Make the chosen parts a proposal of their own. SplitRefused for none or all of them."""
    passage, ask = lock_ask(pk, version)
    mine = [p for n, p in enumerate(ask.parts) if n not in chosen]
    theirs = [p for n, p in enumerate(ask.parts) if n in chosen]
    if not mine or not theirs:
        raise SplitRefused
    bench = Workbench(passage.document, "proposal.split", by)
    _make_room(passage, ask.order)
    bench.change(ask, parts=mine)
    bench.create(passage, ask.order + 1, theirs)
    return _closed(bench, passage)


@transaction.atomic
def join_ask(pk: int, *, version: int, by: Staff) -> Passage:
    """Take the parts of the next proposal of the passage over. NothingToJoin for the last one."""
    passage, ask = lock_ask(pk, version)
    following = passage.proposals.exclude(status=Status.REJECTED).filter(order__gte=ask.order)
    after = following.exclude(pk=ask.pk).order_by("order", "pk").first()
    if after is None:
        raise NothingToJoin
    bench = Workbench(passage.document, "proposal.joined", by)
    bench.change(ask, parts=_merged(ask.parts, after.parts)[:PARTS], status=Status.SUGGESTED)
    bench.remove(after)
    return _closed(bench, passage)


@transaction.atomic
def add_ask(passage: Passage, *, key: str, value: Any, by: Staff) -> Passage:
    """Ask for something the compiler did not see."""
    passage = lock_passage(passage.pk)
    orders = passage.proposals.aggregate(last=models.Max("order"))["last"]
    bench = Workbench(passage.document, "proposal.added", by)
    bench.create(passage, 0 if orders is None else orders + 1, [part(key, value)])
    return _closed(bench, passage)


@transaction.atomic
def accept_passage(passage: Passage, *, version: int, by: Staff) -> Passage:
    """Accept all that is open in a passage, and mark it as reviewed."""
    passage = _as_seen(passage, version)
    bench = Workbench(passage.document, "passage.accepted", by)
    for ask in passage.proposals.filter(status=Status.SUGGESTED):
        bench.change(ask, status=Status.ACCEPTED)
    bench.review(passage, done=True)
    return _closed(bench, passage)


@transaction.atomic
def review_passage(passage: Passage, *, version: int, done: bool, by: Staff) -> Passage:
    """Mark a passage as reviewed: what is still open in it is left out."""
    passage = _as_seen(passage, version)
    bench = Workbench(passage.document, "passage.reviewed", by)
    bench.review(passage, done=done)
    return _closed(bench, passage)


@transaction.atomic
def accept_sure(document: Document, *, by: Staff) -> int:
    """Accept every open proposal whose parts are all sure; gives back how many. One step."""
    require_open(document)
    open_ones = Proposal.objects.filter(
        passage__document=document, status=Status.SUGGESTED, confidence__gte=UNSURE
    )
    locked = open_ones.select_for_update(of=("self",)).order_by("pk")
    found = list(locked.values_list("pk", "passage_id"))
    if not found:
        return 0
    now, pks = timezone.now(), [pk for pk, _ in found]
    Proposal.objects.filter(pk__in=pks).update(
        status=Status.ACCEPTED, version=models.F("version") + 1, changed_by=by, changed_at=now
    )
    Passage.objects.filter(pk__in={passage for _, passage in found}).update(
        version=models.F("version") + 1, changed_at=now
    )
    before = {"status": Status.SUGGESTED.value}
    after = {"status": Status.ACCEPTED.value}
    changes = [
        {"kind": "ask", "pk": pk, "before": before, "after": after} for pk, _passage in found
    ]
    Step.objects.create(document=document, verb="document.sure_accepted", by=by, changes=changes)
    trail.record("document.sure_accepted", document, by=by, after={"proposals": pks})
    hint_everybody(topic_of(document.pk))
    return len(found)


def _set_status(pk: int, version: int, status: Status, verb: str, by: Staff) -> Passage:
    passage, ask = lock_ask(pk, version)
    bench = Workbench(passage.document, verb, by)
    bench.change(ask, status=status)
    return _closed(bench, passage)


def _as_seen(passage: Passage, version: int) -> Passage:
    passage = lock_passage(passage.pk)
    if passage.version != version:
        latest = passage.proposals.exclude(changed_at=None).select_related("changed_by")
        raise StudioChanged(latest.order_by("changed_at").last() or passage, passage)
    return passage


def _closed(bench: Workbench, passage: Passage) -> Passage:
    bench.close()
    return passage


def _make_room(passage: Passage, order: int) -> None:
    """Orders only sort; moving them is no change anybody has to be told of."""
    passage.proposals.filter(order__gt=order).update(order=models.F("order") + 1)


def _merged(mine: Sequence[Part], theirs: Sequence[Part]) -> list[Part]:
    """All parts of two proposals, what both say once."""
    known = [(p["key"], p["value"]) for p in mine]
    return in_order([*mine, *(p for p in theirs if (p["key"], p["value"]) not in known)])
