"""The list of cases: what it shows, and what it can be narrowed by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case as Choose
from django.db.models import Count, DateTimeField, Q, QuerySet, When
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pinzhi.cases.looks import CASES
from pinzhi.cases.models import Case, CaseQuerySet, Extension
from pinzhi.cases.states import TO_BE_FIXED, UNFINISHED, Status
from pinzhi.common import pages, text
from pinzhi.common.pages.filters import Widget
from pinzhi.people.departments import Department
from pinzhi.people.models import Staff
from pinzhi.people.queries import people_named

ASKED = Q(
    pk__in=Extension.objects.filter(status=Extension.Status.ASKED).values("case_id"),
    status__in=UNFINISHED,
)


def overdue(now: datetime) -> Q:
    return Q(status__in=TO_BE_FIXED, due_at__lte=now)


def _tonight(now: datetime) -> datetime:
    midnight = localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(days=1)


def _due_today(now: datetime) -> Q:
    return Q(status__in=TO_BE_FIXED, due_at__gt=now, due_at__lte=_tonight(now))


def _due_later(now: datetime) -> Q:
    return Q(status__in=TO_BE_FIXED, due_at__gt=_tonight(now))


def overdue_now(case: Case, now: datetime) -> bool:
    """The same question of one case."""
    return case.status in TO_BE_FIXED and case.due_at <= now


@dataclass(frozen=True)
class One(pages.Cases):
    """One of the conditions at a time."""

    def widget(self, params: QueryDict, user: Any) -> Widget:
        found = super().widget(params, user)
        return Widget("select", found.name, found.label, found.options)


def _shows(user: Staff) -> dict[str, Any]:
    return {
        "unfinished": (_("Unfinished"), Q(status__in=UNFINISHED)),
        "mine": (pgettext_lazy("cases", "Mine"), Q(owner=user, status__in=UNFINISHED)),
        "overdue": (_("Overdue"), overdue),
        "today": (_("Due today"), _due_today),
        "later": (_("Due later"), _due_later),
        "recheck": (_("Waiting for recheck"), Q(status=Status.FIXED)),
        "extension": (_("Extension asked for"), ASKED),
        "closed": (pgettext_lazy("cases", "Closed"), ~Q(closed_at=None)),
    }


def _found(rows: QuerySet[Case], words: str) -> QuerySet[Case]:
    """Those whose title holds every word, or whose owner is called so."""
    people = people_named(words)
    titled = text.matching(rows, ("title",), words)
    return rows.filter(Q(owner__in=people) | Q(pk__in=titled.values("pk"))) if people else titled


def case_listing(user: Staff) -> pages.Listing:
    """The list as this person may narrow it."""
    return pages.Listing(
        title=_("Rectifications"),
        columns=COLUMNS,
        sorts={
            "due": pages.Sort("open_due_at", _("Due by")),
            "opened": pages.Sort("opened_at", _("Opened")),
            "round": pages.Sort("round", pgettext_lazy("cases", "Round")),
        },
        default="due",
        filters=[
            One("show", pgettext_lazy("cases", "Show"), _shows(user)),
            pages.Choice("status", _("Status"), Status.choices),
            pages.Choice("department", _("Department"), Department.choices),
            pages.Reference("site", _("Site"), _sites, path="site_id"),
            pages.Days("opened", _("Opened"), path="opened_at"),
        ],
        search=text.via(_found),
        href=lambda case: reverse("cases:case", args=[case.pk]),
        empty=_("A failed item that is not put right on the spot opens a rectification here."),
        file_name="rectifications",
        live="case",
        template="cases/case_list.html",
    )


COLUMNS: Sequence[pages.Column] = [
    pages.Column("title", _("What")),
    pages.Column("site.name", _("Site")),
    pages.Column("department", _("Department"), value=lambda c: c.get_department_display()),
    pages.Status("status", _("Status"), looks=CASES),
    pages.Due(
        "due_at",
        _("Due by"),
        sort="due",
        over=lambda case: case.status not in TO_BE_FIXED,
    ),
    pages.Column("owner.name", _("Answers for it")),
    pages.Number("round", pgettext_lazy("cases", "Round"), sort="round"),
    pages.Time("opened_at", _("Opened"), sort="opened"),
]


def _sites(user: Any) -> list[tuple[int, str]]:
    return sorted(user.scope.sites.items(), key=lambda pair: pair[1])


def by_deadline(rows: CaseQuerySet) -> CaseQuerySet:
    """With `open_due_at`, the deadline of whatever is unfinished: what is closed sorts last."""
    still = When(closed_at=None, then="due_at")
    return rows.annotate(open_due_at=Choose(still, output_field=DateTimeField()))


@dataclass(frozen=True)
class Tab:
    key: str
    name: str | Promise
    href: str
    count: int | None


def tabs(rows: CaseQuerySet, user: Staff, now: datetime) -> list[Tab]:
    """What needs somebody, each with its number. One query over what is unfinished."""
    shows = {key: show for key, show in _shows(user).items() if key not in {"later", "closed"}}
    counts = rows.unfinished().aggregate(
        **{
            key: Count("pk", filter=found(now) if callable(found) else found)
            for key, (_name, found) in shows.items()
        }
    )
    address = reverse("cases:case_list")
    everything = Tab("", pgettext_lazy("cases", "All"), address, None)
    return [
        everything,
        *(Tab(k, name, f"{address}?show={k}", counts[k]) for k, (name, _q) in shows.items()),
    ]
