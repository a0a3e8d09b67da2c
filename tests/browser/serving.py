"""The product itself for browsers: its web server, and its worker where jobs have to run."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection
from django.test import Client

from pinzhi.config.env import read_env
from pinzhi.people.models import Staff
from pinzhi.runtime.instance import answers, web_command

ROOT = Path(__file__).parents[2]
SOON = 30.0  # seconds
WORKER = [sys.executable, "-m", "django", "procrastinate", "worker"]
COLLECT = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]


def session_of(staff: Staff) -> str:
    """The key of a session in which this person is signed in."""
    client = Client()
    client.force_login(staff)
    return str(client.cookies["sessionid"].value)


def environ_for(var: Path) -> dict[str, str]:
    """The environment of an instance on this process's database, its files below `var`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    mine = {"DATABASE_URL": _database(), "PINZHI_VAR": str(var), "PINZHI_PORT": port}
    quiet = {"PINZHI_WORKERS": "1", "DJANGO_SETTINGS_MODULE": "pinzhi.config.settings"}
    return {**os.environ, **mine, **quiet}


def gather_static(environ: Mapping[str, str]) -> None:
    subprocess.run(COLLECT, check=True, cwd=ROOT, env=environ, timeout=60)


@contextmanager
def served(environ: Mapping[str, str], *, worker: bool = False) -> Iterator[str]:
    """Serve until the block is left; gives the address."""
    env = read_env(environ)
    commands: list[Sequence[str]] = [web_command(env), *([WORKER] if worker else [])]
    running = [subprocess.Popen(words, cwd=ROOT, env=environ) for words in commands]
    try:
        end = time.monotonic() + SOON
        while not answers(env):
            if time.monotonic() > end:
                raise TimeoutError("the server did not start")
            time.sleep(0.1)
        yield f"http://127.0.0.1:{env.port}"
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(SOON)


def _database() -> str:
    own = connection.get_connection_params()
    secret = f":{quote(own['password'])}" if own.get("password") else ""
    host = quote(str(own.get("host", "")), safe="")
    return f"postgresql://{own['user']}{secret}@{host}:{own['port']}/{own['dbname']}"
