"""What people type about people."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pinzhi.people.actions.staff import LONGEST_REASON
from pinzhi.people.models import Post, Shift, Staff, Team

if TYPE_CHECKING:
    StaffForm = forms.ModelForm[Staff]
else:
    StaffForm = forms.ModelForm


def _within_reach(value: date) -> None:
    """Beyond these years a date is a slip of the hand, and no clock can reckon with it."""
    if not 1900 <= value.year <= 2200:  # noqa: PLR2004 -- any working life, and then some
        raise forms.ValidationError(_("Check the year."))


class Day(forms.DateField):
    """A date that the browser's own calendar picks."""

    default_validators = [_within_reach]

    def __init__(self, **kwargs: Any) -> None:
        kwargs["widget"] = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)


class PostingForm(forms.Form):
    """Which post of one site, from when until when, in which shift and team."""

    post = forms.ModelChoiceField(
        Post.objects.none(), label=_("Post"), empty_label=_("Choose a post")
    )
    shift = forms.ModelChoiceField(
        Shift.objects.none(), label=_("Shift"), required=False, empty_label=_("No fixed shift")
    )
    team = forms.ModelChoiceField(
        Team.objects.none(), label=_("Team"), required=False, empty_label=_("No team")
    )
    starts_on = Day(label=_("From"), initial=timezone.localdate)

    def __init__(self, *args: Any, site_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in (("post", Post), ("shift", Shift), ("team", Team)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 -- declared just above
            field.queryset = model._default_manager.filter(site_id=site_id).order_by("name")  # noqa: SLF001 -- Django's documented API


class HireForm(PostingForm):
    number = forms.CharField(label=_("Staff number"), max_length=32)
    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=60)
    phone = forms.CharField(label=_("Mobile"), max_length=20, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    field_order = ("number", "name", "phone", "email", "post", "shift", "team", "starts_on")


class NextPostingForm(PostingForm):
    ends_on = Day(label=_("Until"), required=False)


class EditForm(StaffForm):
    joined_on = Day(label=_("Joined on"), required=False)

    class Meta:
        model = Staff
        fields = ("name", "phone", "email", "joined_on")


class LanguageForm(StaffForm):
    class Meta:
        model = Staff
        fields = ("language",)


class LeaverForm(forms.Form):
    at = forms.DateTimeField(
        label=_("Left at"),
        validators=[_within_reach],
        input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class EndForm(forms.Form):
    on = Day(label=_("Last day"))


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("What you need it for"), max_length=LONGEST_REASON)
