"""The wire-up page, and what will come of the document."""

from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from pinzhi.common.flash import tell
from pinzhi.common.requests import SignedInRequest
from pinzhi.standards.models import Document, Edition, Proposal, Wire
from pinzhi.studio.actions.building import build_edition, preview_of
from pinzhi.studio.actions.wiring import set_wire
from pinzhi.studio.forms.wiring import WIRE_FORMS
from pinzhi.studio.parts import number_in
from pinzhi.studio.queries import progress_of
from pinzhi.studio.refusals import NotRead, StudioChanged
from pinzhi.studio.views.doing import CONFLICT, UNPROCESSABLE, of_document, version_in
from pinzhi.studio.wiring import Ground, Wiring, ground_of, wiring_of


@of_document
@never_cache
@require_GET
def wiring(request: SignedInRequest, document: Document) -> HttpResponse:
    _require_read(document)
    ground = ground_of(request.user)
    wires = sorted(wiring_of(document, request.user).values(), key=lambda w: (w.kind, w.words))
    rows = [_row(wire, ground, n) for n, wire in enumerate(wires)]
    order = list(Wire.Kind.values)
    groups = groupby(sorted(rows, key=lambda r: order.index(r["wire"].kind)), _kind_of)
    page = {
        "document": document,
        "groups": [(Wire.Kind(kind).label, list(found)) for kind, found in groups],
        "open": sum(wire.status == Wire.Status.OPEN for wire in wires),
        "posts": ground.posts,
        **_common(document),
    }
    return render(request, "studio/wiring.html", page)


@of_document
@require_POST
def wire(request: SignedInRequest, document: Document) -> HttpResponse:
    """Set one wire, or leave it out; answers with its row."""
    _require_read(document)
    kind, words = request.POST.get("kind", ""), request.POST.get("words", "")
    found = wiring_of(document, request.user).get((kind, words))
    if found is None:
        return redirect("studio:wiring", document.pk)
    ground = ground_of(request.user)
    left = request.POST.get("deed") == "leave"
    form = WIRE_FORMS[kind](request.POST, ground=ground)
    status = 200
    if not left and not form.is_valid():
        return _wire_row(request, document, found, ground, form=form, status=UNPROCESSABLE)
    refusal = None
    try:
        set_wire(
            document,
            kind=kind,
            words=words,
            target={} if left else form.target(),
            version=version_in(request),
            by=request.user,
        )
    except StudioChanged as faster:
        refusal, status = faster, CONFLICT
    fresh = wiring_of(document, request.user)[kind, words]
    return _wire_row(request, document, fresh, ground, refusal=refusal, status=status)


@of_document
@never_cache
@require_GET
def preview(request: SignedInRequest, document: Document) -> HttpResponse:
    """What the draft will hold, what is missing, what cannot run."""
    _require_read(document)
    draft = preview_of(document, request.user)
    lacking = [pk for pk, lack in draft.lacks.items() if lack]
    asks = Proposal.objects.filter(pk__in=lacking).select_related("passage")
    missing = [(ask, draft.lacks[ask.pk]) for ask in asks.order_by("passage__order", "order")]
    page = {
        "document": document,
        "draft": draft,
        "missing": missing,
        "holding": sum(ask.blocking for ask, _lack in missing),
        "progress": progress_of(document),
        "stale": _is_stale(document),
        **_common(document),
    }
    return render(request, "studio/preview.html", page)


@of_document
@require_POST
def build(request: SignedInRequest, document: Document) -> HttpResponse:
    draft = build_edition(document, by=request.user)
    told = _("The draft is made: %(c)s checklists with %(i)s items. Look it through.")
    tell(request, told % {"c": len(draft.checklists), "i": draft.items})
    return redirect("standards:edition", document.edition_id)


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


def _kind_of(row: dict[str, Any]) -> str:
    return str(row["wire"].kind)


def _row(wire: Wiring, ground: Ground, number: int, form: Any = None) -> dict[str, Any]:
    prefilled = form or WIRE_FORMS[wire.kind](
        initial=wire.target, ground=ground, auto_id=f"w{number}-%s"
    )
    return {"wire": wire, "form": prefilled, "number": number}


def _wire_row(
    request: SignedInRequest,
    document: Document,
    wire: Wiring,
    ground: Ground,
    *,
    form: Any = None,
    refusal: StudioChanged | None = None,
    status: int,
) -> HttpResponse:
    number = number_in(request.POST.get("row", ""), 0)
    if form is not None:
        form.auto_id = f"w{number}-%s"
    page = {"row": _row(wire, ground, number, form), "document": document, "refusal": refusal}
    answer = render(request, "studio/_wire.html", {**page, **_common(document)}, status=status)
    answer["X-Studio-Card"] = str(number)
    if refusal is not None:
        answer["X-Refusal"] = refusal.code
    return answer
