"""Start using an edition at a site: see what fits, adopt it, and have tasks at once."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from pinzhi.common.flash import tell
from pinzhi.common.refusals import Refusal
from pinzhi.common.requests import SignedInRequest
from pinzhi.places.models import Site
from pinzhi.plans.actions import adopt_edition, adopt_requirement, fill_site
from pinzhi.plans.forms import AdoptAllForm, AdoptForm
from pinzhi.plans.jobs import HORIZON
from pinzhi.plans.queries import fits_of
from pinzhi.plans.rules import PLANNERS, may_plan, may_plan_somewhere
from pinzhi.plans.views.doing import of_site, permit, site_id
from pinzhi.standards.models import Edition

UNPROCESSABLE = 422


@login_required
@require_GET
def start(request: SignedInRequest) -> HttpResponse:
    """Which edition, at which site."""
    user = request.user
    permit(may_plan_somewhere(user))
    editions = Edition.objects.visible_to(user).filter(status=Edition.Status.PUBLISHED)
    editions = editions.select_related("standard").order_by("standard__code")
    mine = [pk for pk in user.scope.site_ids if user.scope.holds(pk, *PLANNERS)]
    sites = Site.objects.filter(pk__in=mine).select_related("node").order_by("name")
    chosen = site_id(request)
    wanted = request.GET.get("edition", "")
    page = {
        "editions": [e for e in editions if not wanted or str(e.pk) == wanted],
        "sites": [s for s in sites if chosen is None or s.pk == chosen],
    }
    return render(request, "plans/start.html", page)


@of_site
@require_GET
def fitting(request: SignedInRequest, site: Site, edition: int) -> HttpResponse:
    permit(may_plan(request.user, site))
    return _page(request, site, _edition(request, site, edition))


def _edition(request: SignedInRequest, site: Site, pk: int) -> Edition:
    """An edition in force of the site's line of business, else 404."""
    editions = Edition.objects.visible_to(request.user).filter(
        status=Edition.Status.PUBLISHED, standard__line=site.node.line
    )
    return get_object_or_404(editions.select_related("standard"), pk=pk)


def _page(
    request: SignedInRequest, site: Site, edition: Edition, *, status: int = 200, **more: Any
) -> HttpResponse:
    fits = fits_of(edition, site, timezone.now())
    page = {
        "site": site,
        "edition": edition,
        "fits": fits,
        "ready": sum(fit.ready for fit in fits),
        "running": sum(bool(fit.plans) for fit in fits),
        "posts": list(site.posts.order_by("name")),
        "today": timezone.localdate(),
        "form": AdoptAllForm(),
        **more,
    }
    return render(request, "plans/fitting.html", page, status=status)


@of_site
@require_POST
def adopt_all(request: SignedInRequest, site: Site, edition: int) -> HttpResponse:
    permit(may_plan(request.user, site))
    found = _edition(request, site, edition)
    form = AdoptAllForm(request.POST)
    if not form.is_valid():
        return _page(request, site, found, status=UNPROCESSABLE, form=form)
    day = form.cleaned_data["starts_on"]
    plans, left = adopt_edition(found, site=site, starts_on=day, by=request.user)
    made = _fill(site)
    begun = ngettext("%(n)s plan begun", "%(n)s plans begun", len(plans)) % {"n": len(plans)}
    tasks = ngettext("%(n)s task made", "%(n)s tasks made", made) % {"n": made}
    rest = _("%(n)s left out, see why below") % {"n": len(left)}
    tell(request, " · ".join([begun, tasks, *([rest] if left else [])]))
    return redirect("plans:fitting", site.pk, found.pk)


@of_site
@require_POST
def adopt_one(request: SignedInRequest, site: Site, edition: int) -> HttpResponse:
    permit(may_plan(request.user, site))
    found = _edition(request, site, edition)
    form = AdoptForm(request.POST, edition=found, site=site)
    if form.is_valid():
        data = form.cleaned_data
        try:
            plan = adopt_requirement(
                data["requirement"],
                site=site,
                post=data["post"],
                starts_on=data["starts_on"],
                by=request.user,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            made = _fill(site)
            tell(request, _("Begun: %(plan)s. %(n)s tasks made.") % {"plan": plan, "n": made})
            return redirect("plans:fitting", site.pk, found.pk)
    return _page(request, site, found, status=UNPROCESSABLE, one=form)


def _fill(site: Site) -> int:
    """The tasks of today and the next days, at once: whoever starts wants to see them."""
    now = timezone.now()
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return fill_site(site, start=max(today, now - timedelta(days=1)), until=now + HORIZON)
