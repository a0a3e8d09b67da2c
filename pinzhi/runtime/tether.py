"""Let a child process end with its parent, also when the parent is killed outright."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

_SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG in <sys/prctl.h>
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def tether(number: int = signal.SIGTERM) -> Callable[[], None]:
    """Return what a child is to call first: the kernel then sends it `number` when we die.

    The kernel watches the thread that starts the child, so children start from the main thread.
    Linux only; elsewhere the next start ends what was left behind.
    """
    parent = os.getpid()

    def bind() -> None:
        if _libc is not None:
            _libc.prctl(_SET_PARENT_DEATH_SIGNAL, number, 0, 0, 0)
            if os.getppid() != parent:  # it died before the kernel was asked
                os.kill(os.getpid(), number)

    return bind


def tether_self(number: int = signal.SIGTERM) -> None:
    """End with our own parent: `make up` asks for it, so that killing make leaves nothing."""
    if _libc is not None:
        _libc.prctl(_SET_PARENT_DEATH_SIGNAL, number, 0, 0, 0)
