from procrastinate.contrib.django import app

from pinzhi.standards.models import Document
from pinzhi.studio.actions.reading import read_document


@app.task(name="studio.read_document")
def read_document_job(document_id: int) -> None:
    """Read one uploaded document; a second run finds it read."""
    document = Document.objects.select_related("blob").filter(pk=document_id).first()
    if document is not None:
        read_document(document)
