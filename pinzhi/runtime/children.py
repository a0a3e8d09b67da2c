"""The processes of one instance: started, watched, started again, stopped together."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pinzhi.runtime.failures import ChildFailed
from pinzhi.runtime.postmaster import Say
from pinzhi.runtime.tether import tether
from pinzhi.runtime.words import gettext as _

STEADY = 10.0  # seconds after which a start counts as a success
LONGEST_PAUSE = 30.0  # seconds between two tries
TRIES = 5  # quick deaths before the first success


@dataclass
class Child:
    """One process that is to be there all the time, whatever its exit code says."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    began: float = 0.0
    due: float = 0.0
    deaths: int = 0
    proven: bool = False


@dataclass
class Children:
    """All processes of an instance, each leading a process group of its own."""

    environ: Mapping[str, str]
    say: Say
    members: list[Child] = field(default_factory=list)

    def add(self, name: str, command: Sequence[str]) -> Child:
        child = Child(name, command)
        self.members.append(child)
        return child

    def tend(self) -> None:
        """Bury the dead and start what is due. Raises ChildFailed when one never comes up."""
        now = time.monotonic()
        for child in self.members:
            if child.process is not None and has_ended(child.process):
                self._bury(child, now)
            if child.process is None and now >= child.due:
                child.process, child.began = launch(child.command, self.environ), now
            if child.process is not None and now - child.began > STEADY:
                child.proven, child.deaths = True, 0

    def stop(self, patience: float = 15.0) -> None:
        """Ask all to end, wait `patience` seconds, then kill what is left of each group."""
        living = [child.process for child in self.members if child.process is not None]
        for process in living:
            _signal(process, signal.SIGTERM)
        until = time.monotonic() + patience
        while time.monotonic() < until and not all(has_ended(process) for process in living):
            time.sleep(0.05)
        for process in living:
            bury(process)

    def _bury(self, child: Child, now: float) -> None:
        assert child.process is not None  # noqa: S101 -- for the type checker; tend() has looked
        code = bury(child.process)
        child.process, child.deaths = None, child.deaths + 1
        if child.deaths >= TRIES and not child.proven:
            text = _("The process {name} does not start; its messages are above.")
            raise ChildFailed(text.format(name=child.name))
        pause = min(LONGEST_PAUSE, 0.25 * 2**child.deaths)
        child.due = now + pause
        text = _("The process {name} ended ({code}); starting it again in {pause} s.")
        self.say(text.format(name=child.name, code=code, pause=pause))


def launch(command: Sequence[str], environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start a child that leads its own process group and ends with us."""
    return subprocess.Popen(  # noqa: S603 -- the product's own programs
        command,
        stdin=subprocess.DEVNULL,
        env=dict(environ),
        start_new_session=True,
        preexec_fn=tether(),  # noqa: PLW1509 -- one call into the kernel, no thread runs here
    )


def has_ended(process: subprocess.Popen[bytes]) -> bool:
    """Look without burying: until then nobody else can get the number of the process."""
    if process.returncode is not None:
        return True
    if sys.platform == "darwin":
        return process.poll() is not None
    try:
        return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
    except ChildProcessError:
        return True


def bury(process: subprocess.Popen[bytes]) -> int:
    """Kill what is left of the process's group and return its exit code."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    return process.wait()


def _signal(process: subprocess.Popen[bytes], number: int) -> None:
    if not has_ended(process):
        os.kill(process.pid, number)
