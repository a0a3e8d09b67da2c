"""A rule that cannot be carried out: it stops its own plan, and nothing else."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pinzhi.places.models import Site
from pinzhi.plans.actions import fill_site
from pinzhi.plans.models import Plan
from pinzhi.trail.models import Event
from tests.planting import DAILY, plant_edition, plant_plan

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 9, 13, 16, tzinfo=UTC)  # Monday 14 September, midnight in Shanghai


def fill(site: Site, days: int = 1) -> int:
    return fill_site(site, start=MONDAY, until=MONDAY + timedelta(days=days))


def verbs() -> list[str]:
    found = Event.objects.filter(verb__startswith="plan.rule").order_by("id")
    return list(found.values_list("verb", flat=True))


@pytest.mark.parametrize("rule", [{"unit": "fortnight"}, {}, {"unit": "day", "every": "x"}])
def test_fill_site_goes_on_past_a_bad_rule_and_says_so_once(
    rule: dict[str, Any], site: Site, plan: Plan
) -> None:
    bad = plant_plan(site, plant_edition("BAD"))
    Plan.objects.filter(pk=bad.pk).update(recurrence=rule)
    assert fill(site) == 1
    assert fill(site, 2) == 1
    bad.refresh_from_db()
    plan.refresh_from_db()
    assert (bool(bad.fault), plan.fault, verbs()) == (True, "", ["plan.rule_refused"])
    Plan.objects.filter(pk=bad.pk).update(recurrence=DAILY)
    assert fill(site, 3) == 4  # its first three days too
    bad.refresh_from_db()
    assert (bad.fault, verbs()) == ("", ["plan.rule_refused", "plan.rule_mended"])


@pytest.mark.parametrize(
    ("rule", "opens"),
    [
        # every is one when it is not said
        ({"unit": "day", "window": ["09:30", "10:00"]}, datetime(2026, 9, 14, 1, 30, tzinfo=UTC)),
        ({"unit": "day", "every": None}, datetime(2026, 9, 13, 16, tzinfo=UTC)),
        # before the 1st is the whole month before its cycle
        ({"unit": "month", "before_day": 1}, datetime(2026, 8, 31, 16, tzinfo=UTC)),
        ({"unit": "quarter", "before_day": 1}, datetime(2026, 8, 31, 16, tzinfo=UTC)),
        # a half month, and windows longer than a day
        ({"unit": "month", "every": 0.5}, datetime(2026, 8, 31, 16, tzinfo=UTC)),
        ({"unit": "hour", "every": 48}, datetime(2026, 9, 12, 16, tzinfo=UTC)),
    ],
)
def test_fill_site_finds_the_window_that_is_open(
    rule: dict[str, Any], opens: datetime | None, site: Site
) -> None:
    plan = plant_plan(site, plant_edition(recurrence=rule))
    fill(site)
    first = plan.tasks.order_by("opens_at").first()
    assert (first and first.opens_at) == opens
