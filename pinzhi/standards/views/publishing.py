"""A standard comes in as a file, is looked at as a draft, and put in force."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pinzhi.common.flash import tell
from pinzhi.common.refusals import Refusal
from pinzhi.common.requests import SignedInRequest
from pinzhi.standards.actions import discard_edition
from pinzhi.standards.forms import UploadForm
from pinzhi.standards.loading import draft_pack
from pinzhi.standards.models import Edition, Standard
from pinzhi.standards.pack import Pack
from pinzhi.standards.refusals import CodeTaken
from pinzhi.standards.rules import may_publish, may_upload, owner_for
from pinzhi.standards.views.doing import of_edition, permit

UNPROCESSABLE = 422


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: SignedInRequest) -> HttpResponse:
    permit(may_upload(request.user))
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return render(request, "standards/upload.html", {"form": UploadForm()})
    if form.is_valid() and form.pack is not None:
        try:
            edition = bring_in(request, form.pack)
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("standards:edition", edition.pk)
    return render(request, "standards/upload.html", {"form": form}, status=UNPROCESSABLE)


def bring_in(request: SignedInRequest, pack: Pack) -> Edition:
    """The edition the pack became. CodeTaken for a standard one does not answer for."""
    known = Standard.objects.select_related("owner").filter(code=pack.code).first()
    if known is not None and not may_publish(request.user, known):
        raise CodeTaken
    edition = draft_pack(pack, owner=owner_for(request.user), by=request.user)
    if edition.status == Edition.Status.DRAFT:
        tell(request, _("Read without a fault. Look it through, then submit it for approval."))
    else:
        tell(request, _("This very edition is here already. Nothing was changed."))
    return edition


@of_edition
@require_POST
def discard(request: SignedInRequest, edition: Edition) -> HttpResponse:
    permit(may_publish(request.user, edition.standard))
    discard_edition(edition, by=request.user)
    tell(request, _("The draft is gone. The file can be brought in again."))
    return redirect("standards:standard_list")
