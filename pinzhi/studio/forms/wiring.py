"""What words may stand for, kind by kind."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pinzhi.people.departments import Department
from pinzhi.places.models import EquipmentSystem
from pinzhi.standards.models import Wire
from pinzhi.standards.words import CaseKind, PlaceKind
from pinzhi.studio.wiring import Ground, Target

Kind = Wire.Kind


class WireForm(forms.Form):
    """`target()` is what the wire will hold. Without the box `wired` the words are left out."""

    use_required_attribute = False  # leaving words out needs none of the fields

    def __init__(self, *args: Any, ground: Ground, **more: Any) -> None:
        super().__init__(*args, **more)
        self.ground = ground

    def target(self) -> Target:
        return {name: value for name, value in self.cleaned_data.items() if value}


class PostForm(WireForm):
    post = forms.CharField(
        label=_("Post"), max_length=60, widget=forms.TextInput({"list": "st-posts"})
    )
    department = forms.ChoiceField(
        label=_("Department"), choices=[("", "–"), *Department.choices], required=False
    )

    def target(self) -> Target:
        name = self.cleaned_data["post"].strip()
        known = self.ground.posts.get(name, "")
        return {"post": name, "department": self.cleaned_data["department"] or known}


class PlaceForm(WireForm):
    place_kind = forms.ChoiceField(label=_("Carried out at"), choices=PlaceKind.choices)
    system = forms.ChoiceField(
        label=_("System"), choices=[("", "–"), *EquipmentSystem.choices], required=False
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("system") and told.get("place_kind") != PlaceKind.EQUIPMENT:
            told["system"] = ""
        return told


class FormForm(WireForm):
    title = forms.CharField(
        label=_("Checklist"),
        max_length=120,
        help_text=_("Two forms of one title become one checklist."),
    )


class ClockForm(WireForm):
    case_kind = forms.ChoiceField(label=_("Kind of case"), choices=CaseKind.choices)
    event = forms.CharField(label=_("Starts with"), max_length=80)
    action = forms.CharField(label=pgettext_lazy("clock", "Until"), max_length=80, required=False)


class SchemeForm(WireForm):
    scheme = forms.CharField(label=_("Scheme"), max_length=60)


WIRE_FORMS: dict[str, type[WireForm]] = {
    Kind.POST: PostForm,
    Kind.PLACE: PlaceForm,
    Kind.FORM: FormForm,
    Kind.CLOCK: ClockForm,
    Kind.SCHEME: SchemeForm,
}
