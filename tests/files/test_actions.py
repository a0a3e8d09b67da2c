import errno
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from pinzhi.files.actions import LARGEST, evidence_store, keep_evidence
from pinzhi.files.jobs import sweep_orphans
from pinzhi.files.models import Blob, Evidence
from pinzhi.files.refusals import NoPicture, StoreFull, TooLarge, UidTaken
from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.trail.models import Event
from tests.photos import picture

pytestmark = pytest.mark.django_db


def keep(site: Site, by: Staff, at: datetime, uid: UUID | None = None, shade: int = 1) -> Evidence:
    return keep_evidence(
        SimpleUploadedFile("../../etc/passwd\u202egpj.jpg", picture(shade)),
        uid=uid or uuid4(),
        site=site,
        kind=Evidence.Kind.PHOTO,
        captured_at=at,
        by=by,
    )


def stored(name: str) -> bytes:
    with evidence_store().open(name) as file:
        content: bytes = file.read()
    return content


def test_keep_evidence_stores_the_original_under_its_hash(
    site: Site, worker: Staff, now: datetime
) -> None:
    evidence = keep(site, worker, now)

    digest = sha256(picture(1)).hexdigest()
    blob = evidence.blob
    assert (blob.sha256, blob.size, blob.width, blob.height) == (digest, len(picture(1)), 32, 24)
    assert blob.original == f"{digest[:2]}/{digest[2:]}.original"
    assert stored(blob.original) == picture(1)
    assert stored(blob.display)[:2] == b"\xff\xd8"


def test_keep_evidence_leaves_one_event(site: Site, worker: Staff, now: datetime) -> None:
    evidence = keep(site, worker, now)
    event = Event.objects.get(object_id=str(evidence.uid))
    assert (event.verb, event.actor_id, event.site_id) == ("evidence.kept", worker.pk, site.pk)


def test_the_same_evidence_sent_twice_is_kept_once(
    site: Site, worker: Staff, now: datetime
) -> None:
    first = keep(site, worker, now)
    again = keep(site, worker, now, uid=first.uid)

    assert again == first
    assert (Evidence.objects.count(), Blob.objects.count()) == (1, 1)
    assert Event.objects.filter(verb="evidence.kept").count() == 1


def test_the_same_bytes_in_two_photos_share_one_blob(
    site: Site, worker: Staff, now: datetime
) -> None:
    keep(site, worker, now)
    keep(site, worker, now)
    assert (Evidence.objects.count(), Blob.objects.count()) == (2, 1)


def test_another_file_under_the_same_uid_is_refused(
    site: Site, worker: Staff, now: datetime
) -> None:
    first = keep(site, worker, now)
    with pytest.raises(UidTaken):
        keep(site, worker, now, uid=first.uid, shade=2)
    first.refresh_from_db()
    assert first.blob_id == sha256(picture(1)).hexdigest()


def test_another_person_cannot_take_over_a_uid(
    site: Site, worker: Staff, colleague: Staff, now: datetime
) -> None:
    first = keep(site, worker, now)
    with pytest.raises(UidTaken):
        keep(site, colleague, now, uid=first.uid)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [(b"\0" * (LARGEST + 1), TooLarge), (b"no picture", NoPicture)],
    ids=["too large", "no picture"],
)
def test_keep_evidence_refuses_and_keeps_nothing(
    site: Site, worker: Staff, now: datetime, content: bytes, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        keep_evidence(
            SimpleUploadedFile("x.jpg", content),
            uid=uuid4(),
            site=site,
            kind=Evidence.Kind.PHOTO,
            captured_at=now,
            by=worker,
        )
    assert Blob.objects.count() == 0


class FullDisk(FileSystemStorage):
    def _save(self, *_: Any) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_refused_and_nothing_is_half_done(
    site: Site, worker: Staff, now: datetime, settings: Any
) -> None:
    full = {"BACKEND": f"{__name__}.FullDisk"}
    settings.STORAGES = {**settings.STORAGES, "evidence": full}
    with pytest.raises(StoreFull):
        keep(site, worker, now)
    assert (Evidence.objects.count(), Blob.objects.count()) == (0, 0)


def test_sweep_removes_old_orphans_and_nothing_else(
    site: Site, worker: Staff, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = keep(site, worker, now).blob
    orphan = keep(site, worker, now, shade=9)
    orphan_blob = orphan.blob
    orphan.delete()
    Blob.objects.filter(pk=orphan_blob.pk).delete()

    sweep_orphans(0)
    assert evidence_store().exists(orphan_blob.original)  # not a day old

    later = timezone.now() + timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    sweep_orphans(0)
    store = evidence_store()
    left = [store.exists(n) for n in (orphan_blob.original, orphan_blob.display)]
    assert (left, store.exists(kept.original), store.exists(kept.display)) == (
        [False, False],
        True,
        True,
    )


def test_sweep_of_a_store_that_never_kept_anything_does_nothing() -> None:
    sweep_orphans(0)
    assert not evidence_store().exists("")
