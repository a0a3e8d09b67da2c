"""What a killed run leaves behind is known by its mark; a living run is left alone."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from pinzhi.runtime.runs import MARK, end_orphans, is_another_stopping, one_run, say_stopping


@contextmanager
def sleeping(mark: Path) -> Iterator[subprocess.Popen[bytes]]:
    environ = {**os.environ, MARK: str(mark)}
    with subprocess.Popen(["sleep", "60"], env=environ) as process:
        # the kernel shows the new environment a moment after the program has begun
        while MARK not in psutil.Process(process.pid).environ():
            time.sleep(0.01)
        yield process
        process.kill()


def test_processes_of_a_dead_run_are_ended(tmp_path: Path) -> None:
    dead = tmp_path / "run" / "dead.lock"
    dead.parent.mkdir()
    dead.touch()
    with sleeping(dead) as left:
        assert end_orphans(tmp_path) == 1
        assert not psutil.pid_exists(left.pid)
    assert list(dead.parent.iterdir()) == []


def test_processes_of_a_living_run_are_left_alone(tmp_path: Path) -> None:
    with one_run(tmp_path) as run, sleeping(run) as child:
        assert end_orphans(tmp_path) == 0
        assert child.poll() is None
        assert run.exists()


def test_processes_of_another_var_are_left_alone(tmp_path: Path) -> None:
    with sleeping(tmp_path / "other" / "run" / "dead.lock") as stranger:
        assert end_orphans(tmp_path / "mine") == 0
        assert stranger.poll() is None


def test_next_start_sees_that_a_run_is_stopping(tmp_path: Path) -> None:
    with one_run(tmp_path) as first, one_run(tmp_path) as second:
        assert not is_another_stopping(tmp_path, second)
        say_stopping(first)
        assert is_another_stopping(tmp_path, second)
        assert not is_another_stopping(tmp_path, first)
    assert list((tmp_path / "run").iterdir()) == []


def test_run_that_was_killed_while_stopping_is_not_waited_for(tmp_path: Path) -> None:
    with one_run(tmp_path) as run:
        (run.parent / "dead.lock").write_text("stopping")
        assert not is_another_stopping(tmp_path, run)
