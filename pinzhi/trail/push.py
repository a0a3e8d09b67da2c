"""Live hints: one LISTEN connection a process, one inbox a client. A hint says where, not what."""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import psycopg
from django.db import connection

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable
    from collections.abc import Set as AbstractSet

CHANNEL = "pinzhi_live"
EVERYWHERE = 0  # instead of a site: a hint on what belongs to none, for everybody who listens
FIRST_WAIT, LONGEST_WAIT = 0.2, 10.0  # seconds between attempts to reconnect
Touched = dict[int, set[str]]  # site -> kinds of things
log = logging.getLogger(__name__)


def hint_everybody(topic: str) -> None:
    """Tell all who look, when this transaction is committed, that something of no site changed."""
    hint = json.dumps({"site": EVERYWHERE, "topics": [topic]})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, hint])


class Inbox:
    """What one client has not been told yet: topics by site, so a slow client costs no memory."""

    def __init__(self, sites: AbstractSet[int]) -> None:
        self.sites = sites
        self._touched: Touched = {}
        self._lost = False
        self._news = asyncio.Event()

    def touch(self, site: int, topics: Iterable[str]) -> None:
        if site in self.sites:
            self._touched.setdefault(site, set()).update(topics)
            self._news.set()

    def lose(self) -> None:
        self._lost = True
        self._news.set()

    async def take(self, seconds: float) -> tuple[bool, Touched]:
        """Wait up to `seconds` for news: whether some may have been missed; what was touched."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), seconds)
        news = self._lost, self._touched
        self._lost, self._touched = False, {}
        self._news.clear()
        return news


class Hub:
    """Listens while anybody is there to be told; after a lost connection all get `resync`."""

    def __init__(self) -> None:
        self.inboxes: set[Inbox] = set()
        self.listening = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def subscribe(self, sites: AbstractSet[int]) -> AsyncIterator[Inbox]:
        inbox = Inbox(sites)
        self.inboxes.add(inbox)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._listen_for_ever())
        try:
            yield inbox
        finally:
            self.inboxes.discard(inbox)
            if not self.inboxes and self._task:
                self._task.cancel()
                self._task = None
                self.listening.clear()

    async def _listen_for_ever(self) -> None:
        wait = FIRST_WAIT
        while True:
            try:
                await self._listen()
            except (psycopg.Error, OSError) as error:
                log.warning("live: connection lost, again in %.1f s: %s", wait, error)
            if self.listening.is_set():
                wait = FIRST_WAIT
                self.listening.clear()
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)

    async def _listen(self) -> None:
        async with await psycopg.AsyncConnection.connect(**_params(), autocommit=True) as listener:
            await listener.execute(f"LISTEN {CHANNEL}")
            # Whoever came before this moment may have missed something.
            for inbox in self.inboxes:
                inbox.lose()
            self.listening.set()
            async for notice in listener.notifies():
                hint = json.loads(notice.payload)
                for inbox in self.inboxes:
                    inbox.touch(hint["site"], hint["topics"])


def _params() -> dict[str, Any]:
    params = connection.get_connection_params()
    for name in ("cursor_factory", "context"):
        params.pop(name, None)
    return params


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub() -> Hub:
    """The hub of the running event loop; a server process has one loop."""
    return _hubs.setdefault(asyncio.get_running_loop(), Hub())
