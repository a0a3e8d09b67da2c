"""What an edition would change, and what it contradicts, before anybody lets it into force."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pinzhi.common.flash import tell
from pinzhi.common.requests import SignedInRequest
from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.standards.actions import settle_conflict
from pinzhi.standards.models import Edition, Settlement
from pinzhi.standards.rules import may_adjust, may_approve, may_publish, may_see_adjustments
from pinzhi.standards.views.doing import of_edition, permit
from pinzhi.studio.conflicts import Conflict, conflicts_at
from pinzhi.studio.impact import DAYS, MOST_SITES, could_use, impact_at, sites_for

REASON = 300


@of_edition
@require_GET
def impact(request: SignedInRequest, edition: Edition) -> HttpResponse:
    """Per site: tasks and hours per post against the roster, what is open, last month's score."""
    permit(_may_weigh(request.user, edition))
    sites, now = _sites(request, edition), timezone.now()
    page = {
        "edition": edition,
        "sites": sites,
        "could": list(could_use(edition, request.user)[:100]),
        "chosen": {site.pk for site in sites},
        "found": [impact_at(edition, site, now) for site in sites],
        "days": DAYS,
        "most": MOST_SITES,
    }
    return render(request, "studio/impact.html", page)


@of_edition
@require_GET
def conflicts(request: SignedInRequest, edition: Edition) -> HttpResponse:
    """Per site: where the edition contradicts what the site works by, and what holds there."""
    permit(_may_weigh(request.user, edition))
    sites = _sites(request, edition)
    page = {
        "edition": edition,
        "sites": sites,
        "could": list(could_use(edition, request.user)[:100]),
        "chosen": {site.pk for site in sites},
        "found": [(site, conflicts_at(site, edition)) for site in sites],
        "may": {site.pk: may_adjust(request.user, site) for site in sites},
    }
    return render(request, "studio/conflicts.html", page)


@login_required
@require_GET
def site_conflicts(request: SignedInRequest, site: int) -> HttpResponse:
    """Where the standards a site works by contradict each other."""
    found = _site(request, site)
    permit(may_see_adjustments(request.user, found))
    page = {
        "site": found,
        "found": [(found, conflicts_at(found))],
        "may": {found.pk: may_adjust(request.user, found)},
    }
    return render(request, "studio/conflicts.html", page)


@login_required
@require_POST
def settle(request: SignedInRequest, site: int) -> HttpResponse:
    """Keep the one, the other or both. The conflict is named as the page shows it."""
    found = _site(request, site)
    permit(may_adjust(request.user, found))
    edition = _edition(request)
    conflict = _named(conflicts_at(found, edition), request.POST.get("conflict", ""))
    keep = request.POST.get("keep", "")
    reason = request.POST.get("reason", "").replace("\x00", "").strip()
    if keep not in Settlement.Keep.values or len(reason) > REASON:
        raise BadRequest("keep")
    settle_conflict(
        found,
        conflict.kind,
        one=(conflict.one.standard, conflict.one.code),
        other=(conflict.other.standard, conflict.other.code),
        keep=Settlement.Keep(keep),
        reason=reason,
        by=request.user,
    )
    tell(request, _("Settled for %(site)s. Its plans follow by themselves.") % {"site": found.name})
    if edition is None:
        return redirect("impact:site_conflicts", found.pk)
    return redirect(f"{reverse('impact:conflicts', args=[edition.pk])}?site={found.pk}")


def _may_weigh(user: Staff, edition: Edition) -> bool:
    return may_publish(user, edition.standard) or may_approve(user, edition)


def _site(request: SignedInRequest, pk: int) -> Site:
    sites = Site.objects.visible_to(request.user).select_related("node")
    return get_object_or_404(sites, pk=pk)


def _sites(request: SignedInRequest, edition: Edition) -> list[Site]:
    """Those the address asks for, else those that work by the standard."""
    asked = request.GET.getlist("site")
    if not asked:
        return sites_for(edition, request.user)[:MOST_SITES]
    if not all(one.isdecimal() for one in asked) or len(asked) > MOST_SITES:
        raise BadRequest("site")
    mine = Site.objects.visible_to(request.user).select_related("node")
    return list(mine.filter(pk__in=map(int, asked)).order_by("name"))


def _edition(request: SignedInRequest) -> Edition | None:
    asked = request.POST.get("edition", "")
    if not asked:
        return None
    if not asked.isdecimal():
        raise BadRequest("edition")
    editions = Edition.objects.visible_to(request.user).select_related("standard__owner")
    edition: Edition = get_object_or_404(editions, pk=int(asked))
    permit(_may_weigh(request.user, edition))
    return edition


def _named(conflicts: Sequence[Conflict], key: str) -> Conflict:
    found = next((one for one in conflicts if one.key == key), None)
    if found is None:
        raise BadRequest("conflict")
    return found
