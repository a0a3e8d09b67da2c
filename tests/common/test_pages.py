from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import BadRequest
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from pinzhi.common.pages import (
    Cases,
    Choice,
    Column,
    Days,
    Listing,
    Reference,
    Sort,
    Status,
    keyset,
)
from pinzhi.people.models import Staff
from tests.conftest import plant_member

DAYS = [None, date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3)]
NAMES = ["", "a", "b", "李", "王", "a%_b"]
people = st.lists(st.tuples(st.sampled_from(DAYS), st.sampled_from(NAMES)), max_size=14)


def employ(rows: Sequence[tuple[date | None, str]]) -> QuerySet[Staff]:
    Staff.objects.bulk_create(
        Staff(number=f"n{at}", name=name, joined_on=day) for at, (day, name) in enumerate(rows)
    )
    return Staff.objects.filter(number__startswith="n")


def by_hand(rows: QuerySet[Staff], path: str, *, descending: bool) -> list[int]:
    """The order that the pages promise, worked out in Python; those without a value last."""
    known = [row for row in rows if getattr(row, path) is not None]
    unknown = [row for row in rows if getattr(row, path) is None]
    key = {path: lambda row: (getattr(row, path), row.pk), "name": collated(rows)}[path]
    known.sort(key=key, reverse=descending)
    unknown.sort(key=lambda row: row.pk, reverse=descending)
    return [row.pk for row in known + unknown]


def collated(rows: QuerySet[Staff]) -> Any:
    """Names sort as the database collates them; their places are asked for once."""
    with connection.cursor() as cursor:
        cursor.execute("select n from unnest(%s::text[]) n order by n", [sorted(set(NAMES))])
        places = {name: at for at, (name,) in enumerate(cursor.fetchall())}
    return lambda row: (places[row.name], row.pk)


def walk(rows: QuerySet[Staff], order: keyset.Order, size: int) -> tuple[list[int], list[int]]:
    """All primary keys met going forward to the end, then backward to the start."""
    page = keyset.fetch(rows, order, None, size)
    there = [row.pk for row in page.rows]
    while page.after:
        start = keyset.decode(page.after, rows, order.path, forward=True)
        page = keyset.fetch(rows, order, start, size)
        there += [row.pk for row in page.rows]
    back = [row.pk for row in page.rows]
    while page.before:
        start = keyset.decode(page.before, rows, order.path, forward=False)
        page = keyset.fetch(rows, order, start, size)
        back = [row.pk for row in page.rows] + back
    return there, back


class Paging(TestCase):
    @given(
        people, st.sampled_from(["joined_on", "name", "number"]), st.booleans(), st.integers(1, 5)
    )
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def test_paging_meets_every_row_once_in_order_both_ways(
        self, made: list[tuple[date | None, str]], path: str, descending: bool, size: int
    ) -> None:
        rows = employ(made)
        expected = by_hand(rows, path, descending=descending)
        there, back = walk(rows, keyset.Order(path, descending), size)
        assert there == expected
        assert back == expected
