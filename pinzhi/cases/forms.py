"""What people send about a case. The uid and the time are the device's, so that a deed sent
twice happens once."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from pinzhi.cases.queries import Candidates
from pinzhi.cases.states import RecheckOutcome

MOST_PHOTOS = 10
EARLIEST = 2020  # a device that says an earlier year has lost its clock
LONGEST_EXTENSION = timedelta(days=366)


class Uids(forms.Field):
    """The uids of pictures that were sent before the form."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[UUID]:
        sent = [one for one in value or () if one]
        if len(sent) > MOST_PHOTOS:
            raise forms.ValidationError(_("At most %(n)d photos.") % {"n": MOST_PHOTOS})
        try:
            return list(dict.fromkeys(UUID(one) for one in sent))
        except ValueError:
            raise forms.ValidationError(_("A photo is not here. Take it again.")) from None


class DeedForm(forms.Form):
    """What every deed on the spot brings along."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    captured_at = forms.DateTimeField(widget=forms.HiddenInput({"data-now": ""}))
    photos = Uids(required=False)

    def __init__(self, data: Any = None) -> None:
        now = timezone.now().isoformat()
        super().__init__(
            data, auto_id=f"{self.name}-%s", initial={"uid": uuid4(), "captured_at": now}
        )

    name = "deed"

    def clean_captured_at(self) -> datetime:
        at: datetime = self.cleaned_data["captured_at"]
        if at.year < EARLIEST:
            raise forms.ValidationError(_("The clock of the device is wrong. Set it first."))
        return at


class FixForm(DeedForm):
    name = "fix"
    text = forms.CharField(
        label=pgettext_lazy("fix", "What was done"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )


class RecheckForm(DeedForm):
    name = "recheck"
    outcome = forms.ChoiceField(choices=RecheckOutcome.choices)
    text = forms.CharField(
        label=gettext_lazy("Remark"),
        help_text=gettext_lazy("Needed unless it was put right."),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean_outcome(self) -> RecheckOutcome:
        return RecheckOutcome(self.cleaned_data["outcome"])


class ExtensionForm(forms.Form):
    until = forms.DateTimeField(
        label=gettext_lazy("Until when"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why it takes longer"),
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="extension-%s")

    def clean_until(self) -> datetime:
        until: datetime = self.cleaned_data["until"]
        now = timezone.now()
        if until <= now:
            raise forms.ValidationError(_("This time is over. Choose a later one."))
        if until > now + LONGEST_EXTENSION:
            raise forms.ValidationError(_("At most one year ahead."))
        return until


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(choices=[("approve", "approve"), ("refuse", "refuse")])
    reason = forms.CharField(
        label=gettext_lazy("Remark"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="decision-%s")


class AssignForm(forms.Form):
    to = forms.TypedChoiceField(label=pgettext_lazy("case", "Who"), coerce=int)

    def __init__(self, data: Any, candidates: Candidates) -> None:
        super().__init__(data)
        groups = [
            (_("On duty now"), candidates.on_duty),
            (_("Not on duty"), candidates.off_duty),
        ]
        found = [(name, people) for name, people in groups if people]
        field: Any = self.fields["to"]
        field.choices = [("", _("Choose somebody")), *found]
