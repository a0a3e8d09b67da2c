"""Understand one unit of text: a clause, a sentence, a line of a table."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from pinzhi.standards.compiler.findings import SCHEMA_KEYS, Found, Taken
from pinzhi.standards.compiler.grammar.forms import find_forms
from pinzhi.standards.compiler.plain import Plain
from pinzhi.standards.compiler.tree.numbering import leading_number

Extractor = Callable[[str, Taken], list[Found]]

EXTRACTORS: tuple[Extractor, ...] = (lambda text, _taken: find_forms(text),)
"""In this order; each leaves alone what those before it have taken."""

PIECE = 400
_SENTENCE_END = re.compile(r"[。!?;\n]+[”」』)]*|(?<=,)")


def understand(source: str) -> list[Found]:
    """What a unit asks for, in order of appearance; the offsets count letters of `source`.

    Never fails; takes time in proportion to the length.
    """
    plain = Plain.of(source)
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
    for at in range(start, end, 4 * PIECE):
        yield at, min(at + 4 * PIECE, end)


def _piece(text: str, start: int, end: int) -> Iterator[Found]:
    taken = Taken()
    part = text[start:end]
    if start == 0 and (item := leading_number(part)):
        taken.add(item.start, item.end)
    for extract in EXTRACTORS:
        founds = extract(part, taken)
        for found in founds:
            taken.add(found.start, found.end)
            yield replace(found, start=found.start + start, end=found.end + start)


def _written(value: Any) -> Any:
    return value if isinstance(value, str) else dict(value)
