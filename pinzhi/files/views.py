"""Evidence in and out; the bytes are never reachable any other way."""

import re

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from pinzhi.common.requests import SignedInRequest
from pinzhi.files.actions import evidence_store, keep_evidence
from pinzhi.files.forms import EvidenceForm
from pinzhi.files.models import Evidence
from pinzhi.files.rules import may_keep, may_open_original
from pinzhi.places.models import Site

RANGE = re.compile(r"bytes=([0-9]{1,9})-([0-9]{0,9})")


@login_required
@require_POST
def keep(request: SignedInRequest, site_id: int) -> HttpResponse:
    """Take in one picture; answers with its uid and hash, so that the device can compare."""
    site = get_object_or_404(Site.objects.visible_to(request.user), pk=site_id)
    if not may_keep(request.user, site):
        raise PermissionDenied
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        return JsonResponse({"code": "bad_form", "fields": form.errors}, status=422)
    told = form.cleaned_data
    evidence = keep_evidence(
        told["file"],
        uid=told["uid"],
        site=site,
        kind=told["kind"],
        captured_at=told["captured_at"],
        by=request.user,
    )
    return JsonResponse({"uid": str(evidence.uid), "sha256": evidence.blob_id}, status=201)


@login_required
@require_GET
def show(request: SignedInRequest, uid: str) -> HttpResponse:
    """The clean copy of a picture; a voice note as it came, in parts where the player asks so."""
    evidence = _evidence(request, uid)
    if evidence.kind == Evidence.Kind.VOICE:
        whole = _serve(evidence.blob.original, evidence.blob.media_type)
        return _part(whole, request.headers.get("Range", ""))
    return _serve(evidence.blob.display, "image/jpeg")


@login_required
@require_GET
def original(request: SignedInRequest, uid: str) -> HttpResponse:
    """The sealed original, as a download."""
    evidence = _evidence(request, uid)
    if not may_open_original(request.user, evidence):
        raise PermissionDenied
    response = _serve(evidence.blob.original, "application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{evidence.uid}.bin"'
    return response


def _evidence(request: SignedInRequest, uid: str) -> Evidence:
    mine = Evidence.objects.visible_to(request.user).select_related("blob")
    return get_object_or_404(mine, pk=uid)


def _serve(name: str, content_type: str) -> HttpResponse:
    # read whole: at most 20 MB, and an asynchronous server would gather a stream anyway
    with evidence_store().open(name) as stored:
        response = HttpResponse(stored.read(), content_type=content_type)
    # private: a shared cache must never hold it; the name is the content, so it never changes
    response["Cache-Control"] = "private, max-age=3600"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _part(whole: HttpResponse, asked: str) -> HttpResponse:
    """The bytes asked for (RFC 9110, one range): Safari plays nothing without."""
    whole["Accept-Ranges"] = "bytes"
    size, found = len(whole.content), RANGE.fullmatch(asked)
    if found is None:
        return whole
    first = int(found[1])
    last = min(int(found[2] or size), size - 1)
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    whole.content = whole.content[first : last + 1]
    whole.status_code = 206
    whole["Content-Range"] = f"bytes {first}-{last}/{size}"
    return whole
