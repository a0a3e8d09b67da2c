"""A compiled document for the terminal: each clause, what it asks for, and the words for it."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any, Final

from pinzhi.runtime.words import gettext as _
from pinzhi.standards.compiler.document import Clause, CompiledDocument
from pinzhi.standards.compiler.findings import SCHEMA_KEYS, Found

_SHOWN: Final = 60
_SURE: Final = 0.75


def report(document: CompiledDocument) -> Iterator[str]:
    """A line for each clause, below it one for each thing understood, at the end the sums."""
    for clause in document.clauses:
        if clause.kind != "boilerplate":
            yield from _clause_lines(document, clause)
    yield ""
    yield _sums(document)


def as_object(document: CompiledDocument) -> dict[str, Any]:
    """Everything, ready to be written as JSON."""
    return {
        "kind": document.kind,
        "text": document.text,
        "clauses": [asdict(clause) for clause in document.clauses],
    }


def said(found: Found) -> str:
    """What was understood, on one line."""
    if isinstance(found.value, str):
        return found.value
    parts = (f"{key} {_written(value)}" for key, value in found.value.items() if value is not None)
    return ", ".join(parts)


def _clause_lines(document: CompiledDocument, clause: Clause) -> Iterator[str]:
    indent = "  " * clause.level
    words = " ".join(clause.plain.split())
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    mark = "# " if clause.kind == "heading" else ""
    yield f"{indent}{mark}{clause.number} {shown}".rstrip()
    for found in clause.founds:
        yield f"{indent}    {_line(document, found)}"
    for found in clause.inherited:
        yield f"{indent}    ↑ {_line(document, found)}"


def _line(document: CompiledDocument, found: Found) -> str:
    doubt = "" if found.confidence >= _SURE else f" ({found.confidence:.0%})"
    words = " ".join(document.words(found).split())
    return f"{_label(found.key)}: {said(found)}  ←  {words}{doubt}"


def _label(key: str) -> str:
    return {
        "recurrence": _("how often"),
        "time_limit": _("by when"),
        "forms": _("form"),
        "roles": _("who"),
        "quantities": _("how much"),
        "money": _("money"),
        "score_band": _("grade"),
        "activity": _("deed"),
        "place": _("where"),
        "condition": _("when"),
        "method": _("by what means"),
        "check": _("who checks whom"),
        "consequence": _("or else"),
    }[key]


def _written(value: Any) -> str:
    if isinstance(value, Mapping | list | tuple):
        return json.dumps(value, ensure_ascii=False)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _sums(document: CompiledDocument) -> str:
    count = Counter(found.key for clause in document.clauses for found in clause.founds)
    clauses = sum(clause.kind in {"clause", "row"} for clause in document.clauses)
    parts = [f"{_label(key)} {count[key]}" for key in SCHEMA_KEYS if count[key]]
    return _("{clauses} clauses; {parts}").format(clauses=clauses, parts=", ".join(parts) or "0")
