"""Saying what words stand for."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from pinzhi.people.models import Staff
from pinzhi.standards.models import Document, Wire
from pinzhi.studio.refusals import StudioChanged
from pinzhi.studio.wiring import Target
from pinzhi.studio.workbench import require_open, topic_of
from pinzhi.trail import actions as trail
from pinzhi.trail.push import hint_everybody


@transaction.atomic
def set_wire(
    document: Document, *, kind: str, words: str, target: Target, version: int, by: Staff
) -> Wire:
    """Let words stand for something; for nothing when the target is empty: they are left out.

    `version` is 0 for what nobody has set yet. StudioChanged when somebody was faster.
    """
    require_open(document)
    wire = _locked(document, kind, words)
    if (wire.version if wire else 0) != version:
        raise StudioChanged(wire, None)
    if wire is None:
        wire = _new(document, kind, words)
    before = {"status": wire.status, "target": wire.target}
    wire.status = Wire.Status.WIRED if target else Wire.Status.LEFT
    wire.target, wire.version = target, version + 1
    wire.changed_by, wire.changed_at = by, timezone.now()
    wire.save(update_fields=["status", "target", "version", "changed_by", "changed_at"])
    after = {"status": wire.status, "target": target}
    verb = "wire.set" if target else "wire.left"
    trail.record(verb, wire, by=by, before=before, after=after)
    hint_everybody(topic_of(document.pk))
    return wire


def _locked(document: Document, kind: str, words: str) -> Wire | None:
    rows = Wire.objects.select_for_update(of=("self",)).select_related("changed_by")
    return rows.filter(document=document, kind=kind, words=words).first()


def _new(document: Document, kind: str, words: str) -> Wire:
    try:
        with transaction.atomic():
            return Wire.objects.create(document=document, kind=kind, words=words)
    except IntegrityError:
        raise StudioChanged(_locked(document, kind, words), None) from None
