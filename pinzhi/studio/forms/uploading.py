import re
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pinzhi.files.actions import LARGEST
from pinzhi.places.models import Line
from pinzhi.standards.models import Standard

ENDINGS = (".docx", ".pdf", ".xlsx", ".html", ".htm", ".md", ".txt")
PASTED = "pasted.txt"
MOST_LETTERS = 1_000_000


class UploadForm(forms.Form):
    """A document as a file or as pasted text, and what it will be called."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("Word (.docx), PDF with text, Excel, web page, Markdown or text; 20 MB."),
        widget=forms.FileInput({"accept": ",".join(ENDINGS)}),
    )
    text = forms.CharField(
        label=_("Or its text, pasted"),
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea({"rows": 5}),
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=120,
        required=False,
        help_text=_("What the standard is called; left empty, the name of the file."),
    )
    code = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$",
        label=_("Code"),
        max_length=32,
        required=False,
        help_text=_("Letters, digits, dots and dashes; left empty, one is made."),
    )
    number = forms.CharField(label=_("Edition"), max_length=20, initial="1")
    line = forms.ChoiceField(label=_("Line of business"), choices=Line.choices)

    def clean_file(self) -> "UploadedFile[Any] | None":
        file: UploadedFile[Any] | None = self.cleaned_data.get("file")
        if file is not None and (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        return file

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "file" in told and not told.get("file") and not told.get("text", "").strip():
            raise forms.ValidationError(_("Choose a file, or paste the text."))
        if "title" in told and not told["title"]:
            told["title"] = self._named_by_file(told.get("file"))
        if not told.get("code") and "code" not in self.errors:
            told["code"] = suggested_code(str(told.get("title", "")))
        return told

    def _named_by_file(self, file: "UploadedFile[Any] | None") -> str:
        """The name of the file without its ending; pasted text has to be given a title."""
        name = PurePath(file.name or "").stem.strip() if file else ""
        if not name and "file" in self.cleaned_data:
            self.add_error("title", _("Pasted text needs a title."))
        return name[:120]

    def content(self) -> tuple[bytes, str]:
        """The bytes, and the name of the file they come from."""
        file = self.cleaned_data.get("file")
        if file:
            return file.read(), file.name or PASTED
        return str(self.cleaned_data["text"]).encode(), PASTED


def suggested_code(title: str) -> str:
    """A code nobody has yet: the Latin letters of the title, else the month."""
    stem = re.sub(r"[^A-Za-z0-9]+", "-", title).strip("-").upper()[:20]
    stem = stem or f"BZ-{timezone.localdate():%Y%m}"
    known = set(Standard.objects.filter(code__startswith=stem).values_list("code", flat=True))
    free = (f"{stem}-{n:02}" for n in range(1, len(known) + 2))
    return (
        stem if stem not in known and "BZ-" not in stem else next(c for c in free if c not in known)
    )
