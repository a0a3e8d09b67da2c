from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import BadRequest
from django.db import connection
from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from openpyxl import load_workbook

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
    listing,
)
from pinzhi.common.pages.listing import TooManyRows, View, count_up_to, say_count
from pinzhi.people.models import Staff
from pinzhi.places.models import Equipment, Place, Site

DAYS = [None, date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3)]
NAMES = ["", "a", "b", "李", "王", "a%_b"]
people = st.lists(st.tuples(st.sampled_from(DAYS), st.sampled_from(NAMES)), max_size=14)


def employ(rows: Sequence[tuple[date | None, str]]) -> QuerySet[Staff]:
    Staff.objects.bulk_create(
        Staff(number=f"n{at}", name=name, joined_on=day) for at, (day, name) in enumerate(rows)
    )
    found: QuerySet[Staff] = Staff.objects.filter(number__startswith="n")
    return found


def by_hand(rows: QuerySet[Staff], path: str, *, descending: bool) -> list[int]:
    """The order that the pages promise, worked out in Python; those without a value last."""
    known = [row for row in rows if getattr(row, path) is not None]
    unknown = [row for row in rows if getattr(row, path) is None]
    key = {path: lambda row: (getattr(row, path), row.pk), "name": collated()}[path]
    known.sort(key=key, reverse=descending)
    unknown.sort(key=lambda row: row.pk, reverse=descending)
    return [row.pk for row in known + unknown]


def collated() -> Any:
    """Names sort as the database collates them; their places are asked for once."""
    with connection.cursor() as cursor:
        cursor.execute("select n from unnest(%s::text[]) n order by n", [sorted(set(NAMES))])
        places = {name: at for at, (name,) in enumerate(cursor.fetchall())}
    return lambda row: (places[row.name], row.pk)


def walk(rows: QuerySet[Any], order: keyset.Order, size: int) -> tuple[list[int], list[int]]:
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
        order = keyset.Order(path, descending)
        there, back = walk(rows, order, size)
        whole = [row.pk for row in rows.order_by(*order.whole())]
        assert (there, back, whole) == (expected, expected, expected)


def row_status(row: Staff) -> str:
    return "employed" if row.is_active else "left"


STAFF = Listing(
    title="Staff",
    columns=[
        Column("name", "Name", sort="name"),
        Column("number", "Number", sort="number"),
        Status("is_active", "Status", looks={True: "done", False: "stopped"}, word=row_status),
    ],
    sorts={"name": Sort("name", "Name"), "number": Sort("number"), "joined": Sort("joined_on")},
    default="number",
    empty="Import people.",
    filters=[
        Choice("is_active", "Status", [(True, "employed"), (False, "left")]),
        Days("joined", "Joined", "joined_on"),
        Reference("site", "Site", lambda user: user.scope.sites.items(), "postings__site"),
        Cases("who", "Who", {"new": ("New", lambda now: Q(joined_on__gte=now - timedelta(7)))}),
    ],
    search=["name", "number"],
    href=lambda row: f"/staff/{row.pk}/",
    file_name="staff",
)


def ask(query: str, user: Staff, **headers: str) -> HttpRequest:
    request = RequestFactory().get(f"/staff/?{query}", headers=headers)
    request.user = user
    request.session = SessionStore()
    return request


def names_of(query: str) -> list[str]:
    rows = STAFF.narrow(Staff.objects.filter(number__startswith="n"), QueryDict(query))
    return [row.name for row in STAFF.page(rows, QueryDict(query)).rows]


@pytest.fixture
def crew(db: None) -> None:  # noqa: ARG001 -- opens the database
    employ([(day, name) for day in DAYS for name in NAMES])


@pytest.mark.usefixtures("crew")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=李", 4),
        ("q=%25", 4),  # a percent sign is a character, not a wildcard
        ("q=a", 8),  # "a" and "a%_b"
        ("q=A", 8),
        ("joined_from=2026-01-02", 12),  # both days count
        ("joined_to=2026-01-02", 12),
        ("joined_from=2026-01-02&joined_to=2026-01-02", 6),
        ("is_active=True", 24),
        ("is_active=False", 0),
        ("is_active=True&is_active=False", 24),
        ("is_active=&q=&joined_from=", 24),  # empty filters of a plain form
        ("site=1", 0),
    ],
)
def test_listing_narrows(query: str, found: int) -> None:
    assert len(names_of(query)) == found


@pytest.mark.usefixtures("crew")
@pytest.mark.parametrize(
    "query",
    [
        "password__startswith=a",
        "is_active__in=1",
        "is_active=maybe",
        "sort=password",
        "sort=-",
        "sort=--name",
        "joined_from=yesterday",
        "joined_from=0001-01-01",
        "joined_to=2026-02-30",
        "site=x",
        "site=9999999999999999999999",
        "who=old",
        "q=a%00b",
        "after=nonsense",
        "after=W10",  # []
        "after=WyJhIiwieCJd",  # ["a", "x"]: no primary key
        "after=WyJhIiwiOTk5OTk5OTk5OTk5OTk5OTk5OTkiXQ",  # one that no row can have
        "sort=joined&after=WyJ4IiwiMSJd",  # ["x", "1"]: not a day
        "sort=name&before=W251bGwsIjEiXQ",  # [null, "1"]: names are never null
        "export=csv",
    ],
)
def test_listing_refuses_what_is_not_declared(query: str, site_manager: Staff) -> None:
    with pytest.raises(BadRequest):
        STAFF.respond(ask(query, site_manager), Staff.objects.all())


@pytest.mark.django_db
def test_cursor_crosses_relations_that_may_be_missing(site: Site) -> None:
    rooms = [
        Place.objects.create(site=site, code=c, name=c, kind="zone", full_name=c) for c in "ab"
    ]
    Equipment.objects.bulk_create(
        Equipment(site=site, code=f"e{at}", name="x", system="lift", place=place)
        for at, place in enumerate([rooms[1], None, rooms[0], None, rooms[1], rooms[0]])
    )
    rows = Equipment.objects.all()
    codes = dict(rows.values_list("pk", "code"))
    there, back = walk(rows, keyset.Order("place__name"), 2)
    assert [codes[pk] for pk in there] == ["e2", "e5", "e0", "e4", "e1", "e3"]
    assert there == back


@pytest.mark.django_db
@pytest.mark.parametrize(("rows", "said"), [(7, "7"), (10, "10"), (11, "10+"), (300, "10+")])
def test_count_never_looks_further_than_asked(rows: int, said: str) -> None:
    found = count_up_to(employ([(None, "x")] * rows), 10)
    assert (min(found, 11), say_count(found, 10)) == (min(rows, 11), said)


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3, 120])
def test_listing_asks_as_little_of_a_long_list_as_of_a_short_one(
    rows: int, site_manager: Staff
) -> None:
    employ([(None, "x")] * rows)
    assert site_manager.scope.sites
    with CaptureQueriesContext(connection) as asked:
        request = ask("sort=name", site_manager, HX_Request="true")
        STAFF.respond(request, Staff.objects.filter(number__startswith="n"))
    assert [("COUNT" in one["sql"], "LIMIT 51" in one["sql"]) for one in asked] == [(False, True)]


@pytest.mark.django_db
def test_listing_answers_htmx_with_its_rows_alone(site_manager: Staff) -> None:
    employ([(None, "x")])
    page = STAFF.respond(ask("", site_manager), Staff.objects.all())
    part = STAFF.respond(ask("", site_manager, HX_Request="true"), Staff.objects.all())
    assert isinstance(page, HttpResponse)
    assert isinstance(part, HttpResponse)
    assert (b"<html" in page.content, b"<html" in part.content) == (True, False)
    assert (b'id="rows"' in page.content, b'id="rows"' in part.content) == (True, True)
    assert (page["Vary"], part["Vary"]) == ("HX-Request", "HX-Request")


@pytest.mark.django_db
def test_listing_writes_what_people_typed_as_text(site_manager: Staff) -> None:
    employ([(None, "<script>alert(1)</script>")])
    page = STAFF.respond(ask("q=<script>", site_manager), Staff.objects.all())
    assert isinstance(page, HttpResponse)
    assert b"<script>alert" not in page.content
    assert b"&lt;script&gt;alert(1)" in page.content


@pytest.mark.usefixtures("crew")
def test_listing_exports_the_rows_it_shows(site_manager: Staff) -> None:
    rows = Staff.objects.filter(number__startswith="n")
    response = STAFF.respond(ask("export=xlsx&q=李&sort=-number", site_manager), rows)
    assert isinstance(response, FileResponse)
    sheet = load_workbook(BytesIO(b"".join(response))).worksheets[0]
    assert response.file_to_stream
    response.file_to_stream.close()
    assert list(sheet.iter_rows(values_only=True)) == [
        ("Name", "Number", "Status"),
        ("李", "n9", "employed"),
        ("李", "n3", "employed"),
        ("李", "n21", "employed"),
        ("李", "n15", "employed"),
    ]


@pytest.mark.usefixtures("crew")
def test_listing_refuses_a_spreadsheet_nobody_could_open(
    site_manager: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "EXPORT_MAX", 23)
    with pytest.raises(TooManyRows):
        STAFF.respond(
            ask("export=xlsx", site_manager), Staff.objects.filter(number__startswith="n")
        )


@pytest.mark.usefixtures("crew")
def test_links_keep_the_filters_and_drop_the_page(site_manager: Staff) -> None:
    request = ask("q=a&is_active=True&is_active=False&after=x&sort=", site_manager)
    view = View(STAFF, request, keyset.Page([]))
    kept = "/staff/?q=a&is_active=True&is_active=False"
    assert view.link() == kept
    assert view.link(sort="-name") == f"{kept}&sort=-name"
    assert view.export() == f"{kept}&export=xlsx"
