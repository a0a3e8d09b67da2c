"""The loop's own things: an edition in force, a plan, a task of this morning."""

import pytest

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.models import Plan, Task
from pinzhi.standards.models import Edition
from tests.conftest import NOW
from tests.planting import plant_edition, plant_plan, plant_task


@pytest.fixture
def edition() -> Edition:
    """A standard in force: one clause, one daily checklist of three items."""
    return plant_edition()


@pytest.fixture
def plan(site: Site, edition: Edition) -> Plan:
    """Lakeside carries the standard out every day from 09:30 to 10:00."""
    return plant_plan(site, edition)


@pytest.fixture
def task(plan: Plan, worker: Staff) -> Task:
    """This morning's round, open until half an hour after NOW, given to Wei."""
    return plant_task(plan, NOW, worker)
