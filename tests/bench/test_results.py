"""Figures and their table. The measuring itself is `pinzhi bench`, never a test."""

import json

import pytest

from pinzhi.bench.results import (
    as_json,
    at_least,
    at_most,
    median_seconds,
    percentile,
    table,
    told,
)


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([5.0], 0.95, 5.0),
        ([1.0, 2.0, 3.0, 4.0], 0.5, 2.0),
        (list(map(float, range(1, 101))), 0.95, 95.0),
        (list(map(float, range(1, 101))), 1.0, 100.0),
        ([3.0, 1.0, 2.0], 0.95, 3.0),  # in any order
    ],
)
def test_percentile_is_the_nearest_rank(values: list[float], share: float, expected: float) -> None:
    assert percentile(values, share) == expected


def test_edges_are_reached() -> None:
    assert at_least("b", "w", 300, 300).ok
    assert at_most("b", "w", 15, 15).ok
    assert at_least("b", "w", 299.9, 300).ok is False
    assert at_most("b", "w", 15.01, 15).ok is False
    assert told("b", "w", 1).ok is None


def test_table_is_markdown_as_it_came_out() -> None:
    shown = table([at_least("intake", "records", 1234.5, 300, "/s"), at_most("x", "y", 2, 1.3)])
    assert shown.splitlines()[2:] == [
        "| intake | records | 1,234 /s | ≥ 300 /s | yes |",
        "| x | y | 2 | ≤ 1.3 | **no** |",
    ]


def test_json_holds_the_same() -> None:
    assert json.loads(as_json([told("a", "b", 0.25, "ms")])) == [
        {"bench": "a", "what": "b", "figure": "0.25 ms", "reach": "", "ok": None}
    ]


def test_median_runs_the_work_so_often() -> None:
    calls: list[int] = []
    assert median_seconds(lambda: calls.append(1), 5) >= 0
    assert len(calls) == 5
