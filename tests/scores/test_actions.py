from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from pinzhi.cases.actions import fix_case, hand_in_record, recheck_case
from pinzhi.cases.models import Case
from pinzhi.cases.states import RecheckOutcome
from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.models import Plan
from pinzhi.records.models import Record
from pinzhi.scores.actions import month_bounds, score_month
from pinzhi.scores.models import MonthScore
from pinzhi.scores.queries import why_score
from pinzhi.trail.models import Event
from tests.photos import plant_photo
from tests.planting import fill_in, plant_edition, plant_plan, plant_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspections(site: Site) -> Plan:
    """Lakeside is inspected by the same three items, out of a hundred."""
    return plant_plan(site, plant_edition("INSPECT", purpose="inspection"))


def inspect(
    plan: Plan, by: Staff, at: datetime, values: tuple[str, ...] = ("pass", "0.3", "")
) -> Record:
    task = plant_task(plan, at, by)
    record, _ = hand_in_record(fill_in(task, values, at=at), task=task, by=by, now=at)
    return record


def test_month_bounds_are_the_site_s_own_midnight(site: Site) -> None:
    first, last = month_bounds(site, datetime(2026, 2, 14, tzinfo=UTC).date())
    assert first.astimezone(UTC) == datetime(2026, 1, 31, 16, tzinfo=UTC)
    assert last.astimezone(UTC) == datetime(2026, 2, 28, 16, tzinfo=UTC)


def test_a_month_without_inspections_has_no_score(plan: Plan, worker: Staff, now: datetime) -> None:
    inspect(plan, worker, now, ("fail", "0.3", ""))  # work, not an inspection
    score = score_month(plan.site, now.date(), now=now)
    assert (score.score, score.band, score.inspections) == (None, "", 0)


def test_a_month_is_the_mean_of_its_inspections(
    inspections: Plan, inspector: Staff, now: datetime
) -> None:
    inspect(inspections, inspector, now)
    inspect(inspections, inspector, now + timedelta(days=1), ("fail", "9", ""))  # loses 7
    score = score_month(inspections.site, now.date(), now=now)
    assert (score.score, score.band, score.inspections) == (Decimal("96.50"), "excellent", 2)
    assert score.rules == {"bands": {"fail": "0", "good": "80", "excellent": "91"}}


def test_a_month_leaves_out_its_neighbours(
    inspections: Plan, inspector: Staff, now: datetime
) -> None:
    first, last = month_bounds(inspections.site, now.date())
    inspect(inspections, inspector, first - timedelta(seconds=1), ("fail", "9", ""))
    inspect(inspections, inspector, first)
    inspect(inspections, inspector, last, ("fail", "9", ""))
    score = score_month(inspections.site, now.date(), now=last + timedelta(days=1))
    assert (score.score, score.inspections) == (Decimal("100.00"), 1)


@pytest.fixture
def deducted(
    inspections: Plan,
    plan: Plan,
    worker: Staff,
    foreman: Staff,
    site_manager: Staff,
    inspector: Staff,
    now: datetime,
) -> Case:
    """A clean inspection, and a failed round whose case was closed with its deduction of 2."""
    inspect(inspections, inspector, now)
    record = inspect(plan, worker, now, ("fail", "0.3", ""))
    case = Case.objects.get(finding__record=record)
    photo = plant_photo(plan.site, foreman, now)
    fix_case(case, uid=uuid4(), text="mopped", photos=[photo], at=now, by=foreman)
    return recheck_case(
        case, RecheckOutcome.DEDUCTED, uid=uuid4(), text="wet again", at=now, by=site_manager
    )


def test_a_case_closed_with_a_deduction_takes_its_points(deducted: Case, now: datetime) -> None:
    score = score_month(deducted.site, now.date(), now=now)
    parts = score.parts.order_by("kind").values_list("kind", "points")
    assert score.score == Decimal("98.00")
    assert list(parts) == [("deduction", Decimal("-2.00")), ("inspection", Decimal("100.00"))]


def test_working_it_out_again_changes_nothing(deducted: Case, now: datetime) -> None:
    first = score_month(deducted.site, now.date(), now=now)
    again = score_month(deducted.site, now.date(), now=now + timedelta(days=1))

    assert (again.pk, again.score, again.parts.count()) == (first.pk, first.score, 2)
    assert MonthScore.objects.count() == 1
    assert Event.objects.filter(verb="score.computed").count() == 1


def test_why_score_leads_from_clause_to_finding(
    inspections: Plan, inspector: Staff, now: datetime
) -> None:
    record = inspect(inspections, inspector, now, ("fail", "9", ""))
    inspect(inspections, inspector, now + timedelta(hours=1))
    why = why_score(score_month(inspections.site, now.date(), now=now))

    worst = why.branches[0]
    assert (worst.record, worst.month_points) == (record, Decimal("3.5"))
    loss = worst.clauses[0]
    assert (loss.clause.number, loss.points) == ("1", Decimal("3.5"))
    assert [(one.finding.item.code, one.points) for one in loss.lost] == [
        ("01", Decimal(1)),
        ("02", Decimal("2.5")),
    ]
    assert (why.band and why.band.code, why.missing) == ("excellent", None)


def test_why_score_names_the_cases_that_took_points(deducted: Case, now: datetime) -> None:
    why = why_score(score_month(deducted.site, now.date(), now=now))
    assert [(part.case, part.points) for part in why.deductions] == [(deducted, Decimal(-2))]


def test_the_parts_of_a_score_add_up_to_it(
    inspections: Plan, inspector: Staff, now: datetime
) -> None:
    for n, values in enumerate([("fail", "9", ""), ("pass", "9", ""), ("fail", "0.3", "")]):
        inspect(inspections, inspector, now + timedelta(hours=n), values)
    score = score_month(inspections.site, now.date(), now=now)
    why = why_score(score)
    lost = sum((b.month_points for b in why.branches), Decimal(0))
    assert score.score == (100 - lost).quantize(Decimal("0.01"))
