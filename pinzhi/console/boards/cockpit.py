"""How a site has been doing: the score, the loop, punctuality, and where it keeps failing."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.db.models import Avg, Count, F, Q, QuerySet
from django.db.models.functions import TruncWeek
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pinzhi.cases.models import Recheck
from pinzhi.cases.states import RecheckOutcome
from pinzhi.common.charts import Band, Chart, Series
from pinzhi.places.models import Site
from pinzhi.plans.models import Task
from pinzhi.plans.states import Status
from pinzhi.records.models import Finding
from pinzhi.records.states import FindingStatus
from pinzhi.scores.bands import BANDS
from pinzhi.scores.models import MonthScore

WEEKS = 12
CLAUSES = 12
MONTH = timedelta(days=30)
AGES = {"1": 1, "7": 7, "30": 30}  # as the list of findings names them: up to so many days
BAND_LOOKS = {"fail": "late", "good": "due", "excellent": "done"}


@dataclass(frozen=True)
class Rate:
    """A share of a whole; None of nothing."""

    part: int
    whole: int

    @property
    def ratio(self) -> float | None:
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True)
class Cockpit:
    months: Sequence[MonthScore]
    gauge: Chart | None
    trend: Chart
    loop: Chart
    ages: Chart
    heat: Chart | None
    open_findings: int
    mean_age: timedelta | None
    on_time: Rate
    missed: Rate
    passed: Rate
    done_address: str
    missed_address: str

    @property
    def current(self) -> MonthScore | None:
        return self.months[-1] if self.months else None


def cockpit_of(site: Site, now: datetime) -> Cockpit:
    """Nine queries at any amount of data: all of them over weeks or open things of one site."""
    months = list(MonthScore.objects.filter(site=site).order_by("-month")[:12])[::-1]
    open_findings = Finding.objects.filter(site=site, status=FindingStatus.OPEN)
    mean = open_findings.aggregate(age=Avg(now - F("found_at")))["age"]
    done, late, lost = _punctuality(site, now)
    return Cockpit(
        months=months,
        gauge=_gauge(months),
        trend=_trend(months),
        loop=_loop(site, now),
        ages=_ages(site, now),
        heat=_heat(site, now),
        open_findings=open_findings.count(),
        mean_age=mean,
        on_time=Rate(done, done + late + lost),
        missed=Rate(lost, done + late + lost),
        passed=_passed(site, now),
        done_address=_tasks_address(site, now, status="done"),
        missed_address=_tasks_address(site, now, status="missed"),
    )


def score_bands() -> list[Band]:
    """The grades as stretches of the scale."""
    edges = [float(b.least) for b in BANDS] + [100.0]
    return [
        Band(edges[i], edges[i + 1], str(b.label), BAND_LOOKS[b.code]) for i, b in enumerate(BANDS)
    ]


def _gauge(months: Sequence[MonthScore]) -> Chart | None:
    if not months or months[-1].score is None:
        return None
    last = months[-1]
    series = [Series(f"{last.month:%Y-%m}", [float(last.score or 0)])]
    return Chart("gauge", [_("Score")], series, bands=score_bands(), minimum=60, maximum=100)


def _trend(months: Sequence[MonthScore]) -> Chart:
    values = [float(m.score) if m.score is not None else None for m in months]
    links = [reverse("scores:why", args=[m.pk]) for m in months]
    names = [f"{m.month:%Y-%m}" for m in months]
    return Chart(
        "line", names, [Series(_("Score"), values, links=links)], bands=score_bands(), maximum=100
    )


def _weeks(site: Site, now: datetime) -> list[date]:
    today = now.astimezone(ZoneInfo(site.time_zone)).date()
    monday = today - timedelta(days=today.weekday())
    return [monday - timedelta(weeks=n) for n in range(WEEKS - 1, -1, -1)]


def _loop(site: Site, now: datetime) -> Chart:
    """Findings opened and closed, week by week."""
    weeks, zone = _weeks(site, now), ZoneInfo(site.time_zone)
    opened = _per_week(Finding.objects.filter(site=site), "found_at", weeks, zone)
    closed = _per_week(Finding.objects.filter(site=site), "closed_at", weeks, zone)
    names = [f"{w:%m-%d}" for w in weeks]
    series = [
        Series(_("Found"), opened, "late"),
        Series(pgettext("findings", "Closed"), closed, "done"),
    ]
    return Chart("bar", names, series)


def _per_week(rows: QuerySet[Finding], field: str, weeks: list[date], zone: ZoneInfo) -> list[int]:
    start = datetime.combine(weeks[0], datetime.min.time(), zone)
    counted = (
        rows.filter(**{f"{field}__gte": start})
        .annotate(week=TruncWeek(field, tzinfo=zone))
        .values_list("week")
        .annotate(n=Count("pk"))
    )
    by = {week.date(): n for week, n in counted}
    return [by.get(week, 0) for week in weeks]


def _ages(site: Site, now: datetime) -> Chart:
    """Open findings by age; each bar leads to the findings it counts."""
    edges = [now - timedelta(days=d) for d in AGES.values()]
    bounds = list(zip([now, *edges], [*edges, None], strict=True))
    counts = Finding.objects.filter(site=site, status=FindingStatus.OPEN).aggregate(
        **{f"a{i}": Count("pk", filter=_between(*pair)) for i, pair in enumerate(bounds)}
    )
    names = [
        _("up to 1 day"),
        *(_("%(a)d to %(b)d days") % {"a": a, "b": b} for a, b in pairwise(AGES.values())),
        _("over 30 days"),
    ]
    links = [findings_address(site, status="open", age=age) for age in (*AGES, "older")]
    values = [counts[f"a{i}"] for i in range(len(bounds))]
    return Chart("bar", names, [Series(_("Open findings"), values, "waiting", links)])


def findings_address(site: Site, **filters: str) -> str:
    """The list of findings that holds just those a number counts."""
    return f"{reverse('records:finding_list')}?{urlencode({'site': site.pk, **filters})}"


def _between(newest: datetime, oldest: datetime | None) -> Q:
    inside = Q(found_at__lte=newest)
    return inside & Q(found_at__gt=oldest) if oldest else inside


def _heat(site: Site, now: datetime) -> Chart | None:
    """The clauses that failed most, week by week."""
    weeks, zone = _weeks(site, now), ZoneInfo(site.time_zone)
    start = datetime.combine(weeks[0], datetime.min.time(), zone)
    counted = (
        Finding.objects.filter(site=site, found_at__gte=start)
        .annotate(week=TruncWeek("found_at", tzinfo=zone))
        .values_list("clause_id", "clause__number", "clause__title", "week")
        .annotate(n=Count("pk"))
    )
    names: dict[int, str] = {}
    by: dict[int, dict[date, int]] = defaultdict(dict)
    for clause, number, title, week, n in counted:
        names[clause] = f"{number} {title}"
        by[clause][week.date()] = n
    worst = sorted(by, key=lambda c: (-sum(by[c].values()), names[c]))[:CLAUSES]
    if not worst:
        return None
    series = [
        Series(
            names[c],
            [by[c].get(week, 0) for week in weeks],
            "late",
            links=[_in_week(site, c, week) for week in weeks],
        )
        for c in worst
    ]
    most = max(n for weekly in by.values() for n in weekly.values())
    return Chart("heatmap", [f"{w:%m-%d}" for w in weeks], series, maximum=most)


def _tasks_address(site: Site, now: datetime, status: str) -> str:
    """The tasks of the last 30 days with one outcome; whole days, as people choose them."""
    today = now.astimezone(ZoneInfo(site.time_zone)).date()
    days = {"due_from": today - MONTH, "due_to": today}
    return f"{reverse('plans:task_list')}?{urlencode({'site': site.pk, 'status': status, **days})}"


def _in_week(site: Site, clause: int, week: date) -> str:
    last = week + timedelta(days=6)
    return findings_address(site, clause=str(clause), found_from=f"{week}", found_to=f"{last}")


def _punctuality(site: Site, now: datetime) -> tuple[int, int, int]:
    """Tasks of the last 30 days done in time, done late and missed."""
    midnight = now.astimezone(ZoneInfo(site.time_zone)).replace(hour=0, minute=0, second=0)
    since = midnight.replace(microsecond=0) - MONTH
    counts = Task.objects.filter(site=site, closes_at__gt=since, closes_at__lte=now).aggregate(
        done=Count("pk", filter=Q(status=Status.DONE)),
        late=Count("pk", filter=Q(status=Status.LATE)),
        lost=Count("pk", filter=Q(status=Status.MISSED)),
    )
    return counts["done"], counts["late"], counts["lost"]


def _passed(site: Site, now: datetime) -> Rate:
    """Rechecks of the last 90 days that found it put right."""
    since = now - 3 * MONTH
    counts = Recheck.objects.filter(fix__case__site=site, captured_at__gt=since).aggregate(
        passed=Count("pk", filter=Q(outcome=RecheckOutcome.PUT_RIGHT)), whole=Count("pk")
    )
    return Rate(counts["passed"], counts["whole"])
