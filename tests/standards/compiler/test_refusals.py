import pytest
from django.utils import translation

from pinzhi.standards.compiler.refusals import SENTENCES, Unreadable, shown_name


@pytest.mark.parametrize("code", SENTENCES)
def test_every_refusal_is_one_sentence_that_names_the_file(code: str) -> None:
    refused = Unreadable(code, "制度.docx", ending=".docx", limit=50)
    with translation.override("en"):
        sentence = str(refused)
    assert (sentence.count("制度.docx"), sentence.count("\n"), sentence[-1]) == (1, 0, ".")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("制度.docx", "制度.docx"),
        ("../../etc/a.pdf", "a.pdf"),
        ("C:\\文件\\a.pdf", "a.pdf"),
        ("a\x1b[31m\n.pdf", "a?[31m?.pdf"),
        ("", "?"),
        ("长" * 200 + ".docx", "长" * 40 + "…" + "长" * 35 + ".docx"),
    ],
)
def test_name_is_made_fit_to_show(name: str, shown: str) -> None:
    assert shown_name(name) == shown
