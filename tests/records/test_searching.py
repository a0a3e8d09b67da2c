import pytest

from pinzhi.cases.actions import hand_in_record
from pinzhi.common import text
from pinzhi.people.models import Staff
from pinzhi.plans.models import Task
from pinzhi.plans.queries.searching import tasks_named
from pinzhi.records.models import Record
from pinzhi.records.searching import records_named
from tests.planting import fill_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("common", [True, False])
@pytest.mark.parametrize(
    ("words", "found"),
    [("daily", 1), ("round DAILY", 1), ("ro", 1), ("nightly", 0), ("d", 1), ("", 1), ("%", 0)],
)
def test_record_and_task_are_found_by_their_title(
    task: Task,
    worker: Staff,
    words: str,
    found: int,
    monkeypatch: pytest.MonkeyPatch,
    *,
    common: bool,
) -> None:
    hand_in_record(fill_in(task, at=task.opens_at), task=task, by=worker, now=task.closes_at)
    monkeypatch.setattr(text, "COMMON", 0 if common else 10**9)
    assert records_named(Record.objects.all(), words).count() == found
    assert tasks_named(Task.objects.all(), words).count() == found
