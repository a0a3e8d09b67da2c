"""Checklists as a phone fills them in: with clauses, and with what the site has adjusted."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from pinzhi.field.sync.telling import as_json
from pinzhi.standards.effective import changes_of_items, with_changes
from pinzhi.standards.models import Adjustment, Checklist, Clause, Item
from pinzhi.standards.words import AnswerType

MOST_KEPT = 2_000
# Read as rows: a large site has twenty thousand items, and the first phone of a day waits for them.
ITEM = (
    "checklist_id", "pk", "code", "title", "hint", "methods", "answer_type", "unit", "minimum",
    "maximum", "choices", "evidence", "required", "on_the_spot", "deduction", "clause_id",
)  # fmt: skip
TOLD = ("id", *ITEM[2:-1], "clause")
EXACT = ("minimum", "maximum", "deduction")


@dataclass(frozen=True)
class Form:
    """One checklist as every site has it that adjusted nothing: as JSON, and its numbers."""

    code: str
    text: str
    numbers: list[int]


# Checklists that have tasks are of a published edition: they never change.
_kept: dict[int, Form] = {}


def forms_of(wanted: Collection[tuple[int, int]], now: datetime) -> Mapping[tuple[int, int], str]:
    """Each (checklist, site) as JSON. Four queries, and three for each that a site adjusted."""
    _load({checklist for checklist, _site in wanted} - _kept.keys())
    adjusted = _adjusted({site for _checklist, site in wanted})
    found = {}
    for checklist, site in wanted:
        form = _kept[checklist]
        text = form.text
        if (site, form.code) in adjusted:
            text = _as_adjusted(checklist, site, now)
        found[checklist, site] = f'{{"site":{site},{text[1:]}'
    return found


def readings_of(checklists: Collection[int]) -> Mapping[int, list[int]]:
    """The items of each checklist that ask for a number, for those that have any. After `forms_of`
    for the same ones it asks nothing."""
    _load(set(checklists) - _kept.keys())
    return {one: _kept[one].numbers for one in checklists if _kept[one].numbers}


def _adjusted(sites: Collection[int]) -> set[tuple[int, str]]:
    rows = Adjustment.objects.filter(site_id__in=sites, status=Adjustment.Status.ACTIVE)
    return set(rows.exclude(item_code="").values_list("site_id", "checklist_code"))


def _load(missing: Collection[int]) -> None:
    if not missing:
        return
    if len(_kept) + len(missing) > MOST_KEPT:
        _kept.clear()
    items: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for checklist, *values in Item.objects.filter(checklist__in=missing).values_list(*ITEM):
        items[checklist].append(_told(values))
    clauses = _clauses({one["clause"] for found in items.values() for one in found})
    for one in Checklist.objects.filter(pk__in=missing).select_related("edition__standard"):
        found = items[one.pk]
        numbers = [i["id"] for i in found if i["answer_type"] == AnswerType.NUMBER]
        _kept[one.pk] = Form(one.code, as_json(_form(one, found, clauses)), numbers)


def _as_adjusted(checklist: int, site: int, now: datetime) -> str:
    one = Checklist.objects.select_related("edition__standard").get(pk=checklist)
    own = with_changes(one.items.all(), changes_of_items(site, checklist, now))
    items = [
        _told([getattr(item, name) for name in ITEM[1:]], adjusted=getattr(item, "adjusted", False))
        for item in own
    ]
    return as_json(_form(one, items, _clauses({item["clause"] for item in items})))


def _clauses(keys: Collection[int]) -> dict[int, dict[str, Any]]:
    rows = Clause.objects.filter(pk__in=keys).values_list("pk", "number", "title", "text")
    return {
        pk: {"id": pk, "number": number, "title": title, "text": text}
        for pk, number, title, text in rows
    }


def _form(
    one: Checklist, items: Iterable[Mapping[str, Any]], clauses: Mapping[int, Any]
) -> dict[str, Any]:
    return {
        "id": one.pk,
        "edition": f"{one.edition.standard.code} · {one.edition.number}",
        "code": one.code,
        "title": one.title,
        "note": one.note,
        "purpose": one.purpose,
        "rest_fine": one.rest_fine,
        "clauses": [clauses[key] for key in dict.fromkeys(item["clause"] for item in items)],
        "items": items,
    }


def _told(values: Iterable[Any], *, adjusted: bool = False) -> dict[str, Any]:
    told = dict(zip(TOLD, values, strict=True))
    for name in EXACT:
        told[name] = _plain(told[name])
    told["adjusted"] = adjusted
    return told


def _plain(value: Decimal | None) -> str | None:
    return f"{value.normalize():f}" if value is not None else None
