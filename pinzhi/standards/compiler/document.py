"""What a document becomes: its text as it reads, and its clauses with what was understood."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pinzhi.standards.compiler.findings import Found

Kind = Literal["docx", "pdf", "xlsx", "html", "md", "txt"]
Role = Literal["heading", "clause", "row", "boilerplate"]


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
