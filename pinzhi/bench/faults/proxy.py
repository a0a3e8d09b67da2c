"""A bad line: between phones and the real server, below HTTP libraries and browsers."""

import asyncio
import random
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pinzhi.bench.faults.agenda import Agenda, Request
from pinzhi.bench.faults.log import FaultLog

LARGEST_HEAD = 65_536
SLOW_LINE = "bad_line"  # goes on over some requests of one phone
Kill = Callable[[], None]


class CutError(Exception):
    """The connection to the phone is to end here, without another byte."""


@dataclass
class Proxy:
    """Listens on a port of its own; `agenda` says what goes wrong, `tricks` how, `log` what did.

    `kills` ends processes by name. Each connection carries one request.
    """

    upstream: int
    agenda: Agenda
    tricks: Mapping[str, Callable[["Fault"], Awaitable[None]]]
    log: FaultLog
    seed: int
    kills: Mapping[str, Kill] = field(default_factory=dict)
    port: int = 0
    patience_broken: int = 0
    spells: dict[str, int] = field(default_factory=dict)
    not_before: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311 -- a simulation
        self._loop = asyncio.new_event_loop()
        self._serving: set[asyncio.Task[Any]] = set()
        self._later: set[asyncio.Task[Any]] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def start(self) -> None:
        self._thread.start()
        listening = asyncio.start_server(self._serve, "127.0.0.1", 0, limit=LARGEST_HEAD)
        self._server = asyncio.run_coroutine_threadsafe(listening, self._loop).result()
        self.port = self._server.sockets[0].getsockname()[1]

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(60)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end(self) -> None:
        """Copies that are still to come late arrive first."""
        self._server.close()
        if self._later:
            await asyncio.wait(self._later, timeout=30)
        rest = [one for one in asyncio.all_tasks() if one is not asyncio.current_task()]
        for one in rest:
            one.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        await asyncio.sleep(0)  # what was accepted last begins, and finds nothing to read

    def later(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._later.add(task)
        task.add_done_callback(self._later.discard)

    # -- one connection -----------------------------------------------------------------------

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        mine = asyncio.current_task()
        if mine is not None:
            self._serving.add(mine)  # nobody else holds on to it once the phone is gone
            mine.add_done_callback(self._serving.discard)
        try:
            request = await read_request(reader)
            self._watch_patience(request)
            await self._pass_on(request, writer)
            writer.close()
        except (CutError, OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            writer.transport.abort()  # a reset, not a goodbye
        except asyncio.CancelledError:
            writer.transport.abort()
            raise

    def _watch_patience(self, request: Request) -> None:
        """Whether a phone comes back sooner than it was asked to."""
        due = self.not_before.pop(request.who, 0.0)
        if time.monotonic() < due - 0.05:
            self.patience_broken += 1

    async def _pass_on(self, request: Request, writer: asyncio.StreamWriter) -> None:
        kind = self.agenda.next_for(request)
        if kind is not None:
            await self._befall(Fault(self, request, writer, kind))
        elif self.spells.get(request.who, 0):
            self.spells[request.who] -= 1
            await self.tricks[SLOW_LINE](Fault(self, request, writer, SLOW_LINE, planned=False))
        else:
            writer.write(await self.forward(request))
        await writer.drain()

    async def _befall(self, fault: "Fault") -> None:
        try:
            await self.tricks[fault.kind](fault)
        finally:
            if not fault.fired:
                self.agenda.put_back(fault.kind)

    async def forward(self, request: Request, *, body: bytes | None = None) -> bytes:
        """The server's whole reply. CutError when there was none."""
        reader, writer = await self.connect()
        try:
            writer.write(request.head + (request.body if body is None else body))
            await writer.drain()
            reply = await reader.read(-1)
        except OSError:
            raise CutError from None
        finally:
            writer.close()
        if not reply:
            raise CutError
        return reply

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        try:
            return await asyncio.open_connection("127.0.0.1", self.upstream)
        except OSError:
            raise CutError from None  # the server is just being started again


@dataclass
class Fault:
    """One fault and the request it befalls. Until it has `fired` it has not happened. Those not
    `planned` only go on with one that was told already."""

    proxy: Proxy
    request: Request
    writer: asyncio.StreamWriter
    kind: str
    planned: bool = True
    fired: bool = False

    def log(self, detail: str = "") -> None:
        """To be called when it has really happened, not before."""
        self.fired = True
        if not self.planned:
            return
        place = f"{self.request.method} {self.request.path.split('?')[0]} {detail}".strip()
        self.proxy.log.fired(self.kind, place)

    async def forward(self) -> bytes:
        return await self.proxy.forward(self.request)


async def read_request(reader: asyncio.StreamReader) -> Request:
    """One whole request, made to ask the server to hang up after its reply."""
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head[:-4].split(b"\r\n")
    method, path, _ = lines[0].decode("latin-1").split(" ", 2)
    heads = {k.strip().lower(): v.strip() for k, _, v in (ln.partition(b":") for ln in lines[1:])}
    kept = [ln for ln in lines[1:] if not ln.lower().startswith(b"connection:")]
    body = await reader.readexactly(int(heads.get(b"content-length", b"0")))
    whole = b"\r\n".join([lines[0], *kept, b"Connection: close", b"", b""])
    who = heads.get(b"user-agent", b"").decode("latin-1")
    return Request(method, path, whole, body, who)
