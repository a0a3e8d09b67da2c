"""Which way a change turns a standard: a table, and what must hold for whatever is changed."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinzhi.standards.adjusting import (
    CHECKLIST,
    CLOCK,
    ITEM,
    Turn,
    applied,
    per_year,
    read_changes,
    turn_of,
)
from pinzhi.standards.models import Item
from pinzhi.standards.refusals import BadChange
from pinzhi.standards.words import EvidenceRule, FixUnit

SAME, TIGHTER, LOOSER = Turn.SAME, Turn.TIGHTER, Turn.LOOSER
DAY = {"times": 1, "every": 1, "unit": "day"}
ITEM_AS_WRITTEN = {
    "minimum": Decimal("0.2"), "maximum": None, "evidence": "photo_on_fail",
    "deduction": Decimal(2), "fix_value": Decimal(1), "fix_unit": "week",
}  # fmt: skip


def often(**words: Any) -> dict[str, Any]:
    return {**DAY, **words}


RHYTHMS = [
    (DAY, DAY, SAME),
    (DAY, often(times=2), TIGHTER),
    (often(times=2), DAY, LOOSER),
    (DAY, often(unit="week", times=7), LOOSER),  # as often, but no longer every day
    (often(unit="month"), often(unit="week"), TIGHTER),
    (often(unit="week"), often(unit="month", times=4), LOOSER),  # 48 a year against 52
    (often(unit="quarter"), often(unit="month", every=3), LOOSER),  # as often, otherwise put
    (often(unit="year"), often(unit="halfyear"), TIGHTER),
    (often(unit="hour", every=2), often(unit="hour"), TIGHTER),
    (often(unit="hour"), often(unit="hour", window=["08:00", "20:00"]), LOOSER),
    (often(unit="week", weekday=[1]), often(unit="week", weekday=[1, 4]), TIGHTER),
    (often(unit="week", weekday=[1]), often(unit="week", weekday=[2]), LOOSER),  # moved
    (often(time=["09:00"]), often(time=["09:00", "15:00"]), TIGHTER),
    (often(window=["09:00", "12:00"]), often(window=["09:30", "11:00"]), TIGHTER),
    (often(window=["09:00", "12:00"]), often(window=["08:30", "11:00"]), LOOSER),
    (often(window=["22:00", "06:00"]), often(window=["23:00", "05:00"]), TIGHTER),
    (often(window=["22:00", "06:00"]), often(window=["21:00", "23:00"]), LOOSER),
    (DAY, often(window=["09:00", "12:00"]), TIGHTER),
    (often(window=["09:00", "12:00"]), DAY, LOOSER),
    (DAY, often(condition="rain"), LOOSER),
    (DAY, often(times=3, workdays_only=True), LOOSER),  # more often, but not on holidays
    (often(unit="month", before_day=10), often(unit="month", before_day=5), TIGHTER),
    (often(unit="month", before_day=10), often(unit="month"), LOOSER),
    (often(unit="week", min_gap_days=1), often(unit="week", min_gap_days=3), TIGHTER),
    (often(time=["09:00"], duration=60), often(time=["09:00"], duration=30), TIGHTER),
    (often(unit="month"), often(unit="month", month=[6, 7]), LOOSER),
    (often(unit="year", month=[3]), often(unit="year", month=[3, 9]), TIGHTER),
]


@pytest.mark.parametrize(("before", "after", "turn"), RHYTHMS, ids=str)
def test_turn_of_a_rhythm(before: dict[str, Any], after: dict[str, Any], turn: Turn) -> None:
    assert turn_of({"recurrence": before}, {"recurrence": after}) == turn


@pytest.mark.parametrize(
    ("changes", "turn"),
    [
        ({"minimum": "0.2"}, SAME),
        ({"minimum": "0.25"}, TIGHTER),
        ({"minimum": "0.1"}, LOOSER),
        ({"minimum": None}, LOOSER),
        ({"maximum": "0.4"}, TIGHTER),  # there was none
        ({"evidence": "photo"}, TIGHTER),
        ({"evidence": "photo_and_signature"}, TIGHTER),
        ({"evidence": "signature"}, LOOSER),  # asks for something else
        ({"evidence": "none"}, LOOSER),
        ({"deduction": "3"}, TIGHTER),
        ({"deduction": "1.5"}, LOOSER),
        ({"fix_value": "3", "fix_unit": "day"}, TIGHTER),
        ({"fix_value": "7", "fix_unit": "day"}, SAME),
        ({"fix_value": "5", "fix_unit": "workday"}, SAME),
        ({"fix_value": "6", "fix_unit": "workday"}, LOOSER),
        ({"fix_unit": "hour"}, TIGHTER),
        ({"deduction": "3", "evidence": "none"}, LOOSER),  # not clearly stricter
        ({"deduction": "3", "minimum": "0.2"}, TIGHTER),
    ],
    ids=str,
)
def test_turn_of_an_item(changes: dict[str, Any], turn: Turn) -> None:
    assert turn_of(ITEM_AS_WRITTEN, changes) == turn


def test_turn_of_a_clock() -> None:
    quarter = {"value": Decimal(15), "unit": "minute"}
    assert turn_of(quarter, {"value": "10"}) == TIGHTER
    assert turn_of(quarter, {"value": "600", "unit": "second"}) == TIGHTER
    assert turn_of(quarter, {"unit": "hour"}) == LOOSER
    assert turn_of({"makeup_hours": 4}, {"makeup_hours": 2}) == TIGHTER


FIELDS = st.fixed_dictionaries(
    {
        "minimum": st.none() | st.decimals(0, 10, places=2),
        "maximum": st.none() | st.decimals(10, 20, places=2),
        "evidence": st.sampled_from(EvidenceRule.values),
        "deduction": st.decimals(0, 20, places=2),
        "fix_value": st.decimals("0.5", 60, places=1),
        "fix_unit": st.sampled_from(FixUnit.values),
    }
)
RHYTHM = st.fixed_dictionaries(
    {
        "times": st.integers(1, 9),
        "every": st.integers(1, 9),
        "unit": st.sampled_from(["hour", "day", "week", "month", "quarter", "year"]),
    }
)


@given(FIELDS, FIELDS)
def test_no_change_is_stricter_both_ways(one: dict[str, Any], other: dict[str, Any]) -> None:
    ways = {turn_of(one, other), turn_of(other, one)}
    assert ways in ({SAME}, {TIGHTER, LOOSER}, {LOOSER})


@given(FIELDS)
def test_the_same_is_the_same(one: dict[str, Any]) -> None:
    assert turn_of(one, one) == SAME
    assert read_changes(ITEM, one, one) == {}


@given(FIELDS, FIELDS, FIELDS)
def test_stricter_than_stricter_is_stricter(
    one: dict[str, Any], two: dict[str, Any], three: dict[str, Any]
) -> None:
    if turn_of(one, two) == turn_of(two, three) == TIGHTER:
        assert turn_of(one, three) == TIGHTER


@given(RHYTHM, RHYTHM)
def test_a_rhythm_is_stricter_exactly_when_it_comes_more_often(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    turn = turn_of({"recurrence": one}, {"recurrence": other})
    assert (turn == TIGHTER) == (per_year(other) > per_year(one))
    assert (turn == SAME) == (one == other)


@pytest.mark.parametrize(
    ("known", "changes"),
    [
        (ITEM, {"recurrence": DAY}),
        (ITEM, {"title": "x"}),
        (CHECKLIST, {"recurrence": {"unit": "moon"}}),
        (CHECKLIST, {"recurrence": "daily"}),
        (CHECKLIST, {"makeup_hours": -1}),
        (CHECKLIST, {"makeup_hours": True}),
        (ITEM, {"minimum": "a lot"}),
        (ITEM, {"minimum": "NaN"}),
        (ITEM, {"minimum": "1e30"}),
        (ITEM, {"maximum": "0.1"}),  # below the lowest
        (ITEM, {"deduction": "-1"}),
        (ITEM, {"deduction": None}),
        (ITEM, {"fix_value": "0"}),
        (ITEM, {"fix_value": "1.25"}),
        (ITEM, {"evidence": "video"}),
        (CLOCK, {"unit": "moon"}),
    ],
)
def test_read_changes_refuses(known: frozenset[str], changes: dict[str, Any]) -> None:
    with pytest.raises(BadChange):
        read_changes(known, changes, ITEM_AS_WRITTEN)


def test_read_changes_leaves_out_what_changes_nothing() -> None:
    given_ = {"minimum": "0.20", "deduction": "3", "fix_value": "7", "fix_unit": "day"}
    assert read_changes(ITEM, given_, ITEM_AS_WRITTEN) == {"deduction": "3"}


def test_applied_is_a_copy_in_proper_types() -> None:
    item = Item(code="01", minimum=Decimal("0.2"), evidence="none")
    found = applied(item, {"minimum": "0.25", "maximum": None, "evidence": "photo"})
    assert (found.minimum, found.maximum, found.evidence) == (Decimal("0.25"), None, "photo")
    assert (item.minimum, item.evidence) == (Decimal("0.2"), "none")
