"""Going over records as they come in: everything a day or a photo can tell."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from pinzhi.places.models import Place, Site
from pinzhi.records.integrity.actions import Seen, raise_flags
from pinzhi.records.integrity.detectors.clocks import back_dated
from pinzhi.records.integrity.detectors.doing import scan_missing
from pinzhi.records.integrity.detectors.timing import (
    batch_filling,
    device_shared,
    impossible_travel,
    late_handover,
    too_short,
)
from pinzhi.records.integrity.facts import Entry, Sign, Usual
from pinzhi.records.integrity.models import Examined, Progress
from pinzhi.records.integrity.photographs import signs_of_photos
from pinzhi.records.integrity.preparing import (
    DAY,
    FIELDS,
    Ground,
    around,
    day_of,
    entries_of,
    zones_of,
)
from pinzhi.records.integrity.rounds import signs_of_rounds
from pinzhi.records.models import Record

BATCH = 400
LATE_COMMITS = timedelta(hours=1)  # no transaction that takes a record in stays open so long
BACK = timedelta(days=30)
NAME = "records"


@transaction.atomic
def examine_next(limit: int = BATCH) -> int:
    """Go over the next records in order of receipt; returns how many there were.

    Each record once, however many run: the mark is locked. What commits late, up to an hour after
    records received later, is still found.
    """
    mark = Progress.objects.select_for_update().filter(name=NAME).first()
    rows = Record.objects.order_by("received_at", "pk")
    if mark is not None:
        rows = rows.filter(received_at__gt=mark.until - LATE_COMMITS)
    seen = Examined.objects.filter(record=OuterRef("pk"))
    found = list(rows.filter(~Exists(seen)).values(*FIELDS)[:limit])
    if not found:
        return 0
    raise_flags(_signs(entries_of(found, ground := Ground()), ground))
    last = max(row["received_at"] for row in found)
    until = max(last, mark.until) if mark else last
    Examined.objects.bulk_create(
        [Examined(record_id=row["uid"], received_at=row["received_at"]) for row in found]
    )
    Examined.objects.filter(received_at__lt=until - 2 * LATE_COMMITS).delete()
    Progress.objects.update_or_create(name=NAME, defaults={"until": until})
    return len(found)


def _signs(batch: Sequence[Entry], ground: Ground) -> Iterator[Seen]:
    sites = Site.objects.in_bulk({entry.spot.site for entry in batch})
    yield from _by_day(batch, ground, sites)
    yield from _by_device(batch, ground, sites)
    for sign, entry in signs_of_rounds(batch):
        yield _seen(sign, entry, sites, entry.uid)
    for sign, entry, blob in signs_of_photos(batch):
        yield _seen(sign, entry, sites, f"{blob}:{entry.by}")


def _by_day(batch: Sequence[Entry], ground: Ground, sites: Mapping[int, Site]) -> Iterator[Seen]:
    """What only the whole day of a person can tell, for every day the batch touches."""
    zones = zones_of(sites)
    wanted = {(entry.by, day_of(entry, zones)) for entry in batch}
    first = min(entry.captured for entry in batch) - DAY
    last = max(entry.captured for entry in batch) + DAY
    theirs: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries_of(around({by for by, _ in wanted}, first, last), ground):
        if entry.spot.site in zones:
            theirs[entry.by].append(entry)
    for by, day in sorted(wanted):
        near = theirs[by]
        entries = [entry for entry in near if day_of(entry, zones) == day]
        for sign in filter(None, _of_a_day(entries, near)):
            first_one = next(entry for entry in entries if entry.uid == sign.about[0])
            yield _seen(sign, first_one, sites, f"{by}:{day}")


def _of_a_day(day: Sequence[Entry], near: Sequence[Entry]) -> Iterator[Sign | None]:
    yield too_short(day)
    yield batch_filling(day)
    yield impossible_travel(day)
    yield late_handover(day)
    yield back_dated(day, near)
    bare = [entry for entry in day if entry.spot.proof and not entry.proof]
    if len(bare) > 1:
        yield scan_missing(day, _usual_scans(bare[0]))


def _usual_scans(entry: Entry) -> Usual:
    """How often others of the site scan where a scan is asked for."""
    rows = Record.objects.filter(
        ~Q(place__proof=Place.Proof.NONE),
        site_id=entry.spot.site,
        place__isnull=False,
        captured_at__gt=entry.captured - BACK,
        captured_at__lte=entry.captured,
    ).exclude(by_id=entry.by)
    return Usual(rows.exclude(proof="").count(), rows.count())


def _by_device(batch: Sequence[Entry], ground: Ground, sites: Mapping[int, Site]) -> Iterator[Seen]:
    devices = {entry.device for entry in batch if entry.device}
    zones = zones_of(sites)
    for device in sorted(devices):
        mine = [entry for entry in batch if entry.device == device]
        for day in sorted({day_of(entry, zones) for entry in mine}):
            used = [e for e in _on(device, mine, ground) if e.spot.site in zones]
            sign = device_shared([e for e in used if day_of(e, zones) == day])
            if sign is not None:
                here = [e for e in used if e.uid in sign.about]
                people = frozenset(entry.by for entry in here)
                first = next(e for e in here if e.uid == sign.about[0])
                yield _seen(sign, first, sites, f"{device[:40]}:{day}", people, person=None)


def _on(device: str, mine: Sequence[Entry], ground: Ground) -> list[Entry]:
    rows = Record.objects.filter(
        device=device,
        site_id__in={entry.spot.site for entry in mine},
        captured_at__gte=min(entry.captured for entry in mine) - DAY,
        captured_at__lte=max(entry.captured for entry in mine) + DAY,
    )
    return entries_of(rows.values(*FIELDS), ground)


def _seen(
    sign: Sign,
    entry: Entry,
    sites: Mapping[int, Site],
    key: str,
    people: Collection[int] = (),
    person: Any = ...,
) -> Seen:
    return Seen(
        sign=sign,
        key=key,
        site=sites[entry.spot.site],
        at=entry.captured,
        person_id=entry.by if person is ... else person,
        people=frozenset({entry.by, *people}),
    )
