"""The studio itself: the document beside what was understood, in slices, kept fresh."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from pinzhi.common.requests import SignedInRequest
from pinzhi.standards.models import Document, Edition, Passage
from pinzhi.studio import queries
from pinzhi.studio.parts import number_in
from pinzhi.studio.views.doing import card, of_document, of_passage

SHOWS = ("all", "open", "unsure")


@of_document
@never_cache
@require_GET
def document(request: SignedInRequest, document: Document) -> HttpResponse:
    if document.status != Document.Status.READY:
        return render(request, "studio/reading.html", {"document": document})
    page = {
        **_slice(request, document),
        "progress": queries.progress_of(document),
        "outline": queries.outline_of(document),
        "changed": queries.changed_lately(document),
        "shows": SHOWS,
    }
    return render(request, "studio/document.html", page)


@of_document
@never_cache
@require_GET
def passages(request: SignedInRequest, document: Document) -> HttpResponse:
    """The next slice, as the page asks for it when its end comes into view."""
    return render(request, "studio/_slice.html", _slice(request, document))


@of_document
@never_cache
@require_GET
def progress(request: SignedInRequest, document: Document) -> HttpResponse:
    page = {"document": document, "progress": queries.progress_of(document)}
    return render(request, "studio/_progress.html", page)


@of_document
@never_cache
@require_GET
def news(request: SignedInRequest, document: Document) -> HttpResponse:
    """Which passages changed lately, with their versions: the page fetches those it shows old."""
    page = {"document": document, "changed": queries.changed_lately(document)}
    return render(request, "studio/_news.html", page)


@of_passage
@never_cache
@require_GET
def passage(request: SignedInRequest, passage: Passage) -> HttpResponse:
    return card(request, passage.document, passage.pk)


def _slice(request: SignedInRequest, document: Document) -> dict[str, Any]:
    show = request.GET.get("show", "")
    show = show if show in SHOWS else "all"
    low = number_in(request.GET.get("from", ""), 0)
    found = queries.slice_of(document, show, request.GET.get("after", ""), begin=low)
    return {
        "document": document,
        "slice": found,
        "show": show,
        "begin": low,
        "editable": document.edition.status == Edition.Status.DRAFT,
    }
