from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pinzhi.standards.actions.life import FARTHEST
from pinzhi.standards.pack import MOST_BYTES, Pack, PackError, read_pack


class UploadForm(forms.Form):
    """A pack as a file; `pack` is what was read from it, `problems` what is wrong with it."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("One YAML file, UTF-8, at most 512 KiB."),
        widget=forms.FileInput({"accept": ".yaml,.yml"}),
    )
    problems: list[str] = []
    pack: Pack | None = None

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.pack = read_pack(_text_of(file), name=(file.name or "")[:80])
        except PackError as fault:
            self.problems = fault.problems
            raise forms.ValidationError(
                _("The file cannot be used yet. Nothing was brought in.")
            ) from fault
        return file


def _text_of(file: Any) -> str:
    raw: bytes = file.read(MOST_BYTES + 1)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise forms.ValidationError(_("Expected text in UTF-8.")) from fault


class ApproveForm(forms.Form):
    """From which day an approved edition holds; at once when no day is given."""

    starts_on = forms.DateField(
        label=_("In force from"),
        required=False,
        help_text=_("Empty: at once. Otherwise from the first minute of that day."),
        widget=forms.DateInput({"type": "date"}),
    )

    def clean_starts_on(self) -> Any:
        day, today = self.cleaned_data["starts_on"], timezone.localdate()
        if day is not None and not today < day <= today + FARTHEST:
            raise forms.ValidationError(_("Expected a day from tomorrow on, within a year."))
        return day


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea({"rows": 2}))
