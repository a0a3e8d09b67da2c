"""bench plans: a year of tasks for many sites by two processes, then the same by both at once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from pinzhi.bench.ground import found_sites, plan_all, publish
from pinzhi.bench.intake import rate
from pinzhi.bench.processor import processor_seconds
from pinzhi.bench.results import Result, at_most, seconds, told
from pinzhi.places.models import Site
from pinzhi.plans.actions import fill_site, replan_site, sites_to_replan
from pinzhi.plans.models import Task

CHECKLISTS, PROCESSES = 10, 2
BEGIN = datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
REACH = 60 / 18_250_000  # seconds a task: 1,000 sites × 365 days × 50 tasks in a minute


def bench_plans(sites: int, days: int, per_day: int) -> list[Result]:
    """Every site is filled in one statement for all the days."""
    found = found_sites(sites)
    plan_all(publish(CHECKLISTS, 1), targets=per_day // CHECKLISTS)
    until = BEGIN + timedelta(days=days)
    wanted = sites * days * (per_day // CHECKLISTS) * CHECKLISTS

    def fill(some: Sequence[Site]) -> None:
        for site in some:
            fill_site(site, start=BEGIN, until=until)

    each, spent = processor_seconds(lambda: rate(fill, found, PROCESSES))
    took = sites / each
    made = Task.objects.count()
    # each process gets every site: they meet on the same windows
    again = sites / rate(fill, [site for site in found for _ in range(PROCESSES)], PROCESSES)
    doubled = Task.objects.count() - wanted
    return [
        told("plans", f"{sites:,} sites × {days} days × {per_day} tasks", made),
        told("plans", f"made by {PROCESSES} processes", made / took, "tasks/s"),
        *([told("plans", "processors' time of a task", spent / made * 1e6, "µs")] if spent else []),
        at_most("plans", "time for all of them", took, REACH * wanted, "s"),
        told("plans", "the same once more, by both processes at the same sites", again, "s"),
        at_most("plans", "tasks too many or too few after that", abs(doubled), 0),
        *_planned_anew(found[0]),
    ]


def _planned_anew(site: Site) -> list[Result]:
    now = timezone.now()
    look = seconds(lambda: sites_to_replan(now))
    anew = seconds(lambda: replan_site(site, now=now))
    return [
        told("plans", "looking for sites where something changed", look * 1000, "ms"),
        told("plans", "planning three days of one site anew", anew * 1000, "ms"),
    ]
