from io import BytesIO
from typing import Any, BinaryIO, Protocol

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from pinzhi.common.flash import tell
from pinzhi.common.requests import SignedInRequest
from pinzhi.places.actions.changes import require_right
from pinzhi.places.importing import actions, reports
from pinzhi.places.importing.problems import FileRefusedError
from pinzhi.places.importing.sample import write_sample
from pinzhi.places.importing.states import Status
from pinzhi.places.importing.template import write_template
from pinzhi.places.models import ImportBatch

HISTORY = 50
ROWS = 100
MOVING = (Status.WAITING, Status.CHECKING, Status.APPLYING)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OUTCOMES = {
    "created": gettext_lazy("created"),
    "changed": gettext_lazy("changed"),
}


class Writer(Protocol):
    def __call__(self, to: BinaryIO, /) -> None: ...


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            ".xlsx or .csv, 20 MB at most. Nothing is changed before you say so."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )


@login_required
@never_cache
@require_GET
def import_list(request: SignedInRequest) -> HttpResponse:
    require_right(actions.may_import_anything(request.user))
    return _render_list(request, UploadForm())


@login_required
@require_POST
def import_new(request: SignedInRequest) -> HttpResponse:
    require_right(actions.may_import_anything(request.user))
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            batch = actions.receive_import(upload, name=upload.name, by=request.user)
        except FileRefusedError as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("imports:import_page", pk=batch.pk)
    return _render_list(request, form, status=422)


@login_required
@never_cache
@require_GET
def import_page(request: SignedInRequest, pk: int) -> HttpResponse:
    batch = _batch(request, pk)
    return render(request, "places/import.html", _context(request, batch))


@login_required
@never_cache
@require_GET
def import_state(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the page asks for every second while a job is at work."""
    batch = _batch(request, pk)
    return render(request, "places/_import_state.html", _context(request, batch))


@login_required
@require_POST
def import_apply(request: SignedInRequest, pk: int) -> HttpResponse:
    batch = actions.ask_apply(_batch(request, pk), by=request.user)
    return redirect("imports:import_page", pk=batch.pk)


@login_required
@require_POST
def import_undo(request: SignedInRequest, pk: int) -> HttpResponse:
    batch = actions.undo_import(_batch(request, pk), by=request.user)
    tell(request, _("The import has been undone."))
    return redirect("imports:import_page", pk=batch.pk)


@login_required
@require_GET
def template(request: SignedInRequest) -> FileResponse:
    require_right(actions.may_import_anything(request.user))
    return _workbook(_("Template for a site") + ".xlsx", write_template)


@login_required
@require_GET
def sample(request: SignedInRequest) -> FileResponse:
    require_right(actions.may_import_anything(request.user))
    return _workbook(_("Sample estate and outlets") + ".xlsx", write_sample)


def _workbook(name: str, write: Writer) -> FileResponse:
    file = BytesIO()
    write(file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


def _batch(request: SignedInRequest, pk: int) -> ImportBatch:
    """404 for what is not one's own; 403 once the right to import is gone."""
    batches = ImportBatch.objects.visible_to(request.user).defer("content", "undo")
    batch = get_object_or_404(batches.select_related("by"), pk=pk)
    require_right(actions.may_import_anything(request.user))
    return batch


def _render_list(request: SignedInRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    batches = ImportBatch.objects.visible_to(request.user).select_related("by")
    light = batches.defer("content", "undo", "report")[:HISTORY]
    return render(
        request, "places/import_list.html", {"form": form, "batches": light}, status=status
    )


def _context(request: SignedInRequest, batch: ImportBatch) -> dict[str, Any]:
    report = batch.report
    counts = reports.counts_in(report)
    return {
        "batch": batch,
        "moving": batch.status in MOVING,
        "refusal": reports.refusal_in(report),
        "problems": reports.problems_in(report),
        "notes": reports.notes_in(report),
        "counts": counts,
        "has_effect": reports.has_effect(report),
        "may_apply": batch.status == Status.CHECKED and batch.by_id == request.user.pk,
        "may_undo": batch.status == Status.APPLIED,
        **_rows(request, batch),
    }


def _rows(request: SignedInRequest, batch: ImportBatch) -> dict[str, Any]:
    """The listed rows, narrowed to a sheet and an outcome, a hundred a page."""
    sheet, outcome = request.GET.get("sheet", ""), request.GET.get("outcome", "")
    rows = [
        {"sheet": s, "row": n, "outcome": o, "word": OUTCOMES[o], "title": t, "changes": c}
        for s, n, o, t, c in batch.report.get("rows", ())
        if sheet in ("", s) and outcome in ("", o)
    ]
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    address = reverse("imports:import_page", args=[batch.pk])
    return {"rows": page, "sheet": sheet, "outcome": outcome, "address": address}
