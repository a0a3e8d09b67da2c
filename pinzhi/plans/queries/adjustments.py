"""What a site does differently, said in words beside what the standard says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pinzhi.places.models import Site
from pinzhi.plans.models import Plan
from pinzhi.plans.recurrence import RuleError, describe
from pinzhi.standards.models import Adjustment, Checklist, Clock, Edition, Item
from pinzhi.standards.refusals import NoSuchThing
from pinzhi.standards.words import EvidenceRule, FixUnit, SpanUnit

SHOWN = 100
LABELS: Mapping[str, str | Promise] = {
    "recurrence": _("How often"),
    "makeup_hours": _("Make-up allowed for (hours)"),
    "minimum": _("Not below"),
    "maximum": _("Not above"),
    "evidence": _("Evidence"),
    "deduction": _("Deduction"),
    "fix_value": _("Put right within"),
    "fix_unit": _("Unit"),
    "value": _("Limit"),
    "unit": _("Unit"),
}
WORDS: Mapping[str, Mapping[str, Any]] = {
    "evidence": dict(EvidenceRule.choices),
    "fix_unit": dict(FixUnit.choices),
    "unit": dict(SpanUnit.choices),
}


@dataclass(frozen=True)
class Difference:
    label: str | Promise
    old: str
    new: str


@dataclass(frozen=True)
class Shown:
    """One adjustment as a line: what it is about, and each value beside the standard's."""

    adjustment: Adjustment
    title: str
    differences: list[Difference]


def editions_at(site: Site) -> list[Edition]:
    """The editions in force of the standards a site works by."""
    plans = Plan.objects.filter(site=site).exclude(status=Plan.Status.ENDED)
    found = Edition.objects.filter(
        standard__in=plans.values("requirement__edition__standard"),
        status=Edition.Status.PUBLISHED,
    )
    return list(found.select_related("standard").order_by("standard__code"))


def adjustments_of(site: Site) -> list[Shown]:
    """Those that wait, those in force, then the newest of those that are over. Five queries."""
    live = Adjustment.objects.filter(site=site).exclude(status__in=("refused", "ended"))
    over = Adjustment.objects.filter(site=site, status__in=("refused", "ended"))
    related = ("standard", "proposed_by", "decided_by", "site")
    rows = [
        *live.select_related(*related).order_by("-status", "-pk"),
        *over.select_related(*related).order_by("-pk")[:SHOWN],
    ]
    things = _things(rows)
    return [_shown(row, things) for row in rows]


Key = tuple[int, str, str, str]


def _things(rows: Iterable[Adjustment]) -> dict[Key, tuple[str, Mapping[str, Any]]]:
    """Title and values of what the adjustments are about, by standard and codes."""
    force = {
        "edition__standard__in": {row.standard_id for row in rows},
        "edition__status": Edition.Status.PUBLISHED,
    }
    found: dict[Key, tuple[str, Mapping[str, Any]]] = {}
    lists = Checklist.objects.filter(**force).select_related("edition")
    for one in lists.prefetch_related("requirements", "items"):
        standard = one.edition.standard_id
        for requirement in one.requirements.all():
            found[standard, one.code, "", ""] = one.title, vars(requirement)
        for item in one.items.all():
            found[standard, one.code, item.code, ""] = f"{one.title} · {item.title}", vars(item)
    for clock in Clock.objects.filter(**force).select_related("edition"):
        found[clock.edition.standard_id, "", "", clock.code] = str(clock), vars(clock)
    return found


def _shown(row: Adjustment, things: Mapping[Key, tuple[str, Mapping[str, Any]]]) -> Shown:
    key = row.standard_id, row.checklist_code, row.item_code, row.clock_code
    title, values = things.get(key, (str(row), {}))
    differences = [
        Difference(LABELS.get(field, field), say(field, values.get(field)), say(field, new))
        for field, new in row.changes.items()
    ]
    return Shown(row, title, differences)


def say(field: str, value: Any) -> str:
    """A value of a field as people say it."""
    if value is None:
        return "–"
    if field == "recurrence":
        try:
            return describe(value, get_language() or "zh-hans")
        except RuleError as fault:
            return str(fault)
    if field in WORDS:
        return str(WORDS[field].get(value, value))
    return f"{Decimal(value).normalize():f}" if isinstance(value, str | Decimal) else str(value)


@dataclass(frozen=True)
class Choices:
    """What may be adjusted, step by step: standards, then checklists and clocks, then items."""

    editions: list[Edition]
    edition: Edition | None = None
    checklists: Iterable[Checklist] = ()
    clocks: Iterable[Clock] = ()
    checklist: Checklist | None = None
    items: Iterable[Item] = ()


def choices_at(site: Site, standard: int | None, checklist: str) -> Choices:
    """NoSuchThing for a standard the site does not work by, or a checklist it does not have."""
    editions = editions_at(site)
    if standard is None:
        return Choices(editions)
    edition = next((one for one in editions if one.standard_id == standard), None)
    if edition is None:
        raise NoSuchThing
    lists = edition.checklists.order_by("code")
    if not checklist:
        return Choices(editions, edition, lists, edition.clocks.all())
    found = lists.filter(code=checklist).first()
    if found is None:
        raise NoSuchThing
    return Choices(editions, edition, lists, edition.clocks.all(), found, found.items.all())
