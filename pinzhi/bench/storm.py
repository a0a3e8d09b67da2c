"""bench storm: a whole company sends at once while people at their desks go on working."""

import gzip
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPResponse
from time import monotonic, perf_counter, sleep
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from pinzhi.bench.ground import found_sites, hire, plan_all, publish
from pinzhi.bench.intake import ITEMS
from pinzhi.bench.paging import signed_in
from pinzhi.bench.results import Result, at_most, percentile, told
from pinzhi.bench.syncing import operation
from pinzhi.field.sync.models import Operation, Upload
from pinzhi.files.models import Blob
from pinzhi.people.models import Staff
from pinzhi.people.roles import Role
from pinzhi.places.models import Site
from pinzhi.plans.actions import fill_site
from pinzhi.plans.models import Task
from pinzhi.records.integrity.models import Examined
from pinzhi.records.models import Record
from pinzhi.records.submissions import Given, Submission

SITES, MANAGERS, MINUTE = 10, 5, 60.0
PER_SITE = 200  # tasks a day
LOST_ANSWERS = 10  # every tenth phone goes away before it hears the first answer, and sends again
FIRST_WAIT, LONGEST_WAIT, PATIENCE = 5.0, 300.0, 120.0
LATER = 0.5  # of the time asked for, at most, by chance
SLOWEST_PAGE, SLOWEST_LOOK = 2.0, 60.0  # seconds
BOARDS = ("console:today", "console:cockpit")
GAVE_UP = 1800.0
DONE = {"accepted", "had"}
OK = 200
Address = tuple[str, int]


@dataclass
class Phone:
    """One person's phone with a morning's work that has not been sent."""

    cookie: str
    body: bytes
    uids: frozenset[str]
    starts: float
    forgets: bool
    headers: dict[str, str] = field(default_factory=dict)
    receipts: set[str] = field(default_factory=set)
    asked_again: int = 0
    done_at: float = 0.0
    gave_up: str = ""

    def run(self, address: Address, began: float) -> None:
        """Send until every operation has its receipt; as the app waits, so does this one."""
        sleep(max(0.0, began + self.starts - monotonic()))
        failures = 0
        while not self.receipts >= self.uids:
            if monotonic() - began > GAVE_UP:
                self.gave_up = self.gave_up or "too late"
                return
            try:
                wait = self._send(address)
            except (OSError, HTTPException, ValueError):
                wait = 0.0
            if self.receipts >= self.uids:
                break
            failures = 0 if wait else failures + 1
            step = min(FIRST_WAIT * 2 ** max(0, failures - 1), LONGEST_WAIT)
            by_chance = random.random()  # noqa: S311 -- jitter
            sleep(wait * (1 + LATER * by_chance) if wait else step / 2 * (1 + by_chance))
        self.done_at = monotonic() - began

    def _send(self, address: Address) -> float:
        line = HTTPConnection(*address, timeout=PATIENCE)
        try:
            if not self.headers:
                wait = self._greet(line)
                if not self.headers:
                    return wait
            line.request("POST", reverse("sync:push"), self.body, self.headers)
            if self.forgets:
                self.forgets = False
                return 0.0  # the line breaks when all is sent and nothing is heard yet
            return self._hear(line.getresponse())
        finally:
            line.close()

    def _greet(self, line: HTTPConnection) -> float:
        """Fetch the token that a push carries; once, as the app does."""
        session = f"{settings.SESSION_COOKIE_NAME}={self.cookie}"
        line.request("GET", reverse("sync:hello"), headers={"Cookie": session})
        answer = line.getresponse()
        body = answer.read()
        if answer.status != OK:
            return self._sent_away(answer)
        seed = answer.headers["Set-Cookie"].split(";")[0]
        self.headers = {
            "Cookie": f"{session}; {seed}",
            "X-CSRFToken": json.loads(body)["csrf"],
            "Content-Type": "application/json",
            "Content-Encoding": "gzip",
            "Accept": "application/json",
        }
        return 0.0

    def _hear(self, answer: HTTPResponse) -> float:
        body = answer.read()
        if answer.status != OK:
            return self._sent_away(answer)
        for one in json.loads(body)["answers"]:
            if one["answer"] in DONE and one["receipt"]:
                self.receipts.add(one["uuid"])
            else:
                self.gave_up = f"{one['answer']} {one['code']}"
        return 0.0

    def _sent_away(self, answer: HTTPResponse) -> float:
        self.asked_again += 1
        return float(answer.headers["Retry-After"] or 0)


class Ground:
    """Sites with managers at their desks, and workers whose phones are full."""

    def __init__(self, phones: int, items: int) -> None:
        sites = found_sites(SITES)
        edition = publish(10, ITEMS)
        plan_all(edition, targets=PER_SITE // 10)
        self.sites = sites
        self.managers = [hire(f"M{site.pk}", site, Role.SITE_MANAGER) for site in sites][:MANAGERS]
        self.items = {c.pk: [i.pk for i in c.items.all()] for c in edition.checklists.all()}
        content = sha256(b"storm").hexdigest()
        self.blob = Blob.objects.create(
            sha256=content, size=1, media_type="image/jpeg", original="storm"
        )
        workers = [hire(f"P{n}", sites[n % SITES], Role.WORKER) for n in range(phones)]
        Upload.objects.bulk_create(
            Upload(by=worker, sha256=content, size=1, blob=self.blob) for worker in workers
        )
        _fill(sites, -(-phones // SITES) * items)
        self.phones = [
            self._phone(worker, sites[n % SITES], n // SITES * items, items, n)
            for n, worker in enumerate(workers)
        ]
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _phone(self, worker: Staff, site: Site, first: int, items: int, number: int) -> Phone:
        rows = Task.objects.filter(site=site).order_by("opens_at", "pk")[first : first + items]
        tasks = list(rows)
        Task.objects.filter(pk__in=[task.pk for task in tasks]).update(assignee=worker)
        sent = [self._operation(task, worker) for task in tasks]
        told = {"device": str(uuid4()), "sent_at": timezone.now().isoformat(), "operations": sent}
        return Phone(
            cookie=_session(worker.number),
            body=gzip.compress(json.dumps(told).encode(), 1),
            uids=frozenset(one["uuid"] for one in sent),
            starts=random.random() * MINUTE,  # noqa: S311 -- no secret
            forgets=number % LOST_ANSWERS == 0,
        )

    def _operation(self, task: Task, worker: Staff) -> dict[str, str]:
        at, photo = task.opens_at + timedelta(minutes=20), uuid4()
        answers = [
            Given(item, "pass", photos=() if n else (photo,))
            for n, item in enumerate(self.items[task.checklist_id])
        ]
        submission = Submission(uuid4(), task.opens_at, at, answers)
        return operation(submission, task, worker.pk, self.blob.sha256)


def _fill(sites: Sequence[Site], each: int) -> None:
    first = datetime.now(ZoneInfo("Asia/Shanghai")).replace(hour=0, minute=0, second=0)
    days = -(-each // PER_SITE)
    for site in sites:
        fill_site(site, start=first - timedelta(days=days), until=first)


def _session(number: str) -> str:
    return signed_in(number).cookies[settings.SESSION_COOKIE_NAME].value


@contextmanager
def serving(*, worker: bool = True) -> Iterator[Address]:
    """The web server and the worker as `pinzhi up` starts them, on the bench's database."""
    import socket

    from pinzhi.config.env import read_env
    from pinzhi.runtime.instance import answers, web_command

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = {**os.environ, "PINZHI_PORT": str(port), "PINZHI_WORKERS": "2"}
    env = read_env(environ)
    manage = [sys.executable, "-m", "django"]
    subprocess.run([*manage, "collectstatic", "--noinput", "-v0"], env=environ, check=True)  # noqa: S603 -- our own
    log = (env.var / "storm.log").open("wb")
    running = [
        subprocess.Popen(  # noqa: S603 -- our own
            command, env=environ, stdout=log, stderr=log, start_new_session=True
        )
        for command in (web_command(env), *([[*manage, "procrastinate", "worker"]] * worker))
    ]
    try:
        while not answers(env):
            sleep(0.2)
        yield "127.0.0.1", port
    finally:
        for child in running:
            child.terminate()
        for child in running:
            child.wait(30)
            with suppress(ProcessLookupError):  # workers that outlived their server
                os.killpg(child.pid, signal.SIGKILL)
        log.close()


@dataclass
class Desk:
    """A manager who looks at a board, reads, and looks at the next."""

    cookie: str
    site: int
    took: list[float] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)

    def run(self, address: Address, over: Callable[[], bool]) -> None:
        while not over():
            for name in BOARDS:
                began = perf_counter()
                status = self._look(address, name)
                self.took.append(perf_counter() - began)
                if status != OK:
                    self.failed.append(status)
                sleep(1.0)

    def _look(self, address: Address, name: str) -> int:
        line = HTTPConnection(*address, timeout=PATIENCE)
        try:
            headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={self.cookie}"}
            line.request("GET", f"{reverse(name)}?site={self.site}", headers=headers)
            answer = line.getresponse()
            answer.read()
        except (OSError, HTTPException):
            return 0
        else:
            return answer.status
        finally:
            line.close()


def bench_storm(phones: int, items: int) -> list[Result]:
    """All phones begin within a minute, each with all its work in one push; managers look on."""
    ground = Ground(phones, items)
    with serving() as address:
        before = _look_on(ground, address, monotonic() + 20)
        began = monotonic()
        threads = [
            threading.Thread(target=phone.run, args=(address, began), daemon=True)
            for phone in ground.phones
        ]
        for thread in threads:
            thread.start()
        meanwhile = _look_on(ground, address, began + GAVE_UP, threads)
        for thread in threads:
            thread.join()
        lag = _until_examined()
    return _told(ground, before, meanwhile, lag, phones * items)


def _look_on(
    ground: Ground, address: Address, ends: float, during: Sequence[threading.Thread] = ()
) -> list[Desk]:
    desks = [
        Desk(_session(manager.number), site.pk)
        for manager, site in zip(ground.managers, ground.sites, strict=False)
    ]

    def over() -> bool:
        done = bool(during) and not any(thread.is_alive() for thread in during)
        return done or monotonic() > ends

    looking = [threading.Thread(target=desk.run, args=(address, over)) for desk in desks]
    for thread in looking:
        thread.start()
    for thread in looking:
        thread.join()
    return desks


def _until_examined() -> float:
    """The seconds from the last record to the last of them being gone over."""
    began = monotonic()
    while Examined.objects.count() < Record.objects.count() and monotonic() - began < GAVE_UP:
        sleep(1.0)
    return monotonic() - began


def _told(
    ground: Ground, before: Sequence[Desk], meanwhile: Sequence[Desk], lag: float, wanted: int
) -> list[Result]:
    sent = {UUID(uid) for phone in ground.phones for uid in phone.uids}
    made = set(Record.objects.values_list("pk", flat=True))
    kept = list(Operation.objects.filter(state="accepted").values_list("uid", flat=True))
    receipts = sum(len(phone.receipts) for phone in ground.phones)
    drained = max(phone.done_at for phone in ground.phones)
    pages = [took for desk in meanwhile for took in desk.took]
    quiet = [took for desk in before for took in desk.took]
    failed = [status for desk in meanwhile for status in desk.failed]
    given_up = [phone.gave_up for phone in ground.phones if phone.gave_up]
    if given_up:
        raise RuntimeError(f"{len(given_up)} phones gave up: {given_up[0]}")
    return [
        told("storm", "phones, all within a minute", len(ground.phones)),
        told("storm", "records sent", wanted),
        told("storm", "until all had their receipts", drained, "s"),
        told("storm", "records a second meanwhile", wanted / drained, "records/s"),
        told("storm", "asked to come again", sum(p.asked_again for p in ground.phones), "times"),
        at_most("storm", "records lost or not sent by anybody", len(sent ^ made), 0),
        at_most("storm", "operations doubled", len(kept) - len(set(kept)), 0),
        at_most("storm", "receipts missing", wanted - receipts, 0),
        at_most("storm", "boards meanwhile, p95", percentile(pages, 0.95), SLOWEST_PAGE, "s"),
        told("storm", "boards meanwhile, median", statistics.median(pages), "s"),
        told("storm", "boards before, p95", percentile(quiet, 0.95), "s"),
        at_most("storm", "boards that failed", len(failed), 0),
        at_most("storm", "until the detectors had gone over the last", lag, SLOWEST_LOOK, "s"),
    ]
