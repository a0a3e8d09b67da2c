"""Phones in a process of their own, so that it can be killed: they keep to docs/sync.md.

`python -m pinzhi.bench.faults.phones folder [rounds]`. With `rounds` the line is good again,
nothing new is saved, and each phone has so many rounds for what is left.
"""

import json
import os
import random
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pinzhi.bench.faults.deeds import Day, add_bad_luck, make_block
from pinzhi.bench.faults.journal import ASIDE, RECEIVED, WAITING, Deed, Journal
from pinzhi.bench.faults.log import FaultLog
from pinzhi.bench.faults.wire import NoAnswerError, ProblemError, Told, Wire

CHUNK = 256 * 1024
TRIES = 3
UNREAD = frozenset({400, 413, 422})
FIRST, LONGEST = 5.0, 300.0  # seconds of waiting after a failure, before `pace`


@dataclass(frozen=True)
class Config:
    """What the driver tells the process of phones."""

    host: str
    port: int
    seed: int
    blocks: int  # for each phone
    batch: int
    pace: float  # all pauses are multiplied by it
    patience: float  # seconds until a request is given up
    sessions: Sequence[str]
    bad_every: int  # blocks; 0: never


class Phone:
    """One worker's phone: its outbox on disk, its line, and nothing else that must survive."""

    def __init__(self, config: Config, number: int, folder: Path, log: FaultLog) -> None:
        self.config, self.number, self.log = config, number, log
        self.journal = Journal(folder / f"phone-{number}")
        self.picture = (folder / "picture.jpg").read_bytes()
        self.wire = self.line(config.sessions[number])
        self.device = f"00000000-0000-4000-8000-{number:012x}"
        self.chance = random.Random()  # noqa: S311 -- jitter
        self.failures = 0
        self.day: Day | None = None

    def line(self, session: str) -> Wire:
        told = self.config
        return Wire(told.host, told.port, session, told.patience, f"phone {self.number}")

    # -- living -----------------------------------------------------------------------------

    def live(self) -> None:
        """Work and hand in, until all there is to do is done and handed in."""
        while self.journal.blocks < self.config.blocks or self.journal.waiting():
            try:
                self.round()
                self.failures = 0
                if self.journal.blocks < self.config.blocks:
                    self.work()
            except NoAnswerError as fault:
                self.rest(fault.wait)
            except ProblemError:
                self.rest(0)

    def settle(self, rounds: int) -> None:
        """The line is good again. A round that gets no answer at all is one round the less."""
        for _ in range(rounds):
            try:
                self.round()
            except (NoAnswerError, ProblemError):
                self.rest(0)

    def rest(self, asked: float) -> None:
        self.failures += 1
        step = min(FIRST * 2 ** (self.failures - 1), LONGEST) * self.config.pace
        step = min(step, 3.0)
        time.sleep(max(asked, step / 2 + step / 2 * self.chance.random()))

    def work(self) -> None:
        """The next stretch of work goes into the outbox."""
        if self.day is None:
            return
        number = self.journal.blocks
        seed = f"{self.config.seed}-{self.number}"
        block = make_block(self.day, number, seed=seed, picture=self.picture)
        turn = (number + self.number) % (self.config.bad_every or 1)
        bad = self.config.bad_every > 0
        if bad and turn == 0:
            add_bad_luck(block)
            self.log.fired("rival_body", f"phone {self.number}")
        self.journal.save(block.deeds, block.photos)
        if bad and turn == 1 % self.config.bad_every:
            self.go_stray(block.deeds[:5])

    def go_stray(self, deeds: Sequence[dict[str, Any]]) -> None:
        """Deeds reach the server in somebody else's session: they are his to send, not theirs."""
        wire = self.line(self.config.sessions[self.number - 1])
        sent = [{"uuid": d["uuid"], "body_hash": d["hash"], "body": d["body"]} for d in deeds]
        epoch = wire.ask("GET", "/my/sync/hello/")["epoch"]
        envelope = {"device": self.device, "sent_at": _now(), "operations": sent}
        told = wire.ask("POST", "/my/sync/push/", envelope)
        if told["epoch"] != epoch:
            return  # no word of the server: somebody on the line made it up
        codes = {one["code"] if one["receipt"] is None else "taken" for one in told["answers"]}
        kind = "other_session" if codes == {"not_the_author"} else "took_from_another"
        self.log.fired(kind, f"phone {self.number}")

    # -- one round --------------------------------------------------------------------------

    def round(self) -> None:
        hello = self.wire.ask("GET", "/my/sync/hello/")
        self.offer_again(hello["epoch"])
        if hello["staff"] is None:
            raise NoAnswerError("not signed in")
        if self.day is None:
            self.day = self.kept_day() or self.pull(hello["staff"])
        waiting = self.journal.waiting()
        if self.chance.random() < 0.5:  # noqa: PLR2004 -- as often as not in another order
            self.chance.shuffle(waiting)
        for start in range(0, len(waiting), self.config.batch):
            self.send(waiting[start : start + self.config.batch])
        self.report()

    def offer_again(self, epoch: str) -> None:
        """A server that came out of a backup may have lost what it had confirmed."""
        deeds = self.journal.deeds.values()
        old = [d for d in deeds if d.state == RECEIVED and d.receipt.get("epoch") != epoch]
        fresh = {"state": WAITING, "receipt": {}, "tries": 0, "answer": ""}
        self.journal.note([(deed, dict(fresh)) for deed in old])

    def pull(self, staff: int) -> Day:
        told = self.wire.ask("GET", f"/my/sync/pull/?device={self.device}&most=8000000")
        found = {one["key"]: one for one in told["set"]}
        tasks = sorted((one for key, one in found.items() if key.startswith("task:")), key=_id)
        forms = {
            key: [item["id"] for item in one["items"]]
            for key, one in found.items()
            if key.startswith("checklist:")
        }
        rows = [(one["id"], forms[f"checklist:{one['checklist']}"]) for one in tasks]
        day = Day(staff, tasks[0]["site"], told["time_token"], rows)
        fresh = self.journal.folder / "day.new"
        fresh.write_text(json.dumps(asdict(day)))
        fresh.rename(self.journal.folder / "day.json")
        return day

    def kept_day(self) -> Day | None:
        """What was pulled before the process was killed."""
        path = self.journal.folder / "day.json"
        return Day(**json.loads(path.read_text())) if path.exists() else None

    def report(self) -> None:
        left = [
            {"uuid": d.uuid, "kind": d.kind, "captured_at": _now()}
            for d in self.journal.waiting()
            if d.expects == "accepted"
        ]
        body = {"device": self.device, "fresh": False, "outbox": left}
        self.wire.ask("POST", "/my/sync/status/", body)

    # -- handing in -------------------------------------------------------------------------

    def send(self, batch: Sequence[Deed]) -> None:
        lacking = self.push(batch)
        for deed, missing in lacking:
            for sha in missing:
                self.send_file(deed, sha)
        if lacking:
            self.push([deed for deed, _missing in lacking])

    def push(self, batch: Sequence[Deed]) -> list[tuple[Deed, list[str]]]:
        """A batch that the server cannot take goes one by one: a bad one stops no other."""
        try:
            return self.push_once(batch)
        except ProblemError as problem:
            if problem.status not in UNREAD:
                raise
            if len(batch) == 1:
                self.journal.note([(batch[0], self.refused(batch[0], problem.code))])
                return []
            return [found for deed in batch for found in self.push([deed])]

    def push_once(self, batch: Sequence[Deed]) -> list[tuple[Deed, list[str]]]:
        sent = [{"uuid": d.uuid, "body_hash": d.hash, "body": d.body} for d in batch]
        envelope = {"device": self.device, "sent_at": _now(), "operations": sent}
        told = self.wire.ask("POST", "/my/sync/push/", envelope)
        answers = told.get("answers")
        changes, lacking = [], []
        for deed in batch:
            answer = answer_to(answers, deed)
            if answer is None:
                continue
            changes.append((deed, self.change(deed, answer, told["epoch"])))
            if answer.get("missing"):
                lacking.append((deed, list(answer["missing"])))
        self.journal.note(changes)
        return lacking

    def change(self, deed: Deed, answer: Told, epoch: str) -> dict[str, Any]:
        said = {"answer": str(answer.get("answer")), "code": str(answer.get("code"))}
        if covers(answer.get("receipt"), deed, epoch):
            return {**said, "state": RECEIVED, "receipt": answer["receipt"]}
        if answer.get("answer") == "refused":
            return {**said, **self.refused(deed, said["code"])}
        return said

    def refused(self, deed: Deed, code: str) -> dict[str, Any]:
        tries = deed.tries + 1
        state = ASIDE if tries >= TRIES else WAITING
        if state == ASIDE:
            self.log.fired("poison", f"{deed.kind} {deed.uuid}")
        return {"code": code, "tries": tries, "state": state}

    def send_file(self, deed: Deed, sha: str) -> None:
        """From where it stopped. A file that nobody can use does not stop the rest."""
        if sha not in deed.hashes:
            return
        content, path = self.journal.photo(sha), f"/my/sync/files/{sha}/"
        try:
            known = self.wire.ask("GET", path)
            if known.get("here") or known.get("refused"):
                return
            here = set(known.get("chunks", ()))
            for n, start in enumerate(range(0, len(content), CHUNK)):
                if n not in here:
                    piece = content[start : start + CHUNK]
                    self.wire.ask("PUT", f"{path}{n}/?size={len(content)}", raw=piece)
            self.wire.ask("POST", f"{path}complete/", {})
        except ProblemError as problem:
            self.journal.note([(deed, {"code": problem.code})])


def answer_to(answers: Any, deed: Deed) -> Told | None:
    """The answer to one operation, when it really is about this one."""
    rows = answers if isinstance(answers, list) else []
    mine = (deed.uuid, deed.hash)
    return next(
        (a for a in rows if isinstance(a, dict) and (a.get("uuid"), a.get("body_hash")) == mine),
        None,
    )


def covers(receipt: Any, deed: Deed, epoch: str) -> bool:
    """Whether this receipt names the operation, its body, all its files and the epoch."""
    if not isinstance(receipt, dict) or not epoch or receipt.get("epoch") != epoch:
        return False
    if (receipt.get("uuid"), receipt.get("body_hash")) != (deed.uuid, deed.hash):
        return False
    files = receipt.get("files")
    return isinstance(files, list) and sorted(set(files)) == deed.hashes


def _id(one: Told) -> int:
    return int(one["id"])


def _now() -> str:
    return datetime.now(UTC).isoformat()


def give_up(fault: threading.ExceptHookArgs) -> None:
    """A phone that breaks is a fault of its own making: the run ends and says so."""
    sys.__excepthook__(fault.exc_type, fault.exc_value or Exception(), fault.exc_traceback)
    os._exit(1)


def main(phone: type[Phone] = Phone) -> None:
    """Let all phones live, each in a thread, until they have nothing left to do."""
    folder, rounds = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0  # noqa: PLR2004
    config = Config(**json.loads((folder / "phones.json").read_text()))
    log = FaultLog(folder / "phones.log")
    threading.excepthook = give_up
    phones = [phone(config, number, folder, log) for number in range(len(config.sessions))]
    threads = [
        threading.Thread(target=one.settle if rounds else one.live, args=[rounds] if rounds else [])
        for one in phones
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
