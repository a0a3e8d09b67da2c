"""Translations are compiled without GNU gettext, and the terminal's own are complete."""

import gettext
import os
from pathlib import Path

import polib
import pytest

from pinzhi.runtime.translations import PINZHI, compile_translations
from pinzhi.runtime.words import terminal_language

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Lift"
msgstr "电梯"
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "room" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(PO, encoding="utf-8")
    return path


def test_compiled_file_is_read_by_gettext(tmp_path: Path, source: Path) -> None:
    assert compile_translations(tmp_path) == 1
    with source.with_suffix(".mo").open("rb") as stream:
        assert gettext.GNUTranslations(stream).gettext("Lift") == "电梯"


def test_only_what_changed_is_compiled_again(tmp_path: Path, source: Path) -> None:
    compile_translations(tmp_path)
    assert compile_translations(tmp_path) == 0
    later = source.with_suffix(".mo").stat().st_mtime + 10
    os.utime(source, (later, later))
    assert compile_translations(tmp_path) == 1


@pytest.mark.parametrize("room", ["runtime", "cli"])
def test_terminal_sentences_are_all_translated(room: str) -> None:
    entries = polib.pofile(str(PINZHI / room / "locale/zh_Hans/LC_MESSAGES/django.po"))
    assert len(entries) > 10
    assert entries.untranslated_entries() + entries.fuzzy_entries() == []


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh-hans"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "zh_TW.UTF-8"}, "zh-hans"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh-hans"),
    ],
)
def test_terminal_language(environ: dict[str, str], language: str) -> None:
    assert terminal_language(environ) == language
