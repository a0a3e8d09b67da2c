"""Machines: as a list, and each with its archive card (EQP-02, EQP-03)."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pinzhi.common import text
from pinzhi.common.pages import Cases, Choice, Column, Listing, Reference, Sort, Status
from pinzhi.common.requests import SignedInRequest
from pinzhi.people.models import Staff
from pinzhi.places import actions, rules
from pinzhi.places.forms.ground import (
    EntryForm,
    EquipmentForm,
    ResponsibleForm,
    StatusForm,
    equipment_initial,
)
from pinzhi.places.models import Equipment, EquipmentSystem
from pinzhi.places.states import EQUIPMENT_MOVES
from pinzhi.places.views.doing import FormPage, at_site, chosen_site, permit, site_of
from pinzhi.places.views.filters import ANSWERED, sites_of
from pinzhi.places.views.places import name_responsible, sites_read

LOOKS = {
    Equipment.Status.RUNNING: "running",
    Equipment.Status.STANDBY: "done",
    Equipment.Status.STOPPED: "stopped",
    Equipment.Status.SCRAPPED: "missed",
}
CARD = 200


def responsible_people(user: Any) -> list[tuple[int, str]]:
    """Those who answer for a machine the reader may see."""
    found = Staff.objects.filter(answers_for_equipment__site_id__in=sites_read(user)).distinct()
    return list(found.order_by("name").values_list("pk", "name"))


EQUIPMENT = Listing(
    title=gettext_lazy("Equipment"),
    columns=[
        Column("name", gettext_lazy("Name"), sort="name"),
        Column("code", gettext_lazy("Code"), sort="code"),
        Column("system", gettext_lazy("System"), value=lambda m: m.get_system_display()),
        Status("status", gettext_lazy("Status"), looks=LOOKS),
        Column("site.name", gettext_lazy("Site")),
        Column("place.full_name", gettext_lazy("Place")),
        Column("model", gettext_lazy("Model")),
        Column("in_use_since", gettext_lazy("In use since"), sort="age"),
        Column("responsible.name", gettext_lazy("Answers for it")),
    ],
    sorts={
        "code": Sort("code", gettext_lazy("Code")),
        "name": Sort("name", gettext_lazy("Name")),
        "age": Sort("in_use_since", gettext_lazy("In use since")),
    },
    default="code",
    filters=[
        Choice("system", gettext_lazy("System"), EquipmentSystem.choices),
        Choice("status", gettext_lazy("Status"), Equipment.Status.choices),
        Reference("site", gettext_lazy("Site"), sites_of, path="site_id"),
        Reference(
            "responsible",
            gettext_lazy("Answers for it"),
            responsible_people,
            path="responsible_id",
        ),
        Cases("answered", gettext_lazy("In charge"), ANSWERED),
    ],
    search=text.by("name", "code", "model", "maker", "serial"),
    href=lambda machine: reverse("places:equipment", args=[machine.pk]),
    empty=gettext_lazy("The machines of your sites stand here once they are imported or added."),
    file_name="equipment",
    template="places/equipment_list.html",
)


@login_required
@require_GET
def equipment_list(request: SignedInRequest) -> HttpResponseBase:
    permit(rules.holds_anywhere(request.user, *rules.GROUND_READERS))
    rows = Equipment.objects.visible_to(request.user).filter(site_id__in=sites_read(request.user))
    site = chosen_site(request)
    more = {"site": site, "may_add": site and rules.may_edit_places(request.user, site)}
    found = at_site(request, rows.select_related("site", "place", "responsible"))
    return EQUIPMENT.respond(request, found, **more)


def machine_of(request: SignedInRequest, pk: int) -> Equipment:
    rows = Equipment.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("site", "place", "responsible"), pk=pk)


@login_required
@require_GET
def equipment(request: SignedInRequest, pk: int) -> HttpResponse:
    machine = machine_of(request, pk)
    user, site = request.user, machine.site
    goals = EQUIPMENT_MOVES[Equipment.Status(machine.status)]
    may_name = rules.may_name_responsible(user, site)
    chosen = {"responsible": machine.responsible_id}
    page = {
        "machine": machine,
        "look": LOOKS[Equipment.Status(machine.status)],
        "entries": machine.entries.select_related("by")[:CARD],
        "may_edit": rules.may_edit_places(user, site),
        "may_see_ground": rules.may_see_ground(user, site),
        "responsible": ResponsibleForm(site=site, initial=chosen) if may_name else None,
        "status": StatusForm(machine=machine)
        if goals and rules.may_run_equipment(user, site)
        else None,
        "entry": EntryForm() if goals and rules.may_fill_card(user, site) else None,
    }
    return render(request, "places/equipment.html", page)


@login_required
@require_http_methods(["GET", "POST"])
def equipment_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Register a machine at the site `pk`."""
    here = site_of(request, pk)
    permit(rules.may_edit_places(request.user, here))

    def deed(given: dict[str, Any]) -> str:
        made = actions.add_equipment(here, by=request.user, **given)
        return reverse("places:equipment", args=[made.pk])

    title = _("New equipment at %(site)s") % {"site": here.name}
    page = FormPage(title, _("Add"), reverse("places:equipment_list"))
    form = EquipmentForm(request.POST or None, site=here)
    return page.answer(request, form, deed, _("Registered; its archive card has begun."))


@login_required
@require_http_methods(["GET", "POST"])
def equipment_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    machine = machine_of(request, pk)
    permit(rules.may_edit_places(request.user, machine.site))
    back = reverse("places:equipment", args=[pk])

    def deed(given: dict[str, Any]) -> str:
        actions.edit_equipment(machine, by=request.user, **given)
        return back

    initial = equipment_initial(machine)
    form = EquipmentForm(request.POST or None, site=machine.site, initial=initial)
    return FormPage(machine.name, _("Save"), back).answer(request, form, deed, _("Saved."))


@login_required
@require_POST
def equipment_responsible(request: SignedInRequest, pk: int) -> HttpResponse:
    machine = machine_of(request, pk)
    permit(rules.may_name_responsible(request.user, machine.site))
    back = reverse("places:equipment", args=[pk])
    return name_responsible(request, machine, machine.site, back)


@login_required
@require_POST
def equipment_status(request: SignedInRequest, pk: int) -> HttpResponse:
    """Stop a machine, bring it back, switch it to standby, scrap it."""
    machine = machine_of(request, pk)
    permit(rules.may_run_equipment(request.user, machine.site))
    back = reverse("places:equipment", args=[pk])

    def deed(given: dict[str, Any]) -> str:
        actions.set_equipment_status(machine, by=request.user, **given)
        return back

    form = StatusForm(request.POST, machine=machine)
    page = FormPage(_("Status of %(name)s") % {"name": machine.name}, _("Set"), back)
    return page.answer(request, form, deed, _("Status set."))


@login_required
@require_POST
def entry_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write on the machine's archive card."""
    machine = machine_of(request, pk)
    permit(rules.may_fill_card(request.user, machine.site))
    back = reverse("places:equipment", args=[pk])

    def deed(given: dict[str, Any]) -> str:
        actions.add_entry(machine, by=request.user, **given)
        return back

    title = _("Archive card of %(name)s") % {"name": machine.name}
    page = FormPage(title, _("Write on the card"), back)
    return page.answer(request, EntryForm(request.POST), deed, _("Written on the card."))
