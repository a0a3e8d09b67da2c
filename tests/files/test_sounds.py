"""Voice notes: what is taken for one, and how it is played."""

from datetime import datetime
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pinzhi.files.actions import Picture, file_evidence, file_pictures, keep_blob, keep_recording
from pinzhi.files.models import Evidence
from pinzhi.files.refusals import NoPicture, WrongKind
from pinzhi.files.sounds import MOST, sound_type
from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from tests.photos import SAID, picture


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (SAID, "audio/webm"),
        (b"OggS" + b"\0" * 40, "audio/ogg"),
        (b"\0\0\0\x1cftypiso5" + b"\0" * 40, "audio/mp4"),
        (SAID[:4] + b"\0" * MOST, ""),  # longer than a note
        (picture(1), ""),
        (b"MZ\x90\0", ""),
        (b"", ""),
    ],
)
def test_recordings_are_known_by_their_first_bytes(content: bytes, media_type: str) -> None:
    assert sound_type(content) == media_type


@pytest.fixture
def note(site: Site, worker: Staff, now: datetime) -> Evidence:
    blob = keep_recording(SAID)
    kind = Evidence.Kind.VOICE
    return file_evidence(blob, uid=uuid4(), site=site, kind=kind, captured_at=now, by=worker)


@pytest.mark.django_db
def test_only_recordings_are_kept_as_such(note: Evidence) -> None:
    with pytest.raises(NoPicture):
        keep_recording(picture(1))
    with pytest.raises(NoPicture):  # its bytes are here, but they show nothing
        keep_blob(SimpleUploadedFile("a.jpg", SAID))
    assert note.blob.media_type == "audio/webm"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "kind"), [(SAID, Evidence.Kind.PHOTO), (b"", Evidence.Kind.VOICE)]
)
def test_what_a_file_is_said_to_be_it_has_to_be(
    content: bytes, kind: Evidence.Kind, site: Site, worker: Staff, now: datetime
) -> None:
    blob = keep_recording(content) if content else keep_blob(SimpleUploadedFile("a", picture(1)))
    with pytest.raises(WrongKind):
        file_pictures([Picture(uuid4(), blob.pk, kind, now)], site=site, by=worker)


@pytest.mark.django_db
def test_note_is_played_by_whoever_sees_the_site(
    note: Evidence, client: Client, foreman: Staff, stranger: Staff
) -> None:
    address = reverse("files:show", args=[note.pk])
    client.force_login(stranger)
    assert client.get(address).status_code == 404
    client.force_login(foreman)
    answer = client.get(address)
    assert (answer.status_code, answer.content) == (200, SAID)
    assert answer["Content-Type"] == "audio/webm"
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "status", "content", "said"),
    [
        ("bytes=0-1", 206, SAID[:2], f"bytes 0-1/{len(SAID)}"),
        ("bytes=4-", 206, SAID[4:], f"bytes 4-{len(SAID) - 1}/{len(SAID)}"),
        ("bytes=0-999999", 206, SAID, f"bytes 0-{len(SAID) - 1}/{len(SAID)}"),
        (f"bytes={len(SAID)}-", 416, b"", f"bytes */{len(SAID)}"),
        ("bytes=5-2", 416, b"", f"bytes */{len(SAID)}"),
        ("bytes=0-1,4-5", 200, SAID, None),
        ("lines=1", 200, SAID, None),
    ],
)
def test_note_comes_in_parts(
    note: Evidence,
    client: Client,
    worker: Staff,
    asked: str,
    status: int,
    content: bytes,
    said: str | None,
) -> None:
    client.force_login(worker)
    answer = client.get(reverse("files:show", args=[note.pk]), headers={"Range": asked})
    assert (answer.status_code, answer.content) == (status, content)
    assert answer.headers.get("Content-Range") == said
