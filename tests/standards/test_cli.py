from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from pinzhi.standards.cli import standards
from pinzhi.standards.loading import STARTER
from pinzhi.standards.models import Edition

pytestmark = pytest.mark.django_db

BANK = STARTER / "bank.yaml"


def run(*words: str | Path) -> Result:
    with translation.override("en"):
        return CliRunner().invoke(standards, [str(word) for word in words])


def test_load_says_what_is_here() -> None:
    result = run("load", BANK)
    assert (result.exit_code, result.output) == (0, "银行网点服务品质标准 2026.1 is here.\n")
    assert run("load", BANK).exit_code == 0
    assert Edition.objects.count() == 1


def test_load_lists_every_fault_and_loads_nothing(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    text = BANK.read_text().replace("line: bank", "line: hotel").replace("min: ", "least: ", 1)
    file.write_text(text)
    result = run("load", file)
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "Error: mine.yaml, standard, key line: expected one of bank, property, got hotel.",
        "mine.yaml, checklist BNK-OPEN-DAILY, item 06, key least: this key is not known here.",
    ]
    assert not Edition.objects.exists()


def test_load_refuses_a_changed_edition(tmp_path: Path) -> None:
    run("load", BANK)
    file = tmp_path / "mine.yaml"
    file.write_text(BANK.read_text().replace("营业前环境日检表", "开门检查"))
    result = run("load", file)
    assert result.exit_code == 1
    sentences = "This edition is already here with other contents. Give the new one a new number."
    assert result.output == f"Error: {sentences}\n"


def test_load_says_when_the_file_is_missing(tmp_path: Path) -> None:
    result = run("load", tmp_path / "none.yaml")
    assert result.exit_code == 1
    assert result.output.startswith("Error: none.yaml: cannot be read: ")


def test_list_names_each_edition() -> None:
    run("load", BANK)
    expected = "PZ-BNK\t2026.1\tIn force\t4\t银行网点服务品质标准\n"
    assert run("list").output == expected


def test_list_says_when_there_are_none() -> None:
    assert run("list").output == "There are no standards yet.\n"


@pytest.mark.parametrize("words", [(), ("list",), ("load",)])
def test_help_has_an_example(words: tuple[str, ...]) -> None:
    assert "Example: pinzhi standards" in run(*words, "--help").output
