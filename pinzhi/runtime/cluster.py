"""The embedded PostgreSQL of one var/: shared by all pinzhi processes, stopped by the last."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pinzhi.runtime.failures import DatabaseFailed
from pinzhi.runtime.founding import admit_application, application_settings, found_cluster
from pinzhi.runtime.layout import Layout, read_layout, settle_folder, settle_layout
from pinzhi.runtime.locks import locked, open_lock, try_lock
from pinzhi.runtime.postmaster import Say, server_pid, start_server, stop_server, wait_until_ready
from pinzhi.runtime.programs import server_programs
from pinzhi.runtime.words import gettext as _

MAJOR = "18"


def connection_settings(var: Path) -> dict[str, str | int]:
    """Say how the application connects: host (a socket folder), port, dbname, user, password.

    Touches nothing and never fails; before the first start the password is empty.
    """
    return application_settings(read_layout(var))


def running_pid(var: Path) -> int | None:
    """Return the PID of the running server of `var`, else None."""
    return server_pid(read_layout(var).data)


@contextmanager
def use_cluster(
    var: Path, *, say: Say = lambda _text: None, fast: bool = False, for_tests: bool = False
) -> Iterator[None]:
    """Have the server running inside the block: made, started or recovered as needed.

    Several processes may do so at once; the last one to leave stops it. A process that was killed
    leaves it running for the next. `fast` gives up safety against power loss: for tests only.
    """
    folder = settle_folder(var)
    users = open_lock(folder / "users.lock")
    try:
        with _starting(folder, say):
            fcntl.flock(users, fcntl.LOCK_SH)
            _ensure(var, say, fast=fast, for_tests=for_tests)
        yield
    finally:
        with _starting(folder, say):
            if try_lock(users):  # nobody else shares it
                stop_server(read_layout(var).data)
            os.close(users)


def revive_cluster(var: Path, *, say: Say) -> None:
    """Start the server again after somebody killed it under a running instance."""
    with _starting(var / "postgres", say):
        _ensure(var, say)


@contextmanager
def _starting(folder: Path, say: Say) -> Iterator[None]:
    def waiting() -> None:
        say(_("Another pinzhi is starting or stopping the database; waiting for it."))

    with locked(folder / "start.lock", on_wait=waiting):
        yield


def _ensure(var: Path, say: Say, *, fast: bool = False, for_tests: bool = False) -> None:
    before = read_layout(var)
    layout = settle_layout(var)
    if server_pid(layout.data) and layout.socket != before.socket:
        stop_server(layout.data)  # its socket folder was cleared away: nobody can reach it
    if server_pid(layout.data):
        wait_until_ready(layout, say)
    if not server_pid(layout.data):
        _start(layout, say, fast=fast)
    admit_application(layout, for_tests=for_tests)


def _start(layout: Layout, say: Say, *, fast: bool) -> None:
    programs = server_programs(layout)
    if not layout.data.exists():
        say(_("Creating the database."))
        found_cluster(layout, programs, fast=fast)
    made_by = (layout.data / "PG_VERSION").read_text().strip()
    if made_by != MAJOR:
        text = _(
            "The database was made by PostgreSQL {old}, this is {new}: see docs/operations.md."
        )
        raise DatabaseFailed(text.format(old=made_by, new=MAJOR))
    start_server(layout, programs, fast=fast, say=say)
