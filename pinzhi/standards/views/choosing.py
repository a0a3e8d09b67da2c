"""What the standards leave to a site: each choice, and what was chosen."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pinzhi.common.flash import tell
from pinzhi.common.requests import SignedInRequest
from pinzhi.places.models import Site
from pinzhi.standards.actions import choose_variant
from pinzhi.standards.models import Adjustment, Edition, Variant
from pinzhi.standards.rules import may_choose, may_read
from pinzhi.standards.views.doing import permit


@dataclass(frozen=True)
class Choice:
    """One variant at one site; `current` is the code of the option it works by."""

    variant: Variant
    current: str

    @property
    def options(self) -> list[dict[str, Any]]:
        options: list[dict[str, Any]] = self.variant.options
        return options


@login_required
@require_GET
def variants(request: SignedInRequest, site: int) -> HttpResponse:
    found = get_object_or_404(Site.objects.visible_to(request.user).select_related("node"), pk=site)
    permit(may_read(request.user))
    page = {
        "site": found,
        "standards": _by_standard(found),
        "may_choose": may_choose(request.user, found),
    }
    return render(request, "standards/variants.html", page)


@login_required
@require_POST
def choose(request: SignedInRequest, site: int, pk: int) -> HttpResponse:
    found = get_object_or_404(Site.objects.visible_to(request.user).select_related("node"), pk=site)
    permit(may_choose(request.user, found))
    variant = get_object_or_404(_open_at(found), pk=pk)
    choose_variant(found, variant, request.POST.get("option", ""), by=request.user)
    tell(request, _("Chosen. Plans of this site follow by themselves."))
    return redirect("standards:variants", found.pk)


def _open_at(site: Site) -> QuerySet[Variant]:
    """The variants of the editions in force at a site: of its line, owned by nobody or above it."""
    above = [site.path[: i + 1] for i, sign in enumerate(site.path) if sign == "/"]
    owned = Q(edition__standard__owner=None) | Q(edition__standard__owner__path__in=above)
    found = Variant.objects.filter(
        owned, edition__status=Edition.Status.PUBLISHED, edition__standard__line=site.node.line
    )
    return found.select_related("edition__standard").order_by("edition__standard__code", "code")


def _by_standard(site: Site) -> dict[Edition, list[Choice]]:
    current = _current(site)
    found: dict[Edition, list[Choice]] = {}
    for variant in _open_at(site):
        first = variant.options[0]["code"]
        key = (variant.edition.standard_id, variant.code)
        found.setdefault(variant.edition, []).append(Choice(variant, current.get(key, first)))
    return found


def _current(site: Site) -> dict[tuple[int, str], str]:
    rows = Adjustment.objects.filter(site=site, status=Adjustment.Status.ACTIVE)
    rows = rows.exclude(variant="")
    found = {}
    for standard, chosen in rows.values_list("standard_id", "variant"):
        code, _slash, option = chosen.partition("/")
        found[standard, code] = option
    return found
