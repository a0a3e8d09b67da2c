"""Files in pieces: what is here stays here, and a file is a file only when its hash says so."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.utils import timezone

from pinzhi.field.sync.models import Chunk, Upload
from pinzhi.field.sync.refusals import ChunksMissing, WrongHash, WrongSize
from pinzhi.field.sync.waking import wake_for_file
from pinzhi.files.actions import LARGEST, keep_blob, keep_recording
from pinzhi.files.models import Blob
from pinzhi.files.refusals import NoPicture, TooLarge
from pinzhi.files.sounds import sound_type
from pinzhi.people.models import Staff

CHUNK = 256 * 1024
STALE = timedelta(days=30)
KEEP = """
INSERT INTO field_chunk (upload_id, number, content) VALUES (%s, %s, %s)
ON CONFLICT (upload_id, number) DO NOTHING
"""


def state_of(by: Staff, sha256: str) -> Mapping[str, Any]:
    """What is here of a file from this person."""
    upload = Upload.objects.filter(by=by, sha256=sha256).first()
    if upload is None:
        return {"sha256": sha256, "here": False, "size": None, "chunks": [], "refused": ""}
    numbers = upload.chunks.order_by("number").values_list("number", flat=True)
    return {
        "sha256": sha256,
        "here": upload.blob_id is not None,
        "size": upload.size,
        "chunks": list(numbers),
        "refused": upload.refused,
    }


@transaction.atomic
def keep_chunk(by: Staff, sha256: str, number: int, *, size: int, content: bytes) -> None:
    """Keep one piece of a file of `size` bytes. Again is harmless. WrongSize, TooLarge."""
    if size > LARGEST:
        raise TooLarge
    if size <= 0 or len(content) != max(0, min(CHUNK, size - number * CHUNK)) or not content:
        raise WrongSize
    upload, _new = Upload.objects.get_or_create(by=by, sha256=sha256, defaults={"size": size})
    if upload.size != size:
        raise WrongSize
    if upload.blob_id or upload.refused:
        return
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [upload.pk, number, content])


def complete_upload(by: Staff, sha256: str) -> None:
    """Make a file of its pieces, and carry out what waited for it.

    WrongHash drops the pieces: they are not what was named. NoPicture keeps them. ChunksMissing,
    StoreFull and whatever ends the request change nothing, so that it can be asked again.
    """
    refused = _complete(by, sha256)
    wake_for_file(by, sha256, now=timezone.now())
    if refused is not None:
        raise refused


@transaction.atomic
def _complete(by: Staff, sha256: str) -> WrongHash | NoPicture | None:
    rows = Upload.objects.select_for_update().filter(by=by, sha256=sha256)
    upload = rows.first()
    if upload is None:
        raise ChunksMissing
    if upload.blob_id:
        return None
    if upload.refused:
        return NoPicture()
    content = b"".join(bytes(c.content) for c in upload.chunks.order_by("number"))
    if len(content) != upload.size:
        raise ChunksMissing
    if hashlib.sha256(content).hexdigest() != sha256:
        upload.delete()
        return WrongHash()
    try:
        upload.blob = _keep(sha256, content)
    except NoPicture as refusal:
        upload.refused = refusal.code
        upload.save(update_fields=["refused", "touched_at"])
        return refusal
    upload.save(update_fields=["blob", "touched_at"])
    Chunk.objects.filter(upload=upload).delete()
    return None


def _keep(sha256: str, content: bytes) -> Blob:
    if sound_type(content):
        return keep_recording(content)
    return keep_blob(SimpleUploadedFile(sha256, content))


def sweep_uploads() -> int:
    """Forget pieces that nobody went on with for 30 days; phones hold the file until a receipt."""
    old = Upload.objects.filter(blob=None, refused="", touched_at__lt=timezone.now() - STALE)
    return old.delete()[0]
