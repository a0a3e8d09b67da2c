"""A finding at Lakeside and the case it opened."""

from datetime import datetime
from uuid import UUID, uuid4

import pytest

from pinzhi.cases.actions import fix_case, hand_in_record, recheck_case
from pinzhi.cases.models import Case
from pinzhi.cases.states import RecheckOutcome
from pinzhi.people.models import Staff
from pinzhi.plans.models import Task
from pinzhi.records.models import Finding
from tests.photos import plant_photo
from tests.planting import fill_in


@pytest.fixture
def finding(task: Task, worker: Staff, foreman: Staff, now: datetime) -> Finding:  # noqa: ARG001 -- the foreman answers for what nobody else does
    """The floor was wet this morning."""
    record, _ = hand_in_record(
        fill_in(task, ("fail", "0.3", ""), at=now), task=task, by=worker, now=now
    )
    return record.findings.get()


@pytest.fixture
def case(finding: Finding) -> Case:
    """Gang, who leads the engineers, has a week to have it put right."""
    return Case.objects.get(finding=finding)


def fix(
    case: Case, by: Staff, at: datetime, *, text: str = "Mopped", uid: UUID | None = None
) -> Case:
    photo = plant_photo(case.site, by, at)
    return fix_case(case, uid=uid or uuid4(), text=text, photos=[photo], at=at, by=by, now=at)


def recheck(
    case: Case, outcome: RecheckOutcome, by: Staff, at: datetime, *, text: str = "Looked"
) -> Case:
    return recheck_case(case, outcome, uid=uuid4(), text=text, at=at, by=by, now=at)
