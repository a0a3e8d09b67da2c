"""A lane for phones, so that a whole company sending at once leaves room for those at a desk.

Requests of phones are worked on a few at a time in each process, some more wait without holding a
database connection, and the rest are sent away at once to come again at a time that chance chooses.
Pages never wait for a place here, and always find a connection.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter

from pinzhi.field.sync.telling import as_json

PATIENCE = 4.0  # seconds
SOONEST, LATEST = 5, 20  # seconds
HEAVY = ("/my/sync/push/", "/my/sync/pull/", "/my/sync/files/")
LIGHT = ("/my/sync/hello/", "/my/sync/status/")
TOO_MANY = 429
SENT_AWAY = Counter("pinzhi_phones_sent_away", "Requests of phones that were asked to come again")


class Lane:
    """So many at once, so many more that wait their turn."""

    def __init__(self, at_once: int, waiting: int, patience: float) -> None:
        self._places = BoundedSemaphore(at_once)
        self._inside = BoundedSemaphore(at_once + waiting)
        self._patience = patience

    @contextmanager
    def enter(self) -> Iterator[bool]:
        """Whether there was a place, now or soon; it is free again afterwards."""
        if not self._inside.acquire(blocking=False):
            yield False
            return
        try:
            mine = self._places.acquire(timeout=self._patience)
            try:
                yield mine
            finally:
                if mine:
                    self._places.release()
        finally:
            self._inside.release()


# In each process. Together they hold three of its ten database connections at most.
LANES = {HEAVY: Lane(1, 4, PATIENCE), LIGHT: Lane(2, 16, PATIENCE)}


class PhoneLane:
    """Let the requests of phones in a few at a time. Stands before whatever asks the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for addresses, lane in LANES.items():
            if request.path_info.startswith(addresses):
                with lane.enter() as place:
                    return self.get_response(request) if place else _come_again()
        return self.get_response(request)


def _come_again() -> HttpResponse:
    SENT_AWAY.inc()
    told = as_json({"protocol": 1, "code": "busy", "detail": ""})
    answer = HttpResponse(told, status=TOO_MANY, content_type="application/json")
    answer["Retry-After"] = str(random.randint(SOONEST, LATEST))  # noqa: S311 -- to spread them
    answer["Cache-Control"] = "no-store"
    answer._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 -- counted instead
    return answer
