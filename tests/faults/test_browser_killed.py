"""The worker's app in a real Chromium that is killed: what it said it keeps is kept.

Faults A1, A2, A7 and B6 of docs/faults.md.

BROWSER_KILLS says how often each kind of kill comes; a few by default.
"""

import contextlib
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psutil
import pytest
from django.utils import timezone
from playwright.sync_api import Error, Playwright, expect, sync_playwright

from pinzhi.bench.faults.agenda import Agenda, Request
from pinzhi.bench.faults.log import FaultLog, read_fired
from pinzhi.bench.faults.proxy import Proxy
from pinzhi.bench.faults.tricks import TRICKS
from pinzhi.field.sync.models import Operation
from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.models import Task
from pinzhi.records.models import Record
from tests.browser.serving import environ_for, gather_static, served, session_of
from tests.field.phone import Phone, phone
from tests.planting import plant_edition, plant_plan, plant_task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KILLS = int(os.environ.get("BROWSER_KILLS", "2"))
CHANCE = random.Random(os.environ.get("BROWSER_SEED", "5"))  # noqa: S311 -- when to kill
TYPED = 2.0  # seconds of typing that may be gone
PORTALS = ("portal_200", "portal_201", "portal_511")
FAILED, READING = "哪里不合格", "读数"


class Listening(Agenda):
    """Nothing goes wrong but what is asked for, and every push is remembered."""

    def __init__(self) -> None:
        super().__init__([], 0, 0)
        self.pushes: list[Request] = []

    def next_for(self, request: Request) -> str | None:
        if not request.suits("push"):
            return None
        self.pushes.append(request)
        return self.left.pop(0) if self.left else None


@pytest.fixture(scope="module")
def chromium() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture
def line(
    transactional_db: None,  # noqa: ARG001 -- what is committed
    tmp_path: Path,
) -> Iterator[Proxy]:
    environ = environ_for(tmp_path / "var")
    gather_static(environ)
    log = FaultLog(tmp_path / "line.log")
    with served(environ):
        proxy = Proxy(int(environ["PINZHI_PORT"]), Listening(), TRICKS, log, seed=1)
        proxy.start()
        try:
            yield proxy
        finally:
            proxy.stop()
            log.close()


@pytest.fixture
def tasks(site: Site, worker: Staff) -> list[Task]:
    """A hall for each turn."""
    plan = plant_plan(site, plant_edition("KILL"))
    now = timezone.now()
    made = [plant_task(plan, now - timedelta(minutes=5 + n), worker) for n in range(KILLS)]
    later = now + timedelta(hours=8)
    for n, task in enumerate(made):
        Task.objects.filter(pk=task.pk).update(title=hall(n), closes_at=later, lost_at=later)
    return made


def hall(turn: int) -> str:
    return f"Hall {turn:03}"


@contextlib.contextmanager
def switched_on(playwright: Playwright, host: str, profile: Path) -> Iterator[Phone]:
    """The phone as its disk has it. That it was killed inside the block is no fault of it."""
    with contextlib.suppress(Error), phone(playwright, host, profile) as one:
        yield one


def kill(profile: Path) -> None:
    """kill -9 to every process of this browser."""
    mine = f"--user-data-dir={profile}"
    for process in psutil.process_iter(["cmdline"]):
        if mine in (process.info["cmdline"] or []):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGKILL)


def open_offline(one: Phone) -> None:
    one.context.set_offline(True)
    one.open()


def write_until_killed(one: Phone, profile: Path) -> list[tuple[float, str]]:
    """Type on, and be killed in the middle; gives what stood in the field at which time."""
    field = one.page.get_by_label(FAILED)
    field.focus()
    field.press("End")
    seen, text = [], field.input_value()
    for _ in range(CHANCE.randrange(15, 40)):
        letter = CHANCE.choice("水渍灯坏门")
        one.page.keyboard.insert_text(letter)
        text += letter
        seen.append((time.monotonic(), text))
        time.sleep(0.05)
    kill(profile)
    return seen


def test_killed_while_filling_and_right_after_saving(
    chromium: Playwright, line: Proxy, tmp_path: Path, worker: Staff, tasks: list[Task]
) -> None:
    host, profile = f"http://127.0.0.1:{line.port}", tmp_path / "profile"
    with switched_on(chromium, host, profile) as one:
        one.sign_in(session_of(worker))
        one.open()
        one.until_ready(hall(0))
    for turn in range(KILLS):
        with switched_on(chromium, host, profile) as one:
            open_offline(one)
            typed = fill_until_killed(one, profile, turn)
        with switched_on(chromium, host, profile) as one:
            open_offline(one)
            hand_in_what_was_kept(one, typed, turn)
            kill(profile)
    with phone(chromium, host, profile) as one:
        hand_over_past_portals(one, line, worker)
    assert read_fired([tmp_path / "line.log"]) == dict.fromkeys(PORTALS, 1)
    records = Record.objects.values_list("task", "by", "failed").order_by("task")
    assert list(records) == [(task.pk, worker.pk, 1) for task in sorted(tasks, key=lambda t: t.pk)]
    assert Operation.objects.filter(state="accepted").count() == 2 * KILLS


def fill_until_killed(one: Phone, profile: Path, turn: int) -> list[tuple[float, str]]:
    one.unsent(2 * turn)
    one.page.get_by_text(hall(turn)).click()
    one.page.get_by_role("button", name="开始巡查").click()
    one.page.locator("fieldset").first.get_by_text("不合格", exact=True).click()
    one.page.get_by_label(READING).fill("0.3")
    return write_until_killed(one, profile)


def hand_in_what_was_kept(one: Phone, typed: list[tuple[float, str]], turn: int) -> None:
    """The draft is there but for the last moments; it is saved, and that is said."""
    one.page.get_by_text(hall(turn)).click()
    field = one.page.get_by_label(FAILED)
    expect(field).not_to_have_value("")
    assert field.input_value() in {text for at, text in typed if at >= typed[-1][0] - TYPED}
    expect(one.page.get_by_label(READING)).to_have_value("0.3")
    one.page.get_by_role("button", name="提交").click()
    one.unsent(2 * turn + 2)
    time.sleep(CHANCE.uniform(0, 0.2))


def hand_over_past_portals(one: Phone, line: Proxy, worker: Staff) -> None:
    """All is still there; portals that say 200 take nothing; of two pages only one sends."""
    open_offline(one)
    one.unsent(2 * KILLS)
    line.agenda.left.extend(PORTALS)
    one.sign_in(session_of(worker))
    second = one.context.new_page()
    one.context.set_offline(False)
    second.goto(one.host + "/app/")
    for page in (one.page, second):
        expect(page.locator("[data-unsent='0']")).to_be_visible(timeout=90_000)
    assert isinstance(line.agenda, Listening)
    sent = [one["uuid"] for push in line.agenda.pushes for one in push.operations]
    assert set(Counter(sent).values()) == {1 + len(PORTALS)}
