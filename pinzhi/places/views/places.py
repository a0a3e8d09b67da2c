"""The spots of a site: as a list, as a tree, one by one; and where a scanned tag leads."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pinzhi.common import text
from pinzhi.common.pages import Cases, Choice, Column, Listing, Number, Reference, Sort
from pinzhi.common.requests import SignedInRequest
from pinzhi.people.models import Staff
from pinzhi.places import actions, rules
from pinzhi.places.forms.ground import PlaceForm, ResponsibleForm, place_initial
from pinzhi.places.models import Equipment, Place, Site
from pinzhi.places.views.doing import FormPage, at_site, chosen_site, permit, site_of
from pinzhi.places.views.filters import ANSWERED, sites_of

BELOW = 100


def sites_read(user: Any) -> list[int]:
    """The sites whose ground the person may look through."""
    return [pk for pk in user.scope.site_ids if user.scope.holds(pk, *rules.GROUND_READERS)]


def responsible_people(user: Any) -> list[tuple[int, str]]:
    """Those who answer for a spot the reader may see."""
    found = Staff.objects.filter(answers_for_places__site_id__in=sites_read(user)).distinct()
    return list(found.order_by("name").values_list("pk", "name"))


PLACES = Listing(
    title=gettext_lazy("Places"),
    columns=[
        Column("full_name", gettext_lazy("Full name"), sort="name"),
        Column("code", gettext_lazy("Code"), sort="code"),
        Column("get_kind_display", gettext_lazy("Kind"), value=lambda p: p.get_kind_display()),
        Column("site.name", gettext_lazy("Site")),
        Number("area", gettext_lazy("Area (m²)")),
        Column("responsible.name", gettext_lazy("Answers for it")),
    ],
    sorts={
        "code": Sort("code", gettext_lazy("Code")),
        "name": Sort("full_name", gettext_lazy("Full name")),
    },
    default="code",
    filters=[
        Choice("kind", gettext_lazy("Kind"), Place.Kind.choices),
        Reference("site", gettext_lazy("Site"), sites_of, path="site_id"),
        Reference(
            "responsible",
            gettext_lazy("Answers for it"),
            responsible_people,
            path="responsible_id",
        ),
        Cases("answered", gettext_lazy("In charge"), ANSWERED),
    ],
    search=text.by("full_name", "code"),
    href=lambda place: reverse("places:place", args=[place.pk]),
    empty=gettext_lazy("The spots of your sites stand here once they are imported or added."),
    file_name="places",
    template="places/place_list.html",
)


@login_required
@require_GET
def place_list(request: SignedInRequest) -> HttpResponseBase:
    permit(rules.holds_anywhere(request.user, *rules.GROUND_READERS))
    rows = Place.objects.visible_to(request.user).select_related("site", "responsible")
    rows = rows.filter(site_id__in=sites_read(request.user))
    site = chosen_site(request)
    more = {"site": site, "may_add": site and rules.may_edit_places(request.user, site)}
    return PLACES.respond(request, at_site(request, rows), **more)


@login_required
@require_GET
def place_tree(request: SignedInRequest, pk: int) -> HttpResponse:
    """A site's spots, level by level: those at the top, or (?below=) right below one."""
    here = site_of(request, pk)
    permit(rules.may_see_ground(request.user, here))
    spots = Place.objects.filter(site=here)
    above = request.GET.get("below", "")
    if above and not (above.isascii() and above.isdecimal() and len(above) < 19):  # noqa: PLR2004 -- fits int8
        raise Http404
    under = get_object_or_404(spots, pk=above) if above else None
    below = Place.objects.filter(parent=OuterRef("pk"))
    level = spots.filter(parent=under).select_related("responsible").order_by("order", "code")
    page = {"site": here, "under": under, "level": level.annotate(has_below=Exists(below))}
    name = "places/_level.html" if request.htmx else "places/tree.html"
    return render(request, name, page)


def place_of(request: SignedInRequest, pk: int) -> Place:
    rows = Place.objects.visible_to(request.user).select_related("site", "responsible", "parent")
    return get_object_or_404(rows, pk=pk)


@login_required
@require_GET
def place(request: SignedInRequest, pk: int) -> HttpResponse:
    spot = place_of(request, pk)
    children = Place.objects.filter(parent=spot).order_by("order", "code")
    machines = spot.equipment.exclude(status=Equipment.Status.SCRAPPED).order_by("system", "code")
    may_name = rules.may_name_responsible(request.user, spot.site)
    page = {
        "spot": spot,
        "children": children[:BELOW],
        "more": children.count() - BELOW,
        "machines": machines,
        "above": above_of(spot),
        "may_edit": rules.may_edit_places(request.user, spot.site),
        "may_see_ground": rules.may_see_ground(request.user, spot.site),
        "responsible": _responsible_form(spot) if may_name else None,
    }
    return render(request, "places/place.html", page)


def _responsible_form(spot: Place) -> ResponsibleForm:
    return ResponsibleForm(site=spot.site, initial={"responsible": spot.responsible_id})


def above_of(spot: Place) -> list[Place]:
    """Those above a spot, the top first; a query a level, of which there are few."""
    found: list[Place] = []
    step = spot.parent
    while step is not None:
        found.insert(0, step)
        step = step.parent
    return found


@login_required
@require_http_methods(["GET", "POST"])
def place_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add a spot to the site `pk`; ?parent= is the code of the spot above."""
    here = site_of(request, pk)
    permit(rules.may_edit_places(request.user, here))

    def deed(given: dict[str, Any]) -> str:
        made = actions.add_place(here, by=request.user, **given)
        return reverse("places:place", args=[made.pk])

    initial = {"parent": request.GET.get("parent", "")}
    form = PlaceForm(request.POST or None, site=here, new=True, initial=initial)
    page = FormPage(
        _("A new spot at %(site)s") % {"site": here.name},
        _("Add"),
        reverse("places:place_tree", args=[pk]),
    )
    return page.answer(request, form, deed, _("Added."))


@login_required
@require_http_methods(["GET", "POST"])
def place_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    spot = place_of(request, pk)
    permit(rules.may_edit_places(request.user, spot.site))
    back = reverse("places:place", args=[pk])

    def deed(given: dict[str, Any]) -> str:
        actions.edit_place(spot, by=request.user, **given)
        return back

    form = PlaceForm(request.POST or None, site=spot.site, initial=place_initial(spot))
    return FormPage(spot.full_name, _("Save"), back).answer(request, form, deed, _("Saved."))


@login_required
@require_POST
def place_responsible(request: SignedInRequest, pk: int) -> HttpResponse:
    spot = place_of(request, pk)
    permit(rules.may_name_responsible(request.user, spot.site))
    return name_responsible(request, spot, spot.site, reverse("places:place", args=[pk]))


def name_responsible(
    request: SignedInRequest, thing: Place | Equipment, site: Site, back: str
) -> HttpResponse:
    """The one form with which somebody is put in charge of ground or a machine."""
    form = ResponsibleForm(request.POST, site=site)

    def deed(given: dict[str, Any]) -> str:
        if isinstance(thing, Place):
            actions.name_responsible(thing, given["responsible"], by=request.user)
        else:
            actions.name_responsible(thing, given["responsible"], by=request.user)
        return back

    page = FormPage(_("Who answers for %(thing)s") % {"thing": thing}, _("Save"), back)
    return page.answer(request, form, deed, _("Saved."))


@login_required
@require_GET
def tag(request: SignedInRequest, tag: UUID) -> HttpResponse:
    """Where the code on the wall or the machine leads: to the page of what it hangs on."""
    spot = Place.objects.visible_to(request.user).filter(tag=tag).first()
    if spot is not None:
        return redirect("places:place", spot.pk)
    machine = get_object_or_404(Equipment.objects.visible_to(request.user), tag=tag)
    return redirect("places:equipment", machine.pk)
