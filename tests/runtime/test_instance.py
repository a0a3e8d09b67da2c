"""A whole instance: whatever is killed, the next start comes back and nothing committed is lost."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil
import psycopg
import pytest

from pinzhi.runtime.cluster import connection_settings, running_pid, use_cluster
from pinzhi.runtime.runs import MARK
from tests.runtime.conftest import (
    Instance,
    borrowed_var,
    connect,
    free_port,
    pinzhi,
    running,
    wait_for,
)

pytestmark = pytest.mark.slow_start
ALL = {"up", "web", "web worker", "job worker", "database"}


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    """Prepared once; the tests come one after the other, like the days of a server."""
    with borrowed_var() as place:
        yield place


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


class Writer(threading.Thread):
    """Commits one row after the other and remembers what the server has acknowledged.

    A broken connection is not the end: it goes on as soon as there is a server again.
    """

    def __init__(self, var: Path) -> None:
        super().__init__()
        self.var = var
        self.acknowledged: list[int] = []
        self.ending = threading.Event()
        with connect(var) as db:
            db.execute("DROP TABLE IF EXISTS kept; CREATE TABLE kept (n int)")

    def run(self) -> None:
        while not self.ending.is_set():
            try:
                with connect(self.var) as db:
                    self.write(db)
            except psycopg.Error:
                self.ending.wait(0.1)

    def write(self, db: psycopg.Connection[Any]) -> None:
        while not self.ending.is_set():
            number = len(self.acknowledged)
            db.execute("INSERT INTO kept VALUES (%s)", [number])
            self.acknowledged.append(number)

    def wait_for_more(self, count: int = 50) -> None:
        goal = len(self.acknowledged) + count
        wait_for(lambda: len(self.acknowledged) >= goal)

    def lost(self) -> set[int]:
        """End, and return what was acknowledged and is not there."""
        self.ending.set()
        self.join()
        with connect(self.var) as db:
            kept = {row[0] for row in db.execute("SELECT n FROM kept")}
        return set(self.acknowledged) - kept


def family(instance: Instance) -> dict[str, psutil.Process]:
    """The processes of the instance by what they do."""
    found = {"up": psutil.Process(instance.process.pid)}
    for child in found["up"].children(recursive=True):
        words = " ".join(child.cmdline())
        if "granian" in words:
            parent = child.ppid() == instance.process.pid
            found["web" if parent else "web worker"] = child
        elif "procrastinate" in words:
            found["job worker"] = child
    database = running_pid(instance.var)
    assert database is not None
    return found | {"database": psutil.Process(database)}


def marked(var: Path) -> list[psutil.Process]:
    """Whatever is alive of any run of this var/."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK, "").startswith(str(var)):
                found.append(process)
        except psutil.Error:
            continue
    return found


def whole(instance: Instance) -> bool:
    """Whether every process of the instance is there and it answers."""
    try:
        return set(family(instance)) == ALL and instance.answers()
    except (AssertionError, psutil.Error):
        return False


def test_ctrl_c_leaves_no_process_and_the_next_start_is_quick(var: Path, port: int) -> None:
    with running(var, port) as instance:
        assert instance.answers()
        members = family(instance)
        assert set(members) == ALL
        assert instance.stop() == 0
    assert [name for name, process in members.items() if process.is_running()] == []
    assert marked(var) == []
    began = time.monotonic()
    with running(var, port) as instance:
        assert time.monotonic() - began <= 10
        instance.process.send_signal(signal.SIGTERM)
        assert instance.process.wait(timeout=30) == 0
    assert running_pid(var) is None
    assert marked(var) == []


def test_each_process_killed_in_turn_and_nothing_lost(var: Path, port: int) -> None:
    with running(var, port) as instance:
        writer = Writer(var)
        writer.start()
        for victim in ("web worker", "web", "job worker", "database"):
            writer.wait_for_more()
            killed = family(instance)[victim]
            killed.kill()
            wait_for(lambda gone=killed: not gone.is_running())  # type: ignore[misc] # a default binds it
            wait_for(lambda: whole(instance), 40)
        writer.wait_for_more()
        family(instance)["up"].kill()
        instance.process.wait()
        writer.ending.set()
    with running(var, port) as again:
        assert whole(again)
        assert writer.lost() == set()


def test_everything_killed_at_once_and_nothing_lost(var: Path, port: int) -> None:
    with running(var, port) as instance:
        writer = Writer(var)
        writer.start()
        writer.wait_for_more()
        # The web worker outlives the rest here: it holds the port until the next start ends it.
        for name, process in family(instance).items():
            if name != "web worker":
                process.kill()
        instance.process.wait()
    with running(var, port) as again:
        assert whole(again)
        assert writer.lost() == set()


def test_second_instance_shares_the_database(var: Path, port: int) -> None:
    with running(var, port) as first:
        with running(var, free_port()) as second:
            assert running_pid(var) == family(first)["database"].pid
            assert second.stop() == 0
        assert first.answers()


def test_database_url_is_used_and_no_server_started(var: Path) -> None:
    with use_cluster(var, fast=True), borrowed_var("other") as other:
        own = connection_settings(var)
        folder = quote(str(own["host"]), safe="")
        url = f"postgresql://pinzhi_app:{own['password']}@{folder}:5432/pinzhi"
        with running(other, free_port(), DATABASE_URL=url) as instance:
            assert instance.answers()
        assert not (other / "postgres").exists()


def test_port_taken_is_one_sentence(var: Path, port: int) -> None:
    with running(var, port):
        other = pinzhi("doctor", PINZHI_VAR=str(var), PINZHI_PORT=str(port))
        assert "✗ port" not in other.stdout.replace("端口", "port")
        with borrowed_var() as elsewhere:
            refused = pinzhi("up", PINZHI_VAR=str(elsewhere), PINZHI_PORT=str(port))
    assert refused.returncode == 1
    assert refused.stderr == (
        f"Port {port} is taken by another program; choose one with PINZHI_PORT.\n"
    )


def test_database_of_a_newer_version_is_refused(var: Path, port: int) -> None:
    with running(var, port), connect(var) as db:
        db.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('places', '9999_from_the_future', now())"
        )
    refused = pinzhi("up", PINZHI_VAR=str(var), PINZHI_PORT=str(port))
    assert refused.returncode == 1
    assert refused.stderr == (
        "The database was used by a newer version of Pinzhi (it has places 9999_from_the_future).\n"
    )
    assert running_pid(var) is None
    assert os.listdir(var / "run") == []  # noqa: PTH208 -- names are what is compared
