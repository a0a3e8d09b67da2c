"""The one console script: its table, its help, its way of failing."""

from pathlib import Path

import click
import pytest

from pinzhi.cli.main import TABLE, WITH_DATABASE, cli
from tests.runtime.conftest import pinzhi


def commands() -> list[tuple[str, click.Command]]:
    """Every command and subcommand by its words."""
    context = click.Context(cli)
    found: list[tuple[str, click.Command]] = []
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        found.append((name, command))
        if isinstance(command, click.Group):
            found += [(f"{name} {part}", one) for part, one in command.commands.items()]
    return found


def test_each_command_has_help_and_an_example() -> None:
    for words, command in commands():
        assert command.help, words
        shown = f"{command.help}\n{command.epilog or ''}"
        if not isinstance(command, click.Group):
            assert "Example: " in shown, words
            assert f"pinzhi {words}" in shown, words


def test_template_needs_no_database(tmp_path: Path) -> None:
    book = tmp_path / "template.xlsx"
    done = pinzhi("import", "template", str(book), PINZHI_VAR=str(tmp_path / "var"))
    assert (done.returncode, done.stderr) == (0, "")
    assert book.stat().st_size > 1000
    assert not (tmp_path / "var").exists()


def test_commands_with_database_are_in_the_table() -> None:
    assert set(TABLE) >= WITH_DATABASE


def test_help_lists_every_command() -> None:
    shown = pinzhi("--help")
    assert (shown.returncode, shown.stderr) == (0, "")
    rows = shown.stdout.split("Commands:\n")[1].split("\n\n")[0].splitlines()
    assert [row.split()[0] for row in rows] == sorted(TABLE)


def test_help_is_chinese_for_a_chinese_terminal() -> None:
    shown = pinzhi("--help", LC_ALL="zh_CN.UTF-8")
    assert "启动全部服务" in shown.stdout


def test_no_words_show_the_help() -> None:
    assert pinzhi().returncode == 0


def test_unknown_command_is_a_usage_error() -> None:
    refused = pinzhi("dance")
    assert refused.returncode == 2
    assert refused.stderr.splitlines()[-1] == "Error: No such command 'dance'."


@pytest.mark.parametrize("words", sorted(WITH_DATABASE))
def test_help_of_a_command_needs_no_database(words: str) -> None:
    assert cli.get_command(click.Context(cli), words) is not None
    shown = pinzhi(words, "--help", DATABASE_URL="postgresql://me@127.0.0.1:1/pinzhi")
    assert (shown.returncode, shown.stderr) == (0, "")
