"""“The rest is fine”: one press, where the checklist allows it, and the record says so."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.models import Task
from pinzhi.records.actions import submit_record
from pinzhi.records.integrity.preparing import FIELDS, Ground, entries_of
from pinzhi.records.models import Record
from pinzhi.records.refusals import BadAnswers
from tests.photos import plant_photo
from tests.planting import fill_in, plant_edition, plant_plan, plant_task, with_answer

pytestmark = pytest.mark.django_db
PLAIN = {"03": {"answer_type": "verdict", "required": True}}


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def task_with(
    site: Site,
    worker: Staff,
    now: datetime,
    items: Mapping[str, Mapping[str, Any]],
    *,
    fine: bool = True,
) -> Task:
    edition = plant_edition("FINE", items, rest_fine=fine)
    return plant_task(plant_plan(site, edition), now, worker)


def test_record_keeps_how_many_answers_one_press_gave(
    site: Site, worker: Staff, now: datetime, client: Client
) -> None:
    task = task_with(site, worker, now, PLAIN)
    told = fill_in(task, ("pass", "0.3", "pass"), at=now)
    told = with_answer(with_answer(told, 0, at_once=True), 2, at_once=True)
    record, _ = submit_record(told, task=task, by=worker, now=now)
    assert (record.at_once, Record.objects.get().at_once) == (2, 2)
    client.force_login(worker)
    assert "一次填为正常" in client.get(reverse("records:record", args=[record.pk])).text


def test_one_press_counts_as_one_answer_when_haste_is_judged(
    site: Site, worker: Staff, now: datetime
) -> None:
    task = task_with(site, worker, now, PLAIN)
    told = fill_in(task, ("pass", "0.3", "pass"), at=now)
    told = with_answer(with_answer(told, 0, at_once=True), 2, at_once=True)
    submit_record(told, task=task, by=worker, now=now)
    (entry,) = entries_of(Record.objects.values(*FIELDS), Ground())
    assert dict(entry.asked) == {"verdict": 1, "number": 1}


def test_record_answered_item_by_item_says_nothing_of_it(
    task: Task, worker: Staff, now: datetime
) -> None:
    record, _ = submit_record(fill_in(task, at=now), task=task, by=worker, now=now)
    assert record.at_once == 0


@pytest.mark.parametrize(
    ("items", "fine", "index", "values"),
    [
        (PLAIN, False, 0, ("pass", "0.3", "pass")),  # not where the checklist does not allow it
        (PLAIN, True, 1, ("pass", "0.3", "pass")),  # never a reading
        (PLAIN, True, 0, ("fail", "0.3", "pass")),  # it only ever says that all is well
        (PLAIN, True, 0, ("not_applicable", "0.3", "pass")),
        ({**PLAIN, "01": {"evidence": "photo"}}, True, 0, ("pass", "0.3", "pass")),
        ({}, True, 2, ("pass", "0.3", "quiet")),  # nor words
    ],
)
def test_one_press_answers_only_what_it_may(
    site: Site,
    worker: Staff,
    now: datetime,
    items: Mapping[str, Mapping[str, Any]],
    *,
    fine: bool,
    index: int,
    values: tuple[str, str, str],
) -> None:
    task = task_with(site, worker, now, items, fine=fine)
    photo = plant_photo(site, worker, now)
    told = with_answer(fill_in(task, values, at=now), 0, photos=(photo,))
    with pytest.raises(BadAnswers, match="has to be answered by itself"):
        submit_record(with_answer(told, index, at_once=True), task=task, by=worker, now=now)
