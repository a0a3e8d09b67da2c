"""How the rounds of records were walked against how they were planned."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import F

from pinzhi.plans.models import Walk
from pinzhi.plans.rounds import PROVES, Leg, Passing, judge_round
from pinzhi.records.integrity.strength import RANK
from pinzhi.records.models import Scan


def legs_of(records: Collection[Any]) -> Mapping[UUID, Sequence[Leg]]:
    """The points of each record that is a round, in the order planned. Two queries."""
    walks: dict[UUID, Walk] = {}
    rows = Walk.objects.annotate(record=F("task__records"))
    for walk in rows.filter(record__in=records):
        walks[walk.record] = walk
    passed: dict[UUID, list[Passing]] = defaultdict(list)
    for scan in Scan.objects.filter(record__in=walks):
        passed[scan.record_id].append(Passing(scan.place_id, scan.at, scan.how))
    return {record: judge(walk, passed[record]) for record, walk in walks.items()}


def judge(walk: Walk, passed: Sequence[Passing]) -> list[Leg]:
    return judge_round(walk.points(), passed, in_order=walk.in_order, fixed=walk.fixed)


def proof_of(walk: Walk, passed: Sequence[Passing]) -> str:
    """How strongly the whole round shows presence: as its weakest point does. Nothing while one
    that asks for a scan was not scanned as asked."""
    how = {one.place: one.how for one in passed}
    asked = [point for point in walk.points() if point.proof != "none"]
    read = [how.get(point.place, "") for point in asked]
    if not asked or not all(
        one in PROVES[point.proof] for one, point in zip(read, asked, strict=True)
    ):
        return ""
    return min(read, key=lambda one: RANK[one])
