"""Taking in evidence: streamed, hashed, stored once, never changed."""

import errno
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction

from pinzhi.files.models import Blob, Evidence
from pinzhi.files.pictures import draw_anew
from pinzhi.files.refusals import NoPicture, StoreFull, TooLarge, UidTaken, WrongKind
from pinzhi.files.sounds import sound_type
from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.trail import actions as trail

LARGEST = 20 * 1024 * 1024


def evidence_store() -> Storage:
    """Where evidence lies: a folder of this machine, or an S3-compatible store."""
    return storages["evidence"]


def keep_evidence(
    upload: "UploadedFile[bytes]",
    *,
    uid: UUID,
    site: Site,
    kind: Evidence.Kind,
    captured_at: datetime,
    by: Staff,
) -> Evidence:
    """Keep one picture under its hash: the original as it came and a clean copy to show.

    Sent twice under one uid it is kept once. Refusals: TooLarge, NoPicture, UidTaken, StoreFull.
    """
    return file_evidence(
        keep_blob(upload), uid=uid, site=site, kind=kind, captured_at=captured_at, by=by
    )


def file_evidence(
    blob: Blob,
    *,
    uid: UUID,
    site: Site,
    kind: Evidence.Kind,
    captured_at: datetime,
    by: Staff,
) -> Evidence:
    """Say what a picture that is here is evidence of. UidTaken for another one under its uid."""
    with transaction.atomic():
        evidence, created = Evidence.objects.get_or_create(
            uid=uid,
            defaults={
                "site": site,
                "blob": blob,
                "kind": kind,
                "captured_at": captured_at,
                "by": by,
            },
        )
        if (evidence.blob_id, evidence.by_id, evidence.site_id) != (blob.pk, by.pk, site.pk):
            raise UidTaken
        if created:
            after = {"sha256": blob.pk, "size": blob.size}
            trail.record("evidence.kept", evidence, by=by, after=after, captured_at=captured_at)
    return evidence


@dataclass(frozen=True)
class Picture:
    """A picture that is here, and what it is evidence of."""

    uid: UUID
    sha256: str
    kind: Evidence.Kind
    captured_at: datetime


# Written out by hand: every record from a phone pays it. A recording is no picture, nor the other
# way round.
FILE = """
INSERT INTO files_evidence (uid, site_id, blob_id, kind, by_id, captured_at, received_at)
SELECT p.uid, %s, p.sha256, p.kind, %s, p.captured_at, now()
FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::timestamptz[])
    AS p (uid, sha256, kind, captured_at)
JOIN files_blob AS b ON b.sha256 = p.sha256
    AND (b.media_type LIKE 'audio/%%') = (p.kind = 'voice')
ON CONFLICT (uid) DO NOTHING RETURNING uid
"""


@transaction.atomic
def file_pictures(pictures: Sequence[Picture], *, site: Site, by: Staff) -> None:
    """`file_evidence` for many whose blobs are here; two statements when all are new.

    Refusals: UidTaken, and WrongKind for a recording said to be a picture or the reverse.
    """
    columns = zip(*((p.uid, p.sha256, p.kind, p.captured_at) for p in pictures), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(FILE, [site.pk, by.pk, *(list(column) for column in columns)])
        new = {row[0] for row in cursor.fetchall()}
    old = [one for one in pictures if one.uid not in new]
    if old:
        rows = Evidence.objects.in_bulk([one.uid for one in old])
        kept = {uid: (row.blob_id, row.by_id, row.site_id) for uid, row in rows.items()}
        if len(kept) < len(old):
            raise WrongKind
        if any(kept[one.uid] != (one.sha256, by.pk, site.pk) for one in old):
            raise UidTaken
    deeds = [
        trail.Deed(
            "evidence.kept",
            Evidence(uid=one.uid, site=site, blob_id=one.sha256, kind=one.kind),
            after={"sha256": one.sha256},
            captured_at=one.captured_at,
        )
        for one in pictures
        if one.uid in new
    ]
    trail.record_many(deeds, by=by)


def keep_recording(content: bytes) -> Blob:
    """Keep a voice note under its hash, as it came. NoPicture for anything else, StoreFull."""
    media_type = sound_type(content)
    if not media_type:
        raise NoPicture
    return keep_original(content, media_type=media_type)


def keep_original(content: bytes, *, media_type: str) -> Blob:
    """Keep a file that is no picture under its hash, as it came. TooLarge, StoreFull."""
    if len(content) > LARGEST:
        raise TooLarge
    digest = hashlib.sha256(content).hexdigest()
    original = _save(f"{digest[:2]}/{digest[2:]}.original", ContentFile(content))
    blob, _ = Blob.objects.get_or_create(
        sha256=digest,
        defaults={"size": len(content), "media_type": media_type[:60], "original": original},
    )
    return blob


def keep_blob(upload: "UploadedFile[bytes]") -> Blob:
    """The blob of this picture, stored now if it was not there. Files come before the row: a
    crash between the two leaves an orphan for the sweep, never a row without its bytes.

    Refusals: TooLarge, NoPicture, StoreFull."""
    if upload.size is None or upload.size > LARGEST:
        raise TooLarge
    digest, size = _sha256(upload)
    known = Blob.objects.filter(pk=digest).first()
    if known is not None and not known.display:
        raise NoPicture
    if known is not None:
        return known
    upload.seek(0)
    shown = draw_anew(upload)  # type: ignore[arg-type]  # an upload reads like a binary file
    folder = f"{digest[:2]}/{digest[2:]}"
    upload.seek(0)
    original = _save(f"{folder}.original", upload)
    display = _save(f"{folder}.jpg", ContentFile(shown.content))
    blob, _ = Blob.objects.get_or_create(
        sha256=digest,
        defaults={
            "size": size,
            "media_type": shown.media_type,
            "original": original,
            "display": display,
            "width": shown.width,
            "height": shown.height,
        },
    )
    return blob


def _save(name: str, content: "UploadedFile[bytes] | ContentFile[bytes]") -> str:
    store = evidence_store()
    if store.exists(name):
        return name
    try:
        return store.save(name, content)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise StoreFull from None
        raise


def _sha256(upload: "UploadedFile[bytes]") -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in upload.chunks():
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size
