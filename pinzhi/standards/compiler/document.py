"""What a document becomes: its text as it reads, and its clauses with what was understood."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pinzhi.standards.compiler.context import governs, inherit
from pinzhi.standards.compiler.findings import Found
from pinzhi.standards.compiler.readers import read
from pinzhi.standards.compiler.readers.paper import Kind
from pinzhi.standards.compiler.tree.clauses import Node, Role, clause_nodes
from pinzhi.standards.compiler.understanding import in_source, understand_plain

__all__ = ["Clause", "CompiledDocument", "Kind", "Role", "compile_document"]

_ASKS = frozenset(("recurrence", "time_limit", "quantities", "money", "forms"))


@dataclass(frozen=True, slots=True)
class Clause:
    """A node of the document. `start` and `end`, like those of every finding here, count
    letters of `CompiledDocument.text`; `parent` is an index into `CompiledDocument.clauses`.

    `number` is as written, without its sign of separation ("3.1", "第三条", "(一)", "★"), `title`
    the words of a heading, or what stands before the colon of a clause that begins with a name;
    `text` the words of the source without the number, `plain` the same as the grammar reads them.
    `inherited` came from above and its spans lie there.
    """

    number: str
    title: str
    text: str
    plain: str
    start: int
    end: int
    level: int
    parent: int | None
    kind: Role
    founds: tuple[Found, ...] = ()
    inherited: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class CompiledDocument:
    """`text` is the whole source as it was read; `clauses` stand in its order."""

    kind: Kind
    text: str
    clauses: tuple[Clause, ...]

    def children(self, parent: int | None) -> Iterator[int]:
        """The indexes of the clauses directly below one, or of the topmost ones for None."""
        return (i for i, clause in enumerate(self.clauses) if clause.parent == parent)

    def words(self, found: Found) -> str:
        """The words of the source that something was understood from."""
        return self.text[found.start : found.end]


def compile_document(name: str, data: bytes | str | Path) -> CompiledDocument:
    """Read a document and understand each of its clauses.

    `name` tells the kind by its ending; text that is a str already was pasted. Raises Unreadable
    (see refusals.py), with one sentence, for what cannot be read; then nothing of it is kept.
    Takes time in proportion to the length.
    """
    reading = read(name, data)
    nodes = clause_nodes(reading)
    founds = [_understood(node) for node in nodes]
    inherited = inherit(nodes, founds)
    clauses = map(_clause, nodes, founds, inherited)
    return CompiledDocument(reading.kind, reading.text, tuple(clauses))


def _understood(node: Node) -> tuple[Found, ...]:
    if node.kind == "boilerplate" or (node.kind == "heading" and node.line.role == "row"):
        return ()
    return tuple(in_source(understand_plain(node.plain.text), node.plain, node.at))


def _clause(node: Node, founds: Sequence[Found], inherited: Sequence[Found]) -> Clause:
    first, last = node.plain.source_span(0, len(node.plain.text))
    return Clause(
        number=node.number.label if node.number else "",
        title=node.title,
        text=node.plain.source[first:last],
        plain=node.plain.text,
        start=node.start,
        end=node.end,
        level=node.level,
        parent=node.parent,
        kind="clause" if _asks(node, founds) else node.kind,
        founds=tuple(founds),
        inherited=tuple(inherited),
    )


def _asks(node: Node, founds: Sequence[Found]) -> bool:
    """A line that a list stands under and that asks for something itself is no mere heading."""
    if node.kind != "heading" or node.line.role == "heading" or governs(node, founds):
        return False
    return any(found.key in _ASKS for found in founds)
