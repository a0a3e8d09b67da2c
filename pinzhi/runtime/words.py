"""The terminal's language: Chinese or English by LANG, before Django or any .mo file exists."""

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import polib

PINZHI = Path(__file__).resolve().parents[1]
ROOMS = ("standards", "runtime", "cli", "demo", "bench")  # they speak in the terminal


def terminal_language(environ: Mapping[str, str] = os.environ) -> str:
    """Return "zh-hans" or "en", from the first of LC_ALL, LC_MESSAGES and LANG that is set."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return "zh-hans" if environ[name].lower().startswith("zh") else "en"
    return "en"


def gettext(sentence: str) -> str:
    """Say an English sentence in the terminal's language. Placeholders stay as they are."""
    if terminal_language() == "en":
        return sentence
    return _chinese().get(sentence, sentence)


def gettext_noop(sentence: str) -> str:
    """Mark an English sentence that is said elsewhere, in the terminal or on a page."""
    return sentence


@cache
def _chinese() -> dict[str, str]:
    # Read from the source file: the very first failure comes before anything is compiled.
    found: dict[str, str] = {}
    for room in ROOMS:
        path = PINZHI / room / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
        if path.is_file():
            found |= {e.msgid: e.msgstr for e in polib.pofile(str(path)) if e.msgstr}
    return found
