"""What a pack sets besides checklists, brought into an edition."""

from dataclasses import asdict
from typing import Any

from pinzhi.standards.models import Band, Clause, Clock, Consequence, Edition, Variant
from pinzhi.standards.pack import Pack, PackBand, PackClock, PackConsequence, PackVariant

Clauses = dict[str, Clause]


def create_terms(edition: Edition, pack: Pack, clauses: Clauses) -> None:
    """Clocks, rules of money and points, bands: each at its clause."""
    Clock.objects.bulk_create(_clock(one, edition, clauses) for one in pack.clocks)
    Consequence.objects.bulk_create(_consequence(one, edition, clauses) for one in pack.schemes)
    Band.objects.bulk_create(_band(one, edition, clauses) for one in pack.bands)


def create_variants(edition: Edition, pack: Pack) -> None:
    """The choices left to sites, with what each option changes in `Adjustment.changes`' shape."""
    Variant.objects.bulk_create(_variant(one, edition) for one in pack.variants)


def _clock(one: PackClock, edition: Edition, clauses: Clauses) -> Clock:
    return Clock(
        edition=edition,
        clause=clauses[one.clause],
        code=one.code,
        event=one.event,
        action=one.action,
        value=one.value,
        unit=one.unit,
        case_kind=one.kind,
        post_name=one.post,
    )


def _consequence(one: PackConsequence, edition: Edition, clauses: Clauses) -> Consequence:
    return Consequence(**{**asdict(one), "edition": edition, "clause": clauses[one.clause]})


def _band(one: PackBand, edition: Edition, clauses: Clauses) -> Band:
    return Band(**{**asdict(one), "edition": edition, "clause": clauses[one.clause]})


def _variant(one: PackVariant, edition: Edition) -> Variant:
    options: list[dict[str, Any]] = [
        {
            "code": option.code,
            "title": option.title,
            "sources": list(option.sources),
            "sets": [asdict(each) for each in option.sets],
        }
        for option in one.options
    ]
    return Variant(
        edition=edition, code=one.code, title=one.title, about=one.about, options=options
    )
