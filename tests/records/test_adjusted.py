"""A record is judged by what its site worked by when it was captured, and keeps what that was."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from pinzhi.cases.actions import hand_in_record
from pinzhi.cases.models import Case
from pinzhi.people.models import Staff
from pinzhi.plans.models import Task
from pinzhi.records.refusals import BadAnswers
from pinzhi.records.sheet import read_sheet
from pinzhi.standards.actions import adjust_site, end_adjustment
from pinzhi.standards.models import Adjustment
from tests.planting import fill_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 16, 2, 0, tzinfo=UTC)
VALUES = ("pass", "0.22", "")  # within the standard, below what the site wants


def tighten(task: Task, by: Staff, item: str, at: datetime, **changes: str) -> Adjustment:
    standard = task.checklist.edition.standard
    made = adjust_site(
        task.site, standard, checklist="DAILY", item=item, changes=changes, reason="", by=by
    )
    Adjustment.objects.filter(pk=made.pk).update(decided_at=at)
    return made


def test_a_tighter_limit_fails_what_the_standard_would_pass(
    task: Task, worker: Staff, site_manager: Staff
) -> None:
    tighten(task, site_manager, "02", NOW - timedelta(hours=1), minimum="0.25", deduction="8")
    record, _ = hand_in_record(fill_in(task, VALUES, at=NOW), task=task, by=worker)
    assert (record.failed, record.deducted) == (1, Decimal(8))
    assert record.adjusted == {"02": {"minimum": "0.25", "deduction": "8"}}
    assert record.findings.get().deduction == 8


def test_what_was_captured_before_is_judged_by_what_held_then(
    task: Task, worker: Staff, site_manager: Staff
) -> None:
    tighten(task, site_manager, "02", NOW + timedelta(minutes=1), minimum="0.25")
    record, _ = hand_in_record(fill_in(task, VALUES, at=NOW), task=task, by=worker)
    assert (record.failed, record.adjusted) == (0, None)


def test_stricter_evidence_is_asked_for(task: Task, worker: Staff, site_manager: Staff) -> None:
    tighten(task, site_manager, "01", NOW - timedelta(hours=1), evidence="photo")
    with pytest.raises(BadAnswers, match="01 Floor is dry"):
        hand_in_record(fill_in(task, VALUES, at=NOW), task=task, by=worker)


def test_the_record_shows_the_limits_it_was_judged_by_for_ever(
    task: Task, worker: Staff, site_manager: Staff
) -> None:
    own = tighten(task, site_manager, "02", NOW - timedelta(hours=1), minimum="0.25")
    record, _ = hand_in_record(fill_in(task, VALUES, at=NOW), task=task, by=worker)
    end_adjustment(own, by=site_manager)
    assert [line.limits for line in read_sheet(record)][1] == "0.25–0.4 MPa"


def test_a_shorter_time_to_put_right_sets_the_deadline(
    task: Task, worker: Staff, site_manager: Staff
) -> None:
    at = NOW - timedelta(hours=1)
    tighten(task, site_manager, "02", at, minimum="0.25", fix_value="2", fix_unit="hour")
    hand_in_record(fill_in(task, VALUES, at=NOW), task=task, by=worker)
    assert Case.objects.get().due_at == NOW + timedelta(hours=2)
