"""The photos of fresh records against those that were there before."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from pinzhi.files.models import Blob, Evidence
from pinzhi.records.integrity.detectors.photos import (
    foreign_code,
    near_duplicate,
    old_photo,
    reused_photo,
)
from pinzhi.records.integrity.facts import Entry, Photo, Sign
from pinzhi.records.integrity.looks import NEAR, distance, from_bytes, likeness
from pinzhi.records.integrity.models import PhotoPrint
from pinzhi.records.integrity.prints import open_picture, print_photos
from pinzhi.records.models import AnswerEvidence, Record

BACK = timedelta(days=400)
MOST_CLOSE = 20  # pictures laid over each other for one photo; more than that are a pattern


def signs_of_photos(batch: Sequence[Entry]) -> Iterator[tuple[Sign, Entry, str]]:
    """At most one sign of each kind for a record, with the photo it is of."""
    entries = {entry.uid: entry for entry in batch}
    shown = _shown(entries)
    print_photos({blob for _, blob in shown})
    prints = PhotoPrint.objects.in_bulk({blob for _, blob in shown})
    by_record: dict[str, list[PhotoPrint]] = defaultdict(list)
    for record, blob in shown:
        if blob in prints:
            by_record[record].append(prints[blob])
    own = _codes_of([uid for uid, photos in by_record.items() if any(p.codes for p in photos)])
    for record, photos in by_record.items():
        entry = entries[record]
        found: dict[str, tuple[Sign, str]] = {}
        for one in photos:
            for sign in filter(None, _of_a_photo(one, entry, own.get(record))):
                found.setdefault(sign.detector, (sign, one.pk))
        for sign, blob in found.values():
            yield sign, entry, blob


def _codes_of(records: Sequence[str]) -> dict[str, str]:
    """What the app writes into photos taken for these records' tasks; a record beside another's
    has no task of its own."""
    rows = Record.objects.filter(pk__in=[UUID(uid) for uid in records], task__isnull=False)
    told = rows.values_list("pk", "checklist__code", "task_id")
    return {str(uid): f"{checklist}-{task}" for uid, checklist, task in told}


def _of_a_photo(one: PhotoPrint, entry: Entry, own: str | None) -> Iterator[Sign | None]:
    photo = Photo(one.blob_id, one.blob_id, camera=one.camera, taken=one.taken_at, codes=one.codes)
    yield old_photo(photo, entry.uid, entry.captured)
    if own is not None:
        yield foreign_code(photo, entry.uid, own)
    if not one.comparable:
        return
    same = reused_photo(entry.uid, _records_with([one.blob_id], entry).get(one.blob_id, ()))
    yield same
    if same is None and one.looks:
        yield near_duplicate(entry.uid, _alike(one, entry))


def _shown(entries: Mapping[str, Entry]) -> list[tuple[str, str]]:
    """Which blob each record shows."""
    rows = AnswerEvidence.objects.filter(
        answer__record__in=[UUID(uid) for uid in entries], evidence__kind=Evidence.Kind.PHOTO
    )
    told = rows.order_by("pk").values_list("answer__record_id", "evidence__blob_id")
    return [(str(record), blob) for record, blob in told]


def _records_with(blobs: Sequence[str], entry: Entry) -> dict[str, list[str]]:
    """The records captured before this one that show one of these blobs, of any site."""
    rows = AnswerEvidence.objects.filter(
        evidence__blob_id__in=blobs, answer__record__captured_at__lte=entry.captured
    ).exclude(answer__record=UUID(entry.uid))
    found: dict[str, list[str]] = defaultdict(list)
    told = rows.order_by("answer__record__captured_at")
    for blob, record in told.values_list("evidence__blob_id", "answer__record_id"):
        if str(record) not in found[blob]:
            found[blob].append(str(record))
    return found


def _alike(one: PhotoPrint, entry: Entry) -> list[tuple[str, float]]:
    """Records whose photos look nearly the same: first by hash, then laid over each other."""
    looks = from_bytes(bytes(one.looks))
    near = []
    for other in _to_compare(one, entry).iterator(2_000):
        bits = distance(looks, from_bytes(bytes(other.looks)))
        if bits <= NEAR:
            near.append((bits, other.pk))
    close = [blob for _, blob in sorted(near)[:MOST_CLOSE]]
    fits = _laid_over(one, close)
    records = _records_with(list(fits), entry) if fits else {}
    return [(uid, fits[blob]) for blob, uids in records.items() for uid in uids]


def _to_compare(one: PhotoPrint, entry: Entry) -> QuerySet[PhotoPrint]:
    """The person's own photos and those of the same place of the last year or so; and, from
    anywhere, whatever shares a piece of its hash."""
    since = entry.captured - BACK
    rows = Evidence.objects.filter(captured_at__gt=since, kind=Evidence.Kind.PHOTO)
    own = rows.filter(by_id=entry.by).values("blob_id")
    wanted = Q(pk__in=own) | Q(bands__overlap=one.bands)
    if entry.spot.place is not None:
        there = rows.filter(answers__answer__record__place_id=entry.spot.place)
        wanted |= Q(pk__in=there.values("blob_id"))
    prints = PhotoPrint.objects.filter(wanted, comparable=True)
    return prints.exclude(pk=one.pk).exclude(looks=b"")


def _laid_over(one: PhotoPrint, blobs: Sequence[str]) -> dict[str, float]:
    if not blobs:
        return {}
    pictures = Blob.objects.in_bulk([one.blob_id, *blobs])
    mine = open_picture(pictures[one.blob_id])
    found = {}
    for blob in blobs:
        other = open_picture(pictures[blob])
        if mine is not None and other is not None:
            found[blob] = likeness(mine, other)
    return found
