"""The draft edition as the document now asks for it, made anew each time."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from pinzhi.people.models import Staff
from pinzhi.standards.models import (
    Band,
    Checklist,
    Clause,
    Clock,
    Consequence,
    Document,
    Edition,
    Item,
    Passage,
    Proposal,
    Requirement,
)
from pinzhi.standards.words import AnswerType, EvidenceRule, Purpose
from pinzhi.studio.drafting import FULL, ChecklistDraft, Draft, TermDraft, draft_of
from pinzhi.studio.refusals import NotRead
from pinzhi.studio.wiring import accepted_of
from pinzhi.studio.workbench import require_open
from pinzhi.trail import actions as trail

CHUNK = 500
CENT = Decimal("0.01")


def preview_of(document: Document, by: Staff) -> Draft:
    """What `build_edition` would make now, without the words; nothing is written."""
    keys = _rows(document).values_list("pk", flat=True)
    return draft_of([Passage(pk=pk) for pk in keys], accepted_of(document, by))


def _rows(document: Document) -> QuerySet[Passage]:
    return document.passages.exclude(kind=Passage.Kind.BOILERPLATE).order_by("order")


@transaction.atomic
def ask_build(document: Document, *, by: Staff) -> Document:
    """Let a job make the draft. StudioClosed outside a draft, NotRead."""
    from pinzhi.studio.jobs import build_edition_job

    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    require_open(document)
    if document.status != Document.Status.READY:
        raise NotRead
    document.done = 0
    document.save(update_fields=["done"])
    build_edition_job.defer(document_id=document.pk, staff_id=by.pk)
    return document


@transaction.atomic
def build_edition(document: Document, *, by: Staff) -> Draft:
    """Make clauses, checklists, requirements and terms of what was accepted and wired.

    All that an earlier call made goes first. Refuses outside a draft (StudioClosed), and a
    document that is not read (NotRead).
    """
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=document.edition_id)
    document.edition = edition
    require_open(document)
    if document.status != Document.Status.READY:
        raise NotRead
    draft = draft_of(list(_rows(document)), accepted_of(document, by, whole=True), whole=True)
    _clear(edition)
    clauses = _create_clauses(edition, draft)
    _link(draft, clauses)
    for n, sheet in enumerate((c for c in draft.checklists if c.items), start=1):
        _create_checklist(edition, f"C{n:02}", sheet, clauses)
    _create_terms(edition, Clock, "T", draft.clocks, clauses)
    _create_terms(edition, Consequence, "M", draft.consequences, clauses)
    _create_terms(edition, Band, "B", draft.bands, clauses)
    _note_lacks(document, draft)
    document.built_at, document.done = timezone.now(), 100
    document.save(update_fields=["built_at", "done"])
    counts = {"clauses": len(clauses), "checklists": len(draft.checklists), "items": draft.items}
    trail.record("document.built", document, by=by, after=counts)
    return draft


def _clear(edition: Edition) -> None:
    for rows in (edition.checklists, edition.clocks, edition.consequences, edition.bands):
        rows.all().delete()
    Passage.objects.filter(clause__edition=edition).update(clause=None)
    edition.clauses.all().delete()


def _create_clauses(edition: Edition, draft: Draft) -> list[Clause]:
    """Parents first, level by level."""
    clauses = [Clause(edition=edition, **fields) for fields in draft.clauses]
    left = dict(enumerate(draft.parents))
    made: set[int | None] = {None}
    while left:
        now = [n for n, above in left.items() if above in made]
        for n in now:
            above = left.pop(n)
            clauses[n].parent = None if above is None else clauses[above]
        Clause.objects.bulk_create([clauses[n] for n in now], batch_size=CHUNK)
        made |= set(now)
    return clauses


def _link(draft: Draft, clauses: Sequence[Clause]) -> None:
    linked = [
        Passage(pk=pk, clause=clause) for pk, clause in zip(draft.passages, clauses, strict=True)
    ]
    Passage.objects.bulk_update(linked, ["clause"], batch_size=CHUNK)


def _create_checklist(
    edition: Edition, code: str, draft: ChecklistDraft, clauses: Sequence[Clause]
) -> None:
    checklist = Checklist.objects.create(
        edition=edition,
        code=code,
        title=draft.title,
        department=draft.department,
        purpose=draft.purpose,
        total=FULL,
    )
    share = (FULL / len(draft.items)).quantize(CENT, rounding="ROUND_DOWN")
    Item.objects.bulk_create(
        Item(
            checklist=checklist,
            clause=clauses[one.clause],
            code=f"{n:02}",
            title=one.title,
            methods=one.methods,
            answer_type=one.answer_type,
            unit=one.unit[:12],
            minimum=one.minimum,
            maximum=one.maximum,
            evidence=_evidence(one.answer_type),
            deduction=share if draft.purpose == Purpose.INSPECTION else Decimal(0),
            order=n,
        )
        for n, one in enumerate(draft.items, start=1)
    )
    if draft.recurrence is not None:
        Requirement.objects.create(
            edition=edition,
            clause=clauses[draft.items[0].clause],
            checklist=checklist,
            recurrence=draft.recurrence,
            post_name=draft.post,
            place_kind=draft.place_kind,
            system=draft.system,
        )


def _evidence(answer_type: str) -> str:
    is_verdict = answer_type == AnswerType.VERDICT
    return EvidenceRule.PHOTO_ON_FAIL if is_verdict else EvidenceRule.NONE


def _create_terms(
    edition: Edition,
    model: type[Clock] | type[Consequence] | type[Band],
    letter: str,
    terms: Sequence[TermDraft],
    clauses: Sequence[Clause],
) -> None:
    manager: Any = model._default_manager  # noqa: SLF001 -- Django's documented interface
    manager.bulk_create(
        model(edition=edition, clause=clauses[t.clause], code=f"{letter}{n:02}", **t.fields)
        for n, t in enumerate(terms, start=1)
    )


def _note_lacks(document: Document, draft: Draft) -> None:
    """What is missing, on each proposal: publishing asks there."""
    rows = Proposal.objects.filter(passage__document=document)
    before = dict(rows.exclude(lack="").values_list("pk", "lack"))
    now = {pk: lack[:200] for pk, lack in draft.lacks.items() if lack}
    changed = {pk: now.get(pk, "") for pk in {*before, *now} if before.get(pk) != now.get(pk)}
    for lack in set(changed.values()):
        Proposal.objects.filter(pk__in=[pk for pk, one in changed.items() if one == lack]).update(
            lack=lack
        )
