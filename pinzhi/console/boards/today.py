"""What a site's manager wants to know at half past eight: five queries, whatever the size."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.db.models import Case as Choice
from django.db.models import Count, Q, Value, When
from django.db.models.functions import TruncHour
from django.urls import reverse
from django.utils.translation import gettext as _

from pinzhi.cases.models import Case, Extension
from pinzhi.cases.states import Status as CaseStatus
from pinzhi.common.charts import Chart, Part, Series, strip
from pinzhi.common.looks import STATUSES
from pinzhi.people.departments import Department
from pinzhi.people.models import Staff
from pinzhi.people.queries import roster_map
from pinzhi.places.models import Site
from pinzhi.plans.models import Task
from pinzhi.plans.states import OPEN, Status

DAY = timedelta(days=1)
# the statuses of the screen, in the order a strip shows them
SHOWN = ("done", "running", "late", "missed", "nobody", "due")


@dataclass(frozen=True)
class Tally:
    label: str
    value: int
    href: str
    status: str


@dataclass(frozen=True)
class Row:
    """One department's day."""

    name: str
    counts: Mapping[str, int]
    parts: Sequence[Part]
    href: str

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class OnShift:
    shift: str
    people: Sequence[Staff]


@dataclass(frozen=True)
class Today:
    counts: Sequence[Tally]
    rows: Sequence[Row]
    hours: Chart
    cases: Sequence[Tally]
    on_shift: Sequence[Staff]
    needs: Sequence[Tally]


def today_of(site: Site, now: datetime) -> Today:
    """The board of a site's own day, midnight to midnight."""
    zone = ZoneInfo(site.time_zone)
    start = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    found = _tasks(site, start, now, zone)
    cases = _cases(site, now, start + DAY)
    return Today(
        counts=_counts(found, site, start),
        rows=_rows(found, site, start),
        hours=_hours(found, start),
        cases=_case_numbers(cases, site),
        on_shift=_on_shift(site, now),
        needs=_needs(found, cases, site, start),
    )


@dataclass(frozen=True)
class Found:
    department: str
    hour: datetime
    bucket: str
    n: int


def _tasks(site: Site, start: datetime, now: datetime, zone: ZoneInfo) -> list[Found]:
    late = Q(status__in=OPEN, closes_at__lte=now)
    bucket = Choice(
        When(status__in=(Status.DONE, Status.LATE), then=Value("done")),
        When(status=Status.MISSED, then=Value("missed")),
        When(late, then=Value("late")),
        When(status=Status.RUNNING, then=Value("running")),
        When(Q(assignee=None), then=Value("nobody")),
        default=Value("due"),
    )
    rows = (
        Task.objects.filter(site=site, closes_at__gt=start, closes_at__lte=start + DAY)
        .exclude(status=Status.CANCELLED)
        .annotate(hour=TruncHour("opens_at", tzinfo=zone), bucket=bucket)
        .values_list("department", "hour", "bucket")
        .annotate(n=Count("pk"))
    )
    return [Found(*row) for row in rows]


# what the list of tasks calls each of them
NARROWED: Mapping[str, Mapping[str, Sequence[str]]] = {
    "done": {"status": ["done", "late"]},
    "running": {"status": ["running"], "case": ["given"]},
    "late": {"case": ["late"]},
    "missed": {"case": ["missed"]},
    "nobody": {"case": ["nobody"]},
    "due": {"status": ["due"], "case": ["given"]},
}


def tasks_address(site: Site, start: datetime, state: str = "", **filters: str) -> str:
    """The task list that holds just the tasks a number counts."""
    day = f"{start:%Y-%m-%d}"
    query = {"site": site.pk, "due_from": day, "due_to": day, **NARROWED.get(state, {}), **filters}
    return f"{reverse('plans:task_list')}?{urlencode(query, doseq=True)}"


def _counts(found: Sequence[Found], site: Site, start: datetime) -> list[Tally]:
    by = _sum(found)
    return [
        Tally(str(STATUSES[s][0]), by.get(s, 0), tasks_address(site, start, state=s), s)
        for s in SHOWN
    ]


def _sum(found: Sequence[Found]) -> dict[str, int]:
    total: dict[str, int] = defaultdict(int)
    for one in found:
        total[one.bucket] += one.n
    return dict(total)


def _rows(found: Sequence[Found], site: Site, start: datetime) -> list[Row]:
    rows = []
    for department in Department:
        by = _sum([f for f in found if f.department == department])
        counts = {status: by.get(status, 0) for status in SHOWN}
        if any(counts.values()):
            address = tasks_address(site, start, department=department.value)
            rows.append(Row(str(department.label), counts, strip(list(counts.items())), address))
    return rows


def _hours(found: Sequence[Found], start: datetime) -> Chart:
    """Tasks by the hour in which they open; what opened on an earlier day stands at midnight."""
    by: dict[tuple[str, int], int] = defaultdict(int)
    for one in found:
        hour = one.hour.astimezone(start.tzinfo).hour if one.hour >= start else 0
        by[one.bucket, hour] += one.n
    used = sorted({hour for _, hour in by})
    hours = range(used[0], used[-1] + 1) if used else range(8, 18)
    series = [
        Series(str(STATUSES[s][0]), [by.get((s, h), 0) for h in hours], s)
        for s in SHOWN
        if any(by.get((s, h), 0) for h in hours)
    ]
    return Chart("strip", [f"{h:02}:00" for h in hours], series)


def _cases(site: Site, now: datetime, tonight: datetime) -> dict[str, int]:
    working = Q(status__in=(CaseStatus.OPEN, CaseStatus.ASSIGNED, CaseStatus.AGAIN))
    found: dict[str, int] = Case.objects.filter(site=site, closed_at=None).aggregate(
        overdue=Count("pk", filter=working & Q(due_at__lte=now)),
        today=Count("pk", filter=working & Q(due_at__gt=now, due_at__lte=tonight)),
        later=Count("pk", filter=working & Q(due_at__gt=tonight)),
        recheck=Count("pk", filter=Q(status=CaseStatus.FIXED)),
        unowned=Count("pk", filter=Q(status=CaseStatus.OPEN)),
    )
    asked = Extension.objects.filter(case__site=site, status=Extension.Status.ASKED)
    found["extensions"] = asked.count()
    return found


def _case_numbers(cases: Mapping[str, int], site: Site) -> list[Tally]:
    rows = [
        ("overdue", _("Overdue"), "late"),
        ("today", _("Due today"), "due"),
        ("later", _("Due later"), "running"),
        ("recheck", _("Waiting for recheck"), "waiting"),
    ]
    return [
        Tally(word, cases[key], cases_address(site, show=key), status) for key, word, status in rows
    ]


def cases_address(site: Site, **filters: str) -> str:
    query = {"site": str(site.pk), **filters}
    return f"{reverse('cases:case_list')}?{urlencode(query)}"


def _on_shift(site: Site, now: datetime) -> list[Staff]:
    today = now.astimezone(ZoneInfo(site.time_zone)).date()
    duties = roster_map(site, today - DAY, today)
    on = {pk for day in duties.values() for at, pk in day if at.start <= now < at.end}
    return list(Staff.objects.filter(pk__in=on).order_by("name", "pk"))


def _needs(
    found: Sequence[Found], cases: Mapping[str, int], site: Site, start: datetime
) -> list[Tally]:
    """At most three things that wait for a decision, the most pressing first."""
    by = _sum(found)
    rows = [
        (cases["overdue"], _("Cases past their deadline"), cases_address(site, show="overdue")),
        (by.get("nobody", 0), _("Tasks nobody has"), tasks_address(site, start, state="nobody")),
        (cases["unowned"], _("Cases without an owner"), cases_address(site, status="open")),
        (cases["extensions"], _("Extensions asked for"), cases_address(site, show="extension")),
        (cases["recheck"], _("Fixes waiting for a recheck"), cases_address(site, show="recheck")),
        (by.get("late", 0), _("Tasks past their window"), tasks_address(site, start, state="late")),
    ]
    return [Tally(word, n, href, "late") for n, word, href in rows if n][:3]
