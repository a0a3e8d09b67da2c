from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pinzhi.people.models import Post, Staff
from pinzhi.places.models import Site
from pinzhi.plans.models import SpecialMode
from pinzhi.standards.models import Edition, Requirement

FARTHEST = timedelta(days=366)
DATE = {"type": "date"}
MINUTE = "%Y-%m-%dT%H:%M"


class AssignForm(forms.Form):
    """Whom to give a task to: those on duty in its window first, then everybody of the site."""

    to = forms.ModelChoiceField(Staff.objects.none(), label=gettext_lazy("Give to"))

    def __init__(
        self, *args: Any, on: Sequence[Staff], others: QuerySet[Staff], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.queryset = others
        first = {one.pk for one in on}
        rest = [one for one in others if one.pk not in first]
        field.choices = [
            ("", "—"),
            (_("On duty then"), [(one.pk, one.name) for one in on]),
            (_("Others of the site"), [(one.pk, one.name) for one in rest]),
        ]


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it need not be done"),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
    )


class _FromForm(forms.Form):
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=forms.DateInput(DATE))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"starts_on": f"{timezone.localdate()}"})
        super().__init__(*args, **kwargs)

    def clean_starts_on(self) -> Any:
        day, today = self.cleaned_data["starts_on"], timezone.localdate()
        if not today <= day <= today + FARTHEST:
            raise forms.ValidationError(_("Expected a day from today on, within a year."))
        return day


class AdoptAllForm(_FromForm):
    """Everything of an edition that fits, from a day on."""


class AdoptForm(_FromForm):
    """One requirement of an edition by one post of the site."""

    requirement = forms.ModelChoiceField(Requirement.objects.none())
    post = forms.ModelChoiceField(Post.objects.none(), label=gettext_lazy("Post"))

    def __init__(self, *args: Any, edition: Edition, site: Site, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["requirement"].queryset = edition.requirements.all()
        fields["post"].queryset = site.posts.all()


class EndForm(forms.Form):
    on = forms.DateField(label=gettext_lazy("Last day"), widget=forms.DateInput(DATE))

    def clean_on(self) -> Any:
        day, today = self.cleaned_data["on"], timezone.localdate()
        if not today <= day <= today + FARTHEST:
            raise forms.ValidationError(_("Expected a day from today on, within a year."))
        return day


class ModeForm(forms.Form):
    """A special mode; without times it holds from now until it is switched off."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=SpecialMode.Kind.choices)
    starts_at = forms.DateTimeField(
        label=gettext_lazy("From"),
        required=False,
        help_text=gettext_lazy("Empty: from now on."),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=MINUTE),
    )
    ends_at = forms.DateTimeField(
        label=gettext_lazy("Until"),
        required=False,
        help_text=gettext_lazy("Empty: until it is switched off."),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=MINUTE),
    )
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=200)


class OfferForm(forms.Form):
    """To which colleague a task of one's own shall go."""

    to = forms.ModelChoiceField(Staff.objects.none(), label=gettext_lazy("To whom"))
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=200)

    def __init__(self, *args: Any, people: QuerySet[Staff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.queryset = people
