from datetime import timedelta

import pytest
from django.utils import timezone

from pinzhi.people.models import Staff
from pinzhi.plans.models import Plan, Task
from tests.field.sync.phone import Phone
from tests.planting import plant_task


@pytest.fixture
def phone(worker: Staff) -> Phone:
    """Wei's phone, signed in."""
    return Phone(worker)


@pytest.fixture
def round_now(plan: Plan, worker: Staff) -> Task:
    """Wei's round, open since ten minutes ago for twenty more."""
    return plant_task(plan, timezone.now() - timedelta(minutes=10), worker)
