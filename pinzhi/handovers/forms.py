from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pinzhi.people.models import Staff

FEW_THINGS = 100
LINE = 400


class SignForm(forms.Form):
    """What the note cannot know by itself."""

    to = forms.ModelChoiceField(
        Staff.objects.none(),
        label=_("To whom"),
        required=False,
        empty_label=_("Whoever comes on next"),
    )
    things = forms.CharField(
        label=_("Keys, tools, devices"),
        required=False,
        max_length=4000,
        help_text=_("One a line, with the number. They stand on the next note again."),
        widget=forms.Textarea({"rows": 4}),
    )
    remarks = forms.CharField(
        label=_("Remarks"),
        required=False,
        max_length=2000,
        help_text=_("What the next shift should know."),
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, people: QuerySet[Staff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.queryset = people

    def clean_things(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["things"].splitlines()]
        return [line[:LINE] for line in lines if line][:FEW_THINGS]


class AnswerForm(forms.Form):
    answer = forms.CharField(label=pgettext_lazy("hand-over", "What becomes of it"), max_length=300)
