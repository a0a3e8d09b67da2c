"""An edition in the database as a pack, to compare it with one."""

from pinzhi.standards.models import Checklist, Edition, Item, Requirement, Variant
from pinzhi.standards.pack import (
    Pack,
    PackBand,
    PackChecklist,
    PackClause,
    PackClock,
    PackConsequence,
    PackItem,
    PackOption,
    PackPlan,
    PackSet,
    PackVariant,
    Span,
)


def pack_of(edition: Edition) -> Pack:
    """What the edition says, in the shape of a file, as `differences` compares it."""
    standard = edition.standard
    clauses = [
        PackClause(one.number, one.title, one.text, tuple(one.sources))
        for one in edition.clauses.all()
    ]
    return Pack(
        code=standard.code,
        title=standard.title,
        line=standard.line,
        edition=edition.number,
        clauses=tuple(clauses),
        checklists=_checklists(edition),
        clocks=_clocks(edition),
        schemes=_schemes(edition),
        bands=_bands(edition),
        variants=tuple(_variant(one) for one in Variant.objects.filter(edition=edition)),
    )


def _checklists(edition: Edition) -> tuple[PackChecklist, ...]:
    requirements = {one.checklist_id: one for one in edition.requirements.all()}
    checklists = edition.checklists.prefetch_related("items__clause").order_by("pk")
    return tuple(_checklist(one, requirements.get(one.pk)) for one in checklists)


def _checklist(one: Checklist, requirement: Requirement | None) -> PackChecklist:
    plan = None
    if requirement is not None:
        plan = PackPlan(requirement.recurrence, requirement.makeup_hours)
    return PackChecklist(
        code=one.code,
        title=one.title,
        note=one.note,
        department=one.department,
        post=requirement.post_name if requirement else "",
        purpose=one.purpose,
        place_kind=requirement.place_kind if requirement else "",
        system=requirement.system if requirement else "",
        plan=plan,
        total=one.total,
        rest_fine=one.rest_fine,
        items=tuple(_item(item) for item in one.items.all()),
    )


def _item(one: Item) -> PackItem:
    return PackItem(
        code=one.code,
        clause=one.clause.number,
        title=one.title,
        hint=one.hint,
        methods=tuple(one.methods),
        answer_type=one.answer_type,
        required=one.required,
        unit=one.unit,
        minimum=one.minimum,
        maximum=one.maximum,
        choices=tuple(one.choices),
        evidence=one.evidence,
        deduction=one.deduction,
        fix_within=Span(int(one.fix_value), one.fix_unit),
        on_the_spot=one.on_the_spot,
    )


def _clocks(edition: Edition) -> tuple[PackClock, ...]:
    return tuple(
        PackClock(
            code=one.code,
            clause=one.clause.number,
            event=one.event,
            action=one.action,
            value=one.value,
            unit=one.unit,
            kind=one.case_kind,
            post=one.post_name,
        )
        for one in edition.clocks.select_related("clause")
    )


def _schemes(edition: Edition) -> tuple[PackConsequence, ...]:
    return tuple(
        PackConsequence(
            code=one.code,
            clause=one.clause.number,
            scheme=one.scheme,
            whom=one.whom,
            occasion=one.occasion,
            sign=one.sign,
            amount=one.amount,
            amount_max=one.amount_max,
            points=one.points,
            per=one.per,
        )
        for one in edition.consequences.select_related("clause")
    )


def _bands(edition: Edition) -> tuple[PackBand, ...]:
    return tuple(
        PackBand(one.code, one.clause.number, one.scheme, one.low, one.high, one.label)
        for one in edition.bands.select_related("clause")
    )


def _variant(one: Variant) -> PackVariant:
    options = tuple(
        PackOption(
            code=option["code"],
            title=option["title"],
            sources=tuple(option["sources"]),
            sets=tuple(PackSet(**each) for each in option["sets"]),
        )
        for option in one.options
    )
    return PackVariant(one.code, one.title, one.about, options)
