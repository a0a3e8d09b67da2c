"""A document comes in: kept as it came, read by a job, its passages and proposals written."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import PurePath

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext

from pinzhi.files.actions import evidence_store, keep_original
from pinzhi.people.models import Staff
from pinzhi.standards.compiler.document import CompiledDocument, compile_document
from pinzhi.standards.compiler.refusals import Unreadable
from pinzhi.standards.models import Document, Edition, Passage, Proposal, Standard
from pinzhi.standards.refusals import CodeTaken, EditionChanged
from pinzhi.standards.rules import may_publish, owner_for
from pinzhi.studio.grouping import asks_of, body_of
from pinzhi.studio.parts import sureness
from pinzhi.studio.refusals import StudioClosed
from pinzhi.studio.workbench import topic_of
from pinzhi.trail import actions as trail
from pinzhi.trail.push import hint_everybody

Status = Document.Status
CHUNK = 500
NAME, NUMBER, TITLE, FAULT = 200, 20, 120, 500  # letters a column holds
LONGEST_TEXT = 20_000  # letters of one passage


@transaction.atomic
def upload_document(
    content: bytes, *, name: str, title: str, code: str, line: str, number: str, by: Staff
) -> Document:
    """Keep a file and let a job read it into a draft edition of the standard `code`.

    The standard is made when there is none yet. CodeTaken for one that `by` does not answer for,
    EditionChanged when it has an edition of this number; TooLarge, StoreFull.
    """
    from pinzhi.studio.jobs import read_document_job

    standard = _standard(code, title, line, by)
    blob = keep_original(content, media_type="application/octet-stream")
    try:
        with transaction.atomic():
            edition = Edition.objects.create(standard=standard, number=number)
    except IntegrityError:
        raise EditionChanged from None
    document = Document.objects.create(
        edition=edition,
        blob=blob,
        file_name=name[-NAME:],
        kind=PurePath(name).suffix.lower().lstrip(".")[:8],
        uploaded_by=by,
    )
    after = {"file": document.file_name, "sha256": blob.pk, "standard": code, "number": number}
    trail.record("document.uploaded", document, by=by, after=after)
    read_document_job.defer(document_id=document.pk)
    return document


def read_document(document: Document) -> Document:
    """Compile the kept file and write what was understood. Safe to repeat: read once only.

    What cannot be read leaves one sentence in `fault`, and nothing else.
    """
    _show(document, 10)
    try:
        with evidence_store().open(document.blob.original) as stored:
            compiled = compile_document(document.file_name, stored.read())
    except Unreadable as refused:
        return _fail(document, str(refused))
    _show(document, 50)
    with transaction.atomic():
        document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
        if document.status == Status.READING:
            _write(document, compiled)
    hint_everybody(topic_of(document.pk))
    return document


def give_up_reading(document: Document) -> Document:
    """Say that reading failed for a reason that is not the file's."""
    return _fail(document, gettext("Reading failed for a fault of the software. Nothing was lost."))


@transaction.atomic
def retry_document(document: Document, *, by: Staff) -> Document:
    """Read a file that could not be read once more: the software may have learnt to."""
    from pinzhi.studio.jobs import read_document_job

    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if document.status != Status.FAILED:
        raise StudioClosed
    document.status, document.fault, document.done = Status.READING, "", 0
    document.save(update_fields=["status", "fault", "done"])
    trail.record("document.retried", document, by=by)
    read_document_job.defer(document_id=document.pk)
    return document


@transaction.atomic
def discard_document(document: Document, *, by: Staff) -> None:
    """Throw a document away with the draft it was becoming. StudioClosed once it is no draft."""
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=document.edition_id)
    if edition.status != Edition.Status.DRAFT:
        raise StudioClosed
    trail.record("document.discarded", document, by=by, before={"file": document.file_name})
    standard = edition.standard
    edition.delete()
    with suppress(ProtectedError), transaction.atomic():
        if not standard.editions.exists():
            standard.delete()


def _standard(code: str, title: str, line: str, by: Staff) -> Standard:
    standard, created = Standard.objects.select_related("owner").get_or_create(
        code=code, defaults={"title": title, "line": line, "owner": owner_for(by)}
    )
    if created:
        trail.record("standard.created", standard, by=by, after={"title": title, "line": line})
    elif not may_publish(by, standard):
        raise CodeTaken
    return standard


def _show(document: Document, done: int) -> None:
    Document.objects.filter(pk=document.pk).update(done=done)


@transaction.atomic
def _fail(document: Document, fault: str) -> Document:
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if document.status == Status.READING:
        document.status, document.fault = Status.FAILED, fault[:FAULT]
        document.save(update_fields=["status", "fault"])
        trail.record("document.failed", document, by=None, after={"fault": document.fault})
    return document


def _write(document: Document, compiled: CompiledDocument) -> None:
    passages = list(_passages(document, compiled))
    _create_by_level(passages, [clause.parent for clause in compiled.clauses])
    asks = [
        Proposal(passage=passage, order=order, parts=parts, confidence=sureness(parts))
        for passage, clause in zip(passages, compiled.clauses, strict=True)
        for order, parts in enumerate(asks_of(compiled, clause))
    ]
    Proposal.objects.bulk_create(asks, batch_size=CHUNK)
    document.status, document.text, document.done = Status.READY, _kept(compiled.text), 100
    document.kind = compiled.kind
    document.save(update_fields=["status", "text", "done", "kind"])
    counts = {"passages": len(passages), "proposals": len(asks)}
    trail.record("document.read", document, by=None, after=counts)


def _passages(document: Document, compiled: CompiledDocument) -> Iterator[Passage]:
    for order, clause in enumerate(compiled.clauses):
        text, _ = body_of(compiled, clause)
        yield Passage(
            document=document,
            order=order,
            kind=clause.kind,
            level=min(clause.level, 9),
            number=_kept(clause.number)[:NUMBER],
            title=_kept(clause.title)[:TITLE],
            text=_kept(text)[:LONGEST_TEXT],
            start=clause.start,
            end=clause.end,
        )


def _create_by_level(passages: Sequence[Passage], parents: Sequence[int | None]) -> None:
    """A parent has its key before its children name it; few levels, so few statements."""
    left = dict(enumerate(parents))
    made: set[int | None] = {None}
    while left:
        now = [n for n, parent in left.items() if parent in made]
        if not now:
            raise ValueError("A passage cannot be its own ancestor.")
        for n in now:
            above = left.pop(n)
            passages[n].parent = None if above is None else passages[above]
        Passage.objects.bulk_create([passages[n] for n in now], batch_size=CHUNK)
        made |= set(now)


def _kept(text: str) -> str:
    """As the database can hold it: letter for letter, without zero bytes."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")
