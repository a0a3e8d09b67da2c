from contextlib import suppress

from procrastinate.contrib.django import app

from pinzhi.common.refusals import Refusal
from pinzhi.people.models import Staff
from pinzhi.standards.models import Document
from pinzhi.studio.actions.building import build_edition
from pinzhi.studio.actions.reading import give_up_reading, read_document


@app.task(name="studio.read_document")
def read_document_job(document_id: int) -> None:
    """Read one uploaded document; a second run finds it read."""
    document = Document.objects.select_related("blob").filter(pk=document_id).first()
    if document is None:
        return
    try:
        read_document(document)
    except Exception:
        give_up_reading(document)  # the reason is in the log; the person can try again
        raise


@app.task(name="studio.build_edition", lock="studio.build")
def build_edition_job(document_id: int, staff_id: int) -> None:
    """Make the draft of one document; a second run makes the same once more."""
    rows = Document.objects.select_related("edition__standard")
    document, by = rows.filter(pk=document_id).first(), Staff.objects.get(pk=staff_id)
    if document is None:
        return
    with suppress(Refusal):  # submitted in the meantime: what was made stays
        build_edition(document, by=by)
    Document.objects.filter(pk=document_id).update(done=100)
