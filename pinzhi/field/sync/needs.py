"""All that one person needs on a phone now, as objects in order of need."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from pinzhi.cases.models import Case
from pinzhi.cases.rules import GIVERS, OWNERS, RECHECKERS
from pinzhi.cases.states import UNFINISHED, Status
from pinzhi.field.sync.cases_told import told_cases
from pinzhi.field.sync.forms import forms_of, readings_of
from pinzhi.field.sync.lasts import Last, last_readings
from pinzhi.field.sync.models import Operation, Upload
from pinzhi.field.sync.rounds_told import places_of, rounds_of
from pinzhi.field.sync.states import State
from pinzhi.field.sync.telling import as_json, moment
from pinzhi.people.models import Posting, Staff
from pinzhi.places.models import Equipment, Membership, Place, Site
from pinzhi.plans.models import Task
from pinzhi.plans.states import OPEN

AHEAD = timedelta(hours=24)
TOLD_FOR = timedelta(days=7)
MOST_TASKS, MOST_CASES, MOST_PLACES, MOST_OPERATIONS = 5_000, 500, 20_000, 1_000
Told = dict[str, str]  # key to JSON, in order of need

TASK = (
    "pk", "site_id", "title", "checklist_id", "place_id", "equipment_id", "department", "status",
    "opens_at", "closes_at", "lost_at", "started_at", "assignee_id", "target__order", "target_id",
)  # fmt: skip
PLACE = ("pk", "site_id", "kind", "code", "full_name", "floor", "order", "proof", "tag")
TOLD_PLACE = ("id", "site", "kind", "code", "name", "floor", "order", "proof")
MACHINE = ("pk", "site_id", "code", "name", "system", "place_id", "tag")
TOLD_MACHINE = ("id", "site", "code", "name", "system", "place")


def needs_of(user: Staff, now: datetime) -> Told:
    """Every object by its key, what others refer to before them. About twenty queries."""
    tasks = list(_tasks(user, now))
    cases = list(_cases(user))
    sites = _sites(user, tasks, cases)
    forms = forms_of({(row[3], row[1]) for row in tasks}, now)
    lasts, rounds = _lasts(tasks, now), rounds_of([row[0] for row in tasks])
    spots = _spots(tasks, cases, sites, [p for one in rounds.values() for p in places_of(one)])
    told: Told = {}
    for key, text in sites.items():
        told[f"site:{key}"] = text
    for row in tasks:
        form = f"checklist:{row[3]}@{row[1]}"
        told[form] = forms[row[3], row[1]]
        _add_spots(told, spots, row[4], row[5])
        for place in places_of(rounds.get(row[0])):
            _add_spots(told, spots, place, None)
        told[f"task:{row[0]}"] = _task(row, user, lasts.get(row[14]), rounds.get(row[0]))
    for case in cases:
        _add_spots(told, spots, case.place_id, case.equipment_id)
    told.update(told_cases(user, cases))
    told.update(spots)
    told.update(_people(user, now))
    told.update(_operations(user, now))
    return told


def tag_hash(tag: object) -> str:
    """Enough to know a tag by, not enough to make one."""
    return hashlib.sha256(str(tag).encode()).hexdigest()[:32]


def _tasks(user: Staff, now: datetime) -> "QuerySet[Task, tuple[Any, ...]]":
    """Mine, and nobody's of a post that I fill: what is open and what opens within a day."""
    day = timezone.localdate(now)
    posts = Posting.objects.filter(staff=user).on(day)
    mine = Q(assignee=user) | Q(assignee=None, post__in=posts.values("post"))
    rows = Task.objects.visible_to(user).filter(mine, status__in=OPEN)
    soon = rows.filter(opens_at__lt=now + AHEAD, lost_at__gt=now)
    return soon.order_by("closes_at", "target__order", "pk").values_list(*TASK)[:MOST_TASKS]


def _lasts(tasks: Sequence[Any], now: datetime) -> dict[int, Last]:
    """What was read last at the targets of those tasks whose checklists ask for readings."""
    readings = readings_of({row[3] for row in tasks})
    targets = {row[14] for row in tasks if row[3] in readings}
    return last_readings(targets, [item for items in readings.values() for item in items], now)


def _task(
    row: Sequence[Any], user: Staff, last: Last | None, walk: Mapping[str, Any] | None
) -> str:
    return as_json(
        {
            "id": row[0],
            "site": row[1],
            "title": row[2],
            "checklist": f"{row[3]}@{row[1]}",
            "place": row[4],
            "equipment": row[5],
            "department": row[6],
            "status": row[7],
            "opens_at": moment(row[8]),
            "closes_at": moment(row[9]),
            "lost_at": moment(row[10]),
            "started_at": moment(row[11]),
            "mine": row[12] == user.pk,
            "order": row[13],
            "version": f"{row[7]}.{row[12] or 0}",
            "last": last,
            "round": walk,
        }
    )


def _cases(user: Staff) -> Iterable[Case]:
    """What I put right, what my team puts right, what I give out, what I may recheck."""
    giving = Q(pk__in=[])
    for grant in user.scope.grants:
        here = Q(site_id__in=grant.site_ids)
        trade = Q(department=grant.department) if grant.department else Q()
        if grant.role in GIVERS:
            giving |= here & trade
        if grant.role in RECHECKERS:
            giving |= here & Q(status=Status.FIXED)
    rows = Case.objects.visible_to(user).filter(status__in=UNFINISHED)
    wanted = rows.filter(giving | Q(owner=user) | Q(owner__in=_team(user)))
    return wanted.select_related("owner").order_by("due_at", "pk")[:MOST_CASES]


def _team(user: Staff) -> "QuerySet[Posting, Any]":
    today = Posting.objects.on(timezone.localdate())
    teams = today.filter(staff=user, team__isnull=False).values("team")
    return today.filter(team__in=teams).values("staff")


def _sites(user: Staff, tasks: Sequence[Any], cases: Sequence[Case]) -> dict[int, str]:
    """Where I have work, and where I stand on the very site."""
    wanted = {row[1] for row in tasks} | {case.site_id for case in cases}
    own = {s for g in user.scope.grants if len(g.site_ids) == 1 for s in g.site_ids}
    rows = Site.objects.filter(pk__in=(wanted | own)).order_by("pk")
    return {
        pk: as_json({"id": pk, "name": name, "time_zone": zone})
        for pk, name, zone in rows.values_list("pk", "name", "time_zone")
    }


def _spots(
    tasks: Sequence[Any], cases: Sequence[Case], sites: Iterable[int], walked: Sequence[int]
) -> Told:
    """The places and machines of my work, and whatever else can be scanned where I am."""
    places = [p for p in [*(r[4] for r in tasks), *(c.place_id for c in cases), *walked] if p]
    machines = [m for m in [*(r[5] for r in tasks), *(c.equipment_id for c in cases)] if m]
    abroad = ~Q(kind=Place.Kind.ROOM) & Q(site_id__in=list(sites))
    told: Told = {}
    rows = Place.objects.filter(abroad | Q(pk__in=set(places))).order_by("order", "pk")
    for row in rows.values_list(*PLACE)[:MOST_PLACES]:
        spot = dict(zip(TOLD_PLACE, row, strict=False))
        told[f"place:{row[0]}"] = as_json({**spot, "tag_hash": tag_hash(row[-1])})
    found = Equipment.objects.filter(pk__in=set(machines)).order_by("pk")
    for row in found.values_list(*MACHINE):
        machine = dict(zip(TOLD_MACHINE, row, strict=False))
        told[f"equipment:{row[0]}"] = as_json({**machine, "tag_hash": tag_hash(row[-1])})
    return told


def _add_spots(told: Told, spots: Told, place: int | None, machine: int | None) -> None:
    for key in (f"place:{place}", f"equipment:{machine}"):
        if key in spots:
            told[key] = spots[key]


def _people(user: Staff, now: datetime) -> Iterator[tuple[str, str]]:
    """Whom a case may be given to: only for those who give out, and only where they stand."""
    own = [g for g in user.scope.grants if g.role in GIVERS and len(g.site_ids) == 1]
    sites = Site.objects.filter(pk__in={s for g in own for s in g.site_ids})
    for site in sites.order_by("pk"):
        nodes = [site.path[: i + 1] for i, sign in enumerate(site.path) if sign == "/"]
        rows = Membership.objects.on(timezone.localdate(now)).filter(
            node__path__in=nodes, role__in=OWNERS, staff__is_active=True
        )
        found = rows.order_by("staff__name", "staff_id", "department")
        for pk, name, trade in found.values_list("staff_id", "staff__name", "department"):
            person = {"id": pk, "site": site.pk, "name": name, "department": trade}
            yield f"person:{pk}@{site.pk}", as_json(person)


def _operations(user: Staff, now: datetime) -> Iterator[tuple[str, str]]:
    """What of mine waits or was decided lately."""
    waiting = Q(state__in=(State.WAITING, State.HELD, State.CONFLICT))
    rows = Operation.objects.filter(waiting | Q(decided_at__gte=now - TOLD_FOR), by=user)
    found = list(rows.order_by("-received_at")[:MOST_OPERATIONS])
    wanted = {sha for row in found if row.decided_at is None for sha in row.files}
    whole = Upload.objects.filter(by=user, sha256__in=wanted, blob__isnull=False)
    here = set(whole.values_list("sha256", flat=True)) if wanted else set()
    for row in found:
        yield (
            f"operation:{row.uid}/{row.body_hash[:8]}",
            as_json(
                {
                    "uuid": str(row.uid),
                    "kind": row.kind,
                    "state": row.state,
                    "code": row.code,
                    "text": row.text,
                    "missing": [s for s in row.files if s not in here]
                    if not row.decided_at
                    else [],
                    "captured_at": moment(row.captured_at),
                    "decided_at": moment(row.decided_at),
                    "reason": row.reason,
                }
            ),
        )
