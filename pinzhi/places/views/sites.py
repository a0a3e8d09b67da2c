"""One site: what it is, what stands on it, when it works, and what nobody answers for."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pinzhi.common.requests import SignedInRequest
from pinzhi.places import actions, queries, rules
from pinzhi.places.calendars import calendar_of
from pinzhi.places.forms.organisation import WEEKDAYS, SiteForm, site_initial
from pinzhi.places.hours import windows_of
from pinzhi.places.models import Equipment, EquipmentSystem, Place, Site
from pinzhi.places.views.doing import FormPage, permit, site_of
from pinzhi.places.views.organisation import node_of

SHOWN = 200


@login_required
@require_GET
def site(request: SignedInRequest, pk: int) -> HttpResponse:
    here = site_of(request, pk)
    permit(rules.may_see_ground(request.user, here))
    page = {
        "site": here,
        "kinds": _kinds(here),
        "systems": _systems(here),
        "hours": _hours(here),
        "open_now": calendar_of(here).is_open(timezone.now()),
        "unanswered": queries.unanswered_places([pk]).count(),
        "unanswered_equipment": queries.unanswered_equipment([pk]).count(),
        "may_edit": rules.may_edit_places(request.user, here),
        "may_rights": rules.may_read_rights(request.user, here.node),
    }
    return render(request, "places/site.html", page)


def _kinds(here: Site) -> list[tuple[str, object, int]]:
    counted = _counted(Place.objects.filter(site=here), "kind")
    return [(k.value, k.label, counted[k]) for k in Place.Kind if k in counted]


def _systems(here: Site) -> list[tuple[str, object, int]]:
    machines = Equipment.objects.filter(site=here).exclude(status=Equipment.Status.SCRAPPED)
    counted = _counted(machines, "system")
    return [(s.value, s.label, counted[s]) for s in EquipmentSystem if s in counted]


def _counted(rows: QuerySet[Any], name: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(name).annotate(n=Count("pk")))


def _hours(here: Site) -> list[tuple[object, str]]:
    windows = windows_of(here.office_hours)
    return [
        (name, ", ".join(f"{begin:%H:%M}-{end:%H:%M}" for begin, end in windows.get(number, [])))
        for number, name in WEEKDAYS.items()
    ]


@login_required
@require_http_methods(["GET", "POST"])
def site_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open a site below the company or branch `pk`."""
    above = node_of(request, pk)
    permit(rules.may_edit_organisation(request.user, above))

    def deed(given: dict[str, Any]) -> str:
        made = actions.create_site(above, by=request.user, **given)
        return reverse("places:site", args=[made.pk])

    title = _("A new site below %(name)s") % {"name": above.name}
    page = FormPage(title, _("Open the site"), reverse("places:node", args=[pk]))
    return page.answer(request, SiteForm(request.POST or None, new=True), deed, _("Site opened."))


@login_required
@require_http_methods(["GET", "POST"])
def site_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    here = site_of(request, pk)
    permit(rules.may_edit_places(request.user, here))
    back = reverse("places:site", args=[pk])

    def deed(given: dict[str, Any]) -> str:
        actions.edit_site(here, by=request.user, **given)
        return back

    form = SiteForm(request.POST or None, initial=site_initial(here))
    return FormPage(here.name, _("Save"), back).answer(request, form, deed, _("Saved."))


@login_required
@require_GET
def unanswered(request: SignedInRequest) -> HttpResponse:
    """Of each site, how much ground and equipment nobody answers for (ORG-03, ORG-04)."""
    permit(rules.holds_anywhere(request.user, *rules.GROUND_READERS))
    lines = queries.unanswered_by_site(request.user)
    return render(request, "places/unanswered.html", {"lines": lines})


@login_required
@require_GET
def site_unanswered(request: SignedInRequest, pk: int) -> HttpResponse:
    """What nobody answers for at one site, each with the way to name somebody."""
    here = site_of(request, pk)
    permit(rules.may_see_ground(request.user, here))
    places = queries.unanswered_places([pk])
    machines = queries.unanswered_equipment([pk])
    page = {
        "site": here,
        "places": places[:SHOWN],
        "places_count": places.count(),
        "equipment": machines.select_related("place")[:SHOWN],
        "equipment_count": machines.count(),
        "may_name": rules.may_name_responsible(request.user, here),
    }
    return render(request, "places/site_unanswered.html", page)
