"""Chinese is what people see first: nothing may be unsaid, doubtful or said in two ways."""

import re
from collections import defaultdict

import pytest

from pinzhi.runtime.words import ROOMS as TERMINAL
from tests import sentences
from tests.sentences import Sentence

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*(?:[:!][^{}]*)?\}")
ROOMS = sentences.rooms()


def chinese(room: str) -> dict[Sentence, list[str]]:
    """Return what a room says in Chinese, whole and undoubted entries only."""
    found = {}
    for entry in sentences.catalogue(room):
        said = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if said and all(said) and not entry.fuzzy and not entry.obsolete:
            found[sentences.key(entry)] = said
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_room_says_everything_in_chinese(room: str) -> None:
    """A sentence is translated in the room that shows it, or in common."""
    known = chinese(room).keys() | chinese("common").keys()
    assert sorted(map(str, sentences.sentences_of(room) - known)) == []


@pytest.mark.parametrize("room", ROOMS)
def test_room_keeps_nothing_it_no_longer_says(room: str) -> None:
    entries = sentences.catalogue(room)
    said = sentences.sentences_of(room)
    left = [entry.msgid for entry in entries if entry.obsolete or sentences.key(entry) not in said]
    doubtful = [entry.msgid for entry in entries if entry.fuzzy]
    assert (left, doubtful) == ([], [])


@pytest.mark.parametrize("room", ROOMS)
def test_chinese_keeps_every_placeholder(room: str) -> None:
    broken = [
        sentence.words
        for sentence, said in chinese(room).items()
        if any(
            sorted(PLACEHOLDER.findall(text))
            != sorted(PLACEHOLDER.findall(sentence.plural or sentence.words))
            for text in said
        )
    ]
    assert broken == []


@pytest.mark.parametrize("terminal", [False, True], ids=["pages", "terminal"])
def test_sentence_has_one_chinese_in_all_rooms(*, terminal: bool) -> None:
    """Catalogues are merged: the first room's wording would show in the second."""
    said: dict[Sentence, dict[str, list[str]]] = defaultdict(dict)
    for room in ROOMS:
        if (room in TERMINAL) == terminal:
            for sentence, words in chinese(room).items():
                said[sentence][room] = words
    split = {s: by for s, by in said.items() if len({*map(tuple, by.values())}) > 1}
    assert split == {}


def test_template_sentences_are_found_with_context_and_plural() -> None:
    source = """{% load i18n %}{% translate "Open" context "state" %}{{ x|default:_("None") }}
    {% blocktranslate count n=rows %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}
    {# {% translate "Said to nobody" %} #}"""
    assert set(sentences.in_template(source)) == {
        Sentence("state", "Open"),
        Sentence(None, "None"),
        Sentence(None, "%(n)s row", "%(n)s rows"),
    }


def test_python_sentences_are_found_under_any_name() -> None:
    source = (
        "from django.utils.translation import gettext_lazy as _, npgettext as many\n"
        "_('Open ' 'now'); many('list', 'row', 'rows', 3); other('Silent'); _(found)\n"
    )
    assert set(sentences.in_python(source)) == {
        Sentence(None, "Open now"),
        Sentence("list", "row", "rows"),
    }
