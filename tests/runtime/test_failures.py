"""Each foreseeable failure is one plain sentence and a non-zero exit, never a traceback."""

import errno
import socket
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from pinzhi.runtime.checks import require_port, require_space
from pinzhi.runtime.cluster import connection_settings, use_cluster
from pinzhi.runtime.database import require_fit, require_server
from pinzhi.runtime.explain import explain
from pinzhi.runtime.failures import CannotRun, DatabaseUnreachable, DiskFull, NotWritable
from tests.runtime.conftest import clean_environ, free_port, pinzhi

ROOT = Path(__file__).resolve().parents[2]
LONG_KEY = "".join(chr(33 + n) for n in range(60))


@pytest.fixture
def listener() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        (
            {"PINZHI_PORT": "http"},
            "PINZHI_PORT must be a whole number from 0 to 65535, not 'http'.",
        ),
        ({"PINZHI_WORKERS": "0"}, "PINZHI_WORKERS must be at least 1."),
        ({"PINZHI_PORT": "0"}, "PINZHI_PORT must be a number from 1 to 65535."),
        (
            {"PINZHI_HOST": "no.such.host.invalid"},
            "PINZHI_HOST no.such.host.invalid is no address of this machine.",
        ),
        (
            {"DATABASE_URL": "mysql://me@localhost/pinzhi"},
            "DATABASE_URL must look like postgresql://user:password@host:port/name.",
        ),
        (
            {"PINZHI_MODE": "production"},
            "PINZHI_SECRET_KEY must be set in production to at least 50 random characters.",
        ),
        (
            {"PINZHI_MODE": "production", "PINZHI_SECRET_KEY": LONG_KEY},
            "PINZHI_ALLOWED_HOSTS must name the hosts in production, separated by commas.",
        ),
        (
            {"PINZHI_MODE": "production", "PINZHI_DEBUG": "1"},
            "PINZHI_DEBUG must be off in production.",
        ),
    ],
)
def test_wrong_setting(tmp_path: Path, environ: dict[str, str], sentence: str) -> None:
    settings = {"PINZHI_VAR": str(tmp_path / "var"), "PINZHI_PORT": str(free_port())}
    refused = pinzhi("up", **(settings | environ))
    assert (refused.returncode, refused.stdout, refused.stderr) == (1, "", f"{sentence}\n")


def test_port_taken(tmp_path: Path, listener: int) -> None:
    refused = pinzhi("up", PINZHI_VAR=str(tmp_path / "var"), PINZHI_PORT=str(listener))
    sentence = f"Port {listener} is taken by another program; choose one with PINZHI_PORT.\n"
    assert (refused.returncode, refused.stderr) == (1, sentence)
    assert not (tmp_path / "var" / "postgres").exists()


def test_port_taken_in_chinese(tmp_path: Path, listener: int) -> None:
    refused = pinzhi(
        "up", PINZHI_VAR=str(tmp_path / "var"), PINZHI_PORT=str(listener), LC_ALL="zh_CN.UTF-8"
    )
    assert refused.stderr == f"端口 {listener} 已被其他程序占用，请用 PINZHI_PORT 另选一个。\n"


def test_host_of_another_machine() -> None:
    with pytest.raises(CannotRun, match=r"PINZHI_HOST 192\.0\.2\.1 is no address"):
        require_port("192.0.2.1", free_port())


def test_var_not_writable(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    var = tmp_path / "file" / "var"
    refused = pinzhi("up", PINZHI_VAR=str(var), PINZHI_PORT=str(free_port()))
    sentence = f"{var} cannot be written (Not a directory); choose another place with PINZHI_VAR.\n"
    assert (refused.returncode, refused.stderr) == (1, sentence)


def test_database_url_where_nobody_listens(tmp_path: Path) -> None:
    url = f"postgresql://me:secret@127.0.0.1:{free_port()}/pinzhi"
    refused = pinzhi(
        "up",
        PINZHI_VAR=str(tmp_path / "var"),
        PINZHI_PORT=str(free_port()),
        DATABASE_URL=url,
    )
    sentence = "DATABASE_URL does not lead to a usable database: Connection refused.\n"
    assert (refused.returncode, refused.stderr) == (1, sentence)
    assert "secret" not in refused.stderr


def test_database_url_with_wrong_password(var: Path) -> None:
    with use_cluster(var, fast=True):
        folder = quote(str(connection_settings(var)["host"]), safe="")
        with pytest.raises(DatabaseUnreachable) as refused:
            require_server(f"postgresql://pinzhi_app:wrong@{folder}:5432/pinzhi")
    assert str(refused.value) == (
        "DATABASE_URL does not lead to a usable database:"
        ' password authentication failed for user "pinzhi_app".'
    )


def test_database_url_that_fits(var: Path) -> None:
    with use_cluster(var, fast=True):
        own = connection_settings(var)
        folder = quote(str(own["host"]), safe="")
        require_server(f"postgresql://pinzhi_app:{own['password']}@{folder}:5432/pinzhi")


@pytest.mark.parametrize(
    ("version", "encoding", "sentence"),
    [
        (
            140022,
            "UTF8",
            "The server of DATABASE_URL is PostgreSQL 14; at least 15 is needed.",
        ),
        (
            150018,
            "SQL_ASCII",
            "The database of DATABASE_URL keeps text as SQL_ASCII; it must be UTF8.",
        ),
    ],
)
def test_server_that_cannot_serve(version: int, encoding: str, sentence: str) -> None:
    with pytest.raises(DatabaseUnreachable) as refused:
        require_fit(version, encoding)
    assert str(refused.value) == sentence


def test_server_that_can_serve() -> None:
    require_fit(150000, "UTF8")
    require_fit(180006, "UTF8")


def test_disk_with_too_little_space(tmp_path: Path) -> None:
    with pytest.raises(DiskFull, match=r"^The disk of .* is full: \d+ MB left, \d+ MB are needed"):
        require_space(tmp_path, least=10**18)


def test_full_disk_met_while_writing() -> None:
    with pytest.raises(OSError, match="No space left") as met, open("/dev/full", "w") as full:  # noqa: PTH123 -- a device
        full.write("x" * 100_000)
    assert explain(met.value) == "The disk of var/ is full."


def test_file_that_may_not_be_read() -> None:
    met = PermissionError(errno.EACCES, "Permission denied", "/srv/pinzhi/evidence")
    assert explain(met) == "/srv/pinzhi/evidence cannot be used: Permission denied."


def test_failure_behind_a_failure_is_found() -> None:
    met = RuntimeError("outer")
    met.__cause__ = NotWritable("This is why.")
    assert explain(met) == "This is why."


def test_fault_of_ours_is_not_explained_away() -> None:
    assert explain(ZeroDivisionError("division by zero")) is None


def _fake(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def _set_up(**environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / "scripts" / "setup"],
        env=clean_environ(**environ),
        capture_output=True,
        text=True,
        check=False,
    )


def test_python_too_old(tmp_path: Path) -> None:
    _fake(tmp_path, "old", '[ "$1" = --version ] && echo "Python 3.9.2"; exit 1')
    refused = _set_up(PYTHON=str(tmp_path / "old"))
    assert refused.returncode == 1
    assert refused.stderr == "Python 3.9.2 is too old; at least 3.11 is needed.\n"


def test_python_missing() -> None:
    refused = _set_up(PYTHON="no-such-python")
    assert refused.returncode == 1
    assert refused.stderr == "Python is missing; at least 3.11 is needed.\n"


def test_node_too_old(tmp_path: Path) -> None:
    _fake(tmp_path, "node", "echo v18.19.0")
    _fake(tmp_path, "npm", "exit 1")
    path = f"{tmp_path}:{clean_environ()['PATH']}"
    refused = _set_up(PATH=path)
    assert refused.returncode == 1
    assert refused.stderr == "Node v18.19.0 is too old; at least 20 is needed.\n"
