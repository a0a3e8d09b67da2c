"""One `pinzhi up` is a run. What a killed run has left behind is found by its mark and ended."""

import os
import signal
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from pinzhi.runtime.locks import open_lock, try_lock

MARK = "PINZHI_RUN"
STOPPING = "stopping"


@contextmanager
def one_run(var: Path) -> Iterator[Path]:
    """Hold the lock file of a new run; its path, in the environment of the children, marks them."""
    folder = var / "run"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{uuid.uuid4().hex}.lock"
    # Locked before it has its name: a lock file that nobody holds is cleared away by others.
    unnamed = path.with_suffix(".new")
    handle = open_lock(unnamed)
    try_lock(handle)
    unnamed.rename(path)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)


def say_stopping(run: Path) -> None:
    """Let a next start know that this run is about to give the port back."""
    with suppress(OSError):  # a full disk must not keep us from stopping
        run.write_text(STOPPING)


def is_another_stopping(var: Path, own: Path) -> bool:
    """Whether another `pinzhi up` of this var/ is just ending."""
    others = (path for path in (var / "run").glob("*.lock") if path != own)
    return any(_is_held(path) and _reads_stopping(path) for path in others)


def end_orphans(var: Path, *, patience: float = 5.0) -> int:
    """End the processes of runs whose `pinzhi up` is gone; return how many there were."""
    orphans = list(_orphans(var / "run"))
    for number in (signal.SIGTERM, signal.SIGKILL):
        _send(orphans, number)
        psutil.wait_procs(orphans, timeout=patience)
    for path in (var / "run").glob("*.lock"):
        if not _is_held(path):
            path.unlink(missing_ok=True)
    return len(orphans)


def _orphans(folder: Path) -> Iterator[psutil.Process]:
    for process in psutil.process_iter():
        try:
            mark = process.environ().get(MARK)
        except psutil.Error:
            continue  # gone already, or another user's and so not ours
        if mark and Path(mark).parent == folder and not _is_held(Path(mark)):
            yield process


def _is_held(path: Path) -> bool:
    try:
        handle = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        return not try_lock(handle)
    finally:
        os.close(handle)


def _reads_stopping(path: Path) -> bool:
    try:
        return path.read_text() == STOPPING
    except OSError:
        return False


def _send(processes: list[psutil.Process], number: int) -> None:
    for process in processes:
        try:
            process.send_signal(number)
        except psutil.NoSuchProcess:
            continue
