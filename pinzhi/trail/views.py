from __future__ import annotations

import json
from importlib import import_module
from random import uniform
from time import monotonic
from typing import TYPE_CHECKING

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET

from pinzhi.trail.push import EVERYWHERE, hub

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from typing import Any

    from django.http.response import HttpResponseBase

    from pinzhi.trail.push import Touched

HEARTBEAT = 15.0  # seconds; proxies cut what stays silent for a minute
RECHECK = 30.0  # seconds at most; with one heartbeat on top a leaver is out within 60


@require_GET
async def live(request: HttpRequest) -> HttpResponseBase:
    """Server-sent events for the sites in the reader's scope.

    `hint` with {"site": 5, "topics": ["case"]}: something was done there, to such things.
    `resync`: hints may have been missed, fetch everything again. `bye`: the session has ended.
    401 when not signed in.
    """
    key = request.session.session_key
    sites = await reach_of(key)
    if sites is None:
        return HttpResponse(status=401)
    response = StreamingHttpResponse(_stream(key, sites), content_type="text/event-stream")
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response


async def _stream(key: str | None, sites: frozenset[int]) -> AsyncIterator[str]:
    async with hub().subscribe(sites) as inbox:
        yield "retry: 3000\n\n"
        due = _next_check()
        while True:
            lost, touched = await inbox.take(HEARTBEAT)
            if monotonic() >= due:
                try:
                    found = await reach_of(key)
                except DatabaseError:
                    return  # the browser comes back by itself, and asks again
                if found is None:
                    yield _message("bye", {})
                    return
                inbox.sites, due = found, _next_check()
            yield _news(lost, {at: what for at, what in touched.items() if at in inbox.sites})


def _next_check() -> float:
    # Spread, or all who came back after a restart would ask the database at once.
    return monotonic() + RECHECK * uniform(0.5, 1)  # noqa: S311 -- no secret


def _news(lost: bool, touched: Touched) -> str:  # noqa: FBT001 -- the first half of a pair
    if lost:
        return _message("resync", {})
    hints = [{"site": site, "topics": sorted(topics)} for site, topics in touched.items()]
    return "".join(_message("hint", hint) for hint in hints) or ": still here\n\n"


def _message(event: str, data: dict[str, Any]) -> str:
    return f"event: {event}\ndata: {json.dumps(data)}\n\n"


@sync_to_async
def reach_of(key: str | None) -> frozenset[int] | None:
    """The sites of whoever holds this session; None once it has ended or the person has left."""
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    try:
        user: Any = get_user(request)
        return frozenset({*user.scope.site_ids, EVERYWHERE}) if user.is_active else None
    finally:
        _give_connections_back()


def _give_connections_back() -> None:
    # Django does so when a response has ended, and this one lasts for hours.
    for one in connections.all(initialized_only=True):
        if not one.in_atomic_block:
            one.close()
