"""Putting right, and looking whether it was."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from pinzhi.cases.actions._door import lock, move
from pinzhi.cases.actions._evidence import own_photos, own_voice
from pinzhi.cases.deadlines import due_at
from pinzhi.cases.models import Case, Fix, Recheck
from pinzhi.cases.refusals import (
    CapturedInTheFuture,
    NotTheOwner,
    OwnWork,
    PhotoMissing,
    ReasonMissing,
    SameNameOtherBody,
)
from pinzhi.cases.states import RecheckOutcome, Status
from pinzhi.people.models import Staff
from pinzhi.places.calendars import calendar_of
from pinzhi.records.actions import close_finding
from pinzhi.records.sheet import item_as_judged
from pinzhi.records.states import FindingStatus

CLOCK_SLACK = timedelta(minutes=5)
ENDS = {
    RecheckOutcome.PUT_RIGHT: FindingStatus.PUT_RIGHT,
    RecheckOutcome.DEDUCTED: FindingStatus.DEDUCTED,
}


@transaction.atomic
def fix_case(
    case: Case,
    *,
    uid: UUID,
    text: str,
    photos: Collection[UUID],
    voice: UUID | None = None,
    at: datetime,
    by: Staff,
    now: datetime | None = None,
) -> Case:
    """Report a case as put right, with at least one photo that shows it, in words written or said.

    Sent twice under one uid it happens once. `at` is the device's time, at most five minutes ahead
    of `now`. Refusals: NotTheOwner, PhotoMissing, WrongPhoto, CapturedInTheFuture, MoveRefused.
    """
    case = lock(case)
    known = Fix.objects.filter(uid=uid).first()
    if known is not None:
        same = (known.case_id, known.by_id, known.text) == (case.pk, by.pk, text)
        return _same(case, known, photos, voice, same=same)
    if case.owner_id != by.pk:
        raise NotTheOwner
    _require_past(at, now)
    shown, said = own_photos(case.site_id, photos, by), own_voice(case.site_id, voice, by)
    if not shown:
        raise PhotoMissing
    case = move(case, Status.FIXED, by=by, captured_at=at, reason=text)
    fix = Fix.objects.create(
        uid=uid, case=case, round=case.round, text=text, voice=said, by=by, captured_at=at
    )
    fix.photos.set(shown)
    return case


@transaction.atomic
def recheck_case(
    case: Case,
    outcome: RecheckOutcome,
    *,
    uid: UUID,
    text: str = "",
    photos: Collection[UUID] = (),
    voice: UUID | None = None,
    at: datetime,
    by: Staff,
    now: datetime | None = None,
) -> Case:
    """Say how a fix looks: put right, put right again, or closed with a deduction.

    Sent twice under one uid it happens once. Refusals: OwnWork for anyone who put it right in any
    round, ReasonMissing (neither written nor said) unless it was put right, WrongPhoto,
    CapturedInTheFuture, MoveRefused.
    """
    case = lock(case)
    known = Recheck.objects.filter(uid=uid).select_related("fix").first()
    if known is not None:
        told = (known.fix.case_id, known.by_id, known.outcome, known.text)
        return _same(case, known, photos, voice, same=told == (case.pk, by.pk, outcome, text))
    if case.fixes.filter(by=by).exists():
        raise OwnWork
    if outcome != RecheckOutcome.PUT_RIGHT and not (text.strip() or voice):
        raise ReasonMissing
    _require_past(at, now)
    shown, said = own_photos(case.site_id, photos, by), own_voice(case.site_id, voice, by)
    changes: dict[str, object] = {"round": case.round + 1, "due_at": _due_again(case, at)}
    if outcome != RecheckOutcome.AGAIN:
        changes = {"closed_at": at}
    looked_at = case.round
    case = move(case, Status(outcome), by=by, captured_at=at, reason=text, **changes)
    fix = case.fixes.get(round=looked_at)
    recheck = Recheck.objects.create(
        uid=uid, fix=fix, outcome=outcome, text=text, voice=said, by=by, captured_at=at
    )
    recheck.photos.set(shown)
    if outcome in ENDS and case.finding is not None:
        close_finding(case.finding, ENDS[outcome], at=at, by=by)
    return case


def _due_again(case: Case, at: datetime) -> datetime:
    """A second round gets the item's time limit anew; a deadline that is still later stays."""
    if case.finding is None:
        return case.due_at
    item = item_as_judged(case.finding)
    return max(case.due_at, due_at(at, item.fix_value, item.fix_unit, calendar_of(case.site)))


def _same(
    case: Case, known: Fix | Recheck, photos: Collection[UUID], voice: UUID | None, *, same: bool
) -> Case:
    """The repeat of a deed changes nothing; another deed under its uid is refused."""
    if (
        not same
        or known.voice_id != voice
        or set(known.photos.values_list("pk", flat=True)) != set(photos)
    ):
        raise SameNameOtherBody
    return case


def _require_past(at: datetime, now: datetime | None) -> None:
    if at > (now or timezone.now()) + CLOCK_SLACK:
        raise CapturedInTheFuture
