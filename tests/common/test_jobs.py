"""What a worker killed in the middle of a job leaves behind is done by the next one."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from pinzhi.common.jobs import retry_stalled
from pinzhi.trail.jobs import seal_events
from pinzhi.trail.models import Block

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


def _work() -> None:
    """One worker of the real kind, until the queue is empty."""

    async def run() -> None:
        connector: Any = app.connector
        assert isinstance(connector, DjangoConnector)
        with app.replace_connector(connector.get_worker_connector()) as worker_app:
            async with worker_app.open_async():
                await worker_app.run_worker_async(
                    wait=False, install_signal_handlers=False, listen_notify=False, concurrency=1
                )

    asyncio.run(run())


def _leave_behind(age: str) -> int:
    """A sealing job that a worker began and never ended; its heart last beat `age` ago."""
    number = seal_events.configure().defer(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - %s::interval) RETURNING id",
            [age],
        )
        worker = cursor.fetchone()[0]
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s, queueing_lock = NULL"
            " WHERE id = %s",
            [worker, number],
        )
    return number


def _status(number: int) -> str:
    """What stands in the queue; a job that is done no longer does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [number])
        row = cursor.fetchone()
    return row[0] if row else "done"


def test_job_of_a_dead_worker_is_done_by_the_next() -> None:
    number = _leave_behind("1 hour")
    retry_stalled.configure(priority=1).defer(timestamp=0)
    _work()
    assert _status(number) == "done"
    assert Block.objects.count() == 1


def test_job_of_a_living_worker_is_left_alone() -> None:
    number = _leave_behind("1 second")
    retry_stalled.configure(priority=1).defer(timestamp=0)
    _work()
    assert _status(number) == "doing"


def test_left_behind_job_makes_way_for_its_waiting_twin() -> None:
    number = _leave_behind("1 hour")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET queueing_lock = 'trail.seal_events' WHERE id = %s",
            [number],
        )
    retry = retry_stalled.configure(priority=1).defer(timestamp=0)
    twin = seal_events.configure().defer(timestamp=1)
    _work()
    assert (_status(retry), _status(number), _status(twin)) == (
        "done",
        "failed",
        "done",
    )


def test_upkeep_runs_every_minute_in_any_worker() -> None:
    beats = {
        name: periodic.cron
        for (name, _), periodic in app.periodic_registry.periodic_tasks.items()
        if name.startswith(("pinzhi.common.", "pinzhi.trail."))
    }
    assert beats == {
        "pinzhi.common.jobs.retry_stalled": "* * * * *",
        "pinzhi.trail.jobs.seal_events": "* * * * *",
    }
