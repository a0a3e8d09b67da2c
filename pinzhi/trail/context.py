from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Origin(NamedTuple):
    """Where the deed at hand comes from; empty for jobs and commands."""

    ip: str | None = None
    request_id: str = ""


_origin: ContextVar[Origin] = ContextVar("trail_origin", default=Origin())  # noqa: B039 -- immutable


def current_origin() -> Origin:
    return _origin.get()


@contextmanager
def coming_from(origin: Origin) -> Iterator[None]:
    """Every event recorded inside carries this address and request id."""
    token = _origin.set(origin)
    try:
        yield
    finally:
        _origin.reset(token)
