from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pinzhi.places.actions.equipment import BY_HAND
from pinzhi.places.forms.fields import DayField, PlaceField
from pinzhi.places.forms.organisation import WEEKDAYS
from pinzhi.places.models import Equipment, EquipmentEntry, EquipmentSystem, Holiday, Place, Site
from pinzhi.places.queries import people_of
from pinzhi.places.states import EQUIPMENT_MOVES

FLOORS = 300
PARAMETERS = 60


class PlaceForm(forms.Form):
    """A spot; `new` adds its kind, which is for good."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Place.Kind.choices)
    code = forms.CharField(label=_("Code"), max_length=60)
    name = forms.CharField(label=_("Name"), max_length=80)
    floor = forms.IntegerField(
        label=_("Floor"), min_value=-FLOORS, max_value=FLOORS, required=False
    )
    area = forms.DecimalField(
        label=_("Area (m²)"), max_digits=12, decimal_places=2, min_value=0, required=False
    )
    occupancy = forms.ChoiceField(
        label=_("Occupancy"), choices=Place.Occupancy.choices, required=False
    )
    proof = forms.ChoiceField(
        label=_("Proof of presence"), choices=Place.Proof.choices, required=False
    )
    order = forms.IntegerField(label=_("Order"), min_value=0, max_value=10**6, initial=0)

    def __init__(self, *args: Any, site: Site, new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"] = PlaceField(
            site, label=_("Above it"), help_text=_("The code of the spot it belongs to.")
        )
        self.order_fields(["kind", "parent"])
        if not new:
            del self.fields["kind"]


def place_initial(place: Place) -> dict[str, Any]:
    names = ("code", "name", "floor", "area", "occupancy", "proof", "order")
    parent = place.parent.code if place.parent else ""
    return {**{name: getattr(place, name) for name in names}, "parent": parent}


class EquipmentForm(forms.Form):
    code = forms.CharField(label=_("Code"), max_length=60)
    name = forms.CharField(label=_("Name"), max_length=80)
    system = forms.ChoiceField(label=_("System"), choices=EquipmentSystem.choices)
    model = forms.CharField(label=_("Model"), max_length=80, required=False)
    maker = forms.CharField(label=_("Maker"), max_length=80, required=False)
    serial = forms.CharField(label=_("Serial number"), max_length=80, required=False)
    in_use_since = DayField(label=_("In use since"), required=False)
    parameters = forms.CharField(
        label=_("Parameters"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line, name and value: Power: 7.5 kW"),
    )

    def __init__(self, *args: Any, site: Site, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"] = PlaceField(
            site, label=_("Place"), help_text=_("The code of the spot it stands in.")
        )

    def clean_parameters(self) -> dict[str, str]:
        lines = [line.strip() for line in self.cleaned_data["parameters"].splitlines()]
        pairs = [line.replace("：", ":").partition(":") for line in lines if line]
        if len(pairs) > PARAMETERS or any(
            not (name and value.strip()) for name, _c, value in pairs
        ):
            raise ValidationError(_("Write one a line, name and value: Power: 7.5 kW"))
        return {name.strip(): value.strip() for name, _colon, value in pairs}


def equipment_initial(machine: Equipment) -> dict[str, Any]:
    names = ("code", "name", "system", "model", "maker", "serial", "in_use_since")
    return {
        **{name: getattr(machine, name) for name in names},
        "place": machine.place.code if machine.place else "",
        "parameters": "\n".join(f"{name}: {value}" for name, value in machine.parameters.items()),
    }


class ResponsibleForm(forms.Form):
    """Who answers for it: somebody who works at the site, or nobody."""

    def __init__(self, *args: Any, site: Site, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"] = forms.ModelChoiceField(
            label=_("Answers for it"),
            queryset=people_of(site),
            required=False,
            empty_label=_("Nobody"),
        )


class StatusForm(forms.Form):
    """Where the machine can go from where it is, and why."""

    text = forms.CharField(
        label=_("Why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, machine: Equipment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        goals = EQUIPMENT_MOVES[Equipment.Status(machine.status)]
        choices = [pair for pair in Equipment.Status.choices if pair[0] in goals]
        self.fields["to"] = forms.ChoiceField(label=_("New status"), choices=choices)
        self.order_fields(["to", "text"])


class EntryForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(k.value, k.label) for k in EquipmentEntry.Kind if k in BY_HAND]
    )
    day = DayField(label=_("Day"), initial=timezone.localdate)
    text = forms.CharField(
        label=_("What was done"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class HolidayForm(forms.Form):
    """A day entered by hand, for one of the sites offered or for all."""

    day = DayField(label=_("Day"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Holiday.Kind.choices)
    name = forms.CharField(label=_("Name"), max_length=60)
    weekday = forms.TypedChoiceField(
        label=_("Works like weekday"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", "–"), *WEEKDAYS.items()],
        help_text=_("Only for a make-up workday."),
    )
    confirmed = forms.BooleanField(label=_("Confirmed"), required=False, initial=True)
