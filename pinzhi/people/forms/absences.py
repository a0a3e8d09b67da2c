from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pinzhi.people.models import Leave, RosterEntry, Staff

DAY = {"type": "date"}


class LeaveForm(forms.Form):
    staff = forms.ModelChoiceField(Staff.objects.none(), label=_("Who is away"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Leave.Kind.choices)
    first_day = forms.DateField(label=_("First day"), widget=forms.DateInput(DAY))
    last_day = forms.DateField(label=_("Last day"), widget=forms.DateInput(DAY))
    note = forms.CharField(label=_("Note"), required=False, max_length=200)

    def __init__(self, *args: Any, people: QuerySet[Staff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["staff"]
        field.queryset = people
        field.empty_label = None


class GrantForm(forms.Form):
    """Who stands in; nobody, when the colleagues on duty can do without."""

    substitute = forms.ModelChoiceField(
        Staff.objects.none(), label=_("Substitute"), required=False, empty_label=_("No substitute")
    )

    def __init__(self, *args: Any, people: QuerySet[Staff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["substitute"]
        field.queryset = people


class SwapForm(forms.Form):
    """One of one's own shifts, to whom, and which of theirs in return."""

    entry = forms.ModelChoiceField(RosterEntry.objects.none(), label=_("My shift"))
    to = forms.ModelChoiceField(Staff.objects.none(), label=_("To which colleague"))
    in_return = forms.ModelChoiceField(
        RosterEntry.objects.none(), label=_("In return for"), required=False,
        empty_label=_("Nothing in return"),
    )  # fmt: skip
    note = forms.CharField(label=_("Note"), required=False, max_length=200)

    def __init__(
        self,
        *args: Any,
        mine: QuerySet[RosterEntry],
        theirs: QuerySet[RosterEntry],
        colleagues: QuerySet[Staff],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["entry"].queryset, fields["in_return"].queryset = mine, theirs
        fields["to"].queryset = colleagues
        for name in ("entry", "in_return"):
            fields[name].label_from_instance = named


def named(entry: RosterEntry) -> str:
    return f"{entry.day} {entry.shift.name} · {entry.staff.name}"
