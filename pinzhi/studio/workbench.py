"""What one deed in the studio changes: written, put on the trail, and kept for taking back."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from pinzhi.people.models import Staff
from pinzhi.standards.models import Document, Edition, Passage, Proposal, Step
from pinzhi.studio.parts import Part, sureness
from pinzhi.studio.refusals import StudioChanged, StudioClosed
from pinzhi.trail import actions as trail
from pinzhi.trail.push import hint_everybody

KEPT = ("passage_id", "order", "status", "parts", "confidence", "blocking", "made_in_id")


def topic_of(document_id: int) -> str:
    return f"studio-{document_id}"


def require_open(document: Document) -> None:
    """StudioClosed once the edition is no draft any more."""
    if document.edition.status != Edition.Status.DRAFT:
        raise StudioClosed


def lock_passage(pk: int) -> Passage:
    """One deed at a time in a passage. StudioClosed outside a draft."""
    rows = Passage.objects.select_for_update(of=("self",))
    passage = rows.select_related("document__edition", "reviewed_by").get(pk=pk)
    require_open(passage.document)
    return passage


def lock_ask(pk: int, version: int) -> tuple[Passage, Proposal]:
    """A proposal as the caller saw it, with its passage, locked. StudioChanged otherwise."""
    passage = lock_passage(Proposal.objects.values_list("passage_id", flat=True).get(pk=pk))
    ask = Proposal.objects.select_related("changed_by").filter(pk=pk, passage=passage).first()
    if ask is None or ask.version != version:
        raise StudioChanged(ask, passage)
    return passage, ask


class Workbench:
    """Open it on a document, change things, close it: one step, one event for each thing."""

    def __init__(self, document: Document, verb: str, by: Staff) -> None:
        self.document, self.verb, self.by = document, verb, by
        self.at = timezone.now()
        self._changes: list[dict[str, Any]] = []
        self._deeds: list[trail.Deed] = []
        self._passages: set[int] = set()
        self._made: list[Proposal] = []

    def change(self, ask: Proposal, **fields: Any) -> None:
        """Write fields of a proposal; its version rises."""
        if "parts" in fields:
            fields["confidence"] = sureness(fields["parts"])
        before = {name: getattr(ask, name) for name in fields}
        for name, value in fields.items():
            setattr(ask, name, value)
        ask.version += 1
        ask.changed_by, ask.changed_at = self.by, self.at
        ask.save(update_fields=[*fields, "version", "changed_by", "changed_at"])
        self._note(ask, before, fields)

    def create(self, passage: Passage, order: int, parts: Sequence[Part], **more: Any) -> Proposal:
        ask = Proposal.objects.create(
            passage=passage,
            order=order,
            parts=list(parts),
            confidence=sureness(parts),
            changed_by=self.by,
            changed_at=self.at,
            **more,
        )
        self._made.append(ask)
        self._passages.add(passage.pk)
        self._deeds.append(trail.Deed(self.verb, ask, None, snapshot(ask)))
        return ask

    def remove(self, ask: Proposal) -> None:
        before, pk = snapshot(ask), ask.pk
        self._note(ask, before, None)
        ask.delete()
        ask.pk = pk

    def review(self, passage: Passage, *, done: bool) -> None:
        """Mark a passage as reviewed, or as still to be."""
        before = {"reviewed": _moment(passage)}
        after = {"reviewed": done}
        passage.reviewed_at, passage.reviewed_by = (self.at, self.by) if done else (None, None)
        passage.save(update_fields=["reviewed_at", "reviewed_by"])
        self._passages.add(passage.pk)
        change = {"kind": "passage", "pk": passage.pk, "before": before, "after": after}
        self._changes.append(change)
        self._deeds.append(trail.Deed(self.verb, passage, before, after))

    def close(self) -> None:
        """Raise the versions of the passages, write the step and the trail, tell who looks."""
        Passage.objects.filter(pk__in=self._passages).update(
            version=models.F("version") + 1, changed_at=self.at
        )
        step = Step.objects.create(
            document=self.document, verb=self.verb, by=self.by, changes=self._changes
        )
        made = [one.pk for one in self._made]
        if made:
            Proposal.objects.filter(pk__in=made).update(made_in=step)
        trail.record_many(self._deeds, by=self.by)
        hint_everybody(topic_of(self.document.pk))

    def _note(
        self, ask: Proposal, before: Mapping[str, Any], after: Mapping[str, Any] | None
    ) -> None:
        self._passages.add(ask.passage_id)
        change = {"kind": "ask", "pk": ask.pk, "before": before, "after": after}
        if after is None:
            change["version"] = ask.version
        self._changes.append(change)
        self._deeds.append(trail.Deed(self.verb, ask, before, after))


def snapshot(ask: Proposal) -> dict[str, Any]:
    return {name: getattr(ask, name) for name in KEPT}


def _moment(passage: Passage) -> list[Any] | None:
    if passage.reviewed_at is None:
        return None
    return [passage.reviewed_at.isoformat(), passage.reviewed_by_id]


def reviewed_from(kept: list[Any] | None) -> dict[str, Any]:
    """The fields of a passage as `_moment` kept them."""
    at, by = kept or (None, None)
    return {"reviewed_at": parse_datetime(at) if at else None, "reviewed_by_id": by}
