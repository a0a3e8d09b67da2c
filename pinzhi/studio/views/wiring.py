"""The wire-up page, and what will come of the document."""

from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pinzhi.common.requests import SignedInRequest
from pinzhi.standards.models import Document, Edition, Proposal, Wire
from pinzhi.studio.actions.building import ask_build, preview_of
from pinzhi.studio.actions.wiring import set_wire
from pinzhi.studio.forms.wiring import WIRE_FORMS
from pinzhi.studio.parts import number_in
from pinzhi.studio.queries import progress_of
from pinzhi.studio.refusals import NotRead, StudioChanged
from pinzhi.studio.views.doing import CONFLICT, UNPROCESSABLE, of_document, version_in
from pinzhi.studio.wiring import Ground, Wiring, accepted_of

FORMS_AT_ONCE = 8
DONE = 100
LISTED = 100


@of_document
@never_cache
@require_GET
def wiring(request: SignedInRequest, document: Document) -> HttpResponse:
    """Every wire with what it stands for; those still open with their form, some at a time."""
    _require_read(document)
    found = accepted_of(document, request.user)
    order = list(Wire.Kind.values)
    wires = sorted(found.wiring.values(), key=lambda w: (order.index(w.kind), w.words))
    rows: list[dict[str, Any]] = []
    for number, one in enumerate(wires):
        forms = sum(row["form"] is not None for row in rows)
        with_form = one.status == Wire.Status.OPEN and forms < FORMS_AT_ONCE
        rows.append(_row(one, found.ground, number, with_form=with_form))
    groups = groupby(rows, lambda row: str(row["wire"].kind))
    page = {
        "document": document,
        "groups": [(Wire.Kind(kind).label, list(found)) for kind, found in groups],
        "open": sum(wire.status == Wire.Status.OPEN for wire in wires),
        "posts": found.ground.posts,
        **_common(document),
    }
    return render(request, "studio/wiring.html", page)


@of_document
@never_cache
@require_http_methods(["GET", "POST"])
def wire(request: SignedInRequest, document: Document) -> HttpResponse:
    """The form of one wire; set it, or leave the words out. Answers with its row."""
    _require_read(document)
    told = request.POST if request.method == "POST" else request.GET
    kind, words = told.get("kind", ""), told.get("words", "")
    accepted = accepted_of(document, request.user)
    found = accepted.wiring.get((kind, words))
    number = number_in(told.get("row", ""), 0)
    if found is None:
        return redirect("studio:wiring", document.pk)
    if request.method != "POST":
        row = _row(found, accepted.ground, number, with_form=True)
        return _wire_row(request, document, row)
    left = request.POST.get("deed") == "leave"
    form = WIRE_FORMS[kind](request.POST, ground=accepted.ground, auto_id=f"w{number}-%s")
    if not left and not form.is_valid():
        row = _row(found, accepted.ground, number, form=form)
        return _wire_row(request, document, row, status=UNPROCESSABLE)
    refusal, target = None, {} if left else form.target()
    wired: Wire | None
    version = version_in(request)
    try:
        wired = set_wire(
            document, kind=kind, words=words, target=target, version=version, by=request.user
        )
    except StudioChanged as faster:
        refusal, wired = faster, document.wires.filter(kind=kind, words=words).first()
    if wired is not None:
        found.status, found.target, found.version = wired.status, wired.target, wired.version
    row = _row(found, accepted.ground, number)
    status = CONFLICT if refusal else 200
    return _wire_row(request, document, row, refusal=refusal, status=status)


@of_document
@never_cache
@require_GET
def preview(request: SignedInRequest, document: Document) -> HttpResponse:
    """What the draft will hold, what is missing, what cannot run."""
    _require_read(document)
    draft = preview_of(document, request.user)
    lacking = [pk for pk, lack in draft.lacks.items() if lack]
    refused = {ask.pk: why for ask, why in draft.refused}
    asks = Proposal.objects.filter(pk__in=lacking).order_by("passage__order", "order")
    shown = list(asks.select_related("passage")[:LISTED])
    page = {
        "document": document,
        "draft": draft,
        "missing": [(ask, draft.lacks[ask.pk]) for ask in shown if ask.pk not in refused],
        "refused": [(ask, refused[ask.pk]) for ask in shown if ask.pk in refused],
        "beyond": len(lacking) - len(shown),
        "holding": asks.filter(blocking=True).count(),
        "progress": progress_of(document),
        "stale": _is_stale(document),
        **_common(document),
    }
    return render(request, "studio/preview.html", page)


@of_document
@require_POST
def build(request: SignedInRequest, document: Document) -> HttpResponse:
    """A job makes the draft; the page waits for it."""
    ask_build(document, by=request.user)
    return redirect("studio:building", document.pk)


@of_document
@never_cache
@require_GET
def building(request: SignedInRequest, document: Document) -> HttpResponse:
    """Shown until the draft is made; then on to the edition."""
    edition = reverse("standards:edition", args=[document.edition_id])
    if document.done == DONE and not request.htmx:
        return redirect(edition)
    answer = render(request, "studio/building.html", {"document": document, **_common(document)})
    if document.done == DONE:
        answer["HX-Redirect"] = edition
    return answer


def _require_read(document: Document) -> None:
    if document.status != Document.Status.READY:
        raise NotRead


def _is_stale(document: Document) -> bool:
    """Whether something was changed after the draft was last made."""
    if document.built_at is None:
        return True
    at = document.built_at
    asks = document.passages.filter(changed_at__gt=at)
    return asks.exists() or document.wires.filter(changed_at__gt=at).exists()


def _common(document: Document) -> dict[str, Any]:
    return {"editable": document.edition.status == Edition.Status.DRAFT}


def _row(
    wire: Wiring, ground: Ground, number: int, *, form: Any = None, with_form: bool = False
) -> dict[str, Any]:
    if form is None and with_form:
        form = WIRE_FORMS[wire.kind](initial=wire.target, ground=ground, auto_id=f"w{number}-%s")
    return {"wire": wire, "form": form, "number": number}


def _wire_row(
    request: SignedInRequest,
    document: Document,
    row: dict[str, Any],
    *,
    refusal: StudioChanged | None = None,
    status: int = 200,
) -> HttpResponse:
    page = {"row": row, "document": document, "refusal": refusal, **_common(document)}
    answer = render(request, "studio/_wire.html", page, status=status)
    answer["X-Studio-Card"] = str(row["number"])
    if refusal is not None:
        answer["X-Refusal"] = refusal.code
    return answer
