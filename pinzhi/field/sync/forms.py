"""Checklists as a phone fills them in: with clauses, and with what the site has adjusted."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from pinzhi.field.sync.telling import as_json
from pinzhi.standards.effective import changes_of_items, with_changes
from pinzhi.standards.models import Adjustment, Checklist, Item
from pinzhi.standards.words import AnswerType

MOST_KEPT = 2_000
# Checklists that have tasks are of a published edition: they never change.
_kept: dict[int, tuple[dict[str, Any], list[Item], str]] = {}


def forms_of(wanted: Collection[tuple[int, int]], now: datetime) -> Mapping[tuple[int, int], str]:
    """Each (checklist, site) as JSON. Three queries, and one for each that a site adjusted."""
    _load({checklist for checklist, _site in wanted} - _kept.keys())
    adjusted = _adjusted({site for _checklist, site in wanted})
    found = {}
    for checklist, site in wanted:
        head, items, text = _kept[checklist]
        if (site, head["code"]) in adjusted:
            changes = changes_of_items(site, checklist, now)
            text = as_json(_form(head, with_changes(items, changes)))
        found[checklist, site] = f'{{"site":{site},{text[1:]}'
    return found


def readings_of(checklists: Collection[int]) -> Mapping[int, list[int]]:
    """The items of each checklist that ask for a number, for those that have any. After `forms_of`
    for the same ones it asks nothing."""
    _load(set(checklists) - _kept.keys())
    found = {}
    for checklist in checklists:
        _head, items, _text = _kept[checklist]
        numbers = [item.pk for item in items if item.answer_type == AnswerType.NUMBER]
        if numbers:
            found[checklist] = numbers
    return found


def _adjusted(sites: Collection[int]) -> set[tuple[int, str]]:
    rows = Adjustment.objects.filter(site_id__in=sites, status=Adjustment.Status.ACTIVE)
    return set(rows.exclude(item_code="").values_list("site_id", "checklist_code"))


def _load(missing: Collection[int]) -> None:
    if not missing:
        return
    if len(_kept) + len(missing) > MOST_KEPT:
        _kept.clear()
    items: dict[int, list[Item]] = defaultdict(list)
    for item in Item.objects.filter(checklist__in=missing).select_related("clause"):
        items[item.checklist_id].append(item)
    rows = Checklist.objects.filter(pk__in=missing).select_related("edition__standard")
    for one in rows:
        head = _head(one, items[one.pk])
        _kept[one.pk] = head, items[one.pk], as_json(_form(head, items[one.pk]))


def _head(one: Checklist, items: Iterable[Item]) -> dict[str, Any]:
    clauses = {item.clause_id: item.clause for item in items}
    return {
        "id": one.pk,
        "edition": f"{one.edition.standard.code} · {one.edition.number}",
        "code": one.code,
        "title": one.title,
        "note": one.note,
        "purpose": one.purpose,
        "rest_fine": one.rest_fine,
        "clauses": [
            {"id": pk, "number": c.number, "title": c.title, "text": c.text}
            for pk, c in clauses.items()
        ],
    }


def _form(head: Mapping[str, Any], items: Iterable[Item]) -> dict[str, Any]:
    return {**head, "items": [_item(item) for item in items]}


def _item(item: Item) -> dict[str, Any]:
    return {
        "id": item.pk,
        "code": item.code,
        "title": item.title,
        "hint": item.hint,
        "methods": item.methods,
        "answer_type": item.answer_type,
        "unit": item.unit,
        "minimum": _plain(item.minimum),
        "maximum": _plain(item.maximum),
        "choices": item.choices,
        "evidence": item.evidence,
        "required": item.required,
        "on_the_spot": item.on_the_spot,
        "deduction": _plain(item.deduction),
        "clause": item.clause_id,
        "adjusted": getattr(item, "adjusted", False),
    }


def _plain(value: Decimal | None) -> str | None:
    return f"{value.normalize():f}" if value is not None else None
