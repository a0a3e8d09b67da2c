"""`pinzhi up` and the part of it that stands alone, `pinzhi prepare`."""

import os
import sys
from contextlib import suppress

import click

from pinzhi.cli.examining import require_python
from pinzhi.cli.preparing import prepare_instance
from pinzhi.config.env import read_env
from pinzhi.runtime.checks import require_var
from pinzhi.runtime.database import use_database
from pinzhi.runtime.instance import run_instance
from pinzhi.runtime.tether import tether_self
from pinzhi.runtime.words import gettext as _


def say(text: str) -> None:
    """Tell the person at the terminal, at once."""
    with suppress(OSError):  # a closed terminal must not keep us from stopping in good order
        click.echo(text)
        sys.stdout.flush()


@click.command(
    help=_("Start database, web server and job worker, and serve until Ctrl-C."),
    epilog=_("Example: PINZHI_PORT=8001 pinzhi up"),
)
def up() -> None:
    require_python()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pinzhi.config.settings")
    if os.environ.pop("PINZHI_WITH_PARENT", ""):
        tether_self()
    raise SystemExit(run_instance(read_env(), say=say))


@click.command(
    help=_("Bring tables, translations, static files and first data up to date, then end."),
    epilog=_("Example: DATABASE_URL=postgresql://me:secret@db/pinzhi pinzhi prepare"),
)
def prepare() -> None:
    require_python()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pinzhi.config.settings")
    env = read_env()
    require_var(env.var)
    with use_database(env, say=say):
        prepare_instance(say=say)
