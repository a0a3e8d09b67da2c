"""The facts packs state: what they set (plans, clocks, money, bands, posts, checklists), what a
variant sets instead, and what stands in the words of their clauses and items."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from pinzhi.standards.comparing_documents.facts import NAMES, Fact, Kind, kind_of, value_of
from pinzhi.standards.comparing_documents.wording import Wording, sentence, without
from pinzhi.standards.compiler.understanding import understand
from pinzhi.standards.pack import Pack, PackChecklist, PackClause, PackSet

Cited = tuple[Fact, frozenset[str]]
"""A fact, and the clauses it carries out."""


def facts_of_packs(packs: Iterable[Pack]) -> Iterator[Fact]:
    """Each fact once: words that say what a plan or clock of theirs sets are wordings of that."""
    for pack in packs:
        yield from _facts(pack)


def _facts(pack: Pack) -> Iterator[Fact]:
    known: list[Cited] = list(_set(pack))
    for fact, clause in _said(pack):
        at = next((i for i, one in enumerate(known) if _same(one, fact, clause)), None)
        if at is None:
            known.append((fact, frozenset((clause,))))
        else:
            before, clauses = known[at]
            known[at] = (before.also(fact.texts[0]), clauses)
    yield from (fact for fact, _clauses in known)


def _same(one: Cited, fact: Fact, clause: str) -> bool:
    known, clauses = one
    same = (known.kind, known.value) == (fact.kind, fact.value)
    return same and (fact.kind in NAMES or clause in clauses)


def _set(pack: Pack) -> Iterator[Cited]:
    """What the pack sets, in its body and in the options of its variants."""
    for checklist in pack.checklists:
        clauses = frozenset(item.clause for item in checklist.items)
        place, words = f"{pack.code} {checklist.code}", _words(pack, checklist)
        yield Fact("forms", (checklist.title,), (words,), place), clauses
        yield Fact("roles", (checklist.post,), (words,), place), clauses
        if checklist.plan is not None:
            yield _fact("recurrence", checklist.plan.recurrence, words, place), clauses
    yield from _clocks(pack)
    yield from _money(pack)
    yield from _options(pack)


def _clocks(pack: Pack) -> Iterator[Cited]:
    for clock in pack.clocks:
        words = Wording(f"{clock.event} {clock.action}", _clause_words(pack, clock.clause))
        said = {"value": clock.value, "unit": clock.unit}
        place = f"{pack.code} {clock.code}"
        yield _fact("time_limit", said, words, place), frozenset((clock.clause,))


def _money(pack: Pack) -> Iterator[Cited]:
    for rule in pack.schemes:
        if rule.amount is None:
            continue
        own = f"{rule.whom} {rule.occasion}"
        words = Wording(own, f"{rule.scheme} {_clause_words(pack, rule.clause)}")
        said = {"sign": rule.sign, "amount": rule.amount, "amount_max": rule.amount_max}
        place = f"{pack.code} {rule.code}"
        yield _fact("money", said, words, place), frozenset((rule.clause,))
    for band in pack.bands:
        words = Wording(f"{band.scheme} {band.label}", _clause_words(pack, band.clause))
        said = {"from": band.low, "to": band.high, "label": band.label}
        place = f"{pack.code} {band.code}"
        yield _fact("score_band", said, words, place), frozenset((band.clause,))


def _options(pack: Pack) -> Iterator[Cited]:
    for variant in pack.variants:
        for option in variant.options:
            for change in option.sets:
                fact = _changed(pack, change, f"{variant.title} {option.title}")
                if fact is not None:
                    place = f"{pack.code} {variant.code}/{option.code}"
                    yield replace(fact, place=place), frozenset()


def _changed(pack: Pack, change: PackSet, about: str) -> Fact | None:
    if change.checklist and "recurrence" in change.changes:
        checklist = next(one for one in pack.checklists if one.code == change.checklist)
        words = Wording(f"{about} {checklist.title}", _words(pack, checklist).around)
        return _fact("recurrence", change.changes["recurrence"], words, "")
    if change.clock:
        clock = next(one for one in pack.clocks if one.code == change.clock)
        said = {"value": clock.value, "unit": clock.unit, **change.changes}
        return _fact("time_limit", said, Wording(f"{clock.event} {clock.action}", about), "")
    return None


def _said(pack: Pack) -> Iterator[tuple[Fact, str]]:
    """What the words of clauses and items say, read by the compiler."""
    for clause in pack.clauses:
        above = f"{pack.title} {_titles(pack, clause.number)}"
        yield from _read(clause.text, above, f"{pack.code} {clause.number}", clause.number)
    for checklist in pack.checklists:
        for item in checklist.items:
            place = f"{pack.code} {checklist.code}-{item.code}"
            above = f"{checklist.title} {_titles(pack, item.clause)}"
            yield from _read(f"{item.title}。{item.hint}", above, place, item.clause)


def _read(text: str, above: str, place: str, clause: str) -> Iterator[tuple[Fact, str]]:
    for found in understand(text):
        kind = kind_of(found.key)
        if kind is not None:
            words = sentence(text, found.start, found.end)
            if kind not in NAMES:
                words = without(words, text[found.start : found.end])
            yield _fact(kind, found.value, Wording(words, above), place), clause


def _fact(kind: Kind, said: Mapping[str, Any] | str, words: Wording, place: str) -> Fact:
    return Fact(kind, value_of(kind, said), (words,), place)


def _words(pack: Pack, checklist: PackChecklist) -> Wording:
    items = " ".join(item.title for item in checklist.items)
    return Wording(checklist.title, f"{pack.title} {checklist.post} {checklist.note} {items}")


def _clause_words(pack: Pack, number: str) -> str:
    clause = _clause(pack, number)
    return f"{_titles(pack, number)} {clause.text if clause else ''}"


def _titles(pack: Pack, number: str) -> str:
    parts = number.split(".")
    above = (".".join(parts[:count]) for count in range(1, len(parts) + 1))
    return " ".join(clause.title for one in above if (clause := _clause(pack, one)))


def _clause(pack: Pack, number: str) -> PackClause | None:
    return next((clause for clause in pack.clauses if clause.number == number), None)
