"""One small form for each kind of part: from the value to fields, and back."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pinzhi.places.models import EquipmentSystem
from pinzhi.standards.words import Method, Per, PlaceKind, Sign, SpanUnit
from pinzhi.studio.forms.rhythm import RecurrenceForm, number_of
from pinzhi.studio.parts import wording
from pinzhi.studio.sayings import CONDITIONS

MOST = 1_000_000


class PartForm(forms.Form):
    """`value()` is what the part will hold."""

    @classmethod
    def fields_of(cls, value: Any) -> dict[str, Any]:
        """The fields as a value fills them."""
        return dict(value) if isinstance(value, Mapping) else {}

    def value(self) -> Any:
        return dict(self.cleaned_data)


class WordsForm(PartForm):
    """A role or a form: a name."""

    words = forms.CharField(label=_("Name"), max_length=60)

    @classmethod
    def fields_of(cls, value: Any) -> dict[str, Any]:
        return {"words": wording(value)}

    def value(self) -> Any:
        return self.cleaned_data["words"]


class SentenceForm(PartForm):
    text = forms.CharField(label=_("In words"), max_length=120)

    @classmethod
    def fields_of(cls, value: Any) -> dict[str, Any]:
        return {"text": wording(value)}

    def value(self) -> Any:
        return {"text": self.cleaned_data["text"]}


class ActivityForm(PartForm):
    verb = forms.CharField(label=_("What is done"), max_length=30)
    object = forms.CharField(label=_("To what"), max_length=60, required=False)

    @classmethod
    def fields_of(cls, value: Any) -> dict[str, Any]:
        if isinstance(value, Mapping) and value.get("verb"):
            return {"verb": value["verb"], "object": value.get("object", "")}
        return {"verb": wording(value)}


class TimeLimitForm(PartForm):
    value_ = forms.FloatField(label=_("Limit"), min_value=0, max_value=100_000)
    unit = forms.ChoiceField(label=_("Unit"), choices=SpanUnit.choices)
    of = forms.CharField(label=_("From what, until what"), max_length=40, required=False)

    @classmethod
    def fields_of(cls, value: Any) -> dict[str, Any]:
        told = super().fields_of(value)
        return {**told, "value_": told.get("value")}

    def value(self) -> Any:
        told = self.cleaned_data
        span = {"value": number_of(told["value_"]), "unit": told["unit"]}
        return {**span, "of": told["of"]} if told["of"] else span


class PlaceForm(PartForm):
    words = forms.CharField(label=_("Place or machine"), max_length=60)
    kind = forms.ChoiceField(label=_("Carried out at"), choices=PlaceKind.choices)
    system = forms.ChoiceField(
        label=_("System"), choices=[("", "–"), *EquipmentSystem.choices], required=False
    )

    @classmethod
    def fields_of(cls, value: Any) -> dict[str, Any]:
        return {**super().fields_of(value), "words": wording(value)}


class QuantityForm(PartForm):
    cmp = forms.ChoiceField(
        label=_("Bound"),
        choices=[
            (">=", _("at least")),
            ("<=", _("at most")),
            ("=", _("just")),
            (">", _("more than")),
            ("<", _("less than")),
        ],
    )
    value_ = forms.FloatField(label=pgettext_lazy("part", "Number"))
    unit = forms.CharField(label=_("Unit"), max_length=10)

    @classmethod
    def fields_of(cls, value: Any) -> dict[str, Any]:
        told = super().fields_of(value)
        return {**told, "value_": told.get("value")}

    def clean_value_(self) -> float:
        return _bounded(self.cleaned_data["value_"])

    def value(self) -> Any:
        told = self.cleaned_data
        return {"value": number_of(told["value_"]), "unit": told["unit"], "cmp": told["cmp"]}


class MoneyForm(PartForm):
    sign = forms.ChoiceField(label=pgettext_lazy("part", "Kind"), choices=Sign.choices)
    amount = forms.FloatField(label=_("Amount (yuan)"), min_value=0, max_value=MOST)
    amount_max = forms.FloatField(
        label=_("At most (yuan)"), min_value=0, max_value=MOST, required=False
    )
    per = forms.ChoiceField(label=_("For each"), choices=[("", "–"), *Per.choices], required=False)

    def value(self) -> Any:
        told = self.cleaned_data
        found: dict[str, Any] = {"amount": number_of(told["amount"]), "sign": told["sign"]}
        if told["amount_max"]:
            found["amount_max"] = number_of(told["amount_max"])
        return {**found, "per": told["per"]} if told["per"] else found


class BandForm(PartForm):
    label = forms.CharField(label=_("Grade"), max_length=20)
    low = forms.FloatField(label=pgettext_lazy("grade", "From"), required=False)
    high = forms.FloatField(label=pgettext_lazy("grade", "To"), required=False)

    @classmethod
    def fields_of(cls, value: Any) -> dict[str, Any]:
        told = super().fields_of(value)
        return {"label": told.get("label"), "low": told.get("from"), "high": told.get("to")}

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        low, high = told.get("low"), told.get("high")
        if low is None and high is None:
            raise forms.ValidationError(_("Give at least one end."))
        for end in (low, high):
            if end is not None:
                _bounded(end)
        if low is not None and high is not None and low > high:
            raise forms.ValidationError(_("The lower end lies above the upper one."))
        return told

    def value(self) -> Any:
        told = self.cleaned_data
        return {
            "from": number_of(told["low"]),
            "to": number_of(told["high"]),
            "label": told["label"],
        }


class ConditionForm(PartForm):
    condition = forms.ChoiceField(
        label=pgettext_lazy("part", "When"), choices=list(CONDITIONS.items())
    )
    event = forms.CharField(label=_("In words"), max_length=60, required=False)

    def value(self) -> Any:
        return {name: one for name, one in self.cleaned_data.items() if one}


class MethodForm(PartForm):
    method = forms.ChoiceField(label=pgettext_lazy("part", "Method"), choices=Method.choices)


class CheckForm(PartForm):
    checker = forms.CharField(label=_("Who checks"), max_length=40)
    checked = forms.CharField(label=_("Whom or what"), max_length=40, required=False)


def _bounded(value: float) -> float:
    """Not beyond what a number column or a page can hold."""
    if not -MOST <= value <= MOST:
        raise forms.ValidationError(_("Expected a number of at most seven digits."))
    return value


class _RhythmForm(RecurrenceForm, PartForm):
    """How often."""


FORMS: dict[str, type[PartForm]] = {
    "activity": ActivityForm,
    "recurrence": _RhythmForm,
    "time_limit": TimeLimitForm,
    "roles": WordsForm,
    "place": PlaceForm,
    "quantities": QuantityForm,
    "forms": WordsForm,
    "money": MoneyForm,
    "score_band": BandForm,
    "condition": ConditionForm,
    "method": MethodForm,
    "check": CheckForm,
    "consequence": SentenceForm,
}
