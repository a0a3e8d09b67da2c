import io
import zipfile

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from pinzhi.files.actions import evidence_store
from pinzhi.files.models import Blob
from pinzhi.files.refusals import TooLarge
from pinzhi.people.models import Staff
from pinzhi.places.models import Role, Site
from pinzhi.standards.models import Document, Edition, Passage, Proposal, Standard
from pinzhi.standards.refusals import CodeTaken, EditionChanged
from pinzhi.studio.actions.reading import discard_document, read_document, retry_document
from pinzhi.studio.jobs import read_document_job
from pinzhi.studio.refusals import StudioClosed
from tests.conftest import plant_member
from tests.studio.conftest import upload
from tests.studio.documents import cleaning_rules, patrol_rules

pytestmark = pytest.mark.django_db


def zipped(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


BAD = {
    "empty": ("规程.docx", b""),
    "not what it says": ("规程.docx", b"%PDF-1.7 something else"),
    "damaged": ("规程.docx", cleaning_rules()[:2000]),
    "a bomb": ("规程.docx", zipped("word/document.xml", b" " * 30_000_000)),
    "no document": ("规程.pdf", b"%PDF-1.4\n%%EOF"),
    "unknown": ("规程.exe", b"MZ\x90\x00"),
}


def test_what_was_uploaded_is_kept_as_it_came_and_a_job_reads_it(quality_officer: Staff) -> None:
    content = cleaning_rules()
    document = upload(content, by=quality_officer)
    assert (document.status, document.edition.status) == ("reading", Edition.Status.DRAFT)
    assert Blob.objects.get(pk=document.blob_id).size == len(content)
    jobs = ProcrastinateJob.objects.filter(task_name="studio.read_document")
    assert jobs.filter(args={"document_id": document.pk}).count() == 1


def test_reading_twice_writes_once(document: Document) -> None:
    count = Proposal.objects.count()
    read_document(document)
    assert (Proposal.objects.count(), count > 8) == (count, True)


def test_passages_stand_in_their_order_below_their_headings(document: Document) -> None:
    rows = Passage.objects.filter(document=document, kind="clause", number="第四条")
    passage = rows.select_related("parent").get()
    assert passage.parent is not None
    assert (passage.parent.title, document.text[passage.start : passage.end][:3]) == (
        "日常保洁",
        "第四条",
    )


def test_the_words_a_part_came_from_stand_in_its_passage(document: Document) -> None:
    for ask in Proposal.objects.filter(passage__document=document).select_related("passage"):
        told = [p for p in ask.parts if p["start"] is not None and not p["inherited"]]
        found = [ask.passage.text[p["start"] : p["end"]] for p in told]
        assert found == [p["words"] for p in told]


def test_damaged_traditional_text_is_kept_as_it_reads(quality_officer: Staff) -> None:
    document = read_document(upload(patrol_rules(), by=quality_officer))
    passage = Passage.objects.get(document=document, text__contains="業(yè)主車輛")
    ask = passage.proposals.get()
    roles = [part["value"] for part in ask.parts if part["key"] == "roles"]
    assert roles[0] == "巡逻岗"


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_leaves_one_sentence_and_nothing_else(name: str, quality_officer: Staff) -> None:
    file_name, content = BAD[name]
    document = read_document(upload(content, by=quality_officer, name=file_name))
    document.refresh_from_db()
    assert document.status == Document.Status.FAILED
    assert (document.fault.count("\n"), len(document.fault) > 5) == (0, True)
    assert (Passage.objects.count(), Proposal.objects.count(), document.text) == (0, 0, "")


def test_a_file_that_failed_can_be_tried_again_or_thrown_away(quality_officer: Staff) -> None:
    document = read_document(upload(b"", by=quality_officer))
    document = retry_document(document, by=quality_officer)
    assert (document.status, document.fault) == (Document.Status.READING, "")
    with pytest.raises(StudioClosed):
        retry_document(document, by=quality_officer)
    discard_document(document, by=quality_officer)
    assert (Document.objects.count(), Edition.objects.count(), Standard.objects.count()) == (
        0,
        0,
        0,
    )


def test_a_file_too_large_is_not_taken_in(quality_officer: Staff) -> None:
    with pytest.raises(TooLarge):
        upload(b"x" * (20 * 1024 * 1024 + 1), by=quality_officer)


def test_what_is_in_force_is_not_thrown_away(document: Document, quality_officer: Staff) -> None:
    Edition.objects.filter(pk=document.edition_id).update(status="superseded")
    with pytest.raises(StudioClosed):
        discard_document(document, by=quality_officer)


def test_a_second_document_needs_another_number(document: Document, quality_officer: Staff) -> None:
    with pytest.raises(EditionChanged):
        upload(b"x", by=quality_officer, code=document.edition.standard.code)


def test_a_code_of_somebody_elses_standard_is_refused(document: Document, site: Site) -> None:
    small = plant_member("xiao", site.node, Role.QUALITY_OFFICER)
    with pytest.raises(CodeTaken):
        upload(b"x", by=small, code=document.edition.standard.code)


def test_a_fault_of_the_software_leaves_a_file_that_can_be_tried_again(
    quality_officer: Staff,
) -> None:
    document = upload(cleaning_rules(), by=quality_officer)
    evidence_store().delete(document.blob.original)  # as a store that has gone away
    with pytest.raises(FileNotFoundError):
        read_document_job.func(document_id=document.pk)
    document.refresh_from_db()
    assert (document.status, bool(document.fault)) == (Document.Status.FAILED, True)
    assert Passage.objects.count() == 0
