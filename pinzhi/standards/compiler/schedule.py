"""Timetables: rows that begin with a time or a range of times, and columns that name a cycle."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pinzhi.standards.compiler.findings import Found, Key
from pinzhi.standards.compiler.tree.clauses import Node

_CLOCK: Final = r"(?:[01]?[0-9]|2[0-4]):[0-5][0-9]"
_TIMES: Final = re.compile(
    rf"(?:[0-9]{{1,2}}\s)?\s*(?P<from>{_CLOCK})\s?(?:(?:-{{1,3}}|[—~至到]{{1,3}})\s?(?P<to>{_CLOCK}))?"
    r"[\s:,、]*(?=\S)"
)
_FEWEST: Final = 2
_SURE: Final = 0.6
_CYCLES: Final = re.compile(r"频次|频率|周期|次数")
_BARE: Final = {
    "日": "day", "天": "day", "周": "week", "星期": "week", "月": "month", "季": "quarter",
    "季度": "quarter", "半年": "halfyear", "年": "year", "年度": "year", "班": "shift",
    "小时": "hour",
}  # fmt: skip


def schedule_rows(
    nodes: Sequence[Node],
    founds: Sequence[Sequence[Found]],
    governed: Sequence[Mapping[Key, Sequence[Found]]],
) -> dict[int, tuple[Found, ...]]:
    """What the times of a timetable and the cells of a column of cycles say, by node.

    Times count when at least two lines of one table or one list begin with them: done daily, or
    as often as the heading says. A clock alone asks for nothing (see the schema's rules).
    """
    rows: dict[int, tuple[Found, ...]] = {}
    for group in _timed(nodes).values():
        if len(group) < _FEWEST:
            continue
        for index, match in group:
            if not any(found.key == "recurrence" for found in founds[index]):
                rows[index] = (_window(nodes[index], match, governed[index]),)
    return rows | _cycles(nodes, founds)


def _timed(nodes: Sequence[Node]) -> dict[tuple[int, int | None], list[tuple[int, re.Match[str]]]]:
    groups: dict[tuple[int, int | None], list[tuple[int, re.Match[str]]]] = defaultdict(list)
    for index, node in enumerate(nodes):
        if node.kind in {"clause", "row"} and (match := _TIMES.match(node.plain.text)):
            groups[node.line.table, node.parent].append((index, match))
    return groups


def _window(node: Node, match: re.Match[str], above: Mapping[Key, Sequence[Found]]) -> Found:
    said: dict[str, Any] = {"times": 1, "every": 1, "unit": "day"}
    for found in above.get("recurrence", ()):
        if isinstance(found.value, Mapping) and found.value.get("unit") in {
            "week",
            "month",
            "year",
        }:
            said = dict(found.value)
    end = match.end("from")
    if match["to"]:
        said["window"] = [_padded(match["from"]), _padded(match["to"])]
        end = match.end("to")
    else:
        said["time"] = [_padded(match["from"])]
    start, stop = node.plain.source_span(match.start("from"), end)
    return Found("recurrence", said, node.at + start, node.at + stop, _SURE)


def _padded(clock: str) -> str:
    return clock.zfill(5)


def _cycles(
    nodes: Sequence[Node], founds: Sequence[Sequence[Found]]
) -> dict[int, tuple[Found, ...]]:
    """A bare 周 under the head 频次 is weekly."""
    rows: dict[int, tuple[Found, ...]] = {}
    heads: dict[int, int | None] = {}
    for index, node in enumerate(nodes):
        if node.line.role != "row":
            continue
        table = node.line.table
        if table not in heads:
            heads[table] = _head(node)
        elif (column := heads[table]) is not None and column < len(node.line.cells):
            found = _bare(node, column)
            if found and not any(one.key == "recurrence" for one in founds[index]):
                rows[index] = (found,)
    return rows


def _words(node: Node, column: int) -> str:
    start, end = node.line.cells[column]
    return node.plain.source[start - node.at : end - node.at] if start >= node.at else ""


def _head(node: Node) -> int | None:
    columns = range(len(node.line.cells))
    return next((at for at in columns if _CYCLES.search(_words(node, at))), None)


def _bare(node: Node, column: int) -> Found | None:
    unit = _BARE.get(_words(node, column).strip())
    if unit is None:
        return None
    start, end = node.line.cells[column]
    return Found("recurrence", {"times": 1, "every": 1, "unit": unit}, start, end, _SURE)
