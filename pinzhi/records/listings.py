"""The lists of records and findings: what they show, and what they can be narrowed by."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pinzhi.common import text
from pinzhi.common.pages import (
    Cases,
    Choice,
    Column,
    Days,
    Due,
    Listing,
    Number,
    Reference,
    Sort,
    Status,
    Time,
)
from pinzhi.people.departments import Department
from pinzhi.people.models import Staff
from pinzhi.records.looks import FINDINGS
from pinzhi.records.models import Finding, Record
from pinzhi.records.searching import records_found
from pinzhi.records.states import FindingStatus
from pinzhi.standards.models import Checklist, Clause, Edition

MANY = 500  # as many choices as a person may still scroll through


def sites_of(user: Any) -> list[tuple[int, str]]:
    return sorted(user.scope.sites.items(), key=lambda pair: pair[1])


def _checklists(user: Any) -> Iterable[tuple[int, str]]:
    """Those carried out at one's sites; an older edition says its number."""
    planned = Checklist.objects.filter(plans__site_id__in=user.scope.site_ids).distinct()
    rows = planned.select_related("edition").order_by("title", "-edition__published_at")[:MANY]
    return [(c.pk, _with_edition(c.title, c.edition)) for c in rows]


def _clauses(user: Any) -> Iterable[tuple[int, str]]:
    planned = Clause.objects.filter(items__checklist__plans__site_id__in=user.scope.site_ids)
    rows = planned.distinct().select_related("edition").order_by("edition_id", "order")[:MANY]
    return [(c.pk, _with_edition(str(c), c.edition)) for c in rows]


def _with_edition(name: str, edition: Edition) -> str:
    in_force = edition.status == Edition.Status.PUBLISHED
    return name if in_force else f"{name} ({edition.number})"


def _people(user: Any) -> Iterable[tuple[int, str]]:
    people = Staff.objects.visible_to(user).order_by("name", "pk")[:MANY]
    return [(p.pk, p.name) for p in people]


def _older(least: int, most: int | None = None) -> Callable[[datetime], Q]:
    """Found at least so many days ago, and less than `most`."""

    def condition(now: datetime) -> Q:
        found = Q(found_at__lte=now - timedelta(days=least))
        return found if most is None else found & Q(found_at__gt=now - timedelta(days=most))

    return condition


def _record_link(row: Record) -> str:
    return reverse("records:record", args=[row.pk])


def _finding_link(row: Finding) -> str:
    return reverse("records:finding", args=[row.pk])


def _case_link(row: Finding) -> str:
    case = getattr(row, "case", None)
    return reverse("cases:case", args=[case.pk]) if case else ""


def _score(row: Record) -> str:
    left = max(row.total - row.deducted, Decimal(0))
    return f"{left.normalize():f} / {row.total.normalize():f}"


RECORDS = Listing(
    title=_("Records"),
    columns=[
        Column("title", _("Record")),
        Column("site.name", _("Site")),
        Column("by.name", _("Filled in by")),
        Time("captured_at", _("Captured"), sort="captured"),
        Number("score", _("Score"), value=_score),
        Status(
            "failed",
            _("Findings"),
            value=lambda row: row.failed > 0,
            looks={True: "late", False: "done"},
            word=lambda row: _findings_word(row.failed),
            sort="failed",
        ),
    ],
    sorts={
        "captured": Sort("captured_at", _("Captured")),
        "failed": Sort("failed", _("Findings")),
    },
    default="-captured",
    filters=[
        Reference("site", _("Site"), sites_of, path="site_id"),
        Reference("checklist", _("Checklist"), _checklists, path="checklist_id"),
        Choice("department", _("Department"), Department.choices, path="checklist__department"),
        Reference("by", _("Filled in by"), _people, path="by_id"),
        Days("captured", _("Captured"), path="captured_at"),
        Cases(
            "findings",
            _("Findings"),
            {
                "with": (_("With findings"), Q(failed__gt=0)),
                "without": (_("Without findings"), Q(failed=0)),
            },
        ),
    ],
    search=text.via(records_found),
    href=_record_link,
    empty=_("Every checklist that is filled in and handed in appears here."),
    file_name="records",
    live="record",
)


def _findings_word(number: int) -> str:
    return str(number) if number else str(_("None found"))


FINDING_LIST = Listing(
    title=_("Findings"),
    columns=[
        Column("title", _("Finding")),
        Column("site.name", _("Site")),
        Column("clause", _("Clause")),
        Status("status", _("Status"), looks=FINDINGS),
        Time("found_at", _("Found at"), sort="found"),
        Due("case.due_at", _("Due by"), over=lambda row: row.closed_at is not None),
        Column("case.owner.name", _("Answers for it"), href=_case_link),
        Number("deduction", _("Deduction"), sort="deduction"),
    ],
    sorts={
        "found": Sort("found_at", _("Found at")),
        "deduction": Sort("deduction", _("Deduction")),
    },
    default="-found",
    filters=[
        Choice("status", _("Status"), FindingStatus.choices),
        Cases(
            "age",
            pgettext_lazy("findings", "Age"),
            {
                "1": (_("Up to a day"), _older(0, 1)),
                "7": (_("One to seven days"), _older(1, 7)),
                "30": (_("Seven to thirty days"), _older(7, 30)),
                "older": (_("Over thirty days"), _older(30)),
            },
        ),
        Reference("site", _("Site"), sites_of, path="site_id"),
        Choice(
            "department", _("Department"), Department.choices, path="item__checklist__department"
        ),
        Reference("clause", _("Clause"), _clauses, path="clause_id"),
        Days("found", _("Found at"), path="found_at"),
    ],
    search=text.by("title"),
    href=_finding_link,
    empty=_("Whatever fails its clause in a record appears here and stays until it is closed."),
    file_name="findings",
    live="finding case",
)
