"""Where a site departs from the standard: stricter at once, looser with leave."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from pinzhi.common.states import require_move
from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.standards.adjusting import Turn, read_changes, turn_of
from pinzhi.standards.effective import named
from pinzhi.standards.models import Adjustment, Settlement, Standard
from pinzhi.standards.refusals import AlreadyAdjusted, NothingAdjusted, SecondPersonNeeded
from pinzhi.standards.states import ADJUSTMENT_MOVES
from pinzhi.trail import actions as trail

Status = Adjustment.Status


@transaction.atomic
def adjust_site(
    site: Site,
    standard: Standard,
    *,
    checklist: str = "",
    item: str = "",
    clock: str = "",
    changes: Mapping[str, Any],
    reason: str,
    by: Staff,
) -> Adjustment:
    """Have a site work by other values than the standard for one thing of it, named by code.

    Stricter holds at once and takes the place of what the site had before; anything else waits
    until somebody above approves. NoSuchThing, BadChange, NothingAdjusted, AlreadyAdjusted.
    """
    found = named(standard, checklist=checklist, item=item, clock=clock)
    read = read_changes(found.fields, changes, found.original)
    if not read:
        raise NothingAdjusted
    turn = turn_of(found.original, read)
    code = {"checklist_code": checklist, "item_code": item, "clock_code": clock}
    if turn == Turn.TIGHTER:
        _replace(site, standard, code, by)
    made = Adjustment(
        site=site,
        standard=standard,
        **code,
        changes=read,
        direction=Adjustment.Direction(turn.value),
        reason=reason,
        status=Status.ACTIVE if turn == Turn.TIGHTER else Status.PROPOSED,
        proposed_by=by,
    )
    if turn == Turn.TIGHTER:
        made.decided_by, made.decided_at = by, timezone.now()
    return _save(made, by)


def _replace(site: Site, standard: Standard, code: Mapping[str, str], by: Staff) -> None:
    before = Adjustment.objects.select_for_update().filter(
        site=site, standard=standard, status=Status.ACTIVE, **code
    )
    for one in before:
        _move(one, Status.ENDED, by)


def _save(made: Adjustment, by: Staff) -> Adjustment:
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        if "one_live_adjustment" in str(error):
            raise AlreadyAdjusted from None
        raise
    verb = "adjustment.active" if made.status == Status.ACTIVE else "adjustment.proposed"
    after = {"direction": made.direction, "changes": made.changes}
    trail.record(verb, made, by=by, after=after, reason=made.reason)
    return made


@transaction.atomic
def decide_adjustment(
    adjustment: Adjustment, *, approve: bool, reason: str = "", by: Staff
) -> Adjustment:
    """Allow or refuse what waits. SecondPersonNeeded for whoever asked."""
    adjustment = Adjustment.objects.select_for_update().get(pk=adjustment.pk)
    if adjustment.proposed_by_id == by.pk:
        raise SecondPersonNeeded
    require_move(ADJUSTMENT_MOVES, Status(adjustment.status), Status.REFUSED)
    adjustment.decided_by, adjustment.decided_at = by, timezone.now()
    return _move(adjustment, Status.ACTIVE if approve else Status.REFUSED, by, reason)


@transaction.atomic
def end_adjustment(adjustment: Adjustment, *, reason: str = "", by: Staff) -> Adjustment:
    """Go back to what the standard says, or take back what waits."""
    adjustment = Adjustment.objects.select_for_update().get(pk=adjustment.pk)
    return _move(adjustment, Status.ENDED, by, reason)


def _move(
    adjustment: Adjustment, status: Adjustment.Status, by: Staff, reason: str = ""
) -> Adjustment:
    require_move(ADJUSTMENT_MOVES, Status(adjustment.status), status)
    before = {"status": adjustment.status}
    adjustment.status = status
    adjustment.save(update_fields=["status", "decided_by", "decided_at"])
    after = {"status": status}
    verb = f"adjustment.{status}"
    trail.record(verb, adjustment, by=by, before=before, after=after, reason=reason)
    return adjustment


@transaction.atomic
def settle_conflict(
    site: Site,
    kind: Settlement.Kind,
    *,
    one: tuple[Standard, str],
    other: tuple[Standard, str],
    keep: Settlement.Keep,
    reason: str = "",
    by: Staff,
) -> Settlement:
    """Keep what a site chose where two things it works by contradict each other.

    Settled again it says the newest choice. What is not kept is no longer planned there.
    """
    (first, first_code), (second, second_code) = one, other
    key: dict[str, Any] = {
        "site": site,
        "kind": kind,
        "one": first,
        "one_code": first_code,
        "other": second,
        "other_code": second_code,
    }
    Site.objects.select_for_update().get(pk=site.pk)
    known = Settlement.objects.filter(**key).first()
    before = {"keep": known.keep} if known else None
    made, _created = Settlement.objects.update_or_create(
        **key, defaults={"keep": keep, "reason": reason, "settled_by": by}
    )
    trail.record(
        "settlement.settled", made, by=by, before=before, after={"keep": keep}, reason=reason
    )
    return made
