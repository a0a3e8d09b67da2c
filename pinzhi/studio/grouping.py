"""From what the compiler found in a clause to the things that it asks for. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from pinzhi.standards.compiler.document import Clause, CompiledDocument
from pinzhi.standards.compiler.findings import Found
from pinzhi.studio.parts import SHARED, SUBSTANCE, Part, in_order, part

_ENDS = re.compile(r"[。；;！!\n]+")
_COMMAS = re.compile(r"[，,、]")
# What stands on its own; all else belongs to what is asked for before it.
_OWN = frozenset(("recurrence", "time_limit", "money", "score_band"))
_SIDE = re.compile(r"[之以]?([前后])|起")  # of the time of day just before it
# What stands before somebody who is told of it or gets it in his hands.
_TOLD = re.compile(
    r"(?:向|报|报告|报送|上报|汇报|通知|告知|知会|交|交给|交由|移交|提交|抄送|送|呈)$"
)
REACH = 2  # letters of the longest of them
_DATED = frozenset(("activity", "quantities", "forms"))  # what a frequency from above governs


def body_of(document: CompiledDocument, clause: Clause) -> tuple[str, int]:
    """The words of a clause without its number, and where they begin in the document."""
    at = document.text.find(clause.text, clause.start, clause.end) if clause.text else -1
    return (
        (clause.text, at) if at >= 0 else (document.text[clause.start : clause.end], clause.start)
    )


def asks_of(document: CompiledDocument, clause: Clause) -> list[list[Part]]:
    """The parts of each thing a clause asks for; nothing for words that ask for nothing."""
    if clause.kind == "boilerplate":
        return []
    text, base = body_of(document, clause)
    own = [_own(document, found, base) for found in clause.founds]
    groups = _joined([g for g in _pieces(text, own) if g])
    if clause.kind == "heading":
        groups = [g for g in groups if _keys(g) & {"time_limit", "money", "score_band"}]
    _share(groups)
    above = [_from_above(document, found) for found in clause.inherited]
    return [in_order([*group, *_governing(group, above)]) for group in groups]


def _own(document: CompiledDocument, found: Found, base: int) -> Part:
    span = (max(0, found.start - base), max(0, found.end - base))
    made = _part(document, found, span)
    before = document.text[max(0, found.start - REACH) : found.start]
    if found.key == "roles" and _TOLD.search(before):
        made["recipient"] = True
    return made


def _from_above(document: CompiledDocument, found: Found) -> Part:
    return _part(document, found, None, inherited=True)


def _part(
    document: CompiledDocument,
    found: Found,
    span: tuple[int, int] | None,
    *,
    inherited: bool = False,
) -> Part:
    return part(
        found.key,
        _value(document, found),
        words=document.words(found),
        span=span,
        confidence=found.confidence,
        inherited=inherited,
    )


def _value(document: CompiledDocument, found: Found) -> Any:
    if isinstance(found.value, str):
        return found.value
    timed = found.key == "recurrence" and found.value.get("time")
    return {**found.value, **(_clock(document.text, found.end) if timed else {})}


def _clock(text: str, end: int) -> dict[str, str]:
    """Whether what is done at a time is due by then, or may be done from then on."""
    side = _SIDE.match(text, end)
    if side is None:
        return {}
    return {"clock": "by" if side[1] == "前" else "from"}


def _pieces(text: str, parts: Sequence[Part]) -> Iterator[list[Part]]:
    """One piece for each sentence; one more for each further frequency within a sentence."""
    cuts = [0, *(m.end() for m in _ENDS.finditer(text)), len(text) + 1]
    for low, high in pairwise(cuts):
        inside = [p for p in parts if low <= (p["start"] or 0) < high]
        rhythms = [p for p in inside if p["key"] == "recurrence"]
        marks = [low, *_cuts_between(text, rhythms), high]
        for start, end in pairwise(marks):
            yield [p for p in inside if start <= (p["start"] or 0) < end]


def _cuts_between(text: str, rhythms: Sequence[Part]) -> Iterator[int]:
    """Where one frequency's words end and the next one's begin: at the last comma between."""
    for one, after in pairwise(rhythms):
        begin, end = one["end"] or 0, after["start"] or 0
        commas = [m.end() for m in _COMMAS.finditer(text, begin, end)]
        yield commas[-1] if commas else end


def _joined(pieces: Iterable[list[Part]]) -> list[list[Part]]:
    """What only adds to the thing asked for before it, or says who and where, is joined to it."""
    groups: list[list[Part]] = []
    waiting: list[Part] = []
    bands: list[Part] | None = None
    for piece in pieces:
        keys = _keys(piece)
        if not keys & SUBSTANCE:
            waiting += piece
        elif bands is not None and keys & {"score_band"}:
            bands += piece
        elif groups and not keys & _OWN and not _differs(groups[-1], piece):
            groups[-1] += [*waiting, *piece]
            waiting = []
        else:
            groups.append([*waiting, *piece])
            waiting = []
            bands = groups[-1] if "score_band" in keys else bands
    if groups:
        groups[-1] += waiting
    return groups


def _differs(group: Sequence[Part], piece: Sequence[Part]) -> bool:
    """Whether a piece is somebody else's business."""
    whom = {str(p["value"]) for p in piece if p["key"] == "roles"}
    return bool(whom) and not whom & {str(p["value"]) for p in group if p["key"] == "roles"}


def _share(groups: Sequence[list[Part]]) -> None:
    """Who and where are said once and meant for what follows in the same passage."""
    for before, group in pairwise(groups):
        for key in SHARED:
            if key not in _keys(group):
                group += [{**p, "inherited": True} for p in before if p["key"] == key]


def _governing(group: Sequence[Part], above: Iterable[Part]) -> Iterator[Part]:
    """What headings above say, as far as the passage does not say it itself."""
    keys = _keys(group)
    for one in above:
        if one["key"] in keys or (one["key"] == "recurrence" and not _takes_rhythm(keys)):
            continue
        yield one


def _takes_rhythm(keys: frozenset[str]) -> bool:
    return bool(keys & _DATED) and not keys & {"time_limit", "money", "score_band"}


def _keys(group: Iterable[Part]) -> frozenset[str]:
    return frozenset(p["key"] for p in group)
