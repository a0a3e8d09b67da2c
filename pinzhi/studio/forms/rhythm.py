"""How often something is done, field by field (XSY-02)."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pinzhi.plans.recurrence import RuleError, describe
from pinzhi.studio.sayings import CONDITIONS

_CLOCK = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d")
_SPLIT = re.compile(r"[\s,，、;；]+")
_UNIT_WORDS = (
    ("minute", _("minutes")),
    ("hour", _("hours")),
    ("shift", _("shifts")),
    ("day", _("days")),
    ("week", _("weeks")),
    ("month", _("months")),
    ("quarter", _("quarters")),
    ("halfyear", _("half-years")),
    ("year", _("years")),
)
_WEEKDAYS = tuple(
    enumerate((_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")), start=1)
)
_SIDES = (("", _("begins then")), ("by", _("done by then")), ("from", _("any time after")))
_WHEN = [(key, word) for key, word in CONDITIONS.items() if key != "event"]


class NumbersField(forms.CharField):
    """Whole numbers, set apart by anything."""

    def __init__(self, low: int, high: int, *, last: bool = False, **more: Any) -> None:
        super().__init__(required=False, max_length=80, **more)
        self.low, self.high, self.last = low, high, last

    def clean(self, value: Any) -> list[int]:
        found = []
        for word in filter(None, _SPLIT.split(super().clean(value).strip())):
            fits = re.fullmatch(r"-?\d{1,2}", word) and self._allowed(int(word))
            if not fits:
                raise forms.ValidationError(
                    _("Expected numbers from %(low)s to %(high)s."),
                    params={"low": self.low, "high": self.high},
                )
            found.append(int(word))
        return sorted(set(found))

    def _allowed(self, number: int) -> bool:
        return self.low <= number <= self.high or (self.last and number == -1)


class ClocksField(forms.CharField):
    """Times of day like 09:30, set apart by anything."""

    def __init__(self, most: int, **more: Any) -> None:
        super().__init__(required=False, max_length=120, **more)
        self.most = most

    def clean(self, value: Any) -> list[str]:
        words = [w for w in _SPLIT.split(super().clean(value).replace("：", ":").strip()) if w]
        if len(words) > self.most or not all(_CLOCK.fullmatch(word) for word in words):
            raise forms.ValidationError(_("Expected times of day like 09:30."))
        return [word.zfill(5) for word in words]


class RecurrenceForm(forms.Form):
    times = forms.IntegerField(label=_("Times"), min_value=1, max_value=100, initial=1)
    every = forms.FloatField(label=_("In every"), min_value=0.5, max_value=100, initial=1)
    unit = forms.ChoiceField(label=_("Unit"), choices=_UNIT_WORDS, initial="day")
    window_from = ClocksField(1, label=_("Window from"))
    window_to = ClocksField(1, label=_("Window until"))
    time = ClocksField(12, label=_("Or at"))
    clock = forms.ChoiceField(label=_("At that time it"), choices=_SIDES, required=False)
    weekday = forms.TypedMultipleChoiceField(
        label=_("Weekdays"),
        choices=_WEEKDAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    monthday = NumbersField(1, 31, last=True, label=_("Days of the month"))
    month = NumbersField(1, 12, label=_("Months"))
    before_day = forms.IntegerField(
        label=_("Before the day"), min_value=1, max_value=31, required=False
    )
    condition = forms.ChoiceField(
        label=pgettext_lazy("part", "When"), choices=[("", "–"), *_WHEN], required=False
    )
    bound = forms.ChoiceField(
        label=_("Bound"),
        choices=[("", "–"), ("min", _("at least")), ("max", _("at most"))],
        required=False,
    )

    @classmethod
    def fields_of(cls, value: Any) -> dict[str, Any]:
        rule = dict(value) if isinstance(value, Mapping) else {}
        window = rule.get("window") or ["", ""]
        listed = {name: _joined(rule.get(name)) for name in ("time", "monthday", "month")}
        bound = "min" if rule.get("min") else "max" if rule.get("max") else ""
        ends = {"window_from": window[0], "window_to": window[1]}
        return {**rule, **listed, **ends, "bound": bound}

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if self.errors:
            return told
        if bool(told["window_from"]) != bool(told["window_to"]):
            raise forms.ValidationError(_("A window has two ends."))
        try:
            describe(self.value())
        except RuleError as fault:
            raise forms.ValidationError(
                _("This cannot be carried out: %(why)s"), params={"why": str(fault)}
            ) from fault
        return told

    def value(self) -> Any:
        told = self.cleaned_data
        rule: dict[str, Any] = {
            "times": told["times"],
            "every": number_of(told["every"]),
            "unit": told["unit"],
        }
        for name in ("weekday", "monthday", "month", "time", "before_day", "condition"):
            if told.get(name):
                rule[name] = told[name]
        if told["window_from"]:
            rule["window"] = [told["window_from"][0], told["window_to"][0]]
        if told["clock"] and told["time"]:
            rule["clock"] = told["clock"]
        if told["bound"]:
            rule[told["bound"]] = True
        return rule


def number_of(value: float | None) -> float | int | None:
    """Whole numbers stay whole."""
    return int(value) if value is not None and value == int(value) else value


def _joined(values: Any) -> str:
    return " ".join(map(str, values)) if isinstance(values, (list, tuple)) else ""
