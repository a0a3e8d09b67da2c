"""The list of cases: what it counts, how it is narrowed, what it costs."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from pinzhi.cases.actions import ask_extension, assign_case, hand_in_record
from pinzhi.cases.models import Case
from pinzhi.people.models import Staff
from pinzhi.plans.models import Plan
from tests.cases.conftest import fix
from tests.cases.visiting import Queries, get, get_quietly
from tests.planting import fill_in, plant_task

pytestmark = pytest.mark.django_db

LIST = "cases:case_list"


def titles(response: HttpResponse) -> list[str]:
    return [row.title for row in response.context["view"].page.rows]  # type: ignore[attr-defined]


def more_cases(plan: Plan, worker: Staff, now: datetime, number: int) -> None:
    for n in range(1, number + 1):
        task = plant_task(plan, now - timedelta(hours=n), worker)
        at = task.opens_at
        hand_in_record(fill_in(task, ("fail", "0.3", ""), at=at), task=task, by=worker, now=at)


def test_the_list_counts_what_needs_somebody(
    client: Client, case: Case, plan: Plan, worker: Staff, foreman: Staff, now: datetime
) -> None:
    more_cases(plan, worker, now, 3)
    a, b, c = Case.objects.exclude(pk=case.pk).order_by("pk")
    Case.objects.update(due_at=timezone.now() + timedelta(days=2))
    Case.objects.filter(pk=a.pk).update(due_at=timezone.now() - timedelta(days=1))
    fix(b, foreman, now)
    ask_extension(c, until=timezone.now() + timedelta(days=5), reason="x", by=foreman)
    assign_case(case, to=worker, by=foreman)

    page = get(client, foreman, LIST)
    counts = {tab.key: tab.count for tab in page.context["tabs"]}  # type: ignore[attr-defined]
    assert counts == {
        "": None,
        "unfinished": 4,
        "mine": 3,
        "overdue": 1,
        "today": 0,
        "recheck": 1,
        "extension": 1,
    }
    for key, number in counts.items():
        if key:
            assert len(titles(get(client, foreman, LIST, show=key))) == number
    assert titles(get(client, foreman, LIST, show="closed")) == []
    assert len(titles(get(client, foreman, LIST, show="later"))) == 2


def test_what_is_closed_comes_last(
    client: Client, case: Case, plan: Plan, worker: Staff, foreman: Staff, now: datetime
) -> None:
    more_cases(plan, worker, now, 1)
    earlier = Case.objects.exclude(pk=case.pk).get()
    Case.objects.filter(pk=earlier.pk).update(status="put_right", closed_at=now)
    rows = get(client, foreman, LIST).context["view"].page.rows  # type: ignore[attr-defined]
    assert [row.pk for row in rows] == [case.pk, earlier.pk]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({"status": "assigned"}, 1),
        ({"status": "fixed"}, 0),
        ({"department": "engineering"}, 1),
        ({"department": "security"}, 0),
        ({"q": "dry"}, 1),
        ({"q": "Gang"}, 1),
        ({"q": "nothing"}, 0),
        ({"opened_to": "2026-09-16"}, 1),
        ({"opened_from": "2026-09-17"}, 0),
    ],
)
def test_the_list_is_narrowed(
    client: Client, case: Case, foreman: Staff, query: dict[str, str], number: int
) -> None:
    assert titles(get(client, foreman, LIST, **query)) == [case.title] * number


def test_the_list_is_narrowed_to_a_site(client: Client, case: Case, inspector: Staff) -> None:
    assert titles(get(client, inspector, LIST, site=str(case.site_id))) == [case.title]
    assert titles(get(client, inspector, LIST, site="0")) == []


def test_a_filter_nobody_declared_is_a_bad_request(client: Client, foreman: Staff) -> None:
    assert get(client, foreman, LIST, show="everything").status_code == 400


def test_whoever_reaches_no_site_has_no_list(client: Client) -> None:
    assert get(client, Staff.objects.create_user("nobody"), LIST).status_code == 403


def test_the_list_is_exported(client: Client, case: Case, foreman: Staff) -> None:
    answer: Any = get(client, foreman, LIST, export="xlsx")
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))
    rows = book.get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == [case.title]
    assert rows[1][5] == foreman.name


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_however_long(
    client: Client,
    case: Case,  # noqa: ARG001 -- the first row
    plan: Plan,
    worker: Staff,
    foreman: Staff,
    now: datetime,
    rows: int,
    django_assert_max_num_queries: Queries,
) -> None:
    more_cases(plan, worker, now, rows - 1)
    client.force_login(foreman)
    with django_assert_max_num_queries(10):
        assert len(titles(get_quietly(client, reverse(LIST)))) == rows
