"""Keyset paging: a page begins where the last one ended, however long the list is.

Rows without a value come last in either direction. They are asked for separately, so that each
query walks an index from the cursor on and stops after one page.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import BadRequest, FieldDoesNotExist, ValidationError
from django.db import DataError
from django.db.models import F, Field, Model, QuerySet
from django.db.models.expressions import OrderBy
from django.db.models.fields.tuple_lookups import (
    Tuple,
    TupleGreaterThan,
    TupleLessThan,
)
from django.utils.functional import Promise

KEY = "_sort_key"


@dataclass(frozen=True)
class Sort:
    """An order people may ask for: the path of one column; ties are broken by primary key."""

    path: str
    label: str | Promise = ""


@dataclass(frozen=True)
class Order:
    """A sort with its direction."""

    path: str
    descending: bool = False

    def whole(self) -> list[OrderBy]:
        """For a query that takes all rows at once: the order in which the pages show them."""
        paths = [F(self.path), F("pk")]
        return [p.desc(nulls_last=True) if self.descending else p.asc() for p in paths]


@dataclass(frozen=True)
class Cursor:
    """The row a page begins after (forward) or ends before, by its sort value and primary key."""

    value: Any
    pk: Any
    forward: bool = True


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    after: str = ""
    before: str = ""

    @property
    def whole(self) -> bool:
        """Everything there is stands on this page."""
        return not self.after and not self.before


def encode(value: object, pk: object) -> str:
    """A cursor as it stands in an address. It only compares, so it needs no signature."""
    told = value.isoformat() if isinstance(value, datetime | date | time) else value
    plain = told if told is None else str(told)
    packed = json.dumps([plain, str(pk)], ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def decode(token: str, rows: QuerySet[Any], path: str, *, forward: bool) -> Cursor:
    """Read a cursor back; BadRequest when it is none, or not one of this order."""
    try:
        value, pk = json.loads(urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        kept = None if value is None else _clean(_field(rows, path), value)
        return Cursor(kept, _clean(along(rows.model, "pk")[0], pk), forward)
    except (ValueError, TypeError, AttributeError, ValidationError, OverflowError) as problem:
        raise BadRequest("cursor") from problem


def _clean(kind: "Field[Any, Any]", value: str) -> Any:
    if not isinstance(value, str) or "\x00" in value:
        raise ValueError(value)
    found = kind.to_python(value)
    kind.run_validators(found)
    if found is None:
        raise ValueError(value)
    return found


def _field(rows: QuerySet[Any], path: str) -> "Field[Any, Any]":
    annotation = rows.query.annotations.get(path)
    found: Field[Any, Any] = (
        along(rows.model, path)[-1] if annotation is None else annotation.output_field
    )
    return found


def along(model: type[Model], path: str) -> list[Any]:
    """The fields a path walks: place__name → [Place FK, name]."""
    found: list[Any] = []
    at: Any = model
    for step in path.split("__"):
        about = at._meta  # noqa: SLF001 -- Django's documented door to a model's fields
        found.append(about.pk if step == "pk" else about.get_field(step))
        at = found[-1].related_model
    return found


def nullable(rows: QuerySet[Any], path: str) -> bool:
    """Whether some row may have no value to sort by."""
    if path in rows.query.annotations:
        return True
    try:
        return any(step.null for step in along(rows.model, path))
    except FieldDoesNotExist as problem:
        raise BadRequest(path) from problem


def fetch(rows: QuerySet[Any], order: Order, cursor: Cursor | None, size: int) -> Page:
    """One page in `order`, in at most two queries (one when the sort column has no nulls)."""
    forward = cursor is None or cursor.forward
    parts = [False, True] if nullable(rows, order.path) else [False]  # True: without a value
    if not forward:
        parts.reverse()
    if cursor is not None:
        if cursor.value is None and True not in parts:
            raise BadRequest("cursor")
        parts = parts[parts.index(cursor.value is None) :]
    found: list[Any] = []
    try:
        for at, empty in enumerate(parts):
            begin = cursor if at == 0 else None
            found += _part(rows, order, begin, empty=empty, forward=forward)[
                : size + 1 - len(found)
            ]
            if len(found) > size:
                break
    except (DataError, OverflowError) as problem:
        raise BadRequest("cursor") from problem
    return _page(found, order, cursor, size)


def _part(
    rows: QuerySet[Any], order: Order, begin: Cursor | None, *, empty: bool, forward: bool
) -> QuerySet[Any]:
    """Rows with (or without) a value, from the cursor on, in walking direction."""
    down = order.descending is forward
    sign = "-" if down else ""
    beyond = TupleLessThan if down else TupleGreaterThan
    if nullable(rows, order.path):
        rows = rows.filter(**{f"{order.path}__isnull": empty})
    if "__" in order.path:
        rows = rows.annotate(**{KEY: F(order.path)})
    if empty:
        found = rows.order_by(f"{sign}pk")
        past = {"pk__lt" if down else "pk__gt": begin.pk} if begin else {}
        return found.filter(**past)
    if begin is not None and order.path != "pk":
        rows = rows.filter(beyond(Tuple(order.path, "pk"), (begin.value, begin.pk)))
    elif begin is not None:
        rows = rows.filter(**{"pk__lt" if down else "pk__gt": begin.pk})
    return rows.order_by(*([] if order.path == "pk" else [f"{sign}{order.path}"]), f"{sign}pk")


def _page(found: list[Any], order: Order, cursor: Cursor | None, size: int) -> Page:
    forward = cursor is None or cursor.forward
    more = len(found) > size
    kept = found[:size] if forward else found[:size][::-1]
    if not kept:
        return Page([])
    last, first = _token(kept[-1], order), _token(kept[0], order)
    if forward:
        return Page(kept, last if more else "", first if cursor else "")
    return Page(kept, last, first if more else "")


def _token(row: Any, order: Order) -> str:
    name = KEY if "__" in order.path else order.path
    return encode(getattr(row, name), row.pk)
