"""What a killed run leaves behind is known by its mark; a living run is left alone."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from pinzhi.runtime.runs import MARK, end_orphans, one_run, other_runs


@contextmanager
def sleeping(mark: Path) -> Iterator[subprocess.Popen[bytes]]:
    environ = {**os.environ, MARK: str(mark)}
    with subprocess.Popen(["sleep", "60"], env=environ) as process:
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


def test_runs_see_each_other(tmp_path: Path) -> None:
    with one_run(tmp_path) as first:
        assert not other_runs(tmp_path, first)
        with one_run(tmp_path) as second:
            assert other_runs(tmp_path, first)
            assert other_runs(tmp_path, second)
        assert not other_runs(tmp_path, first)
    assert list((tmp_path / "run").iterdir()) == []
