"""The forms in which a site says what it does differently from the standard."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from pinzhi.plans.recurrence import RuleError, describe
from pinzhi.standards.adjusting import CHECKLIST, CLOCK
from pinzhi.standards.effective import Named
from pinzhi.standards.words import EvidenceRule, FixUnit, SpanUnit

UNITS = [
    ("minute", pgettext_lazy("rhythm", "minutes")),
    ("hour", pgettext_lazy("rhythm", "hours")),
    ("shift", pgettext_lazy("rhythm", "shifts")),
    ("day", pgettext_lazy("rhythm", "days")),
    ("week", pgettext_lazy("rhythm", "weeks")),
    ("month", pgettext_lazy("rhythm", "months")),
    ("quarter", pgettext_lazy("rhythm", "quarters")),
    ("halfyear", pgettext_lazy("rhythm", "half-years")),
    ("year", pgettext_lazy("rhythm", "years")),
]
MOMENTS = ("weekday", "monthday", "month", "time", "before_day", "min_gap_days")
CLOCK_TIME = {"type": "time"}


class _AdjustForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=300, widget=forms.Textarea({"rows": 2})
    )
    field_order: list[str] = []

    def __init__(self, data: Any, *, named: Named) -> None:
        self.named = named
        super().__init__(data, initial=self.from_standard(named.original))
        self.order_fields([name for name in self.fields if name != "reason"])

    def from_standard(self, original: Mapping[str, Any]) -> dict[str, Any]:
        """What the fields hold before anything is changed."""
        return dict(original)

    @property
    def changes(self) -> dict[str, Any]:
        """As `adjust_site` takes them; what stays as it is, it leaves out by itself."""
        told = {k: v for k, v in self.cleaned_data.items() if k in self.named.fields}
        return {k: v if v is None or isinstance(v, int) else str(v) for k, v in told.items()}


class ItemForm(_AdjustForm):
    minimum = forms.DecimalField(
        label=gettext_lazy("Not below"), required=False, max_digits=14, decimal_places=4
    )
    maximum = forms.DecimalField(
        label=gettext_lazy("Not above"), required=False, max_digits=14, decimal_places=4
    )
    evidence = forms.ChoiceField(label=gettext_lazy("Evidence"), choices=EvidenceRule.choices)
    deduction = forms.DecimalField(
        label=gettext_lazy("Deduction"), min_value=0, max_digits=6, decimal_places=2
    )
    fix_value = forms.DecimalField(
        label=gettext_lazy("Put right within"), min_value=0, max_digits=6, decimal_places=1
    )
    fix_unit = forms.ChoiceField(label=gettext_lazy("Unit"), choices=FixUnit.choices)

    def __init__(self, data: Any, *, named: Named) -> None:
        super().__init__(data, named=named)
        if getattr(named.thing, "answer_type", "") != "number":
            del self.fields["minimum"], self.fields["maximum"]

    def from_standard(self, original: Mapping[str, Any]) -> dict[str, Any]:
        limits = {k: _plain(original[k]) for k in ("minimum", "maximum", "deduction", "fix_value")}
        return {**original, **limits}


class ClockForm(_AdjustForm):
    value = forms.DecimalField(
        label=gettext_lazy("Limit"), min_value=0, max_digits=8, decimal_places=2
    )
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), choices=SpanUnit.choices)

    def from_standard(self, original: Mapping[str, Any]) -> dict[str, Any]:
        return {**original, "value": _plain(original["value"])}


class RhythmForm(_AdjustForm):
    """Times in every so many units, between two clock times, and how long it may be made up for.

    Another rhythm lets go of the weekdays, dates and clock times the standard named for its own.
    """

    times = forms.IntegerField(label=gettext_lazy("How many times"), min_value=1, max_value=100)
    every = forms.IntegerField(label=gettext_lazy("in every"), min_value=1, max_value=100)
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), choices=UNITS)
    window_from = forms.TimeField(
        label=gettext_lazy("Not before (clock)"),
        required=False,
        widget=forms.TimeInput(CLOCK_TIME, format="%H:%M"),
    )
    window_to = forms.TimeField(
        label=gettext_lazy("Until (clock)"),
        required=False,
        widget=forms.TimeInput(CLOCK_TIME, format="%H:%M"),
    )
    makeup_hours = forms.IntegerField(
        label=gettext_lazy("Make-up allowed for (hours)"), min_value=0, max_value=24 * 366
    )

    def from_standard(self, original: Mapping[str, Any]) -> dict[str, Any]:
        rule = original["recurrence"]
        window = rule.get("window") or ["", ""]
        return {
            "times": rule.get("times", 1),
            "every": int(rule.get("every", 1)) or 1,
            "unit": rule["unit"],
            "window_from": window[0],
            "window_to": window[1],
            "makeup_hours": original["makeup_hours"],
        }

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if self.errors:
            return told
        if bool(told["window_from"]) != bool(told["window_to"]):
            raise forms.ValidationError(_("Give both clock times or none."))
        try:
            describe(self._recurrence(told))
        except RuleError as fault:
            raise forms.ValidationError(str(fault)) from fault
        return told

    def _recurrence(self, told: Mapping[str, Any]) -> dict[str, Any]:
        before = self.named.original["recurrence"]
        rhythm = {key: told[key] for key in ("times", "every", "unit")}
        usual = self.from_standard(self.named.original)
        same = all(usual[key] == rhythm[key] for key in rhythm)
        rule = dict(before) if same else {k: v for k, v in before.items() if k not in MOMENTS}
        if not same:
            rule |= rhythm
        rule.pop("window", None)
        if told["window_from"]:
            rule.pop("time", None)
            rule["window"] = [f"{told[key]:%H:%M}" for key in ("window_from", "window_to")]
        return rule

    @property
    def changes(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"recurrence": self._recurrence(told), "makeup_hours": told["makeup_hours"]}


def form_for(named: Named, data: Any = None) -> _AdjustForm:
    kinds: Mapping[frozenset[str], type[_AdjustForm]] = {CHECKLIST: RhythmForm, CLOCK: ClockForm}
    return kinds.get(named.fields, ItemForm)(data, named=named)


def _plain(value: Any) -> str:
    return "" if value is None else f"{value.normalize():f}"
