"""Taking back one's last step."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone

from pinzhi.people.models import Staff
from pinzhi.standards.models import Document, Passage, Proposal, Step
from pinzhi.studio.refusals import NothingToUndo, UndoTooLate
from pinzhi.studio.workbench import require_open, reviewed_from, topic_of
from pinzhi.trail import actions as trail
from pinzhi.trail.push import hint_everybody


@transaction.atomic
def undo_step(document: Document, *, by: Staff) -> list[int]:
    """Take back one's last step in a document; gives back the passages it touched.

    NothingToUndo without one; UndoTooLate when somebody changed the same thing after it.
    """
    require_open(document)
    mine = Step.objects.select_for_update().filter(document=document, by=by, undone=False)
    step = mine.order_by("-pk").first()
    if step is None:
        raise NothingToUndo
    asks = [one for one in step.changes if one["kind"] == "ask"]
    touched = _passages_of(step)
    locked = Passage.objects.select_for_update().filter(pk__in=touched).order_by("pk")
    list(locked.values_list("pk"))
    _require_untouched(step)
    if len({_shape(one) for one in asks}) == 1 and len(asks) > 1:
        _restore_alike(asks, by)
    else:
        step.made.all().delete()
        for one in reversed(step.changes):
            _restore(one, by)
    now = timezone.now()
    Passage.objects.filter(pk__in=touched).update(version=models.F("version") + 1, changed_at=now)
    step.undone = True
    step.save(update_fields=["undone"])
    trail.record("studio.undone", document, by=by, after={"step": step.verb, "of": step.pk})
    hint_everybody(topic_of(document.pk))
    return sorted(touched)


def _passages_of(step: Step) -> set[int]:
    asks = [one["pk"] for one in step.changes if one["kind"] == "ask"]
    found = set(Proposal.objects.filter(pk__in=asks).values_list("passage_id", flat=True))
    found |= {one["pk"] for one in step.changes if one["kind"] == "passage"}
    found |= {one["before"]["passage_id"] for one in step.changes if one["after"] is None}
    return found | set(step.made.values_list("passage_id", flat=True))


def _require_untouched(step: Step) -> None:
    """Nobody must have gone on from what the step left."""
    later = Step.objects.filter(document_id=step.document_id, pk__gt=step.pk, undone=False)
    left = {(one["kind"], one["pk"]) for one in step.changes}
    left |= {("ask", pk) for pk in step.made.values_list("pk", flat=True)}
    for changes in later.values_list("changes", flat=True):
        if not left.isdisjoint({(one["kind"], one["pk"]) for one in changes}):
            raise UndoTooLate


def _shape(one: dict[str, Any]) -> str:
    """Alike for what was accepted by the hundred: only their status changed, in the same way."""
    before = one["before"]
    alike = one["after"] is not None and set(before) == {"status"}
    return str(before) if alike else str(one["pk"])


def _restore_alike(asks: list[dict[str, Any]], by: Staff) -> None:
    Proposal.objects.filter(pk__in=[one["pk"] for one in asks]).update(
        **asks[0]["before"], version=models.F("version") + 1, changed_by=by
    )


def _restore(one: dict[str, Any], by: Staff) -> None:
    before = one["before"]
    if one["kind"] == "passage":
        Passage.objects.filter(pk=one["pk"]).update(**reviewed_from(before["reviewed"]))
    elif one["after"] is None:
        version = one["version"] + 1
        Proposal.objects.create(pk=one["pk"], version=version, changed_by=by, **before)
    else:
        Proposal.objects.filter(pk=one["pk"]).update(
            **before, version=models.F("version") + 1, changed_by=by
        )
