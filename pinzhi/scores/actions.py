"""Working out a site's month, from nothing but what is on record."""

from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from pinzhi.cases.models import Case
from pinzhi.cases.states import Status
from pinzhi.places.models import Site
from pinzhi.records.models import Record
from pinzhi.scores.bands import BANDS, band_of
from pinzhi.scores.models import MonthScore, ScorePart
from pinzhi.scores.sums import Inspected, inspection_points, month_score
from pinzhi.standards.words import Purpose
from pinzhi.trail import actions as trail


@transaction.atomic
def score_month(site: Site, month: date, *, now: datetime | None = None) -> MonthScore:
    """Work a site's month out anew and keep what it was worked out from.

    `month` is any day of it; it begins and ends at the site's own midnight. Run again with nothing
    new it gives the same parts and the same score, whatever the order of events was.
    """
    first, last = month_bounds(site, month)
    inspections = list(
        Record.objects.filter(
            site=site,
            checklist__purpose=Purpose.INSPECTION,
            captured_at__gte=first,
            captured_at__lt=last,
        ).order_by("captured_at", "uid")
    )
    deducted = list(
        Case.objects.filter(
            site=site, status=Status.DEDUCTED, closed_at__gte=first, closed_at__lt=last
        )
        .select_related("finding")
        .order_by("closed_at", "pk")
    )
    checks = [Inspected(r.total, r.deducted) for r in inspections]
    score = month_score(checks, [_points(case) for case in deducted])
    return _keep(site, first.date(), score, inspections, deducted, now or timezone.now())


def month_bounds(site: Site, month: date) -> tuple[datetime, datetime]:
    """The first instant of a month at the site, and the first of the next."""
    first = datetime.combine(month.replace(day=1), time(), ZoneInfo(site.time_zone))
    return first, first + relativedelta(months=1)


def _points(case: Case) -> Decimal:
    return case.finding.deduction if case.finding else Decimal(0)


def _keep(
    site: Site,
    month: date,
    score: Decimal | None,
    inspections: list[Record],
    deducted: list[Case],
    now: datetime,
) -> MonthScore:
    band = band_of(score)
    MonthScore.objects.bulk_create(
        [MonthScore(site=site, month=month, computed_at=now)], ignore_conflicts=True
    )
    row = MonthScore.objects.select_for_update().get(site=site, month=month)
    before = {"score": row.score, "band": row.band}
    row.score, row.band, row.computed_at = score, band.code if band else "", now
    row.inspections = len(inspections)
    row.rules = {"bands": {b.code: str(b.least) for b in BANDS}}
    row.save()
    row.parts.all().delete()
    ScorePart.objects.bulk_create(
        [*(_inspection(row, r) for r in inspections), *(_deduction(row, c) for c in deducted)]
    )
    after = {"score": row.score, "band": row.band}
    if after != before:
        trail.record("score.computed", row, by=None, before=before, after=after)
    return row


def _inspection(row: MonthScore, record: Record) -> ScorePart:
    points = inspection_points(Inspected(record.total, record.deducted))
    return ScorePart(
        month_score=row,
        kind=ScorePart.Kind.INSPECTION,
        record=record,
        points=points,
        weight=record.total,
    )


def _deduction(row: MonthScore, case: Case) -> ScorePart:
    return ScorePart(
        month_score=row,
        kind=ScorePart.Kind.DEDUCTION,
        finding=case.finding,
        case=case,
        points=-_points(case),
        weight=Decimal(0),
    )
