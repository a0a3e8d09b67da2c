"""Make the cluster once: its files, its passwords, the application's role and database."""

import os
import secrets
import shutil
import signal
import subprocess
from pathlib import Path

from pinzhi.runtime.accounts import give, run_as
from pinzhi.runtime.failures import DatabaseFailed, DiskFull
from pinzhi.runtime.layout import Layout
from pinzhi.runtime.postmaster import CLEAN_ENV
from pinzhi.runtime.tether import tether
from pinzhi.runtime.words import gettext as _

SUPERUSER = "postgres"
ROLE = "pinzhi_app"
DATABASE = "pinzhi"
PORT = 5432  # a name inside the private socket folder; no network port is opened


def found_cluster(layout: Layout, programs: Path, *, fast: bool = False) -> None:
    """Create the data folder: UTF-8, checksums, SCRAM for everybody. Whole or not at all."""
    half = layout.home / "data.half"
    shutil.rmtree(half, ignore_errors=True)
    key = layout.home / "first.key"
    key.write_text(password(layout.folder, "superuser"))
    key.chmod(0o600)
    give(key, layout.owner)
    try:
        _initdb(layout, programs, half, key, fast=fast)
    finally:
        key.unlink()
    half.rename(layout.data)


def admit_application(layout: Layout, *, for_tests: bool = False) -> None:
    """Create the application's role (no superuser) and its database, where they are missing."""
    done = layout.folder / "admitted"
    if done.exists():
        return
    import psycopg
    from psycopg import sql
    from psycopg.conninfo import make_conninfo

    may = sql.SQL("CREATEDB" if for_tests else "NOCREATEDB")
    with psycopg.connect(make_conninfo("", **superuser_settings(layout)), autocommit=True) as db:
        secret = password(layout.folder, "application").encode()
        digest = db.pgconn.encrypt_password(secret, ROLE.encode(), b"scram-sha-256").decode()
        if not db.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
            db.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(ROLE)))
        change = sql.SQL("ALTER ROLE {} LOGIN NOSUPERUSER NOCREATEROLE {} PASSWORD {}")
        db.execute(change.format(sql.Identifier(ROLE), may, sql.Literal(digest)))
        if not db.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            create = sql.SQL("CREATE DATABASE {} OWNER {}")
            db.execute(create.format(sql.Identifier(DATABASE), sql.Identifier(ROLE)))
    done.touch()


def application_settings(layout: Layout) -> dict[str, str | int]:
    """How the application connects; the password is empty while there is no cluster yet."""
    return _settings(layout, DATABASE, ROLE, _read(layout.folder / "application.password"))


def superuser_settings(layout: Layout) -> dict[str, str | int]:
    """How the supervisor connects for what the application may not do."""
    return _settings(layout, "postgres", SUPERUSER, _read(layout.folder / "superuser.password"))


def password(folder: Path, name: str) -> str:
    """Return the generated password, making it (in a file for its owner alone) the first time."""
    path = folder / f"{name}.password"
    if not path.exists():
        half = path.with_suffix(".half")
        half.unlink(missing_ok=True)
        handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as stream:
            stream.write(secrets.token_urlsafe(32))
            stream.flush()
            os.fsync(stream.fileno())
        half.rename(path)
    return path.read_text().strip()


def _settings(layout: Layout, dbname: str, user: str, secret: str) -> dict[str, str | int]:
    host = str(layout.socket)
    return {"host": host, "port": PORT, "dbname": dbname, "user": user, "password": secret}


def _read(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""


def _initdb(layout: Layout, programs: Path, target: Path, key: Path, *, fast: bool) -> None:
    command = [str(programs / "initdb"), "-D", str(target), "-U", SUPERUSER, f"--pwfile={key}"]
    command += ["--auth-local=scram-sha-256", "--auth-host=scram-sha-256", "--encoding=UTF8"]
    command += ["--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command += ["--data-checksums", "--no-instructions", *(["--no-sync"] if fast else [])]
    made = subprocess.run(  # noqa: S603 -- the wheel's own program
        command,
        check=False,
        capture_output=True,
        text=True,
        cwd=layout.home,
        env=CLEAN_ENV,
        start_new_session=True,  # Ctrl-C stops us, and we clear away what is half made
        preexec_fn=tether(signal.SIGKILL),  # two makers of one cluster would meet
        **run_as(layout.owner),
    )
    if made.returncode == 0:
        return
    if "No space left on device" in made.stderr:
        raise DiskFull(_("The disk of {path} is full.").format(path=layout.home))
    said = [line for line in made.stderr.splitlines() if "error" in line.lower()]
    reason = said[0] if said else made.stderr.strip()[-200:]
    raise DatabaseFailed(_("The database could not be created: {reason}.").format(reason=reason))
