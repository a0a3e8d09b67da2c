"""Find every sentence a room shows, without GNU gettext, which a machine need not have."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.utils.translation.template import templatize

PINZHI = Path(__file__).resolve().parents[1] / "pinzhi"
SPEAKERS = ("django.utils.translation", "pinzhi.runtime.words")
# A speaker's arguments: c is the context, s the sentence, p its plural.
SHAPES = {"gettext": "s", "ngettext": "sp", "pgettext": "cs", "npgettext": "csp"}
LITERAL = r"""u?("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*{LITERAL}(?:\s*,\s*{LITERAL})?(?:\s*,\s*{LITERAL})?")


class Sentence(NamedTuple):
    """What Django looks a translation up by."""

    context: str | None
    words: str
    plural: str = ""


def rooms() -> list[str]:
    """Return the rooms that say anything or have a Chinese catalogue, by name."""
    names = (path.name for path in sorted(PINZHI.iterdir()) if path.is_dir())
    return [name for name in names if sentences_of(name) or catalogue_path(name).exists()]


def catalogue_path(room: str) -> Path:
    """Return where a room keeps its Chinese."""
    return PINZHI / room / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"


def catalogue(room: str) -> polib.POFile:
    """Return a room's Chinese, an empty file where it has none."""
    path = catalogue_path(room)
    return polib.pofile(str(path)) if path.exists() else polib.POFile()


def key(entry: polib.POEntry) -> Sentence:
    """Return the sentence an entry translates."""
    return Sentence(entry.msgctxt, entry.msgid, entry.msgid_plural or "")


def sentences_of(room: str) -> set[Sentence]:
    """Return the sentences in a room's Python files and templates."""
    found: set[Sentence] = set()
    for path in sorted((PINZHI / room).rglob("*")):
        if path.suffix == ".py":
            found.update(in_python(path.read_text(encoding="utf-8")))
        elif path.is_file() and "templates" in path.relative_to(PINZHI).parts:
            found.update(in_template(path.read_text(encoding="utf-8")))
    return found


def in_template(source: str) -> Iterator[Sentence]:
    """Yield the sentences of a Django template, as Django's own extraction words them."""
    for name, *literals in CALL.findall(templatize(source)):
        shape = SHAPES["gettext" if name == "_" else name]
        values = [ast.literal_eval(literal) for literal in literals if literal]
        yield shaped(shape, values)


def in_python(source: str) -> Iterator[Sentence]:
    """Yield the sentences that calls of gettext and its kin name outright."""
    tree = ast.parse(source)
    names = dict(imported(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            shape = SHAPES.get(names.get(node.func.id, ""), "")
            values = [arg.value for arg in node.args[: len(shape)] if isinstance(arg, ast.Constant)]
            if shape and len(values) == len(shape):
                yield shaped(shape, [str(value) for value in values])


def imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield (name here, plain name of the speaker) for what a module imports to speak with."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in SPEAKERS:
            for alias in node.names:
                plain = alias.name.removesuffix("_lazy").removesuffix("_noop")
                yield alias.asname or alias.name, plain


def shaped(shape: str, values: list[str]) -> Sentence:
    """Return the sentence that arguments in this order say."""
    named = dict(zip(shape, values, strict=False))
    return Sentence(named.get("c"), named["s"], named.get("p", ""))
