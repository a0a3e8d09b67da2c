"""Standards as one reads them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from pinzhi.common.pages import Choice, Column, Listing, Number, Sort, Status, Time
from pinzhi.common.requests import SignedInRequest
from pinzhi.places.models import Line
from pinzhi.standards.effective import own_of
from pinzhi.standards.forms import ApproveForm, ReasonForm
from pinzhi.standards.models import Checklist, Clause, Edition, Requirement, Standard
from pinzhi.standards.queries import in_force, listed, read_edition
from pinzhi.standards.rules import may_approve, may_open, may_publish, may_read, may_upload
from pinzhi.standards.views.doing import of_edition, permit, site_here

LOOKS = {
    Edition.Status.DRAFT: "waiting",
    Edition.Status.REVIEW: "waiting",
    Edition.Status.SCHEDULED: "due",
    Edition.Status.PUBLISHED: "done",
    Edition.Status.SUPERSEDED: "stopped",
}


def _address(standard: Standard) -> str:
    edition = in_force(standard)
    return reverse("standards:edition", args=[edition.pk]) if edition else ""


def _of(name: str) -> Any:
    return lambda standard: getattr(in_force(standard), name, None)


STANDARDS = Listing(
    title=_("Standards"),
    columns=[
        Column("title", _("Title"), sort="title", href=_address),
        Column("code", _("Code"), sort="code"),
        Column("line", _("Line of business"), value=lambda s: s.get_line_display()),
        Column("owner.name", _("Belongs to")),
        Column("edition", _("Edition"), value=_of("number")),
        Status(
            "status",
            _("Status"),
            value=_of("status"),
            looks=LOOKS,
            word=lambda s: Edition.Status(_of("status")(s)).label if in_force(s) else "–",
        ),
        Time("published_at", _("Published at"), value=_of("published_at")),
        Number("clause_count", _("Clauses")),
        Number("checklist_count", _("Checklists")),
    ],
    sorts={"code": Sort("code", _("Code")), "title": Sort("title", _("Title"))},
    default="code",
    filters=[Choice("line", _("Line of business"), Line.choices)],
    search=("title", "code"),
    empty=_("Standards stand here once a file with one is brought in and published."),
    file_name="standards",
    template="standards/standard_list.html",
)


@login_required
@require_GET
def standard_list(request: SignedInRequest) -> HttpResponseBase:
    permit(may_read(request.user))
    rows = listed(Standard.objects.visible_to(request.user)).select_related("owner")
    return STANDARDS.respond(request, rows, may_upload=may_upload(request.user))


@of_edition
@require_GET
def edition(request: SignedInRequest, edition: Edition) -> HttpResponse:
    return edition_page(request, edition)


def edition_page(
    request: SignedInRequest, edition: Edition, *, status: int = 200, **forms: Any
) -> HttpResponse:
    user, look = request.user, LOOKS[Edition.Status(edition.status)]
    site, own = site_here(request), own_of(edition.standard_id, site_here(request))
    editions = list(edition.standard.editions.order_by("-pk"))
    page = {
        "edition": edition,
        "look": look,
        "document": read_edition(edition, Requirement.objects.all(), own),
        "clocks": [own.clock(one) for one in edition.clocks.select_related("clause")],
        "consequences": edition.consequences.select_related("clause"),
        "bands": edition.bands.select_related("clause"),
        "site_id": site,
        "is_adjusted": bool(own.changes),
        "editions": [one for one in editions if _shown(user, one, edition)],
        "is_draft": edition.status == Edition.Status.DRAFT,
        "waits": edition.status == Edition.Status.REVIEW,
        "may_publish": may_publish(user, edition.standard),
        "may_approve": edition.status == Edition.Status.REVIEW and may_approve(user, edition),
        "approval": ApproveForm(),
        "reason": ReasonForm(),
        **forms,
    }
    return render(request, "standards/edition.html", page, status=status)


def _shown(user: Any, one: Edition, edition: Edition) -> bool:
    one.standard = edition.standard  # what deciding asks for is here already
    return may_open(user, one)


@login_required
@require_GET
def clause(request: SignedInRequest, pk: int) -> HttpResponse:
    """One clause: its words, what runs because of it, what is asked about it."""
    found: Clause = get_object_or_404(_readable(Clause.objects.all(), request), pk=pk)
    permit(may_open(request.user, found.edition))
    own = own_of(found.edition.standard_id, site_here(request))
    items = found.items.select_related("checklist").order_by("checklist__code", "order")
    runs = found.requirements.select_related("checklist")
    page = {
        "clause": found,
        "edition": found.edition,
        "runs": [own.requirement(one, one.checklist.code) for one in runs],
        "items": [own.item(one, one.checklist.code) for one in items],
        "clocks": [own.clock(one) for one in found.clocks.all()],
        "consequences": found.consequences.all(),
        "below": found.children.all(),
    }
    return render(request, "standards/clause.html", page)


@login_required
@require_GET
def checklist(request: SignedInRequest, pk: int) -> HttpResponse:
    found: Checklist = get_object_or_404(_readable(Checklist.objects.all(), request), pk=pk)
    permit(may_open(request.user, found.edition))
    own = own_of(found.edition.standard_id, site_here(request))
    requirement = found.requirements.select_related("clause").first()
    page = {
        "checklist": found,
        "edition": found.edition,
        "items": [own.item(one, found.code) for one in found.items.select_related("clause")],
        "requirement": own.requirement(requirement, found.code) if requirement else None,
    }
    return render(request, "standards/checklist.html", page)


def _readable(rows: QuerySet[Any], request: SignedInRequest) -> QuerySet[Any]:
    standards = Standard.objects.visible_to(request.user)
    within = rows.filter(edition__standard__in=standards)
    return within.select_related("edition__standard__owner")
