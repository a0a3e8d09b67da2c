"""From a failed item to a case with an owner and a deadline."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from pinzhi.cases.deadlines import due_at
from pinzhi.cases.models import Case
from pinzhi.cases.states import Status
from pinzhi.people.models import Staff
from pinzhi.places.calendars import calendar_of
from pinzhi.places.models import Equipment, Membership, Place, Role, Site
from pinzhi.plans.models import Task
from pinzhi.records.actions import HandedIn, Taken, submit_records
from pinzhi.records.models import Finding, Record
from pinzhi.records.sheet import item_as_judged
from pinzhi.records.states import FindingStatus
from pinzhi.records.submissions import Submission
from pinzhi.trail import actions as trail


def hand_in_record(
    submission: Submission,
    *,
    task: Task,
    by: Staff,
    now: datetime | None = None,
    rules_at: datetime | None = None,
    beside: bool = False,
    device: str = "",
) -> tuple[Record, bool]:
    """Take in a record and open a rectification for whatever was not put right on the spot.

    The one deed for page, phone and job; `rules_at`, `beside`, `device` are those of `HandedIn`,
    the refusals those of `submit_records`.
    """
    one = HandedIn(submission, task, now, rules_at, beside, device)
    return hand_in_records([one], by=by)[0]


@transaction.atomic
def hand_in_records(handed_in: Sequence[HandedIn], *, by: Staff) -> list[Taken]:
    """As `hand_in_record`, for many of one person: all of them or none."""
    taken = submit_records(handed_in, by=by)
    failed = [record.pk for record, created in taken if created and record.failed]
    if failed:
        still_open = Finding.objects.filter(record__in=failed, status=FindingStatus.OPEN)
        rows = still_open.select_related("item__checklist", "site", "place", "equipment")
        for finding in rows.order_by("pk"):
            open_rectification(finding, by=by)
    return taken


@transaction.atomic
def open_rectification(finding: Finding, *, by: Staff) -> Case:
    """Open the case of a finding: its owner answers for the spot, its deadline is the item's."""
    item = item_as_judged(finding)
    calendar = calendar_of(finding.site)
    owner = find_owner(finding)
    case = Case.objects.create(
        site_id=finding.site_id,
        finding=finding,
        title=finding.title,
        department=item.checklist.department,
        place_id=finding.place_id,
        equipment_id=finding.equipment_id,
        status=Status.OPEN if owner is None else Status.ASSIGNED,
        owner=owner,
        opened_at=finding.found_at,
        due_at=due_at(finding.found_at, item.fix_value, item.fix_unit, calendar),
    )
    after = {"owner": owner.name if owner else None, "due_at": case.due_at}
    trail.record("case.opened", case, by=by, after=after)
    return case


def find_owner(finding: Finding) -> Staff | None:
    """Who answers for the machine, the place, or a place around it; else who leads the trade.

    Nobody is left out of work: of the leaders the nearest to the work is asked first.
    """
    return answering_for(
        finding.site,
        equipment=finding.equipment,
        place=finding.place,
        department=finding.item.checklist.department,
        at=finding.found_at,
    )


def answering_for(
    site: Site, *, equipment: Equipment | None, place: Place | None, department: str, at: datetime
) -> Staff | None:
    """As `find_owner`, for a spot of a site at an instant."""
    for thing in (equipment, *_upwards(place)):
        person = thing.responsible if thing is not None else None
        if person is not None and site.pk in person.scope.site_ids:
            return person
    for role in (Role.FOREMAN, Role.DEPARTMENT_HEAD, Role.SITE_MANAGER):
        leader = _leader(site, role, department, at)
        if leader is not None:
            return leader
    return None


def _upwards(place: Place | None) -> list[Place]:
    found = []
    while place is not None:
        found.append(place)
        place = place.parent
    return found


def _leader(site: Site, role: Role, department: str, at: datetime) -> Staff | None:
    path = site.path
    nodes = [path[: i + 1] for i, sign in enumerate(path) if sign == "/"]
    day = at.astimezone(ZoneInfo(site.time_zone)).date()
    here = Membership.objects.on(day).filter(
        Q(department="") | Q(department=department),
        role=role,
        node__path__in=nodes,
        staff__is_active=True,
    )
    nearest = here.select_related("staff").order_by("-node__path", "-department", "pk").first()
    return nearest.staff if nearest else None
