"""The form of a checklist with what has been filled in so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from pinzhi.common.refusals import Refusal
from pinzhi.plans.models import Task
from pinzhi.standards.effective import items_at
from pinzhi.standards.models import Item
from pinzhi.standards.words import EvidenceRule, Method

SIGNED = {EvidenceRule.SIGNATURE, EvidenceRule.PHOTO_AND_SIGNATURE}


@dataclass(frozen=True)
class Question:
    """One item as it is asked, with what was answered before the form came back."""

    item: Item
    value: str
    note: str
    photos: Sequence[str]
    put_right: bool
    put_right_photos: Sequence[str]

    @property
    def photo_name(self) -> str:
        return f"photo-{self.item.pk}"

    @property
    def right_photo_name(self) -> str:
        return f"right-photo-{self.item.pk}"

    @property
    def methods(self) -> str:
        return "、".join(str(Method(m).label) for m in self.item.methods)

    @property
    def limits(self) -> str:
        """The limits as they stand beside the field: 0.2–0.4 MPa."""
        low, high = (_plain(v) for v in (self.item.minimum, self.item.maximum))
        if low and high:
            return f"{low}–{high} {self.item.unit}"
        if low:
            return f"≥ {low} {self.item.unit}"
        return f"≤ {high} {self.item.unit}" if high else self.item.unit

    @property
    def keys(self) -> Sequence[Mapping[str, str]]:
        """The answers as large keys: value, word and the status whose colour it takes."""
        if self.item.answer_type == "verdict":
            return (
                {"value": "pass", "word": _("Pass"), "status": "done"},
                {"value": "fail", "word": _("Fail"), "status": "late"},
                {"value": "not_applicable", "word": _("Not applicable"), "status": "stopped"},
            )
        return [
            {"value": c["value"], "word": c["label"], "status": "done" if c["ok"] else "late"}
            for c in self.item.choices
        ]

    @property
    def photo_always(self) -> bool:
        return self.item.evidence in {EvidenceRule.PHOTO, EvidenceRule.PHOTO_AND_SIGNATURE}


def fill_page(
    task: Task, told: QueryDict, *, uid: UUID | str, refusal: Refusal | None = None
) -> dict[str, Any]:
    """What the template field/fill.html needs. `uid` names the record to be."""
    items = items_at(task.checklist, task.site_id, timezone.now())
    return {
        "task": task,
        "uid": uid,
        "started_at": told.get("started_at") or (task.started_at or timezone.now()).isoformat(),
        "now": timezone.now(),
        "questions": [_question(item, told) for item in items],
        "signed": any(item.evidence in SIGNED for item in items),
        "signature": told.get("signature", ""),
        "note": told.get("note", ""),
        "refusal": refusal,
    }


def _question(item: Item, told: QueryDict) -> Question:
    n = item.pk
    return Question(
        item=item,
        value=told.get(f"answer-{n}", ""),
        note=told.get(f"note-{n}", ""),
        photos=told.getlist(f"photo-{n}"),
        put_right=told.get(f"right-{n}") == "on",
        put_right_photos=told.getlist(f"right-photo-{n}"),
    )


def _plain(value: Decimal | None) -> str:
    return f"{value.normalize():f}" if value is not None else ""
