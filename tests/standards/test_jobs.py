from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django import app

from pinzhi.people.models import Staff
from pinzhi.places.models import OrgNode, Role
from pinzhi.standards.actions import approve_edition, submit_edition
from pinzhi.standards.jobs import start_scheduled_editions
from pinzhi.standards.models import Clause, Edition
from tests.conftest import plant_member
from tests.planting import plant_checklist

pytestmark = pytest.mark.django_db


def schedule(edition: Edition, number: str, one: Staff, other: Staff) -> Edition:
    draft = Edition.objects.create(standard=edition.standard, number=number)
    clause = Clause.objects.create(edition=draft, number="1", title="Floors", order=0)
    plant_checklist(draft, clause)
    submit_edition(draft, by=one)
    return approve_edition(draft, by=other, starts_on=timezone.localdate() + timedelta(days=1))


def test_what_is_due_comes_into_force_in_its_order(
    edition: Edition, quality_officer: Staff, group: OrgNode
) -> None:
    second = plant_member("yu", group, Role.QUALITY_OFFICER)
    later = schedule(edition, "3", quality_officer, second)
    sooner = schedule(edition, "2", quality_officer, second)
    start_scheduled_editions(timestamp=0)
    assert set(Edition.objects.values_list("status", flat=True)) == {"published", "scheduled"}
    today = timezone.localdate()  # the instance stood still over both days
    Edition.objects.filter(pk=sooner.pk).update(starts_on=today - timedelta(days=2))
    Edition.objects.filter(pk=later.pk).update(starts_on=today)
    start_scheduled_editions(timestamp=0)
    start_scheduled_editions(timestamp=0)
    found = dict(Edition.objects.values_list("number", "status"))
    assert found == {"1": "superseded", "2": "superseded", "3": "published"}


def test_the_period() -> None:
    periods = app.periodic_registry.periodic_tasks.items()
    beats = {name: p.cron for (name, _), p in periods if name.startswith("pinzhi.standards.")}
    assert beats == {"pinzhi.standards.jobs.start_scheduled_editions": "* * * * *"}
