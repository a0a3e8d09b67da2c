"""The clause tree of a reading: numbers, titles, levels, parents, and where each clause stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from pinzhi.standards.compiler.plain import HAN, Plain
from pinzhi.standards.compiler.readers.paper import Line, Reading
from pinzhi.standards.compiler.tree.boilerplate import is_boilerplate
from pinzhi.standards.compiler.tree.building import COARSE, Places
from pinzhi.standards.compiler.tree.joining import join_lines
from pinzhi.standards.compiler.tree.numbering import HEAD_WORDS, Number, leading_number
from pinzhi.standards.compiler.tree.splitting import Counted, split_numbers
from pinzhi.standards.compiler.tree.table_heads import is_table_head

Role = Literal["heading", "clause", "row", "boilerplate"]

_SENTENCE: Final = re.compile(r"[。;!?,]")
_ENDED: Final = re.compile(r"[。;!?,、]$")
_NAME: Final = re.compile(rf"([{HAN}、]{{2,12}}):(?=\S)")
_HEADED: Final = re.compile("|".join(sorted(HEAD_WORDS, key=len, reverse=True)))
_CYCLE: Final = re.compile(
    r"每|[日周月季年](?:检|常|度|工作|保养)|[上下]午|[晨夜早中晚]班|班[前后中]"
)
_CLOCK: Final = re.compile(r"[0-9]{1,2}:[0-9]{2}")
_LONGEST_HEADING: Final = 40
_LONGEST_BARE: Final = 20
_ENDING: Final = 2
_AHEAD: Final = 4
_CHAPTERS: Final = frozenset(("部分", "篇", "编", "章", "节"))
_HEADED_STYLES: Final = frozenset(("1", "1.", "1、", "1.1"))


@dataclass(frozen=True, slots=True)
class Node:
    """A clause before anything is understood. `plain` is without the number; `start` and `end`
    count letters of the reading's text, `at` is where the source of `plain` begins there."""

    number: Number | None
    plain: Plain
    at: int
    start: int
    end: int
    line: Line
    kind: Role = "clause"
    level: int = 0
    parent: int | None = None
    title: str = ""


def clause_nodes(reading: Reading) -> list[Node]:
    """The nodes of the tree in the document's order; takes time in proportion to its length."""
    counted: Counted = {}
    lines = list(join_lines(reading.text, reading.lines))
    bare = [
        node
        for line, head in zip(lines, _heads(reading.text, lines), strict=True)
        for node in _nodes(reading, line, counted, head=head)
    ]
    places = Places()
    return [_placed(places, bare, index) for index in range(len(bare))]


def _heads(text: str, lines: Sequence[Line]) -> Iterator[bool]:
    for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        yield is_table_head(text, line, before, after)


def _nodes(reading: Reading, line: Line, counted: Counted, *, head: bool) -> Iterator[Node]:
    plain = Plain.of(reading.text[line.start : line.end])
    if head:
        yield Node(None, plain, line.start, line.start, line.end, line, "heading")
        return
    if line.role == "outside" or (line.role != "row" and is_boilerplate(plain.text)):
        yield Node(None, plain, line.start, line.start, line.end, line, "boilerplate")
        return
    starts = split_numbers(plain.text, counted) if line.role == "text" else [0]
    for begin, end in zip(starts, [*starts[1:], len(plain.text)], strict=True):
        yield _node(plain, begin, end, line)


def _node(plain: Plain, begin: int, end: int, line: Line) -> Node:
    number = leading_number(plain.text, begin) if line.role != "row" else None
    if number is not None and number.end > end:
        number = None
    first = number.end if number else begin
    while end > first and plain.text[end - 1].isspace():
        end -= 1
    part = Plain(plain.source, plain.text[first:end], plain.at[first:end])
    start, _ = plain.source_span(begin, begin)
    _, stop = plain.source_span(begin, end)
    return Node(number, part, line.start, line.start + start, line.start + stop, line)


def _placed(places: Places, nodes: Sequence[Node], index: int) -> Node:
    node = nodes[index]
    if node.kind == "boilerplate":
        return node
    kind, title = _kind(nodes, index)
    heading = kind == "heading" and node.line.role != "row"
    if node.line.role == "heading":
        parent, level = places.title(index, node.line.depth)
    elif node.number is not None:
        inside = node.start > node.at
        parent, level = places.numbered(index, node.number, heading=heading, inside=inside)
    elif heading and (_begins_anew(nodes, index) or _is_alike(nodes, index, places.title_index)):
        parent, level = places.work(index)
    else:
        rank = 1 if _CYCLE.match(node.plain.text) else 0
        parent, level = places.text(heading=heading, index=index, rank=rank)
    return replace(node, kind=kind, title=title, parent=parent, level=level)


def _kind(nodes: Sequence[Node], index: int) -> tuple[Role, str]:
    node, words = nodes[index], nodes[index].plain.text
    if node.line.role == "row":
        return ("heading" if node.kind == "heading" else "row"), ""
    style = node.number.style if node.number else ""
    if node.line.role == "heading" or style in _CHAPTERS:
        return "heading", words.rstrip(":")
    if _is_heading(nodes, index):
        return "heading", words.rstrip(":")
    named = _NAME.match(words)
    if named:
        return "clause", named[1]
    headed = _HEADED.match(words) if style in _HEADED_STYLES else None
    return "clause", headed[0] if headed else ""


def _next(nodes: Sequence[Node], index: int) -> Node | None:
    following = (node for node in nodes[index + 1 : index + _AHEAD] if node.kind != "boilerplate")
    return next(following, None)


def _is_heading(nodes: Sequence[Node], index: int) -> bool:
    """Short, without the signs of a sentence, and something of another kind comes below it."""
    words, following = nodes[index].plain.text, _next(nodes, index)
    if not words or following is None or len(words) > _LONGEST_HEADING or _ENDED.search(words):
        return False
    if _CLOCK.match(words):
        return False
    if words.endswith(":"):
        return True
    return not _SENTENCE.search(words) and _governs(nodes, index, following)


def _governs(nodes: Sequence[Node], index: int, following: Node) -> bool:
    words = nodes[index].plain.text
    if following.line.role == "row":
        return True
    mine, other = nodes[index].number, following.number
    if mine is None:
        below = other is not None or _is_sentence(following) or _CYCLE.match(following.plain.text)
        return len(words) <= _LONGEST_BARE and bool(below)
    if other is None:
        before = nodes[index - 1].number if index else None
        listed = before is not None and before.style == mine.style
        return mine.style in COARSE or not (listed or _is_sentence(following))
    return other.style != mine.style and (other.value in {(), (1,)} or len(other.value) > 1)


def _is_sentence(node: Node) -> bool:
    if _CLOCK.match(node.plain.text):
        return True
    return bool(_SENTENCE.search(node.plain.text)) or len(node.plain.text) > _LONGEST_BARE


def _is_alike(nodes: Sequence[Node], index: int, title: int | None) -> bool:
    """保洁员岗位职责 after 保安员岗位职责 is a title of its own."""
    words = nodes[index].plain.text
    return (
        title is not None
        and len(words) > _ENDING
        and nodes[title].plain.text.endswith(words[-_ENDING:])
    )


def _begins_anew(nodes: Sequence[Node], index: int) -> bool:
    """A title of its own: the count of its chapters begins with one."""
    if index < _AHEAD and all(node.kind == "boilerplate" for node in nodes[:index]):
        return True
    for node in nodes[index + 1 : index + _AHEAD]:
        if node.number is not None:
            chapter = node.number.style in COARSE or node.plain.text.startswith(HEAD_WORDS)
            return chapter and node.number.value == (1,)
    return False
