import re
from pathlib import Path

import click
import pytest

from pinzhi.cli.main import cli
from tests.docs.pages import ROOT, code, name_of, pages

# at the beginning of a command line, perhaps behind settings and a path
CALL = re.compile(r"(?:^|[;&] *)(?:[A-Z_]+=\S+ )*(?:\S*/)?pinzhi ((?:[a-z][a-z-]*(?: |$))+)")


def commands(page: Path) -> list[str]:
    """The words that follow `pinzhi` in the page's code: `import site site.xlsx` → import site."""
    return [words.strip() for piece in code(page) for words in CALL.findall(piece)]


def unknown(words: list[str]) -> str:
    """The first word that names no command; empty when all do, or the rest are arguments."""
    at: click.Command = cli
    for word in words:
        if not isinstance(at, click.Group):
            return ""
        below = at.get_command(click.Context(at), word)
        if below is None:
            return word
        at = below
    return ""


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_commands_of_a_page_exist(page: Path) -> None:
    assert [words for words in commands(page) if unknown(words.split())] == []


def test_a_command_that_is_not_there_is_noticed() -> None:
    assert unknown(["trail", "verify"]) == ""
    assert unknown(["trail", "burn"]) == "burn"
    assert unknown(["conjure"]) == "conjure"


def test_readme_names_commands() -> None:
    assert "trail verify" in commands(ROOT / "README.md")
    assert commands(ROOT / "README.md") == commands(ROOT / "README.zh-CN.md")


def test_operations_lists_every_group() -> None:
    told = {words.split()[0] for words in commands(ROOT / "docs" / "operations.md")}
    assert set(cli.list_commands(click.Context(cli))) - told == set()


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_make_targets_of_a_page_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    named = {m for piece in code(page) for m in re.findall(r"(?:^|\s)make ([a-z]+)", piece)}
    assert named - targets == set()
