"""Figures of the product itself, read from the database when they are asked for."""

from collections.abc import Iterator

from django.db.models import Count
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from pinzhi.cases.models import Case
from pinzhi.plans.models import Task
from pinzhi.trail.models import Block


class Gauges(Collector):
    """Open and overdue work, waiting jobs, age of the last sealed block. No personal data."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        now = timezone.now()
        tasks = Task.objects.open()
        yield _gauge("tasks_open", "Tasks not yet done or missed", tasks.count())
        yield _gauge("tasks_overdue", "Open tasks past their window", tasks.overdue(now).count())
        cases = Case.objects.unfinished()
        yield _gauge("cases_open", "Cases not yet closed", cases.count())
        yield _gauge("cases_overdue", "Cases past their deadline", cases.overdue(now).count())
        yield _jobs()
        last = Block.objects.order_by("-seq").first()
        age = (now - last.sealed_at).total_seconds() if last else float("nan")
        yield _gauge("trail_seal_age_seconds", "Time since the last block was sealed", age)


def _gauge(name: str, text: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"pinzhi_{name}", text, value=value)


def _jobs() -> GaugeMetricFamily:
    family = GaugeMetricFamily("pinzhi_jobs", "Background jobs by status", labels=["status"])
    unfinished = ProcrastinateJob.objects.exclude(status="succeeded")
    for row in unfinished.values("status").annotate(n=Count("pk")):
        family.add_metric([row["status"]], row["n"])
    return family
