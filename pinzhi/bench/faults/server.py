"""The real server in a process group of its own: killed, started again, restored from a copy."""

import contextlib
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import psycopg
from psycopg import sql

from pinzhi.config.env import read_env
from pinzhi.runtime.instance import answers, web_command
from pinzhi.runtime.tether import tether

SOON = 60.0  # seconds until a server must answer
CONNECTIONS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = %s AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
CLIENT = """
SELECT pid FROM pg_stat_activity
WHERE datname = %s AND pid <> pg_backend_pid() AND backend_type = 'client backend' LIMIT 1
"""
# as docs/sync.md has it for whoever restores a copy into the same cluster by hand
NEW_EPOCH = """
INSERT INTO field_epoch (uid, system, timeline, reason, since)
SELECT gen_random_uuid(), system_identifier::text, timeline_id, 'restored', now()
FROM pg_control_system(), pg_control_checkpoint()
"""


class Server:
    """`pinzhi`'s web server as it runs in production, kept running whatever kills it.

    `place` are psycopg's connection parameters of the database it serves, `master` those of
    somebody who may copy it.
    """

    def __init__(
        self,
        environ: Mapping[str, str],
        place: Mapping[str, Any],
        log: Path,
        master: Mapping[str, Any] | None = None,
    ) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.environ = {**environ, "PINZHI_PORT": str(self.port)}
        (read_env(self.environ).var / "static").mkdir(parents=True, exist_ok=True)
        self.place = dict(place)
        self.master = dict(master or {**place, "dbname": "postgres"})
        self.log = log
        self.wanted = True
        self.process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    # -- living -----------------------------------------------------------------------------

    @contextmanager
    def kept_up(self) -> Iterator[None]:
        self.wait_up()
        keeper = threading.Thread(target=self._keep, daemon=True)
        keeper.start()
        try:
            yield
        finally:
            self.wanted = False
            keeper.join()
            self.kill()

    def _keep(self) -> None:
        while self.wanted:
            with self._lock:
                if self.wanted and (self.process is None or self.process.poll() is not None):
                    self._launch()
            time.sleep(0.05)

    def _launch(self) -> None:
        with self.log.open("ab") as out:
            words = web_command(read_env(self.environ))
            self.process = start_group(words, self.environ, out)

    def wait_up(self) -> None:
        """Until it answers; started when it is not there."""
        with self._lock:
            if self.process is None or self.process.poll() is not None:
                self._launch()
        env = read_env(self.environ)
        until = time.monotonic() + SOON
        while not answers(env):
            if time.monotonic() > until:
                raise TimeoutError("the server did not start; see its log")
            time.sleep(0.1)

    def kill(self) -> None:
        """kill -9 to the whole group, the way an out-of-memory killer would end it."""
        process = self.process
        if process is not None and process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    # -- its database -------------------------------------------------------------------------

    def connect(self) -> "psycopg.Connection[Any]":
        return psycopg.connect(**self.place, autocommit=True, connect_timeout=10)

    def _connect_master(self) -> "psycopg.Connection[Any]":
        return psycopg.connect(**self.master, autocommit=True, connect_timeout=10)

    def cut_connections(self) -> None:
        with contextlib.suppress(psycopg.Error), self.connect() as db:
            db.execute(CONNECTIONS, [self.place["dbname"]])

    def crash_database(self) -> bool:
        """kill -9 to one of its processes, on which PostgreSQL gives up all its memory and recovers
        from the log. Only where the server is our own. True when there was one to kill."""
        try:
            with self.connect() as db:
                row = db.execute(CLIENT, [self.place["dbname"]]).fetchone()
                if row is None:
                    return False
                os.kill(row[0], signal.SIGKILL)
        except psycopg.OperationalError:
            return True  # ours went down with it
        return True

    def copy_database(self, copy: str) -> None:
        """A backup: the whole database as it is at this moment, the server being down for it."""
        with self._lock, self._connect_master() as db:
            self.kill()
            db.execute(CONNECTIONS, [self.place["dbname"]])
            own, owner = str(self.place["dbname"]), str(self.place["user"])
            db.execute(_said("CREATE DATABASE {} TEMPLATE {} OWNER {}", copy, own, owner))

    def restore_database(self, copy: str) -> None:
        """Back to the copy: whatever came since is gone, and a new epoch begins."""
        own = str(self.place["dbname"])
        with self._lock, self._connect_master() as db:
            self.kill()
            db.execute(_said("DROP DATABASE {} WITH (FORCE)", own))
            db.execute(_said("ALTER DATABASE {} RENAME TO {}", copy, own))
            with self.connect() as restored:
                restored.execute(NEW_EPOCH)


def _said(words: str, *names: str) -> sql.Composed:
    return sql.SQL(words).format(*map(sql.Identifier, names))


def start_group(
    words: list[str], environ: Mapping[str, str], out: IO[bytes] | None = None
) -> "subprocess.Popen[bytes]":
    """A process that leads its own group and ends with the thread that started it."""
    return subprocess.Popen(  # noqa: S603 -- the product's own server, our own phones
        words,
        env=dict(environ),
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=out,
        start_new_session=True,
        preexec_fn=tether(signal.SIGTERM),  # noqa: PLW1509 -- one call into the kernel
    )
