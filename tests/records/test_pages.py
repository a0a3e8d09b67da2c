"""The pages of records and findings, looked at by those they are for."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from pinzhi.cases.actions import hand_in_record
from pinzhi.common.states import MoveRefused
from pinzhi.people.models import Staff
from pinzhi.plans.models import Plan, Task
from pinzhi.records.actions import close_finding
from pinzhi.records.models import Finding, Record
from pinzhi.records.rules import may_see_records
from pinzhi.records.states import FindingStatus
from pinzhi.trail.models import Event
from tests.planting import fill_in, plant_task

pytestmark = pytest.mark.django_db

RECORDS, FINDINGS = "records:record_list", "records:finding_list"
Queries = Any


@pytest.fixture
def record(task: Task, worker: Staff, foreman: Staff, now: datetime) -> Record:  # noqa: ARG001 -- the foreman answers for it
    """The floor was wet; the reading is in order."""
    filled = fill_in(task, ("fail", "0.3", "Rain all night"), at=now, note="Come again")
    return hand_in_record(filled, task=task, by=worker, now=now)[0]


@pytest.fixture
def finding(record: Record) -> Finding:
    return record.findings.get()


def get(client: Client, who: Staff, name: str, *args: object, **query: str) -> Any:
    client.force_login(who)
    return client.get(reverse(name, args=args), query)


def found(answer: Any) -> list[Any]:
    return [row.pk for row in answer.context["view"].page.rows]


def more_records(plan: Plan, worker: Staff, now: datetime, number: int) -> None:
    for n in range(1, number + 1):
        task = plant_task(plan, now - timedelta(hours=n), worker)
        at = task.opens_at
        hand_in_record(fill_in(task, ("fail", "0.3", ""), at=at), task=task, by=worker, now=at)


def test_a_record_is_shown_whole(client: Client, record: Record, inspector: Staff) -> None:
    page = get(client, inspector, "records:record", record.pk).content.decode()
    finding = record.findings.get()
    for part in (
        "01 Floor is dry",
        "0.2–0.4 MPa",
        "0.3 MPa",
        "Rain all night",
        "Come again",
        "Wei",
        record.body_hash[:12],
        reverse("records:finding", args=[finding.pk]),
        reverse("cases:case", args=[finding.case.pk]),
    ):
        assert part in page


def test_a_finding_is_shown_with_its_clause(
    client: Client, finding: Finding, inspector: Staff
) -> None:
    page = get(client, inspector, "records:finding", finding.pk).content.decode()
    for part in ("Floor is dry", "1 Floors", "Dry and clean.", "Wei"):
        assert part in page
    assert reverse("cases:case", args=[finding.case.pk]) in page


def test_outside_the_site_nothing_is_there(
    client: Client, finding: Finding, sister_manager: Staff, contractor: Staff
) -> None:
    for who in (sister_manager, contractor):
        assert get(client, who, "records:record", finding.record_id).status_code == 404
        assert get(client, who, "records:finding", finding.pk).status_code == 404
        assert found(get(client, who, RECORDS)) == []
        assert found(get(client, who, FINDINGS)) == []
    assert get(client, sister_manager, "records:record", uuid4()).status_code == 404


def test_a_contractors_worker_sees_what_he_recorded(
    client: Client, finding: Finding, contractor: Staff
) -> None:
    Record.objects.update(by=contractor)
    Finding.objects.update(found_by=contractor)
    assert found(get(client, contractor, RECORDS)) == [finding.record_id]
    assert get(client, contractor, "records:finding", finding.pk).status_code == 200


def test_whoever_reaches_no_site_has_no_lists(client: Client) -> None:
    nobody = Staff.objects.create_user("nobody")
    assert not may_see_records(nobody)
    assert get(client, nobody, RECORDS).status_code == 403
    assert get(client, nobody, FINDINGS).status_code == 403


def test_records_are_only_looked_at(client: Client, record: Record, site_manager: Staff) -> None:
    client.force_login(site_manager)
    for address in (reverse(RECORDS), reverse("records:record", args=[record.pk])):
        assert client.post(address).status_code == 405


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({"department": "engineering"}, 1),
        ({"department": "security"}, 0),
        ({"findings": "with"}, 1),
        ({"findings": "without"}, 0),
        ({"captured_from": "2026-09-16", "captured_to": "2026-09-16"}, 1),
        ({"captured_from": "2026-09-17"}, 0),
        ({"q": "daily"}, 1),
        ({"q": "Wei"}, 1),
        ({"q": "nothing"}, 0),
        ({"site": "0"}, 0),
        ({"checklist": "0"}, 0),
        ({"by": "0"}, 0),
    ],
)
def test_records_are_narrowed(
    client: Client, record: Record, inspector: Staff, query: dict[str, str], number: int
) -> None:
    assert found(get(client, inspector, RECORDS, **query)) == [record.pk] * number


def test_records_are_narrowed_by_what_they_point_to(
    client: Client, record: Record, inspector: Staff
) -> None:
    points = {"site": record.site_id, "checklist": record.checklist_id, "by": record.by_id}
    told = {name: str(key) for name, key in points.items()}
    assert found(get(client, inspector, RECORDS, **told)) == [record.pk]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({"status": "open"}, 1),
        ({"status": "deducted"}, 0),
        ({"department": "engineering"}, 1),
        ({"department": "security"}, 0),
        ({"clause": "0"}, 0),
        ({"found_to": "2026-09-15"}, 0),
        ({"q": "dry"}, 1),
        ({"q": "nothing"}, 0),
        ({"site": "0"}, 0),
    ],
)
def test_findings_are_narrowed(
    client: Client, finding: Finding, inspector: Staff, query: dict[str, str], number: int
) -> None:
    assert found(get(client, inspector, FINDINGS, **query)) == [finding.pk] * number


@pytest.mark.parametrize(
    ("age", "bucket"),
    [
        (timedelta(hours=23), "1"),
        (timedelta(days=1), "7"),  # a day is over
        (timedelta(days=6, hours=23), "7"),
        (timedelta(days=7), "30"),
        (timedelta(days=30), "older"),
    ],
)
def test_every_finding_has_one_age(
    client: Client, finding: Finding, inspector: Staff, age: timedelta, bucket: str
) -> None:
    Finding.objects.filter(pk=finding.pk).update(found_at=timezone.now() - age)
    ages = ("1", "7", "30", "older")
    seen = [one for one in ages if found(get(client, inspector, FINDINGS, age=one))]
    assert seen == [bucket]


def test_findings_of_a_clause_are_offered_and_found(
    client: Client, finding: Finding, inspector: Staff
) -> None:
    answer = get(client, inspector, FINDINGS, clause=str(finding.clause_id))
    widgets = {one.name: one for one in answer.context["view"].widgets()}
    assert found(answer) == [finding.pk]
    assert [option.label for option in widgets["clause"].chosen] == ["1 Floors"]


@pytest.mark.parametrize("name", [RECORDS, FINDINGS])
def test_the_newest_stands_first_and_the_order_turns(
    client: Client, record: Record, plan: Plan, worker: Staff, now: datetime, name: str
) -> None:
    more_records(plan, worker, now, 2)
    newest_first = found(get(client, worker, name))
    sort = "captured" if name == RECORDS else "found"
    assert len(newest_first) == 3
    first = record.pk if name == RECORDS else record.findings.get().pk
    assert newest_first[0] == first
    assert found(get(client, worker, name, sort=sort)) == newest_first[::-1]


@pytest.mark.parametrize(("name", "column", "cell"), [(RECORDS, 4, "98 / 100"), (FINDINGS, 7, 2.0)])
def test_lists_are_exported(
    client: Client, record: Record, inspector: Staff, name: str, column: int, cell: object
) -> None:
    answer = get(client, inspector, name, export="xlsx")
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))
    rows = book.get_sheet_by_index(0).to_python()
    assert (len(rows), rows[1][column]) == (2, cell)
    assert record.title in str(rows[1][0])


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", [RECORDS, FINDINGS])
def test_lists_take_the_same_queries_however_long(
    client: Client,
    record: Record,  # noqa: ARG001 -- the first row
    plan: Plan,
    worker: Staff,
    now: datetime,
    name: str,
    rows: int,
    django_assert_max_num_queries: Queries,
) -> None:
    more_records(plan, worker, now, rows - 1)
    client.force_login(worker)
    with django_assert_max_num_queries(10):
        assert len(found(client.get(reverse(name)))) == rows


@pytest.mark.parametrize("values", [("fail", "0.3", ""), ("fail", "9", "Wet")])
def test_a_record_takes_the_same_queries_whatever_failed(
    client: Client,
    task: Task,
    worker: Staff,
    now: datetime,
    values: tuple[str, str, str],
    django_assert_max_num_queries: Queries,
) -> None:
    record, _ = hand_in_record(fill_in(task, values, at=now), task=task, by=worker, now=now)
    client.force_login(worker)
    with django_assert_max_num_queries(14):
        assert client.get(reverse("records:record", args=[record.pk])).status_code == 200


def test_close_finding_ends_it_once(finding: Finding, foreman: Staff, now: datetime) -> None:
    close_finding(finding, FindingStatus.PUT_RIGHT, at=now, by=foreman)
    finding.refresh_from_db()
    assert (finding.status, finding.closed_at) == ("put_right", now)
    assert Event.objects.get(verb="finding.put_right").before == {"status": "open"}
    with pytest.raises(MoveRefused):
        close_finding(finding, FindingStatus.DEDUCTED, at=now, by=foreman)
