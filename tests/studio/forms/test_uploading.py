"""What an upload has to say, and what it may leave to the file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from pinzhi.studio.forms import UploadForm

pytestmark = pytest.mark.django_db
TOLD = {"title": "", "code": "", "number": "1", "line": "property"}


def test_title_left_empty_is_the_name_of_the_file() -> None:
    file = SimpleUploadedFile("绿化养护管理规定.docx", b"x")
    form = UploadForm(TOLD, MultiValueDict({"file": [file]}))
    assert form.is_valid()
    assert form.cleaned_data["title"] == "绿化养护管理规定"


def test_title_given_is_kept() -> None:
    file = SimpleUploadedFile("green.docx", b"x")
    form = UploadForm({**TOLD, "title": "绿化"}, MultiValueDict({"file": [file]}))
    assert form.is_valid()
    assert form.cleaned_data["title"] == "绿化"


def test_pasted_text_without_a_title_is_refused_at_the_title() -> None:
    form = UploadForm({**TOLD, "text": "每天巡视一次。"})
    assert not form.is_valid()
    assert list(form.errors) == ["title"]
