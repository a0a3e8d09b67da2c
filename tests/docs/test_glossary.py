import re
from importlib import import_module
from typing import Any

import pytest
from django.db.models import Choices, Model
from django.utils.translation import override

from tests.docs.pages import ROOT

ROW = re.compile(r"^\| (\S+) \| ([^|]+) \| `([\w.]+)` \| [^|]*\|$", re.MULTILINE)
TABLE = ROW.findall((ROOT / "docs" / "glossary.md").read_text())


def meant(path: str) -> Any:
    """What an identifier below pinzhi names; AttributeError or ImportError for nothing."""
    parts = path.split(".")
    at: Any = import_module("pinzhi")
    for n, part in enumerate(parts, 1):
        if not hasattr(at, part):
            import_module(".".join(["pinzhi", *parts[:n]]))
        at = getattr(at, part)
    return at


def word_on_screen(thing: Any, language: str) -> str | None:
    """The word a model or a choice is shown by; None for anything else."""
    with override(language):
        if isinstance(thing, type) and issubclass(thing, Model):
            return str(thing._meta.verbose_name)  # noqa: SLF001 -- public in Django
        return str(thing.label) if isinstance(thing, Choices) else None


def test_glossary_has_the_words_of_the_trade() -> None:
    assert len(TABLE) >= 60
    assert len({identifier for _zh, _en, identifier in TABLE}) == len(TABLE)


@pytest.mark.parametrize(("chinese", "english", "path"), TABLE, ids=[row[2] for row in TABLE])
def test_word_is_the_one_on_the_screen(chinese: str, english: str, path: str) -> None:
    thing = meant(path)
    shown = word_on_screen(thing, "en"), word_on_screen(thing, "zh-hans")
    assert shown in {(english, chinese), (None, None)}
