"""The library: the standards that come with the software, and which of them are in use."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from pinzhi.common.flash import tell
from pinzhi.common.refusals import Refusal
from pinzhi.common.requests import SignedInRequest
from pinzhi.places.models import Line
from pinzhi.standards.library import find_pack, read_library
from pinzhi.standards.models import Edition
from pinzhi.standards.pack import Pack
from pinzhi.standards.rules import may_open, may_read, may_upload
from pinzhi.standards.views.doing import permit
from pinzhi.standards.views.publishing import bring_in
from pinzhi.standards.views.reading import LOOKS

BEST_FIRST = (
    Edition.Status.PUBLISHED,
    Edition.Status.SCHEDULED,
    Edition.Status.REVIEW,
    Edition.Status.DRAFT,
    Edition.Status.SUPERSEDED,
)


@dataclass(frozen=True)
class Shelved:
    """A pack, and the edition of its standard that is furthest; None where it is not here."""

    pack: Pack
    edition: Edition | None

    @property
    def look(self) -> str:
        return LOOKS[Edition.Status(self.edition.status)] if self.edition else ""

    @property
    def is_newer(self) -> bool:
        """Whether the library has an edition that is not the one here."""
        return self.edition is None or self.edition.number != self.pack.edition


@login_required
@require_GET
def pack_list(request: SignedInRequest) -> HttpResponse:
    permit(may_read(request.user))
    here = _furthest(request)
    shelved = [Shelved(pack, here.get(pack.code)) for pack in read_library()]
    lines = [
        (label, [one for one in shelved if one.pack.line == line]) for line, label in Line.choices
    ]
    page = {"lines": lines, "may_upload": may_upload(request.user)}
    return render(request, "standards/pack_list.html", page)


def _furthest(request: SignedInRequest) -> Mapping[str, Edition]:
    """Of each standard the edition nearest to being in force, among those this person may open."""
    user = request.user
    editions = Edition.objects.visible_to(user).select_related("standard__owner")
    open_to = [one for one in editions.order_by("pk") if may_open(user, one)]
    found: dict[str, Edition] = {}
    for one in sorted(open_to, key=lambda e: -BEST_FIRST.index(Edition.Status(e.status))):
        found[one.standard.code] = one
    return found


@login_required
@require_POST
def load(request: SignedInRequest, code: str) -> HttpResponse:
    """Bring a pack in as a draft; it comes into force like any other standard."""
    permit(may_upload(request.user))
    pack = find_pack(code)
    if pack is None:
        raise Http404
    try:
        edition = bring_in(request, pack)
    except Refusal as refusal:
        tell(request, str(refusal))
        return redirect("standards:pack_list")
    return redirect("standards:edition", edition.pk)
