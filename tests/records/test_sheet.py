"""A filled checklist reads as it was on paper."""

from datetime import datetime
from decimal import Decimal

import pytest

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.records.actions import submit_record
from pinzhi.records.sheet import Line, read_sheet, say_answer, say_limits, show_finding
from pinzhi.standards.models import Item
from tests.photos import plant_photo
from tests.planting import fill_in, plant_edition, plant_plan, plant_task, with_answer

CHOICES = [
    {"value": "a", "label": "Clear", "ok": True},
    {"value": "b", "label": "Dim", "ok": False},
]


@pytest.mark.parametrize(
    ("low", "high", "unit", "said"),
    [
        ("0.2", "0.4", "MPa", "0.2–0.4 MPa"),
        ("10.00", None, "℃", "≥ 10 ℃"),
        (None, "100", "", "≤ 100"),
        (None, None, "MPa", ""),  # nothing to hold it against
    ],
)
def test_limits_are_said_as_a_form_prints_them(
    low: str | None, high: str | None, unit: str, said: str
) -> None:
    edges = [Decimal(edge) if edge else None for edge in (low, high)]
    assert say_limits(Item(minimum=edges[0], maximum=edges[1], unit=unit)) == said


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("verdict", "fail", ""),  # the verdict says it
        ("number", "0.3", "0.3 MPa"),
        ("choice", "b", "Dim"),
        ("choice", "gone", "gone"),
        ("text", "All well", "All well"),
    ],
)
def test_an_answer_is_said_in_words(kind: str, value: str, said: str) -> None:
    item = Item(answer_type=kind, unit="MPa", choices=CHOICES if kind == "choice" else [])
    assert say_answer(item, value) == said


@pytest.fixture
def lines(site: Site, worker: Staff, now: datetime) -> list[Line]:
    """The floor failed and was dried at once, the pressure was fine, nobody remarked anything."""
    edition = plant_edition(items={"01": {"methods": ["look", "touch"]}})
    task = plant_task(plant_plan(site, edition), now, worker)
    before, after = (plant_photo(site, worker, now, shade) for shade in (1, 2))
    filled = with_answer(
        fill_in(task, ("fail", "0.3", ""), at=now),
        0,
        photos=(before,),
        put_right=True,
        put_right_photos=(after,),
        note="Wet",
    )
    record, _ = submit_record(filled, task=task, by=worker, now=now)
    return read_sheet(record)


@pytest.mark.django_db
def test_the_sheet_holds_every_item_in_its_order(lines: list[Line]) -> None:
    told = [(line.item.code, line.said, line.limits, line.verdict[0]) for line in lines]
    assert told == [
        ("01", "", "", "late"),
        ("02", "0.3 MPa", "0.2–0.4 MPa", "done"),
        ("03", "", "", "due"),  # not answered, and still there
    ]
    assert [line.more for line in lines] == [True, False, False]
    assert [line.long for line in lines] == [False] * 3


@pytest.mark.django_db
def test_a_line_shows_what_was_found_beside_what_was_put_right(lines: list[Line]) -> None:
    first, second, third = lines
    assert (len(first.found), len(first.put_right), first.finding_look) == (1, 1, "done")
    assert first.methods.count("、") == 1
    assert (second.found, second.put_right, second.finding_look) == ((), (), "")
    assert third.found == ()


@pytest.mark.django_db
def test_a_finding_shows_its_answer_and_photos(lines: list[Line]) -> None:
    finding = lines[0].finding
    assert finding is not None
    shown = show_finding(finding)
    assert (shown.said, shown.limits, shown.note) == ("", "", "Wet")
    assert (shown.found, shown.put_right) == (lines[0].found, lines[0].put_right)
