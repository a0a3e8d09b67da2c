from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from pinzhi.cases.actions import fix_case, hand_in_record, recheck_case
from pinzhi.cases.models import Case
from pinzhi.cases.states import RecheckOutcome
from pinzhi.people.models import Staff
from pinzhi.plans.models import Task
from pinzhi.trail.models import Event
from tests.photos import plant_photo
from tests.planting import fill_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def fixed(task: Task, worker: Staff, foreman: Staff, now: datetime) -> Case:
    """A week was allowed for it; the foreman reported it after a day."""
    hand_in_record(fill_in(task, ("fail", "0.3", ""), at=now), task=task, by=worker, now=now)
    case, at = Case.objects.get(), now + timedelta(days=1)
    photo = plant_photo(case.site, foreman, at)
    return fix_case(case, uid=uuid4(), text="mopped", photos=[photo], at=at, by=foreman, now=at)


@pytest.mark.parametrize(
    ("days", "due_after"),
    [
        (2, 9),  # a week from the recheck
        (30, 37),  # also when the old deadline is long past
    ],
)
def test_a_second_round_gets_the_time_limit_anew(
    fixed: Case, site_manager: Staff, now: datetime, days: int, due_after: int
) -> None:
    at = now + timedelta(days=days)
    case = recheck_case(
        fixed, RecheckOutcome.AGAIN, uid=uuid4(), text="wet", at=at, by=site_manager, now=at
    )
    assert (case.round, case.due_at) == (2, now + timedelta(days=due_after))
    event = Event.objects.get(verb="case.again")
    assert ("due_at" in event.before, "due_at" in event.after) == (True, True)


def test_a_later_deadline_stays(fixed: Case, site_manager: Staff, now: datetime) -> None:
    granted = now + timedelta(days=60)
    Case.objects.update(due_at=granted)
    at = now + timedelta(days=2)
    case = recheck_case(
        fixed, RecheckOutcome.AGAIN, uid=uuid4(), text="wet", at=at, by=site_manager, now=at
    )
    assert case.due_at == granted


def test_a_closed_case_keeps_its_deadline(fixed: Case, site_manager: Staff, now: datetime) -> None:
    at = now + timedelta(days=2)
    case = recheck_case(
        fixed, RecheckOutcome.PUT_RIGHT, uid=uuid4(), at=at, by=site_manager, now=at
    )
    assert case.due_at == now + timedelta(days=7)
