from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.db import connection

from pinzhi.trail.context import current_origin
from pinzhi.trail.models import Event
from pinzhi.trail.seal import seal_block
from pinzhi.trail.values import to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from django.db import models

__all__ = ["Actor", "Deed", "record", "record_many", "seal_block"]

TITLE_LENGTH = 200
SITE = "places.site"  # a label only: what is done to a site is seen by those who see the site

COLUMNS = (
    "captured_at",
    "actor_id",
    "actor_name",
    "verb",
    "object_type",
    "object_id",
    "object_title",
    "site_id",
    "before",
    "after",
    "reason",
    "ip",
    "request_id",
)
ROW = f"({', '.join(['%s'] * len(COLUMNS))})"
# Written out by hand: the ORM takes twice as long, and every deed pays it.
INSERT = f"INSERT INTO trail_event ({', '.join(COLUMNS)}) VALUES "  # noqa: S608 -- constants only
RETURNING = " RETURNING id, at"
CHUNK = 1000


class Actor(Protocol):
    """Whoever answers for a deed; the trail keeps the key and the name, not the row."""

    @property
    def pk(self) -> Any: ...
    def __str__(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Deed:
    """One entry for `record_many`; the fields are those of `record`."""

    verb: str
    thing: models.Model
    before: Mapping[str, object] | None = None
    after: Mapping[str, object] | None = None
    reason: str = ""
    captured_at: datetime | None = None
    site_id: int | None = None


def record(
    verb: str,
    thing: models.Model,
    *,
    by: Actor | None,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
    captured_at: datetime | None = None,
    site_id: int | None = None,
) -> Event:
    """Add one event, in the transaction of the deed itself.

    `verb` is a stable code ("case.assigned"); `before` and `after` hold only what changed, and are
    kept as JSON (decimals as text). `by=None` is the system. `captured_at` is the device's time;
    the time of receipt is the database's. The site is the thing's own unless given. TypeError for
    a value that JSON cannot hold.
    """
    deed = Deed(verb, thing, before, after, reason, captured_at, site_id)
    return record_many([deed], by=by)[0]


def record_many(deeds: Iterable[Deed], *, by: Actor | None) -> list[Event]:
    """Add many events by one actor, a thousand a statement; same effect as `record` on each."""
    rows = [_row(deed, by) for deed in deeds]
    events: list[Event] = []
    for start in range(0, len(rows), CHUNK):
        events += _insert(rows[start : start + CHUNK])
    return events


def _row(deed: Deed, by: Actor | None) -> tuple[object, ...]:
    thing, origin = deed.thing, current_origin()
    site_id = deed.site_id if deed.site_id is not None else _site_of(thing)
    return (
        deed.captured_at,
        None if by is None else by.pk,
        "" if by is None else str(by)[:TITLE_LENGTH],
        deed.verb,
        thing._meta.label_lower,  # noqa: SLF001 -- Django's documented model API
        "" if thing.pk is None else str(thing.pk),
        str(thing)[:TITLE_LENGTH],
        site_id,
        to_json(deed.before),
        to_json(deed.after),
        str(deed.reason),
        origin.ip,
        origin.request_id,
    )


def _site_of(thing: models.Model) -> int | None:
    own = thing._meta.label_lower == SITE  # noqa: SLF001 -- Django's documented model API
    found: int | None = thing.pk if own else getattr(thing, "site_id", None)
    return found


def _insert(rows: list[tuple[object, ...]]) -> list[Event]:
    values: list[Any] = [value for row in rows for value in row]
    with connection.cursor() as cursor:
        cursor.execute(INSERT + ", ".join([ROW] * len(rows)) + RETURNING, values)
        keys = cursor.fetchall()
    return [_event(row, key) for row, key in zip(rows, keys, strict=True)]


def _event(row: tuple[object, ...], key: tuple[int, datetime]) -> Event:
    fields: dict[str, Any] = dict(zip(COLUMNS, row, strict=True))
    fields["before"], fields["after"] = json.loads(fields["before"]), json.loads(fields["after"])
    event = Event(id=key[0], at=key[1], **fields)
    event._state.adding = False  # noqa: SLF001 -- it is in the database
    event._state.db = connection.alias  # noqa: SLF001 -- likewise
    return event
