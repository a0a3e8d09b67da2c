"""Time of processors, which a busy machine does not stretch the way it stretches the clock."""

import os
import resource
from collections.abc import Callable
from pathlib import Path
from time import sleep
from typing import TypeVar

from django.db import connection

SETTLED = 0.5  # seconds until the backends of closed connections are gone
# of /proc/PID/stat, counted behind the name: parent, user and system time of children that ended
PARENT, USER, SYSTEM = 1, 13, 14
Found = TypeVar("Found")


def processor_seconds(work: Callable[[], Found]) -> tuple[Found, float | None]:
    """What the work gave, and the seconds that its child processes and their database server took.

    The server's part is known when it runs on this machine under Linux (else None), and is all that
    the server did for anybody meanwhile. The work's own connections must be closed when it ends.
    """
    server = _postmaster()
    connection.close()
    before = _children() + _reaped(server)
    found = work()
    connection.close()
    sleep(SETTLED)
    return found, (_children() + _reaped(server) - before) if server else None


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _postmaster() -> int | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend: int = cursor.fetchone()[0]
    try:
        if "postgres" not in Path(f"/proc/{backend}/cmdline").read_text(encoding="utf-8"):
            return None
        return int(_stat(backend)[PARENT])
    except OSError:  # another machine, or another system
        return None


def _reaped(server: int | None) -> float:
    if server is None:
        return 0.0
    told = _stat(server)
    ticks: int = os.sysconf("SC_CLK_TCK")
    return (int(told[USER]) + int(told[SYSTEM])) / ticks


def _stat(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
