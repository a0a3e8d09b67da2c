"""What somebody sees on the way, and what is said about a case."""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from pinzhi.cases.actions._evidence import own_photos, own_voice
from pinzhi.cases.actions.opening import answering_for
from pinzhi.cases.deadlines import due_at
from pinzhi.cases.models import Case, Comment, Report
from pinzhi.cases.refusals import NothingSaid, PhotoMissing, SameNameOtherBody
from pinzhi.cases.states import Status
from pinzhi.people.models import Staff
from pinzhi.places.calendars import calendar_of
from pinzhi.places.models import Equipment, Place, Site
from pinzhi.trail import actions as trail

TIME_TO_FIX = Decimal(1), "week"  # PAT-57: one week unless an item says otherwise


@transaction.atomic
def report_case(  # noqa: PLR0913 -- what was seen, where and when; each by its keyword
    site: Site,
    *,
    uid: UUID,
    title: str,
    text: str,
    department: str,
    place: Place | None,
    equipment: Equipment | None,
    photos: Collection[UUID],
    voice: UUID | None = None,
    at: datetime,
    by: Staff,
) -> Case:
    """Open a rectification for what was seen without any task, with a photo that shows it.

    Owner and deadline are found as for a finding. Sent twice under one uid it happens once.
    Refusals: PhotoMissing, WrongPhoto, SameNameOtherBody.
    """
    known = Report.objects.filter(uid=uid).select_related("case").first()
    if known is not None:
        if (known.by_id, known.text, known.case.title) != (by.pk, text, title):
            raise SameNameOtherBody
        return known.case
    if not photos:
        raise PhotoMissing
    shown, said = own_photos(site.pk, photos, by), own_voice(site.pk, voice, by)
    owner = answering_for(site, equipment=equipment, place=place, department=department, at=at)
    case = Case.objects.create(
        site=site,
        title=title,
        department=department,
        place=place,
        equipment=equipment,
        status=Status.OPEN if owner is None else Status.ASSIGNED,
        owner=owner,
        opened_at=at,
        due_at=due_at(at, *TIME_TO_FIX, calendar_of(site)),
    )
    report = Report.objects.create(uid=uid, case=case, text=text, voice=said, by=by, captured_at=at)
    report.photos.set(shown)
    after = {"owner": owner.name if owner else None, "due_at": case.due_at}
    trail.record("case.opened", case, by=by, after=after, reason=text, captured_at=at)
    return case


@transaction.atomic
def comment_case(
    case: Case,
    *,
    uid: UUID,
    text: str = "",
    photos: Collection[UUID] = (),
    voice: UUID | None = None,
    at: datetime,
    by: Staff,
) -> Case:
    """Say something about a case, in words or by voice, or show it; it changes nothing.

    Sent twice under one uid it happens once. Refusals: NothingSaid, WrongPhoto, SameNameOtherBody.
    """
    known = Comment.objects.filter(uid=uid).first()
    if known is not None:
        if (known.case_id, known.by_id, known.text) != (case.pk, by.pk, text):
            raise SameNameOtherBody
        return case
    if not (text or photos or voice):
        raise NothingSaid
    shown, said = own_photos(case.site_id, photos, by), own_voice(case.site_id, voice, by)
    comment = Comment.objects.create(
        uid=uid, case=case, text=text, voice=said, by=by, captured_at=at
    )
    comment.photos.set(shown)
    trail.record("case.commented", case, by=by, reason=text, captured_at=at)
    return case
