"""Bring a pack into the database: a standard, one edition of it, and put that in force."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from pinzhi.people.models import Staff
from pinzhi.places.models import OrgNode
from pinzhi.standards.actions import discard_edition, publish_edition
from pinzhi.standards.loading_terms import create_terms, create_variants
from pinzhi.standards.models import Checklist, Clause, Edition, Item, Requirement, Standard
from pinzhi.standards.pack import Pack, PackChecklist, PackItem, read_pack
from pinzhi.trail import actions as trail

STARTER = Path(__file__).parent / "starter"
FULL_SCORE = Decimal(100)


def load_starter(*, by: Staff | None = None) -> list[Edition]:
    """Load each shipped standard that is not here yet, and give back the editions loaded.

    One that is here in any edition is left alone: what an organisation works by does not change
    because the software was updated.
    """
    packs = [read_pack(path) for path in sorted(STARTER.glob("*.yaml"))]
    here = set(Standard.objects.values_list("code", flat=True))
    return [load_pack(pack, by=by) for pack in packs if pack.code not in here]


@transaction.atomic
def load_pack(pack: Pack, *, by: Staff | None = None) -> Edition:
    """Put the pack's edition in force, its predecessor out of it.

    The same pack again has no effect. Raises EditionChanged when this edition is already here
    with other contents.
    """
    edition, _ = _draft(pack, None, by)
    if edition.status != Edition.Status.DRAFT:
        return edition
    _name_standard(edition.standard, pack, by)
    return publish_edition(edition, by=by)


@transaction.atomic
def draft_pack(pack: Pack, *, owner: OrgNode | None = None, by: Staff | None = None) -> Edition:
    """Bring the pack in as a draft, to be looked at before it is published.

    An edition of these very contents is given back as it is; a draft of other contents makes way.
    A standard not here yet will belong to `owner`. Raises EditionChanged when the edition is or
    was in force with other contents.
    """
    edition, is_new = _draft(pack, owner, by)
    if is_new:
        trail.record("edition.drafted", edition, by=by, after={"number": edition.number})
    return edition


def _draft(pack: Pack, owner: OrgNode | None, by: Staff | None) -> tuple[Edition, bool]:
    standard = _find_standard(pack, owner, by)
    known = standard.editions.select_related("standard").filter(number=pack.edition).first()
    if known is not None and known.content_hash == pack.digest():
        return known, False
    if known is not None:
        discard_edition(known, by=by)
    edition = standard.editions.create(number=pack.edition, content_hash=pack.digest())
    clauses = _create_clauses(edition, pack)
    for checklist in pack.checklists:
        _create_checklist(edition, checklist, clauses)
    create_terms(edition, pack, clauses)
    create_variants(edition, pack)
    return edition, True


def _find_standard(pack: Pack, owner: OrgNode | None, by: Staff | None) -> Standard:
    head = {"title": pack.title, "line": pack.line}
    standard, created = Standard.objects.get_or_create(
        code=pack.code, defaults={**head, "owner": owner}
    )
    if created:
        trail.record("standard.created", standard, by=by, after=head)
    # Two loaders of one pack take turns here; the second finds the edition of the first.
    return Standard.objects.select_for_update().get(pk=standard.pk)


def _name_standard(standard: Standard, pack: Pack, by: Staff | None) -> None:
    before = {"title": standard.title, "line": standard.line}
    after = {"title": pack.title, "line": pack.line}
    if before != after:
        standard.title, standard.line = pack.title, pack.line
        standard.save(update_fields=["title", "line"])
        trail.record("standard.changed", standard, by=by, before=before, after=after)


def _create_clauses(edition: Edition, pack: Pack) -> dict[str, Clause]:
    clauses: dict[str, Clause] = {}
    for order, clause in enumerate(pack.clauses):
        clauses[clause.number] = Clause.objects.create(
            edition=edition,
            parent=clauses.get(clause.number.rpartition(".")[0]),
            number=clause.number,
            title=clause.title,
            text=clause.text,
            sources=list(clause.sources),
            order=order,
        )
    return clauses


def _create_checklist(edition: Edition, pack: PackChecklist, clauses: dict[str, Clause]) -> None:
    checklist = Checklist.objects.create(
        edition=edition,
        code=pack.code,
        title=pack.title,
        note=pack.note,
        department=pack.department,
        purpose=pack.purpose,
        total=FULL_SCORE if pack.total is None else pack.total,
        rest_fine=pack.rest_fine,
    )
    Item.objects.bulk_create(
        _item(item, checklist, clauses[item.clause], order) for order, item in enumerate(pack.items)
    )
    if pack.plan is not None:
        Requirement.objects.create(
            edition=edition,
            clause=clauses[leading_clause(pack)],
            checklist=checklist,
            recurrence=pack.plan.recurrence,
            post_name=pack.post,
            place_kind=pack.place_kind,
            system=pack.system,
            makeup_hours=pack.plan.makeup_hours,
        )


def _item(pack: PackItem, checklist: Checklist, clause: Clause, order: int) -> Item:
    item = Item(
        checklist=checklist,
        clause=clause,
        code=pack.code,
        title=pack.title,
        hint=pack.hint,
        methods=list(pack.methods),
        answer_type=pack.answer_type,
        unit=pack.unit,
        minimum=pack.minimum,
        maximum=pack.maximum,
        choices=list(pack.choices),
        evidence=pack.evidence,
        required=pack.required,
        deduction=pack.deduction,
        on_the_spot=pack.on_the_spot,
        order=order,
    )
    if pack.fix_within is not None:
        item.fix_value, item.fix_unit = Decimal(pack.fix_within.value), pack.fix_within.unit
    return item


def leading_clause(checklist: PackChecklist) -> str:
    """The clause most items of a checklist ask about; the first of equals."""
    return Counter(item.clause for item in checklist.items).most_common(1)[0][0]
