"""A var/ of its own for each test that starts a server, and hands for whole processes."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from pinzhi.runtime.cluster import connection_settings
from pinzhi.runtime.layout import read_layout
from pinzhi.runtime.postmaster import stop_server

PINZHI = [sys.executable, "-m", "pinzhi.cli.main"]


@contextmanager
def borrowed_var(name: str = "var") -> Iterator[Path]:
    """A place for var/ that any account can walk to, emptied afterwards whatever happened."""
    place = Path(tempfile.mkdtemp(prefix="pinzhi-t-"))
    place.chmod(0o755)
    var = place / name
    try:
        yield var
    finally:
        layout = read_layout(var)
        stop_server(layout.data, patience=10)
        for folder in (layout.socket, layout.home, place):
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def var() -> Iterator[Path]:
    with borrowed_var() as place:
        yield place


def connect(var: Path) -> psycopg.Connection[Any]:
    """Connect as the application does."""
    return psycopg.connect(make_conninfo("", **connection_settings(var)), autocommit=True)


def clean_environ(**more: str) -> dict[str, str]:
    """The environment of this test run without its own database and settings, in English."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PINZHI_", "DATABASE_URL"))}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return {**kept, "LC_ALL": "C.UTF-8", "PINZHI_DEMO": "0", **more}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def pinzhi(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run one command of the console script to its end."""
    return subprocess.run(
        [*PINZHI, *words],
        env=clean_environ(**environ),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@dataclass
class Instance:
    """A running `pinzhi up` with its own var/ and port."""

    var: Path
    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/live", timeout=3):
                return True
        except urllib.error.HTTPError as answer:
            answer.close()
            return answer.code < 500
        except OSError:
            return False

    def said(self, word: str) -> bool:
        return word in self.log.read_text()

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=40)


@contextmanager
def running(var: Path, port: int, **environ: str) -> Iterator[Instance]:
    """Start `pinzhi up` and wait until it says that it is ready."""
    settings = {"PINZHI_VAR": str(var), "PINZHI_PORT": str(port), "PINZHI_WORKERS": "1"}
    log = var.parent / f"up-{time.monotonic_ns()}.log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [*PINZHI, "up"],
            env=clean_environ(**settings, **environ),
            stdout=stream,
            stderr=stream,
            start_new_session=True,
        )
    instance = Instance(var, port, process, log)
    try:
        until = time.monotonic() + 60
        while not instance.said("ready"):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.05)
        yield instance
    finally:
        if process.poll() is None:
            instance.stop()


def wait_for(happened: Callable[[], object], seconds: float = 20.0) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "this did not happen in time"
        time.sleep(0.05)
