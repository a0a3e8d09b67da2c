"""Commands that are imported only when they are used, so that `pinzhi --help` stays quick."""

import os
from collections.abc import Callable
from copy import copy
from functools import update_wrapper
from importlib import import_module
from typing import Any

import click

from pinzhi.config.env import read_env
from pinzhi.runtime.database import require_existing, use_database
from pinzhi.runtime.failures import DatabaseFailed
from pinzhi.runtime.words import gettext as _
from pinzhi.runtime.words import terminal_language

NO_DATABASE = "pinzhi.no_database"


class LazyGroup(click.Group):
    """A group that knows its commands by name, place ("module:attribute") and one line of help.

    `with_database` names those that need Django and a database; they get both, started on demand.
    Their parts named in `without_database` (as "import template") get Django alone; those named in
    `database_if_there` a database if it exists, and NO_DATABASE in their context if not.
    """

    def __init__(
        self,
        *args: Any,
        table: dict[str, tuple[str, str]],
        with_database: set[str],
        without_database: set[str],
        database_if_there: set[str],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.table = table
        self.with_database = with_database
        self.without_database = without_database
        self.database_if_there = database_if_there

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in self.table:
            return None
        needs = cmd_name in self.with_database
        if needs:
            set_up_django()
        module, attribute = self.table[cmd_name][0].split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return self._wrap(command, cmd_name) if needs else command

    def _wrap(self, command: click.Command, words: str) -> click.Command:
        command = copy(command)  # the one of the room stays as it is
        if isinstance(command, click.Group):
            parts = command.commands.items()
            command.commands = {name: self._wrap(part, f"{words} {name}") for name, part in parts}
        elif words not in self.without_database:
            _give_database(command, may_lack=words in self.database_if_there)
        if command.epilog and command.epilog.startswith("pinzhi "):
            command.epilog = _("Example: {command}").format(command=command.epilog)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with the help of the table, without importing one of them."""
        rows = [(name, self.table[name][1]) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def set_up_django() -> None:
    """Make Django usable in this process, speaking the terminal's language."""
    import django
    from django.utils import translation

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pinzhi.config.settings")
    django.setup()
    translation.activate(terminal_language())


def _give_database(command: click.Command, *, may_lack: bool) -> None:
    if command.callback is not None:
        command.callback = _inside_database(command.callback, may_lack=may_lack)


def _inside_database(callback: Callable[..., Any], *, may_lack: bool) -> Callable[..., Any]:
    def run(*args: Any, **options: Any) -> Any:
        from django.db import connections

        def say(text: str) -> None:
            click.echo(text, err=True)

        env = read_env()
        try:
            require_existing(env)
        except DatabaseFailed:
            if not may_lack:
                raise
            click.get_current_context().meta[NO_DATABASE] = True
            return callback(*args, **options)
        with use_database(env, say=say):
            try:
                return callback(*args, **options)
            finally:
                connections.close_all()
                _close_pools()

    return update_wrapper(run, callback)


def _close_pools() -> None:
    # The last user stops the server, which would otherwise cut the pool's idle connections.
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close_pool()  # type: ignore[attr-defined] # PostgreSQL only
