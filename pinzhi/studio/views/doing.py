"""What the views of this room share: the document or passage, who may, and the card they answer."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from pinzhi.common.requests import SignedInRequest
from pinzhi.standards.models import Document, Edition, Passage, Proposal
from pinzhi.studio.parts import number_in
from pinzhi.studio.queries import documents_of, progress_of, row_by_id
from pinzhi.studio.refusals import StudioChanged
from pinzhi.studio.rules import may_work_on

P = ParamSpec("P")
PAST_THE_END = 1_000_000
CONFLICT, UNPROCESSABLE = 409, 422


def permit(allowed: bool) -> None:  # noqa: FBT001 -- reads as a sentence
    if not allowed:
        raise PermissionDenied


def of_document(
    view: Callable[Concatenate[SignedInRequest, Document, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """The view gets the document: 404 outside one's scope, 403 for whom it is none of."""

    @login_required
    @wraps(view)
    def wrapped(request: Any, pk: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        document = get_object_or_404(documents_of(request.user), pk=pk)
        permit(may_work_on(request.user, document))
        return view(request, document, *args, **kwargs)

    return wrapped


def of_passage(
    view: Callable[Concatenate[SignedInRequest, Passage, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """The view gets the passage with its document, or 404, or 403."""

    @login_required
    @wraps(view)
    def wrapped(request: Any, pk: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        seen = Document.objects.visible_to(request.user)
        rows = Passage.objects.filter(document__in=seen)
        rows = rows.select_related("document__edition__standard__owner", "reviewed_by")
        passage = get_object_or_404(rows, pk=pk)
        permit(may_work_on(request.user, passage.document))
        return view(request, passage, *args, **kwargs)

    return wrapped


def of_ask(
    view: Callable[Concatenate[SignedInRequest, Proposal, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """The view gets the proposal with its passage and document, or 404, or 403."""

    @login_required
    @wraps(view)
    def wrapped(request: Any, pk: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        seen = Document.objects.visible_to(request.user)
        rows = Proposal.objects.filter(passage__document__in=seen)
        found = rows.select_related("passage__document__edition__standard__owner", "changed_by")
        ask = get_object_or_404(found, pk=pk)
        permit(may_work_on(request.user, ask.passage.document))
        return view(request, ask, *args, **kwargs)

    return wrapped


def version_in(request: SignedInRequest) -> int:
    """The version the page showed; one that never was when it is missing or no number."""
    return number_in(request.POST.get("version", ""), -1)


def index_in(told: str) -> int | None:
    """The position of a part; None when none is told. Numbers too long for one are past the end."""
    if not told:
        return None
    return number_in(told, PAST_THE_END)


def card(
    request: SignedInRequest,
    document: Document,
    passage_id: int,
    *,
    status: int = 200,
    refusal: StudioChanged | None = None,
) -> HttpResponse:
    """The passage as it stands now, and with it how far the document is."""
    page = {
        "row": row_by_id(passage_id),
        "document": document,
        "progress": progress_of(document),
        "refusal": refusal,
        "editable": document.edition.status == Edition.Status.DRAFT,
    }
    answer = render(request, "studio/_answer.html", page, status=status)
    answer["X-Studio-Card"] = str(passage_id)
    if refusal is not None:
        answer["X-Refusal"] = refusal.code
    return answer


def done(
    request: SignedInRequest, document: Document, passage_id: int, deed: Callable[[], object]
) -> HttpResponse:
    """Do it and show the passage; when somebody was faster, show theirs and say so."""
    try:
        deed()
    except StudioChanged as refusal:
        return card(request, document, passage_id, status=CONFLICT, refusal=refusal)
    return card(request, document, passage_id)
