"""Bringing a document in, and seeing it being read."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pinzhi.common.flash import tell
from pinzhi.common.pages import Column, Listing, Number, Sort, Status, Time
from pinzhi.common.refusals import Refusal
from pinzhi.common.requests import SignedInRequest
from pinzhi.files.actions import evidence_store
from pinzhi.places.models import Line
from pinzhi.standards.models import Document
from pinzhi.studio.actions.reading import discard_document, retry_document, upload_document
from pinzhi.studio.forms import UploadForm
from pinzhi.studio.queries import documents_of, with_counts
from pinzhi.studio.rules import may_enter
from pinzhi.studio.views.doing import UNPROCESSABLE, of_document, permit

LOOKS = {
    Document.Status.READING: "running",
    Document.Status.READY: "done",
    Document.Status.FAILED: "late",
}


def _left(document: Document) -> str:
    left, total = getattr(document, "left", 0), getattr(document, "total", 0)
    return f"{total - left} / {total}" if total else "–"


DOCUMENTS = Listing(
    title=gettext_lazy("Studio"),
    columns=[
        Column(
            "edition.standard.title",
            gettext_lazy("Standard"),
            href=lambda d: f"/studio/{d.pk}/",
        ),
        Column("edition.number", gettext_lazy("Edition")),
        Column("file_name", gettext_lazy("File")),
        Status("status", gettext_lazy("Status"), looks=LOOKS),
        Column("reviewed", gettext_lazy("Reviewed"), value=_left),
        Number("left", pgettext_lazy("studio", "Left")),
        Column("draft", gettext_lazy("Became"), value=lambda d: d.edition.get_status_display()),
        Column("uploaded_by.name", pgettext_lazy("studio", "By")),
        Time("uploaded_at", gettext_lazy("Uploaded at"), sort="new"),
    ],
    sorts={"new": Sort("uploaded_at", gettext_lazy("Uploaded at"))},
    default="-new",
    filters=[],
    search=("file_name",),
    empty=gettext_lazy("Upload a regulation: what it asks for will stand beside its words."),
    file_name="documents",
    template="studio/document_list.html",
)


@login_required
@require_GET
def document_list(request: SignedInRequest) -> HttpResponse:
    permit(may_enter(request.user))
    rows = with_counts(documents_of(request.user))
    answer: HttpResponse = DOCUMENTS.respond(request, rows)  # type: ignore[assignment]
    return answer


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: SignedInRequest) -> HttpResponse:
    permit(may_enter(request.user))
    if request.method != "POST":
        page = {"form": UploadForm(initial={"line": Line.PROPERTY})}
        return render(request, "studio/upload.html", page)
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        content, name = form.content()
        told = {key: form.cleaned_data[key] for key in ("title", "code", "line", "number")}
        try:
            document = upload_document(content, name=name, by=request.user, **told)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("studio:document", document.pk)
    return render(request, "studio/upload.html", {"form": form}, status=UNPROCESSABLE)


@of_document
@never_cache
@require_GET
def reading(request: SignedInRequest, document: Document) -> HttpResponse:
    """What the page asks for every second while a job is at work."""
    answer = render(request, "studio/_reading.html", {"document": document})
    if document.status != Document.Status.READING:
        answer["HX-Refresh"] = "true"
    return answer


@of_document
@require_POST
def again(request: SignedInRequest, document: Document) -> HttpResponse:
    retry_document(document, by=request.user)
    return redirect("studio:document", document.pk)


@of_document
@require_POST
def discard(request: SignedInRequest, document: Document) -> HttpResponse:
    discard_document(document, by=request.user)
    tell(request, _("The document and its draft are gone."))
    return redirect("studio:document_list")


@of_document
@require_GET
def original(request: SignedInRequest, document: Document) -> HttpResponse:  # noqa: ARG001 -- a view's shape
    """The file as it came, as a download."""
    with evidence_store().open(document.blob.original) as stored:
        answer = HttpResponse(stored.read(), content_type="application/octet-stream")
    name = f"{document.edition.standard.code}.{document.kind or 'txt'}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
