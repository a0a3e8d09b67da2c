"""From a failed item to a case: who answers for it, until when, and never twice."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from pinzhi.cases.actions import hand_in_record, open_rectification
from pinzhi.cases.actions.opening import find_owner
from pinzhi.cases.models import Case
from pinzhi.people.models import Staff
from pinzhi.places.models import Equipment, Membership, OrgNode, Place, Role, Site
from pinzhi.plans.models import Task
from pinzhi.records.actions import submit_record
from pinzhi.records.models import Finding
from pinzhi.trail.models import Event
from tests.conftest import plant_member
from tests.photos import plant_photo
from tests.planting import fill_in, plant_edition, plant_plan, plant_task, with_answer

pytestmark = pytest.mark.django_db

FAILED = ("fail", "0.3", "")


@pytest.fixture
def finding(task: Task, worker: Staff, now: datetime) -> Finding:
    """A finding at Lakeside that has no case yet."""
    record, _ = submit_record(fill_in(task, FAILED, at=now), task=task, by=worker, now=now)
    return record.findings.get()


@pytest.fixture
def hall(site: Site) -> Place:
    """The lobby, in building 1, in the north zone."""
    zone = plant_place(site, "zone", "N", None)
    building = plant_place(site, "building", "B1", zone)
    return plant_place(site, "space", "LOBBY", building)


def plant_place(site: Site, kind: str, code: str, parent: Place | None) -> Place:
    return Place.objects.create(
        site=site, kind=kind, code=code, name=code, full_name=code, parent=parent
    )


def at(finding: Finding, place: Place | None = None, machine: Equipment | None = None) -> Finding:
    Finding.objects.update(place=place, equipment=machine)
    return Finding.objects.get(pk=finding.pk)


def answers_for(place: Place | None, staff: Staff) -> None:
    assert place is not None
    place.responsible = staff
    place.save(update_fields=["responsible"])


def test_open_rectification_gives_the_case_owner_and_deadline(
    finding: Finding, foreman: Staff, worker: Staff, now: datetime
) -> None:
    case = open_rectification(finding, by=worker)
    assert (case.owner, case.status, case.opened_at) == (foreman, "assigned", now)
    assert case.due_at == now + timedelta(weeks=1)  # unless the item says otherwise (PAT-57)
    assert (case.title, case.department) == (finding.title, "engineering")
    event = Event.objects.get(verb="case.opened")
    assert (event.actor_id, event.after["owner"]) == (worker.pk, foreman.name)


def test_the_deadline_is_the_items_own(site: Site, worker: Staff, now: datetime) -> None:
    urgent = {"02": {"fix_value": Decimal(2), "fix_unit": "hour"}}
    task = plant_task(plant_plan(site, plant_edition(items=urgent)), now, worker)
    hand_in_record(fill_in(task, ("pass", "9", ""), at=now), task=task, by=worker, now=now)
    assert Case.objects.get().due_at == now + timedelta(hours=2)


def test_a_finding_that_nobody_answers_for_stays_open(finding: Finding, worker: Staff) -> None:
    case = open_rectification(finding, by=worker)
    assert (case.owner, case.status) == (None, "open")
    assert Event.objects.get(verb="case.opened").after["owner"] is None


def test_whoever_answers_for_the_machine_comes_first(
    finding: Finding, site: Site, hall: Place, butler: Staff, colleague: Staff
) -> None:
    answers_for(hall, butler)
    machine = Equipment.objects.create(
        site=site, code="P1", name="Pump", system="water_supply", responsible=colleague
    )
    assert find_owner(at(finding, hall, machine)) == colleague


def test_whoever_answers_for_the_place_comes_before_those_around_it(
    finding: Finding, hall: Place, butler: Staff, colleague: Staff
) -> None:
    answers_for(hall, butler)
    answers_for(hall.parent, colleague)
    assert find_owner(at(finding, hall)) == butler


@pytest.mark.usefixtures("foreman")
def test_whoever_answers_for_a_place_around_it_is_asked(
    finding: Finding, hall: Place, butler: Staff
) -> None:
    assert hall.parent is not None
    answers_for(hall.parent.parent, butler)
    assert find_owner(at(finding, hall)) == butler


def test_somebody_who_left_answers_for_nothing(
    finding: Finding, hall: Place, butler: Staff, foreman: Staff
) -> None:
    answers_for(hall, butler)
    Staff.objects.filter(pk=butler.pk).update(is_active=False, left_at=timezone.now())
    assert find_owner(at(finding, hall)) == foreman


def test_somebody_without_a_role_here_answers_for_nothing(
    finding: Finding, hall: Place, sister_manager: Staff, foreman: Staff
) -> None:
    answers_for(hall, sister_manager)
    assert find_owner(at(finding, hall)) == foreman


@pytest.mark.usefixtures("department_head")
def test_the_leader_nearest_to_the_work_is_asked(
    finding: Finding, company: OrgNode, foreman: Staff
) -> None:
    plant_member("afar", company, Role.FOREMAN, "engineering")
    assert find_owner(finding) == foreman


def test_a_foreman_of_another_trade_is_not_asked(
    finding: Finding, site: Site, department_head: Staff
) -> None:
    plant_member("guard", site.node, Role.FOREMAN, "security")
    assert find_owner(finding) == department_head


def test_the_site_manager_is_asked_last(finding: Finding, site_manager: Staff) -> None:
    assert find_owner(finding) == site_manager


def test_a_leader_begins_at_the_sites_own_midnight(site: Site, worker: Staff) -> None:
    """07:00 on the 16th in Shanghai is still the 15th in Greenwich."""
    early = datetime(2026, 9, 15, 23, tzinfo=UTC)
    task = plant_task(plant_plan(site, plant_edition()), early, worker)
    record, _ = submit_record(fill_in(task, FAILED, at=early), task=task, by=worker, now=early)
    new = plant_member("new", site.node, Role.FOREMAN, "engineering")
    Membership.objects.filter(staff=new).update(starts_on=date(2026, 9, 16))
    assert find_owner(record.findings.get()) == new


def test_hand_in_record_opens_a_case_for_what_is_still_open_only(
    task: Task, worker: Staff, now: datetime
) -> None:
    before = plant_photo(task.site, worker, now, 1)
    after = plant_photo(task.site, worker, now, 2)
    submission = with_answer(
        fill_in(task, ("fail", "9", ""), at=now),
        0,
        photos=(before,),
        put_right=True,
        put_right_photos=(after,),
    )
    record, created = hand_in_record(submission, task=task, by=worker, now=now)
    assert (created, record.findings.count()) == (True, 2)
    assert [case.finding.item.code for case in Case.objects.all() if case.finding] == ["02"]


def test_hand_in_record_opens_nothing_when_nothing_failed(
    task: Task, worker: Staff, now: datetime
) -> None:
    hand_in_record(fill_in(task, at=now), task=task, by=worker, now=now)
    assert Case.objects.count() == 0


def test_hand_in_record_twice_opens_once(task: Task, worker: Staff, now: datetime) -> None:
    submission = fill_in(task, FAILED, at=now)
    hand_in_record(submission, task=task, by=worker, now=now)
    _, created = hand_in_record(submission, task=task, by=worker, now=now)
    assert (created, Case.objects.count()) == (False, 1)
    assert Event.objects.filter(verb="case.opened").count() == 1
