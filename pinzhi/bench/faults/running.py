"""One run: phones at work, a bad line, a server that is killed; afterwards the judge."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any

from pinzhi.bench.faults.agenda import FROM_OUTSIDE, ON_THE_WAY, Agenda
from pinzhi.bench.faults.deeds import BLOCK
from pinzhi.bench.faults.journal import Deed, Journal
from pinzhi.bench.faults.log import FaultLog, read_fired
from pinzhi.bench.faults.proxy import Proxy
from pinzhi.bench.faults.server import Server, start_group
from pinzhi.bench.faults.tricks import TRICKS
from pinzhi.bench.results import Result, at_least, at_most, told
from pinzhi.config.env import read_env
from pinzhi.runtime.founding import superuser_settings
from pinzhi.runtime.layout import read_layout

if TYPE_CHECKING:
    from pinzhi.bench.faults.judge import Verdict

ROUNDS = 3  # on a good line, before whatever is still unsent is held against the phone
PHONES = ("-m", "pinzhi.bench.faults.phones")
WHERE = ("host", "port", "user", "password", "dbname")
COPY_AT, RESTORE_AT = 0.35, 0.6  # of the work


@dataclass(frozen=True)
class Plan:
    """What a run is to do. `settings` and `phones_program` are for planting defects in tests."""

    submissions: int = 2_000
    faults: int = 50
    seed: int = 1
    phones: int = 10
    batch: int = 25
    pace: float = 0.03
    patience: float = 20.0
    bad_every: int = 2
    kinds: Sequence[str] = tuple(ON_THE_WAY)
    outside: Sequence[str] = FROM_OUTSIDE
    restore: bool = True
    workers: int = 2  # of the web server
    settings: str = "pinzhi.config.settings"
    phones_program: Sequence[str] = PHONES
    least_kinds: int = 8
    idle: float = 15.0  # seconds without a new receipt, after which the line is made good
    longest: float = 3_600.0


@dataclass
class Report:
    """What came of it. It counts only when the log shows enough faults of enough kinds."""

    seed: int
    submissions: int
    wanted: int
    least_kinds: int
    fired: Mapping[str, int]
    bad_input: Mapping[str, int]  # by the phones themselves; not counted among the faults
    words: Mapping[str, int]
    restores: int
    patience_broken: int
    seconds: float
    examples: Sequence[str] = field(default_factory=list)

    @property
    def faults(self) -> int:
        return sum(self.fired.values())

    @property
    def counts(self) -> bool:
        return self.faults >= self.wanted and len(self.fired) >= self.least_kinds

    @property
    def clean(self) -> bool:
        taken = self.bad_input.get("took_from_another", 0)
        return not any(self.words.values()) and self.patience_broken == taken == 0


class Run:
    """The processes of one run and what they leave below `folder`."""

    def __init__(self, plan: Plan, folder: Path, place: Mapping[str, Any], *, own: bool) -> None:
        self.plan, self.folder, self.own = plan, folder, own
        served = {"DJANGO_SETTINGS_MODULE": plan.settings, "PINZHI_WORKERS": str(plan.workers)}
        environ = {**os.environ, **served}
        master = superuser_settings(read_layout(read_env().var)) if own else None
        self.server = Server(environ, place, folder / "server.log", master)
        self.log = FaultLog(folder / "line.log")
        outside = self._from_outside()
        self.agenda = Agenda(plan.kinds, max(0, plan.faults - sum(outside.values())), plan.seed)
        self.outside = sorted(
            ((at + 1) / (count + 1), kind) for kind, count in outside.items() for at in range(count)
        )
        kills = {"web": self.server.kill, "connections": self.server.cut_connections}
        self.proxy = Proxy(self.server.port, self.agenda, TRICKS, self.log, plan.seed, kills)
        self.restores = 0
        self._seen: dict[Path, tuple[int, int]] = {}

    def _from_outside(self) -> Counter[str]:
        """A few of each, more in a longer run; PostgreSQL itself only where it is ours."""
        kinds = [k for k in self.plan.outside if self.own or k != "kill_database"]
        return Counter({kind: min(20, 1 + self.plan.faults // 40) for kind in kinds})

    def go(self, sessions: Sequence[str]) -> None:
        self.proxy.start()
        write_config(self.plan, self.folder, self.proxy.port, sessions)
        with self.server.kept_up():
            self._work()
            self.agenda.left.clear()
            self.proxy.stop()
            self._settle(sessions)
        self.log.close()

    def _work(self) -> None:
        """Until the phones have nothing left, or get nothing through any more though all faults are
        over; killed ones begin again where their disk is."""
        until = time.monotonic() + self.plan.longest
        process = self._phones()
        copied, fresh = False, time.monotonic()
        while process.poll() is None:
            if time.monotonic() > until:
                process.kill()
                raise TimeoutError("the phones do not get through; see server.log")
            time.sleep(0.05)
            done = self._progress()
            if done > self.agenda.progress or self.agenda.left or self.outside:
                fresh = time.monotonic()
            elif time.monotonic() - fresh > self.plan.idle:
                process.kill()
                process.wait()
                return
            self.agenda.progress = done
            if self.plan.restore and done > COPY_AT and not copied:
                self.server.copy_database(self._copy)
                copied = True
            if copied and not self.restores and done > RESTORE_AT:
                self.server.restore_database(self._copy)
                self.log.fired("restored_from_backup", f"at {done:.2f} of the work")
                self.restores = 1
            while self.outside and self.outside[0][0] <= done:
                process = self._strike(self.outside.pop(0)[1], process)
        if process.wait() != 0:
            raise RuntimeError("the process of the phones failed")

    @property
    def _copy(self) -> str:
        return f"{self.server.place['dbname']}_copy"

    def _strike(self, kind: str, process: "subprocess.Popen[bytes]") -> "subprocess.Popen[bytes]":
        if kind == "kill_phones":
            process.kill()
            process.wait()
            self.proxy.not_before.clear()
            self.log.fired(kind, "all phones at once")
            return self._phones()
        if self.server.crash_database():
            self.log.fired(kind, "kill -9 of a PostgreSQL process")
        return process

    def _phones(self, *more: str) -> "subprocess.Popen[bytes]":
        words = [sys.executable, *self.plan.phones_program, str(self.folder), *more]
        return start_group(words, os.environ)

    def _settle(self, sessions: Sequence[str]) -> None:
        """The line is good: whatever a phone still has goes straight to the server."""
        self.server.wait_up()
        write_config(self.plan, self.folder, self.server.port, sessions)
        if self._phones(str(ROUNDS)).wait(600) != 0:
            raise RuntimeError("the process of the phones failed")

    def _progress(self) -> float:
        """How much of all the work the phones hold receipts for."""
        for path in self.folder.glob("phone-*/outbox.jsonl"):
            at, count = self._seen.get(path, (0, 0))
            with path.open("rb") as lines:
                lines.seek(at)
                fresh = lines.read()
            whole = fresh[: fresh.rfind(b"\n") + 1]
            count += whole.count(b'"receipt": {"uuid"')
            self._seen[path] = at + len(whole), count
        return sum(count for _at, count in self._seen.values()) / max(1, self.plan.submissions)


def write_config(plan: Plan, folder: Path, port: int, sessions: Sequence[str]) -> None:
    told = {
        "host": "127.0.0.1",
        "port": port,
        "seed": plan.seed,
        "blocks": blocks_of(plan),
        "batch": plan.batch,
        "pace": plan.pace,
        "patience": plan.patience,
        "sessions": list(sessions),
        "bad_every": plan.bad_every,
    }
    (folder / "phones.json").write_text(json.dumps(told))


def blocks_of(plan: Plan) -> int:
    return -(-plan.submissions // (plan.phones * BLOCK))


def run_faults(plan: Plan, folder: Path, *, own: bool) -> Report:
    """A whole run on Django's database, which must be empty and migrated; journals and logs stay in
    `folder`. `own`: its PostgreSQL belongs to this run alone and may be killed."""
    from django.db import connection, connections

    from pinzhi.bench.faults.ground import picture, sign_in_workers

    sessions = sign_in_workers(plan.phones, blocks_of(plan))
    (folder / "picture.jpg").write_bytes(picture())
    place = connection.get_connection_params()
    known: dict[str, Any] = {k: place[k] for k in WHERE if k in place}
    connections.close_all()
    began = time.monotonic()
    run = Run(plan, folder, known, own=own)
    run.go(sessions)
    seconds = time.monotonic() - began
    verdict = asdict(verdict_on(folder, plan.phones))
    examples, _aside = verdict.pop("examples"), verdict.pop("aside")
    return Report(
        seed=plan.seed,
        submissions=sum(1 for _ in all_deeds(folder, plan.phones)),
        wanted=plan.faults,
        least_kinds=plan.least_kinds,
        fired=dict(read_fired([folder / "line.log"])),
        bad_input=dict(read_fired([folder / "phones.log"])),
        words=verdict,
        restores=run.restores,
        patience_broken=run.proxy.patience_broken,
        seconds=seconds,
        examples=examples,
    )


def verdict_on(folder: Path, phones: int) -> "Verdict":
    """The four words about what these phones were promised."""
    from pinzhi.bench.faults.judge import Held, judge

    return judge(all_deeds(folder, phones), Held())


def bench_faults(submissions: int, faults: int, seed: int, phones: int) -> list[Result]:
    """`pinzhi bench faults`, on a scratch database."""
    plan = Plan(submissions, faults, seed, phones, batch=50, bad_every=10, least_kinds=12)
    folder = Path(tempfile.mkdtemp(prefix="pinzhi-faults-"))
    try:
        report = run_faults(plan, folder, own=not read_env().database_url)
    finally:
        rmtree(folder, ignore_errors=True)
    for line in report.examples:
        sys.stderr.write(f"{line}\n")
    return figures(report)


def figures(report: Report) -> list[Result]:
    """The report as the benches tell theirs: what fired, what was handed in, the four words."""
    kinds = [told("faults", f"fired: {kind}", n) for kind, n in sorted(report.fired.items())]
    bad = [told("faults", f"bad input: {kind}", n) for kind, n in sorted(report.bad_input.items())]
    words = [at_most("faults", word.upper(), n, 0) for word, n in report.words.items()]
    stray = report.bad_input.get("took_from_another", 0)
    return [
        *kinds,
        *bad,
        told("faults", f"seed {report.seed}: submissions", report.submissions),
        at_least("faults", "faults that fired, by the log", report.faults, report.wanted),
        at_least("faults", "kinds of them", len(report.fired), report.least_kinds),
        *words,
        at_most("faults", "taken in somebody else's session", stray, 0),
        at_most("faults", "Retry-After not obeyed", report.patience_broken, 0),
        told("faults", "time", report.seconds, "s"),
    ]


def all_deeds(folder: Path, phones: int) -> Iterator[tuple[int, Deed]]:
    for number in range(phones):
        journal = Journal(folder / f"phone-{number}")
        for deed in journal.deeds.values():
            yield json.loads(deed.body)["author"], deed
        journal.close()
