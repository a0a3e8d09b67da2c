"""`pinzhi database`: look at the database, take a copy of it, bring one back."""

import os
import subprocess
from pathlib import Path
from typing import Any

import click

from pinzhi.config.env import read_env
from pinzhi.runtime.cluster import connection_settings, running_pid
from pinzhi.runtime.database import conninfo, require_existing, use_database
from pinzhi.runtime.failures import DatabaseFailed
from pinzhi.runtime.layout import read_layout
from pinzhi.runtime.programs import wheel_programs
from pinzhi.runtime.words import gettext as _

EPOCH = """
INSERT INTO field_epoch (uid, system, timeline, reason, since)
SELECT gen_random_uuid(), s.system_identifier::text, c.timeline_id, 'restored', now()
FROM pg_control_system() s, pg_control_checkpoint() c
"""


@click.group(
    help=_("Look at, dump and restore the database."),
    epilog=_("Example: pinzhi database status"),
)
def database() -> None:
    pass


@database.command(
    help=_("Say where the database is and whether it runs."),
    epilog=_("Example: pinzhi database status"),
)
def status() -> None:
    env = read_env()
    if env.database_url:
        click.echo(_("DATABASE_URL names the database."))
        return
    pid = running_pid(env.var)
    click.echo(_("Files: {path}").format(path=read_layout(env.var).data))
    click.echo(_("Running as process {pid}.").format(pid=pid) if pid else _("Not running."))


@database.command(
    help=_("Write a complete copy to FILE while everything keeps running."),
    epilog=_("Example: pinzhi database dump pinzhi.dump"),
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def dump(file: Path) -> None:
    half = file.with_name(f"{file.name}.half")
    half.touch(mode=0o600)
    _run("pg_dump", "--format=custom", "--no-owner", f"--file={half}")
    half.replace(file)


@database.command(
    help=_("Replace all data by those of FILE; stop pinzhi up before."),
    epilog=_("Example: pinzhi database restore pinzhi.dump"),
)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.confirmation_option(prompt=_("All present data will be replaced. Go on?"))
def restore(file: Path) -> None:
    options = ["--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error"]
    _run("pg_restore", *options, "--dbname=pinzhi", str(file))
    _begin_epoch()


def _begin_epoch() -> None:
    """Phones have to offer again what they sent after this copy was taken (docs/sync.md)."""
    import psycopg

    env = read_env()
    with (
        use_database(env, say=lambda text: click.echo(text, err=True)),
        psycopg.connect(**_settings(env.database_url, env.var)) as database,
    ):
        # a copy from before there were epochs gets its first one when a phone asks
        if database.execute("SELECT to_regclass('field_epoch')").fetchone() != (None,):
            database.execute(EPOCH)


def _run(program: str, *options: str) -> None:
    env = read_env()
    require_existing(env)
    with use_database(env, say=lambda text: click.echo(text, err=True)):
        done = subprocess.run(  # noqa: S603 -- the wheel's own program
            [str(wheel_programs() / program), *options],
            env={**os.environ, **_login(env.database_url, env.var)},
            check=False,
            capture_output=True,
            text=True,
        )
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or [program]
        raise DatabaseFailed(_("{program} failed: {line}").format(program=program, line=lines[0]))


def _settings(url: str, var: Path) -> dict[str, Any]:
    from psycopg.conninfo import conninfo_to_dict

    return dict(conninfo_to_dict(conninfo(url)) if url else connection_settings(var))


def _login(url: str, var: Path) -> dict[str, str]:
    found = _settings(url, var)
    names = {"host": "PGHOST", "port": "PGPORT", "dbname": "PGDATABASE"}
    names |= {"user": "PGUSER", "password": "PGPASSWORD"}
    return {names[key]: str(value) for key, value in found.items() if key in names}
