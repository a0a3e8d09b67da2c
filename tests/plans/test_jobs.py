"""The jobs of plans, run by a worker of the real kind."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from pinzhi.places.models import Site
from pinzhi.plans.jobs import fill_one_site, fill_sites, miss_overdue_tasks, replan_sites
from pinzhi.plans.models import Filling, Plan, Task
from tests.planting import plant_edition, plant_plan, plant_task

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def empty_queue(transactional_db: None) -> Iterator[None]:  # noqa: ARG001 -- first the database
    """The queue's tables are not Django's, so Django does not empty them between tests."""
    _empty()
    yield
    _empty()


def _empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE procrastinate_jobs, procrastinate_workers,"
            " procrastinate_periodic_defers, procrastinate_events"
        )


def work() -> None:
    """One worker, until the queue is empty."""

    async def run() -> None:
        connector: Any = app.connector
        assert isinstance(connector, DjangoConnector)
        with app.replace_connector(connector.get_worker_connector()) as worker_app:
            async with worker_app.open_async():
                await worker_app.run_worker_async(
                    wait=False, install_signal_handlers=False, listen_notify=False, concurrency=1
                )

    asyncio.run(run())


def left(status: str = "failed") -> dict[str, list[str]]:
    """The jobs that stand so, by name. A worker may add those that are due this minute."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT task_name, array_agg(status::text ORDER BY id) FROM procrastinate_jobs"
            " WHERE status = %s"
            " GROUP BY task_name",
            [status],
        )
        return {name.rpartition(".")[2]: found for name, found in cursor.fetchall()}


def test_fill_sites_fills_every_site_with_a_running_plan(site: Site, sister_site: Site) -> None:
    edition = plant_edition()
    plant_plan(site, edition)
    paused = plant_plan(sister_site, edition)
    Plan.objects.filter(pk=paused.pk).update(status=Plan.Status.PAUSED)
    fill_sites.configure().defer(timestamp=0)
    work()
    assert left() == {}
    days = {t.site_id for t in Task.objects.all()}
    assert (days, Task.objects.count() in {3, 4}) == ({site.pk}, True)


def test_a_site_that_fails_does_not_stop_the_others(site: Site, sister_site: Site) -> None:
    edition = plant_edition()
    for one in (site, sister_site):
        plant_plan(one, edition)
    Site.objects.filter(pk=site.pk).update(time_zone="Mars/Olympus")
    fill_sites.configure().defer(timestamp=0)
    work()
    assert left()["fill_one_site"] == ["failed"]
    assert set(Task.objects.values_list("site", flat=True)) == {sister_site.pk}


def test_fill_sites_leaves_a_site_that_waits_already(site: Site, plan: Plan) -> None:
    lock = f"plans.fill.{site.pk}"
    fill_one_site.configure(queueing_lock=lock).defer(site_id=plan.site_id)
    fill_sites(timestamp=0)
    assert left("todo") == {"fill_one_site": ["todo"]}


def test_replan_sites_plans_anew_where_something_changed(
    site: Site, sister_site: Site, plan: Plan
) -> None:
    replan_sites.configure().defer(timestamp=0)
    work()
    assert left() == {}
    assert Filling.objects.get().site == site  # the sister has no plans
    assert plan.tasks.count() in {3, 4}
    assert sister_site.tasks.count() == 0
    replan_sites(timestamp=0)
    assert left("todo") == {}


def test_miss_overdue_tasks_runs_every_minute(plan: Plan) -> None:
    over = plant_task(plan, timezone.now() - timedelta(hours=1))
    miss_overdue_tasks.configure().defer(timestamp=0)
    work()
    over.refresh_from_db()
    assert (over.status, left()) == ("missed", {})


def test_periods() -> None:
    beats = {
        name: periodic.cron
        for (name, _), periodic in app.periodic_registry.periodic_tasks.items()
        if name.startswith("pinzhi.plans.")
    }
    assert beats == {
        "pinzhi.plans.jobs.fill_sites": "17 * * * *",
        "pinzhi.plans.jobs.follow_standards": "* * * * *",
        "pinzhi.plans.jobs.miss_overdue_tasks": "* * * * *",
        "pinzhi.plans.jobs.replan_sites": "* * * * *",
        "pinzhi.plans.jobs.sample": "37 * * * *",
    }
