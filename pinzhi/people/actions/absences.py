"""Leave with a substitute, and shifts swapped between two people."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from pinzhi.people.actions.doors import lock_staff, require, require_employed
from pinzhi.people.actions.rosters import RosterLine, require_no_clash, require_posted
from pinzhi.people.models import Leave, Posting, RosterEntry, Staff, Swap
from pinzhi.people.refusals import (
    AlreadyAway,
    EndsBeforeStart,
    LeaveDecided,
    NotPostedHere,
    PeriodTooLong,
    RosterClash,
    ShiftGone,
    SubstituteUnfit,
    SwapDecided,
)
from pinzhi.people.rules import may_answer_swap, may_ask_leave, may_decide_leave, may_withdraw_leave
from pinzhi.trail import actions as trail

LONGEST = timedelta(days=366)


@transaction.atomic
def ask_leave(
    staff: Staff,
    *,
    site_id: int,
    kind: str,
    first_day: date,
    last_day: date,
    by: Staff,
    note: str = "",
) -> Leave:
    """Ask to be away from a site, both days included; somebody's leader may ask for them.

    Raises NotPostedHere, EndsBeforeStart, PeriodTooLong (a year), or AlreadyAway when it touches
    other leave of the same person.
    """
    staff = lock_staff(staff)
    require_employed(staff)
    require(may_ask_leave(by, staff, site_id))
    if last_day < first_day:
        raise EndsBeforeStart
    if last_day - first_day > LONGEST:
        raise PeriodTooLong
    if not _is_posted(staff, site_id, first_day, last_day):
        raise NotPostedHere
    try:
        with transaction.atomic():
            leave = Leave.objects.create(
                site_id=site_id, staff=staff, kind=kind, first_day=first_day, last_day=last_day,
                note=note,
            )  # fmt: skip
    except IntegrityError as error:
        if "one_leave_at_a_time" in str(error):
            raise AlreadyAway from None
        raise
    trail.record("leave.asked", leave, by=by, after=_days(leave), reason=note)
    return leave


@transaction.atomic
def grant_leave(leave: Leave, *, by: Staff, substitute: Staff | None = None) -> Leave:
    """From now on the roster counts the substitute, or nobody, in place of who is away.

    Raises LeaveDecided, or SubstituteUnfit for one who is not posted there or away as well.
    """
    leave = _open(leave)
    require(may_decide_leave(by, leave))
    if substitute is not None and not _may_stand_in(substitute, leave):
        raise SubstituteUnfit
    leave.substitute = substitute
    return _decide(leave, Leave.Status.GRANTED, by)


@transaction.atomic
def refuse_leave(leave: Leave, *, by: Staff) -> Leave:
    leave = _open(leave)
    require(may_decide_leave(by, leave))
    return _decide(leave, Leave.Status.REFUSED, by)


@transaction.atomic
def withdraw_leave(leave: Leave, *, by: Staff) -> Leave:
    """Take it back, also when it is granted. LeaveDecided when it is refused, withdrawn or over."""
    leave = Leave.objects.select_for_update(of=("self",)).get(pk=leave.pk)
    require(may_withdraw_leave(by, leave))
    stands = leave.status in {Leave.Status.ASKED, Leave.Status.GRANTED}
    if not stands or leave.last_day < timezone.localdate():
        raise LeaveDecided
    return _decide(leave, Leave.Status.WITHDRAWN, by)


def _open(leave: Leave) -> Leave:
    leave = Leave.objects.select_for_update(of=("self",)).get(pk=leave.pk)
    if leave.status != Leave.Status.ASKED:
        raise LeaveDecided
    return leave


def _decide(leave: Leave, status: Leave.Status, by: Staff) -> Leave:
    before = {"status": leave.status}
    leave.status, leave.decided_by = status, by
    leave.save(update_fields=["status", "decided_by", "substitute"])
    named = leave.substitute.name if leave.substitute else None
    after = {"status": status, "substitute": named, **_days(leave)}
    trail.record(f"leave.{status}", leave, by=by, before=before, after=after)
    return leave


def _days(leave: Leave) -> dict[str, object]:
    return {"kind": leave.kind, "first_day": leave.first_day, "last_day": leave.last_day}


def _is_posted(staff: Staff, site_id: int, first: date, last: date) -> bool:
    there = Posting.objects.filter(site_id=site_id, staff=staff, starts_on__lte=last)
    return there.not_over(first).exists()


def _may_stand_in(substitute: Staff, leave: Leave) -> bool:
    away = Leave.objects.granted().between(leave.first_day, leave.last_day)
    return (
        substitute.is_active
        and substitute.pk != leave.staff_id
        and _is_posted(substitute, leave.site_id, leave.first_day, leave.last_day)
        and not away.filter(site_id=leave.site_id, staff=substitute).exists()
    )


@transaction.atomic
def ask_swap(
    entry: RosterEntry,
    *,
    to: Staff,
    by: Staff,
    in_return: RosterEntry | None = None,
    note: str = "",
) -> Swap:
    """Offer a shift of one's own to a colleague, perhaps for one of theirs. Nothing changes until
    they accept. Raises ShiftGone for a shift that is not one's own, not the colleague's, of
    another site or over, and SwapDecided when it is offered already."""
    today = timezone.localdate()
    own = entry.staff_id == by.pk != to.pk and entry.day >= today
    theirs = in_return is None or (
        in_return.staff_id == to.pk
        and in_return.site_id == entry.site_id
        and in_return.day >= today
    )
    if not (own and theirs):
        raise ShiftGone
    try:
        with transaction.atomic():
            swap = Swap.objects.create(
                site_id=entry.site_id, asked_by=by, to=to, post_id=entry.post_id, day=entry.day,
                shift_id=entry.shift_id, note=note,
                return_day=in_return.day if in_return else None,
                return_shift_id=in_return.shift_id if in_return else None,
            )  # fmt: skip
    except IntegrityError as error:
        if "one_open_swap" in str(error):
            raise SwapDecided from None
        raise
    trail.record("swap.asked", swap, by=by, after=_shifts(swap), reason=note)
    return swap


@transaction.atomic
def accept_swap(swap: Swap, *, by: Staff) -> Swap:
    """The colleague takes the shift, and gives theirs if that was asked for; the roster says so.

    Raises SwapDecided, ShiftGone when the roster is no longer what was offered, NotPostedHere, or
    RosterClash when either would be on two shifts at once.
    """
    swap = _open_swap(swap)
    require(may_answer_swap(by, swap))
    given = _entry(swap.asked_by_id, swap.day, swap.shift_id)
    pairs = [(given, swap.to_id)]
    if swap.return_day is not None and swap.return_shift_id is not None:
        taken = _entry(swap.to_id, swap.return_day, swap.return_shift_id)
        pairs.append((taken, swap.asked_by_id))
    lines = {RosterLine(staff, e.post_id, e.shift_id, e.day) for e, staff in pairs}
    require_posted(lines, swap.site_id)
    _exchange(pairs)
    days = [e.day for e, _ in pairs]
    require_no_clash({swap.asked_by_id, swap.to_id}, min(days), max(days))
    return _settle(swap, Swap.Status.ACCEPTED, by)


@transaction.atomic
def refuse_swap(swap: Swap, *, by: Staff) -> Swap:
    swap = _open_swap(swap)
    require(may_answer_swap(by, swap))
    return _settle(swap, Swap.Status.REFUSED, by)


@transaction.atomic
def withdraw_swap(swap: Swap, *, by: Staff) -> Swap:
    swap = _open_swap(swap)
    require(swap.asked_by_id == by.pk)
    return _settle(swap, Swap.Status.WITHDRAWN, by)


def _open_swap(swap: Swap) -> Swap:
    swap = Swap.objects.select_for_update(of=("self",)).get(pk=swap.pk)
    if swap.status != Swap.Status.ASKED:
        raise SwapDecided
    return swap


def _entry(staff_id: int, day: date, shift_id: int) -> RosterEntry:
    found = RosterEntry.objects.filter(staff_id=staff_id, day=day, shift_id=shift_id)
    entry = found.select_for_update(of=("self",)).first()
    if entry is None or day < timezone.localdate():
        raise ShiftGone
    return entry


def _exchange(pairs: list[tuple[RosterEntry, int]]) -> None:
    """The rows are made anew: two people may exchange the very same shift of different posts."""
    RosterEntry.objects.filter(pk__in=[entry.pk for entry, _ in pairs]).delete()
    for entry, staff_id in pairs:
        entry.pk, entry.staff_id = None, staff_id
    try:
        with transaction.atomic():
            RosterEntry.objects.bulk_create([entry for entry, _ in pairs])
    except IntegrityError as error:
        if "one_entry_per_person" in str(error):
            raise RosterClash from None
        raise


def _settle(swap: Swap, status: Swap.Status, by: Staff) -> Swap:
    swap.status, swap.decided_at = status, timezone.now()
    swap.save(update_fields=["status", "decided_at"])
    trail.record(
        f"swap.{status}", swap, by=by, before={"status": Swap.Status.ASKED}, after=_shifts(swap)
    )
    return swap


def _shifts(swap: Swap) -> dict[str, object]:
    return {
        "status": swap.status,
        "from": swap.asked_by.name,
        "to": swap.to.name,
        "day": swap.day,
        "shift": swap.shift.name,
        "in_return": swap.return_day,
    }
