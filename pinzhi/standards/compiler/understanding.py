"""Understand one unit of text: a clause, a sentence, a line of a table."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from pinzhi.standards.compiler.findings import SCHEMA_KEYS, Found, Taken
from pinzhi.standards.compiler.grammar.activity import find_activities
from pinzhi.standards.compiler.grammar.checks import find_checks
from pinzhi.standards.compiler.grammar.condition import find_conditions
from pinzhi.standards.compiler.grammar.consequence import find_consequences
from pinzhi.standards.compiler.grammar.forms import find_forms
from pinzhi.standards.compiler.grammar.method import find_methods
from pinzhi.standards.compiler.grammar.money import find_money
from pinzhi.standards.compiler.grammar.place import find_places
from pinzhi.standards.compiler.grammar.quantities import find_quantities
from pinzhi.standards.compiler.grammar.recurrence import find_recurrences
from pinzhi.standards.compiler.grammar.roles import find_roles
from pinzhi.standards.compiler.grammar.score_band import find_score_bands
from pinzhi.standards.compiler.grammar.time_limit import find_time_limits
from pinzhi.standards.compiler.plain import Plain
from pinzhi.standards.compiler.tree.boilerplate import is_boilerplate
from pinzhi.standards.compiler.tree.numbering import leading_number
from pinzhi.standards.compiler.tree.splitting import split_numbers

Extractor = Callable[[str, Taken], list[Found]]

SCHEMA: tuple[Extractor, ...] = (
    find_recurrences,
    find_time_limits,
    find_score_bands,
    find_money,
    find_quantities,
    find_roles,
)
"""In this order; each leaves alone what those before it have taken."""

FREE: tuple[Extractor, ...] = (
    find_activities,
    find_places,
    find_conditions,
    find_methods,
    find_checks,
    find_consequences,
)
"""What the schema leaves free. These may overlap with one another."""

PIECE = 400
_SENTENCE_END = re.compile(r"[。!?;\n]+[”」』)]*|(?<=,)")


def understand(source: str) -> list[Found]:
    """What a unit asks for, in order of appearance; the offsets count letters of `source`.

    Never fails; takes time in proportion to the length.
    """
    plain = Plain.of(source)
    if is_boilerplate(plain.text):
        return []
    return in_source(understand_plain(plain.text), plain)


def understand_plain(text: str) -> list[Found]:
    """The same for text that is plain already; the offsets count its letters."""
    founds = [found for start, end in pieces(text) for found in _piece(text, start, end)]
    founds.sort(key=lambda found: (found.start, found.end))
    return founds


def in_source(founds: Iterable[Found], plain: Plain, offset: int = 0) -> list[Found]:
    """The same findings with offsets into the source, which begins at `offset` of something."""
    moved = []
    for found in founds:
        start, end = plain.source_span(found.start, found.end)
        moved.append(replace(found, start=offset + start, end=offset + end))
    return moved


def expect(founds: Sequence[Found]) -> dict[str, list[Any]]:
    """The findings of the schema's keys as the schema writes them; names once each."""
    said: dict[str, list[Any]] = {}
    for key in SCHEMA_KEYS:
        values = [_written(found.value) for found in founds if found.key == key]
        if values:
            said[key] = list(dict.fromkeys(values)) if key in {"forms", "roles"} else values
    return said


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of whole sentences of about PIECE letters, so that no unit costs the square."""
    start = last = 0
    if len(text) > PIECE:
        for match in _SENTENCE_END.finditer(text):
            if match.end() - start > PIECE and last > start:
                yield from _cut(start, last)
                start = last
            last = match.end()
    yield from _cut(start, len(text))


def _cut(start: int, end: int) -> Iterator[tuple[int, int]]:
    for at in range(start, end, 2 * PIECE):
        yield at, min(at + 2 * PIECE, end)


def _piece(text: str, start: int, end: int) -> Iterator[Found]:
    part = text[start:end]
    founds = find_forms(part)
    taken = _numbers(part)
    _take(taken, founds)
    for extract in SCHEMA:
        more = extract(part, taken)
        _take(taken, more)
        founds.extend(more)
    for extract in FREE:
        founds.extend(extract(part, taken))
    for found in founds:
        yield replace(found, start=found.start + start, end=found.end + start)


def _numbers(part: str) -> Taken:
    """The numbers of clauses, also of those run into the text, count nothing."""
    taken = Taken()
    for start in split_numbers(part):
        number = leading_number(part, start)
        if number is not None:
            taken.add(number.start, number.end)
    return taken


def _take(taken: Taken, founds: Iterable[Found]) -> None:
    for found in founds:
        taken.add(found.start, found.end)


def _written(value: Any) -> Any:
    return value if isinstance(value, str) else dict(value)
