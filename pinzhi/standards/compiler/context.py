"""Across lines: what headings, merged cells, 同上 and the times of a schedule say of other lines.

What is taken over this way is marked as inherited: its words stand elsewhere, and it is less
certain than what the clause says itself.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from pinzhi.standards.compiler.findings import Found, Key, Taken
from pinzhi.standards.compiler.grammar.roles import find_roles
from pinzhi.standards.compiler.schedule import schedule_rows
from pinzhi.standards.compiler.tree.clauses import Node
from pinzhi.standards.compiler.understanding import in_source

GOVERNING: Final[tuple[Key, ...]] = ("recurrence", "roles", "condition", "place")
SAME: Final[tuple[Key, ...]] = ("recurrence", "time_limit", "roles", "place", "forms")
FROM_HEADING: Final = 0.7
FURTHER_UP: Final = 0.9
FROM_CELL: Final = 0.9
FROM_SAME: Final = 0.8

_FILLERS: Final = re.compile(
    r"工作|岗位|职责|内容|要求|标准|流程|项目|事项|任务|一览|计划|安排|检查|巡查|巡检|巡视|保养|维护|维修|清洁|日常"
    r"|规程|制度|程序|服务|作业|规范|管理|须知|说明|明细|进行|完成|必做|例行|期间|情况|部分|方面|[的之及和与等时下表做:、,()\s]"
)
_MOST_OTHER: Final = 3
_DUTIES: Final = re.compile(
    r"(.{2,14}?)的?(?:岗位|工作|作业|日常|服务|每日|一日)*(?:职责|规范|标准|流程|内容|规程|任务|细则|手册|指引|要求)+:?"
)
_SAME: Final = re.compile(r"(?:要求|频次|标准|内容|周期)?同上")

Above = dict[Key, tuple[Found, ...]]


def inherit(nodes: Sequence[Node], founds: Sequence[Sequence[Found]]) -> list[tuple[Found, ...]]:
    """What each node takes over; all offsets count letters of the document's text."""
    governed = _governed(nodes, founds)
    timed = schedule_rows(nodes, founds, governed)
    taken: list[tuple[Found, ...]] = []
    before: int | None = None
    starts = [node.line.start for node in nodes]
    for index, node in enumerate(nodes):
        more: list[Found] = []
        if node.kind in {"clause", "row"}:
            more.extend(_from_cells(node, starts, founds))
            if before is not None:
                more.extend(_from_same(nodes, founds, taken, index, before))
            more.extend(timed.get(index, ()))
            known = {found.key for found in (*founds[index], *more)}
            above = governed[index]
            more.extend(one for key in GOVERNING if key not in known for one in above.get(key, ()))
            before = index
        taken.append(tuple(more))
    return taken


def governs(node: Node, founds: Iterable[Found]) -> bool:
    """Whether a heading says hardly more than who, how often, where or when."""
    if node.kind != "heading":
        return False
    words = node.plain.text
    own = [found for found in founds if found.key in GOVERNING]
    spans = [_plain_span(node, found) for found in (*own, *_post(node, founds))]
    rest = "".join(
        letter for at, letter in enumerate(words) if not any(a <= at < b for a, b in spans)
    )
    return bool(spans) and len(_FILLERS.sub("", rest)) <= _MOST_OTHER


def _post(node: Node, founds: Iterable[Found]) -> list[Found]:
    """The post that 某某岗位职责 names; as part of a fixed name the schema does not list it."""
    match = _DUTIES.fullmatch(node.plain.text)
    if match is None or any(found.key == "roles" for found in founds):
        return []
    return in_source(find_roles(match[1], Taken()), node.plain, node.at)


def _plain_span(node: Node, found: Found) -> tuple[int, int]:
    at = [place for place, source in enumerate(node.plain.at)
          if found.start <= source + node.at < found.end]  # fmt: skip
    return (at[0], at[-1] + 1) if at else (0, 0)


def _governed(nodes: Sequence[Node], founds: Sequence[Sequence[Found]]) -> list[Above]:
    """For each node what holds for what stands directly in it, from all headings above it."""
    inside: list[Above] = []  # for each node what holds below it
    governed: list[Above] = []
    for node, own in zip(nodes, founds, strict=True):
        above = inside[node.parent] if node.parent is not None else {}
        governed.append(above)
        inside.append({**_weaker(above, FURTHER_UP), **_below(node, own)})
    return governed


def _below(node: Node, own: Sequence[Found]) -> Above:
    if not governs(node, own):
        return {}
    says = (*own, *_post(node, own))
    keys = {key: tuple(found for found in says if found.key == key) for key in GOVERNING}
    return _weaker({key: found for key, found in keys.items() if found}, FROM_HEADING)


def _weaker(above: Above, by: float) -> Above:
    return {key: tuple(_less(found, by) for found in some) for key, some in above.items()}


def _less(found: Found, by: float) -> Found:
    return replace(found, confidence=round(found.confidence * by, 3))


def _from_cells(
    node: Node, starts: Sequence[int], founds: Sequence[Sequence[Found]]
) -> Iterator[Found]:
    """A merged cell speaks for every row it covers; its words stand in the first."""
    for start, end in node.line.cells:
        if start >= node.line.start or start == end:
            continue
        for found in founds[bisect_right(starts, start) - 1]:
            if start <= found.start and found.end <= end:
                yield _less(found, FROM_CELL)


def _from_same(
    nodes: Sequence[Node],
    founds: Sequence[Sequence[Found]],
    taken: Sequence[Sequence[Found]],
    index: int,
    before: int,
) -> Iterator[Found]:
    """同上 takes over what the line before says, in a table what the cell above says."""
    node = nodes[index]
    match = _SAME.search(node.plain.text)
    if match is None:
        return
    known = {found.key for found in founds[index]}
    says = [*founds[before], *taken[before]]
    start = node.at + node.plain.source_span(match.start(), match.end())[0]
    column = next((i for i, (a, b) in enumerate(node.line.cells) if a <= start < b), None)
    cells = nodes[before].line.cells
    for found in says:
        if found.key not in SAME or found.key in known:
            continue
        if column is None or _in_column(found, cells, column, nodes[before]):
            yield _less(found, FROM_SAME)


def _in_column(found: Found, cells: Sequence[tuple[int, int]], column: int, before: Node) -> bool:
    if found.start < before.line.start:  # it was taken over there too, by the same words
        return True
    if column >= len(cells):
        return False
    start, end = cells[column]
    return start <= found.start and found.end <= end
