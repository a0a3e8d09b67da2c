"""Children are kept alive, ended together, and never outlive their parent."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import psutil
import pytest

from pinzhi.runtime.children import Child, Children, bury, has_ended, launch
from pinzhi.runtime.failures import ChildFailed
from tests.runtime.conftest import wait_for

SLEEP = ["sleep", "60"]
STUBBORN = ["sh", "-c", "trap '' TERM; sleep 60 & echo; wait; wait"]
PARENT = """
import os, sys, time
from pinzhi.runtime.children import launch
print(launch(["sleep", "60"], os.environ).pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def children(said: list[str]) -> Iterator[Children]:
    group = Children(os.environ, said.append)
    yield group
    group.stop(patience=0)


def pid_of(child: Child) -> int:
    assert child.process is not None
    return child.process.pid


def tend_until_alive(children: Children, child: Child) -> None:
    until = time.monotonic() + 10
    while child.process is None or has_ended(child.process):
        assert time.monotonic() < until
        children.tend()
        time.sleep(0.02)


def test_dead_child_is_started_again_whatever_its_code(children: Children, said: list[str]) -> None:
    child = children.add("worker", SLEEP)
    children.tend()
    first = pid_of(child)
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: child.process is not None and has_ended(child.process))
    children.tend()
    assert said == ["The process worker ended (-9); starting it again in 0.5 s."]
    tend_until_alive(children, child)
    assert pid_of(child) != first


def tend_for_ever(children: Children) -> None:
    while True:
        children.tend()
        for child in children.members:
            child.due = 0
        time.sleep(0.01)


def test_child_that_never_comes_up_is_given_up(children: Children, said: list[str]) -> None:
    children.add("web", ["false"])
    with pytest.raises(ChildFailed, match=r"^The process web does not start"):
        tend_for_ever(children)
    assert len(said) == 4


def test_pause_between_two_starts_grows(children: Children, said: list[str]) -> None:
    child = children.add("worker", ["false"])
    child.proven = True
    while len(said) < 9:
        children.tend()
        child.due = 0
        time.sleep(0.005)
    pauses = [line.split(" in ")[1] for line in said]
    assert pauses == [f"{pause} s." for pause in (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0)]


def test_stop_kills_what_does_not_listen(children: Children) -> None:
    child = children.add("web", STUBBORN)
    children.tend()
    family = psutil.Process(pid_of(child))
    wait_for(lambda: len(family.children()) == 1)
    grandchild = family.children()[0]
    children.stop(patience=0.3)
    assert not family.is_running()
    wait_for(lambda: not grandchild.is_running() or grandchild.status() == psutil.STATUS_ZOMBIE)


def test_looking_at_a_dead_child_does_not_bury_it() -> None:
    process = launch(["true"], os.environ)
    wait_for(lambda: has_ended(process))
    assert psutil.Process(process.pid).status() == psutil.STATUS_ZOMBIE
    assert bury(process) == 0
    assert has_ended(process)


def test_child_ends_when_its_parent_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
    wait_for(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)
