"""Special modes of a site: what holds, what is to come, what has been; on and off."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pinzhi.common.flash import tell
from pinzhi.common.refusals import Refusal
from pinzhi.common.requests import SignedInRequest
from pinzhi.places.models import Site
from pinzhi.plans.actions import begin_mode, end_mode
from pinzhi.plans.forms import ModeForm
from pinzhi.plans.models import SpecialMode
from pinzhi.plans.queries.modes import modes_on, modes_past, plans_by_mode
from pinzhi.plans.rules import may_see_plans_of, may_set_mode
from pinzhi.plans.views.doing import of_site, permit


@of_site
@require_GET
def modes(request: SignedInRequest, site: Site) -> HttpResponse:
    permit(may_see_plans_of(request.user, site.pk))
    return _page(request, site)


def _page(
    request: SignedInRequest, site: Site, *, status: int = 200, form: ModeForm | None = None
) -> HttpResponse:
    now = timezone.now()
    plans = plans_by_mode(site)
    page: dict[str, Any] = {
        "site": site,
        "now": now,
        "on": modes_on(site, now),
        "past": modes_past(site, now),
        "kinds": [(label, plans[kind]) for kind, label in SpecialMode.Kind.choices],
        "may_set": may_set_mode(request.user, site.pk),
        "form": form or ModeForm(),
    }
    return render(request, "plans/modes.html", page, status=status)


@of_site
@require_POST
def begin(request: SignedInRequest, site: Site) -> HttpResponse:
    """By one button of the board (`board`), or from when to when by the form of the page."""
    permit(may_set_mode(request.user, site.pk))
    form, now = ModeForm(request.POST), timezone.now()
    if form.is_valid():
        times: dict[str, Any] = {"starts_at": form.cleaned_data["starts_at"] or now, "now": now}
        told: dict[str, Any] = {key: form.cleaned_data[key] for key in ("kind", "ends_at", "note")}
        try:
            mode = begin_mode(site, by=request.user, **told, **times)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            tell(request, _("%(mode)s: on. Its tasks are on the list.") % {"mode": mode})
            return _back(request, site)
    return _page(request, site, status=422, form=form)


@login_required
@require_POST
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = SpecialMode.objects.visible_to(request.user).select_related("site__node")
    mode = get_object_or_404(rows, pk=pk)
    permit(may_set_mode(request.user, mode.site_id))
    end_mode(mode, now=timezone.now(), by=request.user)
    tell(request, _("%(mode)s: off. What nobody had begun is off the list.") % {"mode": mode})
    return _back(request, mode.site)


def _back(request: SignedInRequest, site: Site) -> HttpResponse:
    if "board" in request.POST:
        return redirect("console:today")
    return redirect("plans:modes", site.pk)
