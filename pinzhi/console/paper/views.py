"""What leaves the house on paper: QR labels, and records as the trade's forms."""

from collections.abc import Sequence
from dataclasses import dataclass

import segno
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from pinzhi.common.requests import SignedInRequest
from pinzhi.console.paper.printing import print_pdf
from pinzhi.places.models import Equipment, Place, Site
from pinzhi.places.rules import may_see_ground
from pinzhi.records.models import AnswerEvidence, Record
from pinzhi.records.sheet import read_sheet

MOST_LABELS = 400


@dataclass(frozen=True)
class Label:
    code: str
    name: str
    where: str
    qr: str


@login_required
@require_GET
def labels(request: SignedInRequest, site_id: int, kind: str) -> HttpResponse:
    """A sheet of QR labels for a site's checkpoints or machines; `system` and `page` narrow it."""
    site = get_object_or_404(Site.objects.visible_to(request.user), pk=site_id)
    if not may_see_ground(request.user, site):
        raise PermissionDenied
    things = _things(request, site, kind)
    found = [_label(request, thing) for thing in things]
    page = {"site": site, "labels": found, "kind": kind}
    return print_pdf("console/paper/labels.html", page, f"{site.name}-{kind}")


@login_required
@require_GET
def record_form(request: SignedInRequest, pk: str) -> HttpResponse:
    """A record as the ruled form it stands for, with photos, signature and a QR back to it."""
    records = Record.objects.visible_to(request.user).select_related(
        "site", "checklist__edition__standard", "by", "place", "equipment", "signature__blob"
    )
    record = get_object_or_404(records, pk=pk)
    shown = AnswerEvidence.objects.filter(answer__record=record)
    photos = shown.exclude(shows=AnswerEvidence.Shows.SAID).select_related(
        "evidence__blob", "answer__item"
    )
    address = request.build_absolute_uri(reverse("records:record", args=[record.pk]))
    lines = read_sheet(record)
    page = {"record": record, "lines": lines, "photos": photos, "qr": _qr(address)}
    return print_pdf("console/paper/record.html", page, record.title)


def _things(request: HttpRequest, site: Site, kind: str) -> Sequence[Place | Equipment]:
    number = request.GET.get("page", "1")
    if not number.isdecimal() or not 1 <= int(number) <= 1000:  # noqa: PLR2004 -- a bound, no rule
        raise BadRequest
    first = (int(number) - 1) * MOST_LABELS
    if kind == "equipment":
        machines = site.equipment.select_related("place").order_by("code")
        system = request.GET.get("system")
        wanted = machines.filter(system=system) if system else machines
        return list(wanted[first : first + MOST_LABELS])
    places = site.places.filter(kind=Place.Kind.CHECKPOINT).order_by("order", "code")
    return list(places[first : first + MOST_LABELS])


def _label(request: HttpRequest, thing: Place | Equipment) -> Label:
    address = request.build_absolute_uri(f"/t/{thing.tag}/")
    if isinstance(thing, Equipment):
        where = thing.place.full_name if thing.place else ""
    else:
        where = thing.full_name
    return Label(thing.code, thing.name, where, _qr(address))


def _qr(address: str) -> str:
    """An SVG picture as a data address; error level M survives a scratched label."""
    return str(segno.make(address, error="m").svg_data_uri(border=2))
