"""The comparison as a report in Markdown."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from pinzhi.standards.comparing_documents.facts import KINDS, Fact, Kind
from pinzhi.standards.comparing_documents.matching import Comparison, Match

MOST = 60  # letters of a wording in a list


def page(comparison: Comparison, *, lists: bool = True) -> str:
    """Totals of each kind; then, with `lists`, every fact that stands on one side only."""
    parts = [*_totals(comparison)]
    if lists:
        parts += _other_values(comparison.matches)
        for kind in KINDS:
            parts += _only(comparison, kind)
    return "\n".join(parts) + "\n"


def _totals(comparison: Comparison) -> Iterator[str]:
    heads = (
        _("What"), _("In the documents"), _("in packs too"), _("there otherwise"),
        _("only in the documents"), _("In the packs"), _("in documents too"),
        _("only in the packs"),
    )  # fmt: skip
    yield f"# {_('Documents held against packs')}\n"
    yield f"| {' | '.join(heads)} |"
    yield f"|---{'|---:' * (len(heads) - 1)}|"
    for kind in KINDS:
        counts = " | ".join(map(str, _counts(comparison, kind)))
        yield f"| {_label(kind)} | {counts} |"
    yield ""


def _counts(comparison: Comparison, kind: Kind) -> tuple[int, ...]:
    mine = [match for match in comparison.matches if match.fact.kind == kind]
    same = sum(match.same for match in mine)
    other = sum(not match.same and match.near is not None for match in mine)
    both, missing = (
        sum(fact.kind == kind for fact in facts) for facts in (comparison.both, comparison.missing)
    )
    return len(mine), same, other, len(mine) - same - other, both + missing, both, missing


def _other_values(matches: Iterable[Match]) -> Iterator[str]:
    found = [(one.fact, one.near) for one in matches if one.near and not one.same]
    if not found:
        return
    yield f"## {_('In packs with another value')}\n"
    for fact, near in found:
        yield f"- {_line(fact)} → {_line(near)}"
    yield ""


def _only(comparison: Comparison, kind: Kind) -> Iterator[str]:
    documents = [one.fact for one in comparison.matches if one.fact.kind == kind and not one.near]
    yield from _list(_("%(what)s: only in the documents"), kind, documents)
    packs = [fact for fact in comparison.missing if fact.kind == kind]
    yield from _list(_("%(what)s: only in the packs"), kind, packs)


def _list(heading: str, kind: Kind, facts: Sequence[Fact]) -> Iterator[str]:
    if facts:
        yield f"## {heading % {'what': _label(kind)}}\n"
        yield from (f"- {_line(fact)}" for fact in facts)
        yield ""


def _line(fact: Fact) -> str:
    words = " ".join(fact.texts[0].words.split())
    shown = words if len(words) <= MOST else f"{words[:MOST]}…"
    return f"{fact.place}: {' '.join(filter(None, fact.value))} ({shown})"


def _label(kind: Kind) -> str:
    return {
        "recurrence": _("how often"),
        "time_limit": _("by when"),
        "money": _("money"),
        "score_band": _("grade"),
        "forms": _("form"),
        "roles": _("post or role"),
    }[kind]
