"""Signs are written once, drawn by lot, and answered by the person drawn."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from pinzhi.cases.actions import hand_in_record
from pinzhi.common.states import MoveRefused
from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.models import Task
from pinzhi.records.integrity.actions import Seen, answer_flag, draw_again, raise_flags
from pinzhi.records.integrity.drawing import candidates
from pinzhi.records.integrity.facts import Sign
from pinzhi.records.integrity.refusals import NotDrawn, NoteMissing
from pinzhi.records.integrity.states import Answer
from pinzhi.records.models import Flag, Record
from pinzhi.trail.models import Event
from tests.planting import fill_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(task: Task, worker: Staff, now: datetime) -> Record:
    return hand_in_record(fill_in(task, at=now), task=task, by=worker, now=now)[0]


def seen(record: Record, about: Sequence[str] = (), **changes: Any) -> Seen:
    told = [str(record.pk), *about]
    sign = Sign("too_short", 0.8, told, {"took": 2, "items": 3, "least": 9})
    fields = {"key": "k", "site": record.site, "at": record.captured_at, "person_id": record.by_id}
    return Seen(sign=sign, **{**fields, **changes})


def test_a_sign_is_drawn_for_a_third_person(
    record: Record, foreman: Staff, department_head: Staff, inspector: Staff
) -> None:
    flag = raise_flags([seen(record)])[0]
    assert (flag.checker, flag.status, flag.record) == (inspector, "waiting", record)
    assert {foreman.pk, department_head.pk}.isdisjoint({flag.checker_id})
    assert Event.objects.get(verb="flag.raised").after == {"status": "waiting"}


def test_nobody_is_drawn_where_there_is_no_third_person(record: Record, foreman: Staff) -> None:
    assert raise_flags([seen(record)])[0].checker is None
    assert candidates(record.site, [foreman.pk], []) == []


def test_leaders_of_the_department_are_left_out(
    site: Site, worker: Staff, foreman: Staff, site_manager: Staff, butler: Staff
) -> None:
    assert candidates(site, [worker.pk], []) == sorted([site_manager.pk, butler.pk])
    assert candidates(site, [], []) == sorted([foreman.pk, site_manager.pk, butler.pk])
    assert candidates(site, [], ["engineering"]) == sorted([site_manager.pk, butler.pk])


def test_a_sign_seen_again_keeps_its_person_and_gets_the_newer_numbers(
    record: Record, inspector: Staff, site_manager: Staff
) -> None:
    first = raise_flags([seen(record)])[0]
    assert raise_flags([seen(record), seen(record, ["x"])]) == []
    flag = Flag.objects.get()
    assert (flag.checker_id, flag.about) == (first.checker_id, [str(record.pk), "x"])
    assert first.checker in {inspector, site_manager}
    assert flag.checker is not None
    answer_flag(flag, Answer.REFUTED, note="Seen", by=flag.checker)
    raise_flags([seen(record)])
    flag.refresh_from_db()
    assert flag.about == [str(record.pk), "x"]


def test_only_the_person_drawn_answers_once_and_in_words(
    record: Record, inspector: Staff, worker: Staff
) -> None:
    flag = raise_flags([seen(record)])[0]
    with pytest.raises(NotDrawn):
        answer_flag(flag, Answer.CONFIRMED, note="Sure", by=worker)
    with pytest.raises(NoteMissing):
        answer_flag(flag, Answer.CONFIRMED, note="  ", by=inspector)
    done = answer_flag(flag, Answer.CONFIRMED, note="Never there", by=inspector)
    assert (done.status, done.note) == ("confirmed", "Never there")
    assert done.answered_at is not None
    with pytest.raises(MoveRefused):
        answer_flag(flag, Answer.REFUTED, note="Changed my mind", by=inspector)
    event = Event.objects.get(verb="flag.answered")
    assert (event.before, event.after) == ({"status": "waiting"}, {"status": "confirmed"})


def test_a_sign_changes_neither_record_nor_task(record: Record, inspector: Staff) -> None:
    before = Record.objects.values().get(), Task.objects.values().get()
    flag = raise_flags([seen(record)])[0]
    answer_flag(flag, Answer.CONFIRMED, note="Never there", by=inspector)
    assert (Record.objects.values().get(), Task.objects.values().get()) == before


def test_a_leavers_draw_goes_to_somebody_else(
    record: Record, inspector: Staff, site_manager: Staff, now: datetime
) -> None:
    flag = raise_flags([seen(record)])[0]
    old = flag.checker
    assert old is not None
    old.is_active, old.left_at = False, now - timedelta(days=1)
    old.save()
    assert draw_again(record.site) == 1
    flag.refresh_from_db()
    assert {old, flag.checker} == {inspector, site_manager}
    assert draw_again(record.site) == 0
