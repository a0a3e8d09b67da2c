"""Hints reach whoever may see the site, on commit, also after the connection was lost."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from django.db import connections, transaction

from pinzhi.people.models import Staff
from pinzhi.trail.actions import Deed, record, record_many
from pinzhi.trail.push import Hub, Inbox, _params

pytestmark = pytest.mark.django_db(transaction=True)
SOON = 5.0  # seconds
NEVER = 0.3


def live(story: Coroutine[Any, Any, None]) -> None:
    with asyncio.Runner() as runner:
        runner.run(asyncio.wait_for(story, 20))


async def do(deed: Any, *values: Any, **named: Any) -> None:
    """Run a deed in a thread with a connection of its own, as a request does."""

    def run() -> None:
        try:
            deed(*values, **named)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        await asyncio.get_running_loop().run_in_executor(pool, run)


async def begin(inbox: Inbox, hub: Hub) -> None:
    await asyncio.wait_for(hub.listening.wait(), SOON)
    assert await inbox.take(SOON) == (True, {})  # what came before is not known


def test_hint_reaches_only_the_sites_in_scope(worker: Staff) -> None:
    async def story() -> None:
        hub = Hub()
        async with hub.subscribe({1, 2}) as mine, hub.subscribe({3}) as theirs:
            await begin(mine, hub)
            await begin(theirs, hub)
            await do(record, "people.changed", worker, by=None, site_id=2)
            assert await mine.take(SOON) == (False, {2: {"staff"}})
            assert await theirs.take(NEVER) == (False, {})
            await do(record, "people.changed", worker, by=None)  # of no site: no hint
            assert await mine.take(NEVER) == (False, {})

    live(story())


def test_many_events_make_one_hint(worker: Staff) -> None:
    deeds = [Deed("people.changed", worker, site_id=n % 2) for n in range(500)]

    async def story() -> None:
        hub = Hub()
        async with hub.subscribe({0, 1}) as mine:
            await begin(mine, hub)
            await do(record_many, deeds, by=None)
            await asyncio.sleep(NEVER)
            assert await mine.take(SOON) == (False, {0: {"staff"}, 1: {"staff"}})
            assert await mine.take(NEVER) == (False, {})

    live(story())


def _record_and_roll_back(worker: Staff) -> None:
    with transaction.atomic():
        record("people.changed", worker, by=None, site_id=1)
        transaction.set_rollback(True)


def test_deed_rolled_back_makes_no_hint(worker: Staff) -> None:
    async def story() -> None:
        hub = Hub()
        async with hub.subscribe({1}) as mine:
            await begin(mine, hub)
            await do(_record_and_roll_back, worker)
            assert await mine.take(NEVER) == (False, {})

    live(story())


def _cut_listeners() -> None:
    with psycopg.connect(**_params()) as owner:
        owner.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'LISTEN%'"
        )


def test_lost_connection_is_made_again_and_told(worker: Staff) -> None:
    async def story() -> None:
        hub = Hub()
        async with hub.subscribe({1}) as mine:
            await begin(mine, hub)
            await do(_cut_listeners)
            assert await mine.take(SOON) == (True, {})
            await do(record, "people.changed", worker, by=None, site_id=1)
            assert await mine.take(SOON) == (False, {1: {"staff"}})

    live(story())


def test_nobody_listening_leaves_no_connection() -> None:
    async def story() -> None:
        hub = Hub()
        async with hub.subscribe({1}) as mine:
            await begin(mine, hub)
            assert _listeners() == 1
        await asyncio.sleep(NEVER)
        assert (hub.inboxes, hub.listening.is_set(), _listeners()) == (set(), False, 0)
        async with hub.subscribe({1}) as mine:
            await begin(mine, hub)

    live(story())


def _listeners() -> int:
    with psycopg.connect(**_params()) as owner:
        row = owner.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'LISTEN%'"
        ).fetchone()
    assert row
    return int(row[0])
