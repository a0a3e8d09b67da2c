import re
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pinzhi.people.departments import Department
from pinzhi.places.forms.fields import DayField, StaffField
from pinzhi.places.models import Line, OrgNode, Role, Site

WINDOW = re.compile(r"(\d\d:\d\d)\s*[-–—~至到]\s*(\d\d:\d\d)")
WEEKDAYS = {
    1: _("Monday"),
    2: _("Tuesday"),
    3: _("Wednesday"),
    4: _("Thursday"),
    5: _("Friday"),
    6: _("Saturday"),
    7: _("Sunday"),
}


class NodeForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=[])
    code = forms.CharField(label=_("Code"), max_length=32)
    name = forms.CharField(label=_("Name"), max_length=80)
    line = forms.ChoiceField(label=_("Line of business"), choices=Line.choices)

    def __init__(self, *args: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [pair for pair in OrgNode.Kind.choices if pair[0] in kinds]
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=choices)


class NameForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)


class MoveForm(forms.Form):
    """Below which unit; only those the person may change are offered."""

    to = forms.ModelChoiceField(label=_("Move below"), queryset=OrgNode.objects.none())

    def __init__(self, *args: Any, goals: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = forms.ModelChoiceField(label=_("Move below"), queryset=goals)


class SiteForm(forms.Form):
    """A site's particulars. `new` adds the code, which is for good."""

    code = forms.CharField(label=_("Code"), max_length=32)
    name = forms.CharField(label=_("Name"), max_length=80)
    kind = forms.ChoiceField(label=_("Kind"), choices=Site.Kind.choices)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    area = forms.DecimalField(
        label=_("Built area (m²)"), max_digits=12, decimal_places=2, min_value=0, required=False
    )
    time_zone = forms.CharField(label=_("Time zone"), max_length=40, initial="Asia/Shanghai")

    def __init__(self, *args: Any, new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not new:
            del self.fields["code"]
        for number, name in WEEKDAYS.items():
            self.fields[f"day{number}"] = forms.CharField(
                label=_("Office hours, %(weekday)s") % {"weekday": name},
                max_length=80,
                required=False,
            )
        self.fields["day1"].help_text = _(
            "For example 09:00-12:00, 13:00-18:00; empty is closed. All seven empty means Monday "
            "to Friday 09:00-18:00."
        )

    def clean_time_zone(self) -> str:
        zone = str(self.cleaned_data["time_zone"])
        if zone not in available_timezones():
            raise ValidationError(_("There is no such time zone. Example: Asia/Shanghai"))
        return zone

    def clean(self) -> dict[str, Any]:
        found = dict(self.cleaned_data)
        hours: dict[str, list[list[str]]] = {}
        for number in WEEKDAYS:
            text = found.pop(f"day{number}", "")
            windows = [list(pair) for pair in WINDOW.findall(text)]
            if WINDOW.sub("", text).strip(" ,;，；、"):
                self.add_error(f"day{number}", _("Write it like 09:00-12:00, 13:00-18:00."))
            elif windows:
                hours[str(number)] = windows
        return {**found, "office_hours": hours}


def site_initial(site: Site) -> dict[str, Any]:
    """What the form of an existing site starts with."""
    plain = {n: getattr(site, n) for n in ("name", "kind", "address", "area", "time_zone")}
    hours = {
        f"day{weekday}": ", ".join("-".join(window) for window in windows)
        for weekday, windows in site.office_hours.items()
    }
    return plain | hours


class GrantForm(forms.Form):
    staff = StaffField(label=_("Staff number"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    department = forms.ChoiceField(
        label=_("Department"), choices=[("", _("All")), *Department.choices], required=False
    )
    starts_on = DayField(label=_("From"), initial=timezone.localdate)
    ends_on = DayField(
        label=_("Until"), required=False, help_text=_("The last day; empty is for good.")
    )


class EndForm(forms.Form):
    on = DayField(label=_("Last day"), required=False, help_text=_("Empty ends it at once."))
    reason = forms.CharField(label=_("Reason"), max_length=200)


class DelegationForm(forms.Form):
    to = StaffField(label=_("Staff number of who stands in"))
    starts_on = DayField(label=_("From"), initial=timezone.localdate)
    ends_on = DayField(label=_("Until"), help_text=_("The last day."))
    reason = forms.CharField(label=_("Reason"), max_length=200)
