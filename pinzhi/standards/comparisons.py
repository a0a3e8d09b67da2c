"""Two editions read side by side: clauses, checklists with their items, clocks, money, bands."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from pinzhi.standards.comparing import Change, Fate, Pair, changes_between, match
from pinzhi.standards.models import Checklist, Clause, Edition, Item
from pinzhi.standards.templatetags.standards import expected, fix_within, methods
from pinzhi.standards.words import EvidenceRule


@dataclass(frozen=True)
class Comparison:
    """From `old` to `new`, section by section."""

    clauses: Sequence[Pair[Clause]]
    checklists: Sequence[Pair[Checklist]]
    clocks: Sequence[Pair[Any]]
    consequences: Sequence[Pair[Any]]
    bands: Sequence[Pair[Any]]
    variants: Sequence[Pair[Any]]

    @property
    def sections(self) -> list[tuple[str, str, Sequence[Pair[Any]]]]:
        return [
            ("clauses", _("Clauses"), self.clauses),
            ("checklists", _("Checklists"), self.checklists),
            ("clocks", _("Clocks"), self.clocks),
            ("consequences", _("Rewards and penalties"), self.consequences),
            ("bands", _("Grades"), self.bands),
            ("variants", _("Variants"), self.variants),
        ]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many of all things are kept, changed, added and removed."""
        found = Counter(pair.fate.value for _k, _n, pairs in self.sections for pair in pairs)
        return {fate.value: found[fate.value] for fate in Fate}


def compare_editions(old: Edition, new: Edition) -> Comparison:
    """What changes from one edition to another of the same standard. Two dozen queries at most,
    however long they are."""
    return Comparison(
        clauses=_pairs(
            list(old.clauses.all()),
            list(new.clauses.all()),
            lambda c: c.number,
            _clause,
            words=lambda c: f"{c.title}\n{c.text}",
        ),
        checklists=_checklists(old, new),
        clocks=_terms(old, new, "clocks", _clock),
        consequences=_terms(old, new, "consequences", _consequence),
        bands=_terms(old, new, "bands", _band),
        variants=_terms(old, new, "variants", _variant),
    )


def _pairs(
    old: Sequence[Any],
    new: Sequence[Any],
    key: Callable[[Any], Any],
    facts: Callable[[Any], Mapping[str, Any]],
    words: Callable[[Any], str] | None = None,
) -> list[Pair[Any]]:
    return [
        Pair(a, b, changes_between(facts(a), facts(b)) if a and b else ())
        for a, b in match(old, new, key=key, words=words)
    ]


def _terms(
    old: Edition, new: Edition, name: str, facts: Callable[[Any], Mapping[str, Any]]
) -> list[Pair[Any]]:
    rows = [list(getattr(edition, name).all()) for edition in (old, new)]
    return _pairs(rows[0], rows[1], lambda one: one.code, facts)


def _checklists(old: Edition, new: Edition) -> list[Pair[Checklist]]:
    before, after = _read(old), _read(new)
    pairs = _pairs(before, after, lambda c: c.code, _checklist)
    return [
        replace(pair, changes=[*pair.changes, *_rhythm(pair)], parts=_items(pair)) for pair in pairs
    ]


def _read(edition: Edition) -> list[Checklist]:
    return list(edition.checklists.prefetch_related("requirements__clause", "items__clause"))


def _items(pair: Pair[Checklist]) -> list[Pair[Item]]:
    if pair.old is None or pair.new is None:
        return []
    items = [list(one.items.all()) for one in (pair.old, pair.new)]
    return _pairs(items[0], items[1], lambda i: i.code, _item)


def _rhythm(pair: Pair[Checklist]) -> list[Change]:
    """The recurrence apart: the page says it in words."""
    if pair.old is None or pair.new is None:
        return []
    rules = [
        next((r.recurrence for r in one.requirements.all()), None) for one in (pair.old, pair.new)
    ]
    if rules[0] == rules[1]:
        return []
    return [Change(_("How often"), rules[0], rules[1], "recurrence")]


def _clause(one: Clause) -> Mapping[str, Any]:
    return {
        _("Number"): one.number,
        _("Title"): one.title,
        _("Text"): one.text,
        _("Sources"): "、".join(one.sources),
    }


def _checklist(one: Checklist) -> Mapping[str, Any]:
    facts = {
        _("Title"): one.title,
        _("Note"): one.note,
        _("Department"): one.get_department_display(),
        _("Purpose"): one.get_purpose_display(),
        _("Full score"): _plain(one.total),
        _("The rest may be called fine at once"): _yes(one.rest_fine),
    }
    for requirement in one.requirements.all():
        at = requirement.get_place_kind_display()
        system = requirement.get_system_display() if requirement.system else ""
        facts |= {
            _("Post"): requirement.post_name,
            _("Carried out at"): " · ".join(word for word in (at, system) if word),
            _("Make-up allowed for (hours)"): str(requirement.makeup_hours),
            _("Because of"): requirement.clause.number,
        }
    return facts


def _item(one: Item) -> Mapping[str, Any]:
    return {
        _("Title"): one.title,
        _("Hint"): one.hint,
        _("Clause"): one.clause.number,
        _("Method"): methods(one),
        _("Answer"): expected(one),
        _("Evidence"): EvidenceRule(one.evidence).label,
        _("Required"): _yes(one.required),
        _("Deduction"): _plain(one.deduction),
        _("Put right within"): fix_within(one),
        _("May be put right on the spot"): _yes(one.on_the_spot),
    }


def _clock(one: Any) -> Mapping[str, Any]:
    return {
        _("Starts with"): one.event,
        _("Until"): one.action,
        _("Limit"): f"{_plain(one.value)} {one.get_unit_display()}",
        _("Kind of case"): one.get_case_kind_display() if one.case_kind else "",
        _("Post"): one.post_name,
    }


def _consequence(one: Any) -> Mapping[str, Any]:
    return {
        _("When"): one.occasion,
        _("Scheme"): one.scheme,
        _("Whom"): one.whom,
        _("Kind"): one.get_sign_display(),
        _("Amount (yuan)"): _plain(one.amount),
        _("At most (yuan)"): _plain(one.amount_max),
        _("Points"): _plain(one.points),
        _("For each"): one.get_per_display() if one.per else "",
    }


def _band(one: Any) -> Mapping[str, Any]:
    return {
        _("Grade"): one.label,
        _("Scheme"): one.scheme,
        _("From"): _plain(one.low),
        _("To"): _plain(one.high),
    }


def _variant(one: Any) -> Mapping[str, Any]:
    return {_("Title"): one.title, _("About"): one.about, _("Options"): _options(one.options)}


def _options(options: Iterable[Mapping[str, Any]]) -> str:
    return " / ".join(str(option.get("title", "")) for option in options)


def _plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"


def _yes(value: bool) -> str:  # noqa: FBT001 -- a value being said
    return _("Yes") if value else _("No")
