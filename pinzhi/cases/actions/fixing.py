"""Putting right, and looking whether it was."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from pinzhi.cases.actions._door import lock, move
from pinzhi.cases.models import Case, Fix, Recheck
from pinzhi.cases.refusals import NotTheOwner, OwnWork, PhotoMissing, SameNameOtherBody
from pinzhi.cases.states import RecheckOutcome, Status
from pinzhi.files.models import Evidence
from pinzhi.people.models import Staff
from pinzhi.records.actions import close_finding
from pinzhi.records.states import FindingStatus

ENDS = {
    RecheckOutcome.PUT_RIGHT: FindingStatus.PUT_RIGHT,
    RecheckOutcome.DEDUCTED: FindingStatus.DEDUCTED,
}


@transaction.atomic
def fix_case(
    case: Case, *, uid: UUID, text: str, photos: Collection[UUID], at: datetime, by: Staff
) -> Case:
    """Report a case as put right, with at least one photo that shows it.

    Sent twice under one uid it happens once. Refusals: NotTheOwner, PhotoMissing, MoveRefused.
    """
    case = lock(case)
    known = Fix.objects.filter(uid=uid).first()
    if known is not None:
        return _same(known.case_id == case.pk and known.text == text, case)
    if case.owner_id != by.pk:
        raise NotTheOwner
    shown = _photos(case, photos, by)
    if not shown:
        raise PhotoMissing
    fix = Fix.objects.create(uid=uid, case=case, round=case.round, text=text, by=by, captured_at=at)
    fix.photos.set(shown)
    return move(case, Status.FIXED, by=by, captured_at=at, reason=text)


@transaction.atomic
def recheck_case(
    case: Case,
    outcome: RecheckOutcome,
    *,
    uid: UUID,
    text: str = "",
    photos: Collection[UUID] = (),
    at: datetime,
    by: Staff,
) -> Case:
    """Say how a fix looks: put right, put right again, or closed with a deduction.

    Sent twice under one uid it happens once. Refusals: OwnWork for anyone who put it right in any
    round, MoveRefused.
    """
    case = lock(case)
    known = Recheck.objects.filter(uid=uid).select_related("fix").first()
    if known is not None:
        return _same(known.fix.case_id == case.pk and known.outcome == outcome, case)
    if case.fixes.filter(by=by).exists():
        raise OwnWork
    changes: dict[str, object] = {"round": case.round + 1}
    if outcome != RecheckOutcome.AGAIN:
        changes = {"closed_at": at}
    looked_at = case.round
    case = move(case, Status(outcome), by=by, captured_at=at, reason=text, **changes)
    fix = case.fixes.get(round=looked_at)
    recheck = Recheck.objects.create(
        uid=uid, fix=fix, outcome=outcome, text=text, by=by, captured_at=at
    )
    recheck.photos.set(_photos(case, photos, by))
    if outcome in ENDS and case.finding is not None:
        close_finding(case.finding, ENDS[outcome], at=at, by=by)
    return case


def _same(same: bool, case: Case) -> Case:  # noqa: FBT001 -- the answer to one question
    if not same:
        raise SameNameOtherBody
    return case


def _photos(case: Case, uids: Collection[UUID], by: Staff) -> list[Evidence]:
    return list(Evidence.objects.filter(uid__in=uids, site_id=case.site_id, by=by))
