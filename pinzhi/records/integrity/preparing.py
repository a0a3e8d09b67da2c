"""From rows to facts: what the detectors of one day ask for."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count

from pinzhi.places.models import Place, Site
from pinzhi.records.integrity.facts import Entry, Spot
from pinzhi.records.models import Answer, AnswerEvidence, Record
from pinzhi.standards.models import Item
from pinzhi.standards.words import AnswerType

DAY = timedelta(days=1)
FIELDS = (
    *("uid", "by_id", "site_id", "place_id", "equipment__place_id", "checklist_id"),
    *("started_at", "captured_at", "received_at", "proof", "device", "at_once"),
)


class Ground:
    """Spots of the sites asked for: buildings, floors and what each place asks for. One query for
    each site."""

    def __init__(self) -> None:
        self._sites: dict[int, Mapping[int, Spot]] = {}

    def spot(self, site_id: int, place_id: int | None) -> Spot:
        if site_id not in self._sites:
            self._sites[site_id] = _spots(site_id)
        known = self._sites[site_id].get(place_id or 0)
        return known or Spot(site_id)


def entries_of(rows: Iterable[Mapping[str, Any]], ground: Ground) -> list[Entry]:
    """Entries of records read with FIELDS; with the photos of each."""
    told = list(rows)
    photos = _photos([row["uid"] for row in told])
    return [
        Entry(
            uid=str(row["uid"]),
            by=row["by_id"],
            spot=ground.spot(row["site_id"], row["place_id"] or row["equipment__place_id"]),
            started=row["started_at"],
            captured=row["captured_at"],
            received=row["received_at"],
            asked=_asked(row["checklist_id"], row["at_once"]),
            photos=photos.get(row["uid"], 0),
            proof=row["proof"],
            device=row["device"],
        )
        for row in told
    ]


def _asked(checklist_id: int, at_once: int) -> Mapping[str, int]:
    """What one press on “the rest is fine” gave took one press: it counts as one answer."""
    asked = asked_by(checklist_id)
    if not at_once:
        return asked
    verdicts = asked.get(AnswerType.VERDICT, 0) - at_once + 1
    return {**asked, AnswerType.VERDICT.value: max(verdicts, 1)}


@lru_cache(maxsize=2_000)
def asked_by(checklist_id: int) -> Mapping[str, int]:
    """How many required items of each kind; a published checklist never changes."""
    items = Item.objects.filter(checklist_id=checklist_id, required=True)
    found: dict[str, int] = dict.fromkeys(AnswerType.values, 0)
    for kind in items.values_list("answer_type", flat=True):
        found[kind] += 1
    return {kind: n for kind, n in found.items() if n}


def around(people: Collection[int], first: datetime, last: datetime) -> Any:
    """The records of some people between two instants, with what entries need."""
    rows = Record.objects.filter(by_id__in=people, captured_at__gte=first, captured_at__lt=last)
    return rows.order_by("captured_at").values(*FIELDS)


def day_of(entry: Entry, zones: Mapping[int, ZoneInfo]) -> date:
    return entry.captured.astimezone(zones[entry.spot.site]).date()


def zones_of(sites: Mapping[int, Site]) -> dict[int, ZoneInfo]:
    return {pk: ZoneInfo(site.time_zone) for pk, site in sites.items()}


def _spots(site_id: int) -> Mapping[int, Spot]:
    rows = Place.objects.filter(site_id=site_id).values_list(
        "pk", "parent_id", "kind", "floor", "proof"
    )
    places = {row[0]: row[1:] for row in rows}
    found = {}
    for pk, (_parent, _kind, floor, proof) in places.items():
        building, level, at = None, floor, pk
        while at in places:
            parent, kind, here, _ = places[at]
            level = here if level is None else level
            if kind == Place.Kind.BUILDING:
                building = at
                break
            at = parent
        found[pk] = Spot(site_id, pk, building, level, proof)
    return found


def _photos(records: Collection[Any]) -> dict[Any, int]:
    rows = AnswerEvidence.objects.filter(answer__record__in=records)
    rows = rows.exclude(shows=AnswerEvidence.Shows.SAID)
    counted = rows.values("answer__record").annotate(n=Count("pk")).order_by()
    return {row["answer__record"]: row["n"] for row in counted}


def readings_of(site: Site, since: datetime, kind: str) -> Any:
    """Answers of one kind of a site, in order of time, as (item, place, machine, person, record,
    value, when)."""
    rows = Answer.objects.filter(
        record__site=site, record__captured_at__gte=since, item__answer_type=kind
    ).exclude(value="")
    return rows.order_by("record__captured_at", "pk").values_list(
        "item_id",
        "record__place_id",
        "record__equipment_id",
        "record__by_id",
        "record_id",
        "value",
        "record__captured_at",
    )
