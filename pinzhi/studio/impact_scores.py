"""Last month's score as it would have been by the deductions of another edition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch

from pinzhi.cases.models import Case
from pinzhi.cases.states import Status
from pinzhi.places.models import Site
from pinzhi.records.models import Answer, Record
from pinzhi.scores.actions import month_bounds
from pinzhi.scores.bands import band_of
from pinzhi.scores.sums import Inspected, month_score
from pinzhi.standards.answers import Verdict
from pinzhi.standards.models import Edition, Item
from pinzhi.standards.words import Purpose

Key = tuple[str, str]


@dataclass(frozen=True)
class Moved:
    """One item that was failed, how often, and what it cost or would cost each time."""

    title: str
    times: int
    old: Decimal
    new: Decimal | None  # None: the new edition does not ask it


@dataclass(frozen=True)
class MonthChange:
    """A month worked out twice. A score is None when nothing was inspected."""

    month: date
    old: Decimal | None
    new: Decimal | None
    moved: Sequence[Moved]

    @property
    def bands(self) -> tuple[object, object]:
        return band_of(self.old), band_of(self.new)

    @property
    def difference(self) -> Decimal | None:
        return None if self.old is None or self.new is None else self.new - self.old


def month_change(edition: Edition, site: Site, month: date) -> MonthChange:
    """The month of `month` as it was, and by the deductions and full scores of `edition`.

    Verdicts stay as they were given; items are the same when checklist and item have the same
    codes. Records of other standards count as they did. An item the edition no longer has takes
    nothing off.
    """
    first, last = month_bounds(site, month)
    new_items = _items(edition)
    totals = dict(edition.checklists.values_list("code", "total"))
    failed = Answer.objects.filter(verdict=Verdict.FAIL).select_related("item__checklist__edition")
    records = Record.objects.filter(
        site=site,
        checklist__purpose=Purpose.INSPECTION,
        captured_at__gte=first,
        captured_at__lt=last,
    ).select_related("checklist__edition")
    found = list(records.prefetch_related(Prefetch("answers", failed, to_attr="failures")))
    cases = list(
        Case.objects.filter(
            site=site, status=Status.DEDUCTED, closed_at__gte=first, closed_at__lt=last
        )
        .exclude(finding=None)
        .select_related("finding__item__checklist__edition")
    )
    before = [Inspected(record.total, record.deducted) for record in found]
    after = [_inspected(record, edition, new_items, totals) for record in found]
    old = month_score(before, [_taken(case) for case in cases])
    new = month_score(after, [_taken(case, edition, new_items) for case in cases])
    return MonthChange(first.date(), old, new, _moved(found, edition, new_items))


def _items(edition: Edition) -> dict[Key, Item]:
    rows = Item.objects.filter(checklist__edition=edition).select_related("checklist")
    return {(item.checklist.code, item.code): item for item in rows}


def _key(item: Item) -> Key:
    return item.checklist.code, item.code


def _ours(item: Item, edition: Edition) -> bool:
    return item.checklist.edition.standard_id == edition.standard_id


def _failures(record: Record) -> Sequence[Answer]:
    failures: Sequence[Answer] = record.failures  # type: ignore[attr-defined]  # the prefetch above
    return failures


def _inspected(
    record: Record, edition: Edition, items: Mapping[Key, Item], totals: Mapping[str, Decimal]
) -> Inspected:
    if record.checklist.edition.standard_id != edition.standard_id:
        return Inspected(record.total, record.deducted)
    total = totals.get(record.checklist.code, record.total)
    asked = [items[_key(one.item)] for one in _failures(record) if _key(one.item) in items]
    return Inspected(total, sum((item.deduction for item in asked), Decimal(0)))


def _taken(
    case: Case, edition: Edition | None = None, items: Mapping[Key, Item] | None = None
) -> Decimal:
    finding = case.finding
    if finding is None:
        return Decimal(0)
    if edition is None or items is None or not _ours(finding.item, edition):
        return finding.deduction
    item = items.get(_key(finding.item))
    return item.deduction if item else Decimal(0)


def _moved(records: Sequence[Record], edition: Edition, items: Mapping[Key, Item]) -> list[Moved]:
    """Failed items whose deduction changes, the dearest first."""
    times: dict[Key, int] = {}
    olds: dict[Key, Item] = {}
    for record in records:
        for answer in _failures(record):
            if _ours(answer.item, edition):
                key = _key(answer.item)
                times[key] = times.get(key, 0) + 1
                olds[key] = answer.item
    found = []
    for key, item in olds.items():
        new = items.get(key)
        if new is None or new.deduction != item.deduction:
            costs = None if new is None else new.deduction
            found.append(Moved(item.title, times[key], item.deduction, costs))
    return sorted(found, key=lambda one: (-one.times * max(one.old, one.new or 0), one.title))
