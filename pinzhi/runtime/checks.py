"""What must be right on this machine before anything is started."""

import errno
import os
import shutil
import socket
import time
from collections.abc import Callable
from pathlib import Path

from pinzhi.runtime.failures import CannotRun, DiskFull, NotWritable, PortTaken
from pinzhi.runtime.words import gettext as _

LEAST_SPACE = 200_000_000  # bytes


def require_var(var: Path) -> None:
    """Create var/ if need be. Raises NotWritable or DiskFull."""
    try:
        var.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(var, error) from error
    if not os.access(var, os.W_OK | os.X_OK):
        raise _unwritable(var, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))
    require_space(var)


def require_space(var: Path, least: int = LEAST_SPACE) -> None:
    """Raise DiskFull when the disk of `var` has less than `least` bytes left."""
    free = shutil.disk_usage(var).free
    if free < least:
        text = _("The disk of {path} is full: {free} MB left, {least} MB are needed.")
        free, least = free // 1_000_000, least // 1_000_000
        raise DiskFull(text.format(path=var, free=free, least=least))


def require_port(host: str, port: int) -> None:
    """Raise PortTaken (or CannotRun) unless we could listen there now."""
    if port == 0:
        raise CannotRun(_("PINZHI_PORT must be a number from 1 to 65535."))
    try:
        family, kind, number, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, number) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise _unusable(host, port, error) from error


def retry_port(host: str, port: int, *, while_: Callable[[], bool], patience: float) -> None:
    """Like require_port, but wait as long as `while_` holds: an earlier run is just stopping."""
    until = time.monotonic() + patience
    while True:
        try:
            return require_port(host, port)
        except PortTaken:
            if time.monotonic() > until or not while_():
                raise
            time.sleep(0.3)


def _unwritable(var: Path, error: OSError) -> CannotRun:
    if error.errno == errno.ENOSPC:
        return DiskFull(_("The disk of {path} is full.").format(path=var))
    text = _("{path} cannot be written ({reason}); choose another place with PINZHI_VAR.")
    return NotWritable(text.format(path=var, reason=error.strerror))


def _unusable(host: str, port: int, error: OSError) -> CannotRun:
    if error.errno == errno.EADDRINUSE:
        text = _("Port {port} is taken by another program; choose one with PINZHI_PORT.")
        return PortTaken(text.format(port=port))
    if error.errno == errno.EACCES:
        return CannotRun(_("This user may not open port {port}.").format(port=port))
    return CannotRun(_("PINZHI_HOST {host} is no address of this machine.").format(host=host))
