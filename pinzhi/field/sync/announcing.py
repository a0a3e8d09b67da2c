"""How much phones still hold: so that a wiped one is noticed by its owner and by the foreman."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from pinzhi.field.sync.models import Announced, Operation, Phone
from pinzhi.people.models import Staff
from pinzhi.trail import actions as trail

FEW = 200


@dataclass(frozen=True)
class Unsent:
    """One operation that a phone says it holds."""

    uid: UUID
    kind: str
    captured_at: datetime


@transaction.atomic
def note_outbox(
    by: Staff, device: str, outbox: Sequence[Unsent], *, fresh: bool, now: datetime
) -> Phone:
    """Write down what a phone still has to send.

    What it had announced, has no longer and never sent is missing from then on. A fresh
    installation makes missing what the person's other phones had announced: one was wiped.
    """
    oldest = min((one.captured_at for one in outbox), default=None)
    phone, _new = Phone.objects.select_for_update().update_or_create(
        staff=by,
        device=device,
        defaults={
            "outbox": len(outbox),
            "oldest": oldest,
            "reported_at": now,
            "site_id": min(by.scope.site_ids, default=None),
        },
    )
    held = {one.uid: one for one in outbox}
    here = set(Operation.objects.filter(uid__in=held).values_list("uid", flat=True))
    mine = Announced.objects.filter(phone__staff=by)
    mine.filter(uid__in=Operation.objects.filter(by=by).values("uid")).delete()
    gone = mine.filter(gone_at=None).exclude(uid__in=held)
    lost = (gone if fresh else gone.filter(phone=phone)).update(gone_at=now)
    mine.filter(uid__in=held).update(gone_at=None, phone=phone)
    Announced.objects.bulk_create(
        [
            Announced(uid=one.uid, phone=phone, kind=one.kind, captured_at=one.captured_at)
            for one in held.values()
            if one.uid not in here
        ],
        ignore_conflicts=True,
    )
    if lost and phone.site_id:
        trail.record("phone.lost_work", phone, by=by, after={"outbox": lost})
    return phone


def status_of(by: Staff) -> Mapping[str, Any]:
    """The phones of a person, and what has gone missing from them. Three queries."""
    missing = Announced.objects.filter(phone__staff=by, gone_at__isnull=False)
    rows = missing.order_by("captured_at")[:FEW]
    return {
        "phones": [
            {
                "device": phone.device,
                "outbox": phone.outbox,
                "oldest": phone.oldest,
                "reported_at": phone.reported_at,
            }
            for phone in Phone.objects.filter(staff=by).order_by("-reported_at")[:FEW]
        ],
        "gap": {
            "count": missing.count(),
            "items": [
                {"uuid": one.uid, "kind": one.kind, "captured_at": one.captured_at} for one in rows
            ],
        },
    }


@transaction.atomic
def close_gap(phone: Phone, *, reason: str, by: Staff) -> int:
    """Give up on what a phone has lost, with a reason. Returns how many operations."""
    missing = phone.announced.filter(gone_at__isnull=False)
    count = missing.count()
    missing.delete()
    if count:
        trail.record("phone.gap_closed", phone, by=by, after={"outbox": count}, reason=reason)
    return count
