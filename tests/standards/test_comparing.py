"""What is the same, what is another, what is new: texts word by word, things by key and words."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinzhi.standards.comparing import (
    Fate,
    Pair,
    changes_between,
    likeness,
    match,
    words_changed,
)

KEPT, ADDED, REMOVED = Fate.KEPT, Fate.ADDED, Fate.REMOVED
TEXT = st.text(alphabet="电梯每天周巡查一次两 0123abc。，", max_size=40)


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [(piece.fate.value, piece.text) for piece in words_changed(old, new)]


def test_words_changed_tells_the_words_that_changed() -> None:
    assert told("电梯每周巡查一次", "电梯每天巡查一次") == [
        ("kept", "电梯"),
        ("removed", "每周"),
        ("added", "每天"),
        ("kept", "巡查一次"),
    ]
    assert told("", "新增") == [("added", "新增")]
    assert told("same", "same") == [("kept", "same")]
    assert told("", "") == []


def test_words_changed_gives_up_on_word_by_word_for_very_long_texts() -> None:
    old, new = "甲乙 " * 5_000, "乙甲 " * 5_000
    assert told(old, new) == [("removed", old), ("added", new)]


@given(TEXT, TEXT)
def test_words_changed_holds_both_texts_whole(old: str, new: str) -> None:
    pieces = words_changed(old, new)
    assert "".join(p.text for p in pieces if p.fate != ADDED) == old
    assert "".join(p.text for p in pieces if p.fate != REMOVED) == new


Row = tuple[str, str]


def matched(old: list[Row], new: list[Row]) -> list[tuple[Any, Any]]:
    words: Callable[[Row], str] = lambda row: row[1]  # noqa: E731 -- typed for match
    found = match(old, new, key=lambda row: row[0], words=words)
    return [(a and a[0], b and b[0]) for a, b in found]


LIFT, PUMP, FIRE = "电梯机房每日巡视并做好记录", "水泵房每周检查水质和压力", "消防栓每月试水"


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        # the same number and words, or the same number with other words
        ([("1", LIFT)], [("1", LIFT)], [("1", "1")]),
        ([("1", LIFT)], [("1", PUMP)], [("1", "1")]),
        # one put in between: the others keep their words under new numbers
        ([("1", LIFT), ("2", PUMP)], [("1", LIFT), ("2", FIRE), ("3", PUMP)],
         [("1", "1"), (None, "2"), ("2", "3")]),
        # one taken out stands where it stood
        ([("1", LIFT), ("2", FIRE), ("3", PUMP)], [("1", LIFT), ("2", PUMP)],
         [("1", "1"), ("2", None), ("3", "2")]),
        # a new number and a word changed
        ([("1", LIFT)], [("7", LIFT.replace("日", "周"))], [("1", "7")]),
        # nothing alike
        ([("1", LIFT)], [("7", FIRE)], [(None, "7"), ("1", None)]),
        ([], [("1", LIFT)], [(None, "1")]),
        ([("1", LIFT)], [], [("1", None)]),
    ],
)  # fmt: skip
def test_match(old: list[Row], new: list[Row], pairs: list[tuple[Any, Any]]) -> None:
    assert matched(old, new) == pairs


@given(
    st.lists(st.tuples(st.sampled_from("123456"), TEXT), unique_by=lambda row: row[0]),
    st.lists(st.tuples(st.sampled_from("123456"), TEXT), unique_by=lambda row: row[0]),
)
def test_match_leaves_nothing_out_and_takes_nothing_twice(old: list[Row], new: list[Row]) -> None:
    pairs = matched(old, new)
    assert sorted(a for a, _ in pairs if a) == sorted(row[0] for row in old)
    assert [b for _, b in pairs if b] == [row[0] for row in new]


@given(st.lists(st.tuples(st.sampled_from("123456"), TEXT), unique_by=lambda row: row[0]))
def test_match_of_the_same_is_the_same(rows: list[Row]) -> None:
    assert matched(rows, rows) == [(row[0], row[0]) for row in rows]


def test_changes_between_names_what_differs() -> None:
    found = changes_between({"Title": "A", "Note": "x"}, {"Title": "B", "Note": "x", "Post": "P"})
    assert [(c.label, c.old, c.new) for c in found] == [("Title", "A", "B"), ("Post", None, "P")]


def test_fate_of_a_pair() -> None:
    changed = changes_between({"a": 1}, {"a": 2})
    assert Pair(1, 1).fate == KEPT
    assert Pair(1, 1, changed).fate == Fate.CHANGED
    assert Pair(1, 1, (), [Pair(None, 2)]).fate == Fate.CHANGED  # an item was added
    assert (Pair(None, 1).fate, Pair(1, None).fate) == (ADDED, REMOVED)


def test_likeness_is_nought_for_what_is_not_alike() -> None:
    assert likeness(LIFT, FIRE) == 0.0
    assert likeness(LIFT, LIFT) == 1.0
