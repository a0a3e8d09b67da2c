"""A database for one command: there for it, gone after it."""

import subprocess
import sys
from pathlib import Path

import psutil

from tests.runtime.conftest import clean_environ

LOOK = """
import os, sys
from pathlib import Path
import psycopg
from psycopg.conninfo import make_conninfo
from pinzhi.runtime.cluster import connection_settings, running_pid
var = Path(os.environ["PINZHI_VAR"])
with psycopg.connect(make_conninfo("", **connection_settings(var)), autocommit=True) as db:
    db.execute("CREATE DATABASE another")
print(var, running_pid(var))
sys.exit(int(sys.argv[1]))
"""


def throwaway(code: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pinzhi.runtime.throwaway", sys.executable, "-c", LOOK, code],
        env=clean_environ(**environ),
        capture_output=True,
        text=True,
        check=False,
    )


def test_command_has_a_database_of_its_own_that_is_gone_afterwards() -> None:
    done = throwaway("0")
    assert done.returncode == 0, done.stderr
    var, pid = done.stdout.split()
    assert not Path(var).exists()
    assert not psutil.pid_exists(int(pid))


def test_exit_code_is_that_of_the_command() -> None:
    assert throwaway("7").returncode == 7
