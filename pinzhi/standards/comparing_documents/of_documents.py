"""The facts a compiled document states."""

from collections.abc import Iterator

from pinzhi.standards.comparing_documents.facts import NAMES, Fact, kind_of, value_of
from pinzhi.standards.comparing_documents.wording import Wording, sentence, without
from pinzhi.standards.compiler.document import Clause, CompiledDocument
from pinzhi.standards.compiler.findings import Found
from pinzhi.standards.compiler.plain import Plain

SHORT = 40  # letters of a line above that can be a heading
HEADINGS = 2
ENDS = frozenset("。；;")


def facts_of_document(name: str, document: CompiledDocument) -> Iterator[Fact]:
    """Each fact with its sentence and the headings above it; the same said again in the same
    words counts once, a name once for the whole document."""
    seen: set[tuple[object, ...]] = set()
    for index, clause in enumerate(document.clauses):
        above = _above(document, index)
        place = f"{name} {clause.number or index + 1}".strip()
        for found in (*clause.founds, *_taken_over(clause)):
            kind = kind_of(found.key)
            if kind is None:
                continue
            wording = _wording(document, clause, found, above)
            fact = Fact(kind, value_of(kind, found.value), (wording,), place)
            key = (fact.kind, fact.value, () if fact.kind in NAMES else fact.texts)
            if key not in seen:
                seen.add(key)
                yield fact


def _taken_over(clause: Clause) -> Iterator[Found]:
    return (found for found in clause.inherited if found.key in {"recurrence", "time_limit"})


def _wording(document: CompiledDocument, clause: Clause, found: Found, above: str) -> Wording:
    """The sentence the words stand in; the whole clause where they were taken over from above."""
    if not clause.start <= found.start < clause.end:
        return Wording(clause.plain, above)
    first = document.text.index(clause.text, clause.start)  # behind the number
    said = sentence(document.text, found.start, found.end, first, clause.end)
    words = " ".join(Plain.of(said).text.split())
    if found.key in NAMES:
        return Wording(words, above)
    return Wording(without(words, Plain.of(document.words(found)).text), above)


def _above(document: CompiledDocument, index: int) -> str:
    said: list[str] = []
    parent = document.clauses[index].parent
    while parent is not None and len(said) < HEADINGS:
        clause = document.clauses[parent]
        words = clause.title or clause.plain
        if clause.kind == "heading" and len(words) <= SHORT and words[-1:] not in ENDS:
            said.insert(0, words)
        parent = clause.parent
    return " ".join(said)
