"""`pinzhi up`: one instance in the foreground, from the database to the last process."""

import http.client
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from pinzhi.config.env import Env
from pinzhi.runtime.checks import require_var, retry_port
from pinzhi.runtime.children import Children, bury, has_ended, launch
from pinzhi.runtime.cluster import revive_cluster, running_pid
from pinzhi.runtime.database import use_database
from pinzhi.runtime.failures import CannotRun
from pinzhi.runtime.postmaster import Say
from pinzhi.runtime.runs import MARK, end_orphans, is_another_stopping, one_run, say_stopping
from pinzhi.runtime.words import gettext as _

PYTHON = sys.executable
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 -- where to reach a server that listens everywhere
STOPPING = 20.0  # seconds an earlier run may need to end
LATE = 30.0  # seconds after which a missing answer is worth a word
BEAT = 0.2  # seconds between two looks at the children


def run_instance(env: Env, *, say: Say) -> int:
    """Serve until Ctrl-C or SIGTERM; return the exit code. Raises what explain() puts in words."""
    if env.workers < 1:
        raise CannotRun(_("PINZHI_WORKERS must be at least 1."))
    require_var(env.var)
    with one_run(env.var) as run, stop_on_signals(run) as quiet:
        if end_orphans(env.var):
            say(_("Processes left by a killed run were ended."))
        retry_port(
            env.host, env.port, while_=lambda: is_another_stopping(env.var, run), patience=STOPPING
        )
        try:
            with use_database(env, say=say):
                return _prepare_and_serve(env, {**os.environ, MARK: str(run)}, say, quiet)
        except KeyboardInterrupt:
            quiet()
            return 0


def _prepare_and_serve(env: Env, environ: Mapping[str, str], say: Say, quiet: "Quiet") -> int:
    try:
        code = _run_to_end([PYTHON, "-m", "pinzhi.cli.main", "prepare"], environ)
        if code == 0:
            _serve(env, environ, say, quiet)
    except KeyboardInterrupt:
        quiet()
        code = 0
    return code


def _serve(env: Env, environ: Mapping[str, str], say: Say, quiet: "Quiet") -> None:
    children = Children(environ, say)
    children.add("web", web_command(env))
    children.add("worker", [PYTHON, "-m", "django", "procrastinate", "worker"])
    waiting = Waiting(env, say)
    try:
        while True:
            children.tend()
            if not env.database_url and running_pid(env.var) is None:
                say(_("The database server was killed; starting it again."))
                revive_cluster(env.var, say=say)
            waiting.look()
            time.sleep(BEAT)
    finally:
        quiet()
        say(_("Stopping."))
        children.stop()


def web_command(env: Env) -> list[str]:
    """The command line of the web server: pages, pushes and static files."""
    options = {
        "--interface": "asginl",
        "--host": env.host,
        "--port": env.port,
        "--workers": env.workers,
        "--workers-kill-timeout": 3,
        "--log-level": "warning",
        "--static-path-route": "/static",
        "--static-path-mount": env.var / "static",
    }
    words = [str(word) for pair in options.items() for word in pair]
    return [
        PYTHON,
        "-m",
        "granian",
        "--respawn-failed-workers",
        *words,
        "pinzhi.config.asgi:application",
    ]


def answers(env: Env) -> bool:
    """Whether the web server gives any answer but a failure of its own."""
    host = ANYWHERE.get(env.host, env.host)
    named = env.allowed_hosts[0] if env.allowed_hosts else host
    call = http.client.HTTPConnection(host, env.port, timeout=2)
    try:
        call.request("GET", "/health/live", headers={"Host": named.lstrip(".")})
        return call.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        call.close()


@dataclass
class Waiting:
    """Announce the instance once it answers; after a while without an answer, say that too."""

    env: Env
    say: Say
    began: float = field(default_factory=time.monotonic)
    ready: bool = False
    complained: bool = False

    def look(self) -> None:
        if self.ready:
            return
        if answers(self.env):
            self.ready = True
            announce(self.env, self.say)
        elif not self.complained and time.monotonic() - self.began > LATE:
            self.complained = True
            self.say(_("The web server does not answer well yet; its messages are above."))


def announce(env: Env, say: Say) -> None:
    """Say where the instance is to be found."""
    host = ANYWHERE.get(env.host, env.host)
    shown = f"[{host}]" if ":" in host else host
    say(_("Pinzhi is ready: http://{host}:{port}/").format(host=shown, port=env.port))
    say(_("Stop it with Ctrl-C."))


def _run_to_end(command: list[str], environ: Mapping[str, str]) -> int:
    process = launch(command, environ)
    try:
        while not has_ended(process):
            time.sleep(0.02)
    except KeyboardInterrupt:
        process.terminate()
        raise
    finally:
        bury(process)
    return process.returncode


class Quiet:
    """Called when the end has begun: from then on signals are not listened to any more."""

    def __call__(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)


@contextmanager
def stop_on_signals(run: Path) -> Iterator[Quiet]:
    """Turn Ctrl-C, SIGTERM and a closed terminal into KeyboardInterrupt inside the block."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        say_stopping(run)
        raise KeyboardInterrupt

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield Quiet()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
