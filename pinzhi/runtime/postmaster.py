"""Start, find and stop one PostgreSQL server. Its PID file is a hint here, never a proof."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from pinzhi.runtime.accounts import run_as
from pinzhi.runtime.failures import DatabaseFailed, DiskFull
from pinzhi.runtime.layout import SOCKET_NAME, Layout
from pinzhi.runtime.tether import tether
from pinzhi.runtime.words import gettext as _

CLEAN_ENV = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
OPTIONS = (
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "password_encryption=scram-sha-256",
    "log_checkpoints=off",
    "log_line_prefix=%m [%p] ",
    "timezone=UTC",
    "log_timezone=UTC",
)
FAST_OPTIONS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
PATIENCE = 1800.0  # seconds; a recovery of gigabytes of log takes minutes
STATUS_LINE = 7
LARGEST_LOG = 10_000_000  # bytes

Say = Callable[[str], None]
_ours: dict[int, subprocess.Popen[bytes]] = {}


def server_pid(data: Path) -> int | None:
    """Return the PID of the live server of this data folder, else None."""
    pid = _noted_pid(data / "postmaster.pid")
    _reap(pid)
    return pid if pid and _serves(pid, data) else None


def start_server(layout: Layout, programs: Path, *, fast: bool = False, say: Say) -> int:
    """Start the server, wait until it takes connections, and return its PID.

    Recovery after a crash may take long: `say` tells so. Raises DatabaseFailed or DiskFull.
    """
    _disarm(layout.data / "postmaster.pid")
    _disarm(layout.socket / f"{SOCKET_NAME}.lock")
    child = _launch(layout, programs, fast=fast)
    _ours[child.pid] = child
    _wait(child, layout, say)
    return child.pid


def wait_until_ready(layout: Layout, say: Say) -> None:
    """Wait for a server that somebody else has started."""
    patience = _Patience(layout, say)
    while server_pid(layout.data) and not _is_ready(layout.data):
        patience.spend()


def stop_server(data: Path, *, patience: float = 60.0) -> None:
    """Stop the server cleanly (sessions are ended, all is written); after `patience`, at once."""
    pid = server_pid(data)
    if pid is None:
        return
    for number in (signal.SIGINT, signal.SIGQUIT):
        os.kill(pid, number)
        if _gone(pid, data, patience):
            return
    raise DatabaseFailed(_("The database server (process {pid}) does not stop.").format(pid=pid))


def sizes(memory: int) -> tuple[str, ...]:
    """Settings that suit a machine of `memory` bytes on which other programs run too."""
    megabytes = memory // 1_048_576
    return (
        f"shared_buffers={min(max(megabytes // 8, 128), 1024)}MB",
        f"effective_cache_size={max(megabytes // 2, 256)}MB",
        "random_page_cost=1.1",  # disks without arms
        "max_wal_size=2GB",
        "jit=off",
    )


def _launch(layout: Layout, programs: Path, *, fast: bool) -> subprocess.Popen[bytes]:
    options = OPTIONS + (FAST_OPTIONS if fast else sizes(psutil.virtual_memory().total))
    command = [str(programs / "postgres"), "-D", str(layout.data), "-k", str(layout.socket)]
    command += [part for option in options for part in ("-c", option)]
    _keep_log_small(layout.log)
    with layout.log.open("ab") as log:
        return subprocess.Popen(  # noqa: S603 -- the wheel's own program
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=layout.home,
            env=CLEAN_ENV,
            start_new_session=True,  # Ctrl-C is ours to answer, the database goes last
            preexec_fn=tether(signal.SIGINT) if fast else None,  # noqa: PLW1509 -- one call into the kernel
            **run_as(layout.owner),
        )


def _wait(child: subprocess.Popen[bytes], layout: Layout, say: Say) -> None:
    patience, mark = _Patience(layout, say), layout.log.stat().st_size
    while child.poll() is None:
        if _noted_pid(layout.data / "postmaster.pid") == child.pid and _is_ready(layout.data):
            return
        patience.spend()
    del _ours[child.pid]
    raise _why(layout.log, mark)


@dataclass
class _Patience:
    """Waits a moment at a time, says so now and then, and ends at last."""

    layout: Layout
    say: Say
    began: float = field(default_factory=time.monotonic)
    next_word: float = 3.0

    def spend(self) -> None:
        waited = time.monotonic() - self.began
        if waited > PATIENCE:
            text = _("The database has not come up in {minutes} minutes; see {log}.")
            raise DatabaseFailed(text.format(minutes=int(waited / 60), log=self.layout.log))
        if waited > self.next_word:
            self.next_word = waited + 15
            self.say(_("The database is recovering from an interrupted run; please wait."))
        time.sleep(0.05)


def _why(log: Path, mark: int) -> DatabaseFailed | DiskFull:
    with log.open("rb") as stream:
        stream.seek(max(0, mark - 2000))
        text = stream.read().decode(errors="replace")
    if "No space left on device" in text:
        return DiskFull(_("The disk of {path} is full.").format(path=log.parent))
    fatal = [line.split("FATAL:")[-1].strip() for line in text.splitlines() if "FATAL:" in line]
    reason = fatal[-1] if fatal else _("it gave no reason")
    text = _("The database server did not start: {reason} (its log is {log}).")
    return DatabaseFailed(text.format(reason=reason, log=log))


def _disarm(lock: Path) -> None:
    # After a crash the number in the file may belong to any process by now, and PostgreSQL would
    # refuse to start. It takes its parent's number for stale, so ours goes in. The rest of the
    # file stays: from it PostgreSQL itself sees whether a part of the old server still lives.
    if _noted_pid(lock) is not None:
        lines = lock.read_text().splitlines(keepends=True)
        lock.write_text(f"{os.getpid()}\n" + "".join(lines[1:]))
    elif lock.exists():
        lock.unlink()


def _noted_pid(path: Path) -> int | None:
    try:
        pid = int(path.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return pid if pid > 0 else None


def _is_ready(data: Path) -> bool:
    try:
        return (data / "postmaster.pid").read_text().splitlines()[STATUS_LINE].strip() == "ready"
    except (OSError, IndexError):
        return False


def _serves(pid: int, data: Path) -> bool:
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        try:
            return Path(process.exe()).name.startswith("postgres") and _same(process.cwd(), data)
        except psutil.AccessDenied:  # root in a container may not look behind another's /proc/PID
            command = process.cmdline()
            return Path(command[0]).name == "postgres" and str(data) in command
    except (psutil.NoSuchProcess, IndexError):
        return False


def _same(one: str, other: Path) -> bool:
    return Path(one).resolve() == other.resolve()


def _gone(pid: int, data: Path, patience: float) -> bool:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        _reap(pid)
        if not _serves(pid, data):
            return True
        time.sleep(0.02)
    return False


def _reap(pid: int | None) -> None:
    child = _ours.get(pid or 0)
    if child is not None and child.poll() is not None:
        del _ours[child.pid]


def _keep_log_small(log: Path) -> None:
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".log.1"))
