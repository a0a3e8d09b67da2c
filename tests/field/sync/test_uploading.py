"""Files arrive in pieces, and are files only when their hash says so."""

import hashlib
import os

import pytest
from django.db import transaction
from django.urls import reverse

from pinzhi.field.sync.models import Chunk, Operation, Upload
from pinzhi.files.models import Blob, Evidence
from pinzhi.people.models import Staff
from pinzhi.plans.models import Task
from pinzhi.records.models import Record
from tests.field.sync.phone import CHUNK, JSON, Phone
from tests.photos import picture

pytestmark = pytest.mark.django_db


def big_picture() -> bytes:
    """A picture of three pieces: what follows its end is not looked at, but hashed."""
    return picture() + os.urandom(2 * CHUNK + 1000)


def test_record_waits_for_its_photo_and_follows_by_itself(phone: Phone, round_now: Task) -> None:
    declared, content = phone.photo()
    sent = phone.record(round_now, files=[declared], photos=[declared["uuid"]])
    (waits,) = phone.push(sent)
    assert (waits["answer"], waits["code"]) == ("waiting", "files_missing")
    assert (waits["missing"], waits["receipt"]) == ([declared["sha256"]], None)
    assert Record.objects.count() == 0
    assert phone.send_file(content).json()["here"] is True
    (had,) = phone.push(sent)
    assert (had["answer"], had["receipt"]["files"]) == ("had", [declared["sha256"]])
    evidence = Evidence.objects.get()
    assert (str(evidence.uid), evidence.blob_id) == (declared["uuid"], declared["sha256"])


def test_upload_goes_on_where_it_was_cut(phone: Phone) -> None:
    content = big_picture()
    digest = hashlib.sha256(content).hexdigest()
    pieces = [content[n : n + CHUNK] for n in range(0, len(content), CHUNK)]
    phone.send_chunk(content, 2, pieces[2])
    phone.send_chunk(content, 0, pieces[0])
    assert phone.complete(digest).json()["code"] == "chunks_missing"
    assert phone.file(digest)["chunks"] == [0, 2]
    phone.send_chunk(content, 1, pieces[1])
    assert phone.complete(digest).json()["here"] is True
    assert phone.complete(digest).json()["here"] is True
    assert (Blob.objects.get().size, Chunk.objects.count()) == (len(content), 0)


def test_crash_before_completion_loses_no_piece(phone: Phone) -> None:
    content = picture()
    digest = hashlib.sha256(content).hexdigest()
    phone.send_chunk(content, 0, content)
    with transaction.atomic():
        phone.complete(digest)
        transaction.set_rollback(True)
    told = phone.file(digest)
    assert (told["chunks"], told["here"]) == ([0], False)
    assert phone.complete(digest).json()["here"] is True


def test_bytes_that_are_not_those_named_are_dropped(phone: Phone) -> None:
    digest = hashlib.sha256(b"other").hexdigest()
    address = reverse("sync:chunk", args=[digest, 0]) + "?size=5"
    phone.client.put(address, b"wrong", content_type="application/octet-stream", headers=JSON)
    answer = phone.complete(digest)
    assert (answer.status_code, answer.json()["code"]) == (422, "wrong_hash")
    assert Upload.objects.count() == 0


def test_file_that_is_no_picture_holds_its_record(phone: Phone, round_now: Task) -> None:
    content = b"not a picture"
    digest = hashlib.sha256(content).hexdigest()
    declared = {**phone.photo()[0], "sha256": digest}
    phone.push(phone.record(round_now, files=[declared], photos=[declared["uuid"]]))
    answer = phone.send_file(content)
    assert (answer.status_code, answer.json()["code"]) == (422, "not_a_picture")
    row = Operation.objects.get()
    assert (row.state, row.code) == ("held", "file_refused")
    assert Chunk.objects.count() == 1


@pytest.mark.parametrize("size", [0, 4, 6, 20 * 1024 * 1024 + 1])
def test_piece_of_a_wrong_length_is_refused(phone: Phone, size: int) -> None:
    digest = hashlib.sha256(b"piece").hexdigest()
    address = reverse("sync:chunk", args=[digest, 0]) + f"?size={size}"
    answer = phone.client.put(address, b"piece", content_type="image/jpeg", headers=JSON)
    assert answer.status_code in {413, 422}
    assert Upload.objects.count() == 0


def test_file_of_somebody_else_is_not_here(phone: Phone, round_now: Task, foreman: Staff) -> None:
    other = Phone(foreman)
    declared, content = phone.photo()
    other.send_file(content)
    assert phone.file(declared["sha256"])["here"] is False
    (answer,) = phone.push(phone.record(round_now, files=[declared]))
    assert answer["missing"] == [declared["sha256"]]


def test_head_says_whether_it_is_here(phone: Phone) -> None:
    declared, content = phone.photo()
    address = reverse("sync:file", args=[declared["sha256"]])
    assert phone.client.head(address, headers=JSON).status_code == 404
    phone.send_file(content)
    assert phone.client.head(address, headers=JSON).status_code == 200
