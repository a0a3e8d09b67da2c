"""Run a command on a database of its own that is gone afterwards: `make test` does.

With DATABASE_URL the command gets that server instead.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pinzhi.runtime.cluster import use_cluster
from pinzhi.runtime.layout import read_layout


@contextmanager
def throwaway_var() -> Iterator[Path]:
    """Give a fresh var/ with a running, fast and unsafe cluster; remove both afterwards."""
    var = Path(tempfile.mkdtemp(prefix="pinzhi-test-"))
    if os.geteuid() == 0:
        var.chmod(0o711)  # the server's account has to walk through
    try:
        with use_cluster(var, fast=True, for_tests=True):
            yield var
    finally:
        layout = read_layout(var)
        for folder in (layout.socket, layout.home, var):
            shutil.rmtree(folder, ignore_errors=True)


def main(command: Sequence[str]) -> int:
    """Run the command to its end and return its exit code."""
    if os.environ.get("DATABASE_URL"):
        return subprocess.run(command, check=False).returncode  # noqa: S603 -- the caller's own
    with throwaway_var() as var:
        environ = {**os.environ, "PINZHI_VAR": str(var)}
        return subprocess.run(command, check=False, env=environ).returncode  # noqa: S603 -- likewise


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
