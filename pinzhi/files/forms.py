from django import forms

from pinzhi.files.models import Evidence

PICTURES = (Evidence.Kind.PHOTO, Evidence.Kind.SIGNATURE)


class EvidenceForm(forms.Form):
    """What comes with an uploaded picture."""

    uid = forms.UUIDField()
    kind = forms.ChoiceField(choices=[(k.value, k.label) for k in PICTURES])
    captured_at = forms.DateTimeField()
    file = forms.FileField()
