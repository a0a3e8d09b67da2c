"""What one worker does with a phone: made up from a seed, the same after each restart."""

import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from pinzhi.bench.faults.journal import hash_of

RECORDS, NOTES, COMMENTS = 20, 11, 3  # in each block; and a start, two photos, two cases
BLOCK = RECORDS + 1 + COMMENTS + 1 + COMMENTS + NOTES + 1
TASKS = RECORDS + 1
LARGE, SMALL = 700_000, 3_000  # bytes of a photo: three pieces, or one
LARGE_EVERY = 8  # blocks


@dataclass(frozen=True)
class Day:
    """What a phone pulled: whose it is, where, the tasks with their items, the signed time."""

    staff: int
    site: int
    token: str
    tasks: Sequence[tuple[int, Sequence[int]]]


@dataclass
class Block:
    """Deeds on their way into the outbox, and their photos by hash."""

    day: Day
    number: int
    chance: random.Random
    picture: bytes
    deeds: list[dict[str, Any]] = field(default_factory=list)
    photos: dict[str, bytes] = field(default_factory=dict)

    def uuid(self) -> str:
        return str(UUID(int=self.chance.getrandbits(128), version=4))

    def add(self, kind: str, data: Any, expects: str = "accepted", **more: Any) -> str:
        uid = more.pop("uuid", None) or self.uuid()
        told = {
            "kind": kind,
            "author": self.day.staff,
            "captured_at": datetime.now(UTC).isoformat(),
            "seen": self.day.token,
            "base_version": None,
            "parent": None,
            "files": [],
            "data": data(uid) if callable(data) else data,
            **more,
        }
        body = json.dumps(told, ensure_ascii=False)
        row = {"uuid": uid, "kind": kind, "body": body, "hash": hash_of(body)}
        self.deeds.append({**row, "files": told["files"], "expects": expects})
        return uid

    def photo(self) -> dict[str, Any]:
        """A picture that nobody else took, of one piece or now and then of three."""
        large = self.number % LARGE_EVERY == 0 and not self.photos
        more = self.chance.randbytes(LARGE if large else SMALL)
        content = self.picture + more  # behind the end of the picture, where nothing looks
        sha = hashlib.sha256(content).hexdigest()
        self.photos[sha] = content
        at = datetime.now(UTC).isoformat()
        told = {"uuid": self.uuid(), "sha256": sha, "size": len(content)}
        return {**told, "kind": "photo", "captured_at": at}


def make_block(day: Day, number: int, *, seed: str, picture: bytes) -> Block:
    """A stretch of work: rounds, one thing amiss, a finding, what was said about them."""
    block = Block(day, number, random.Random(f"{seed}-{number}"), picture)  # noqa: S311 -- a simulation
    tasks = day.tasks[number * TASKS : (number + 1) * TASKS]
    block.add("task.start", {"task": tasks[-1][0]})
    for task, items in tasks[:-1]:
        _record(block, task, items)
    task, items = tasks[-1]
    photo = block.photo()
    record = _record(block, task, items, photo=photo)
    _talk(block, {"operation": record, "item": items[0]})
    _talk(block, {"operation": _finding(block)})
    for n in range(NOTES):
        noted = tasks[n % len(tasks)][0]
        block.add("task.note", lambda uid, noted=noted: {"task": noted, "text": f"备注 {uid}"})
    return block


def _record(block: Block, task: int, items: Sequence[int], photo: Any = None) -> str:
    answers: list[dict[str, Any]] = [{"item": item, "value": "pass"} for item in items]
    if photo is not None:
        answers[0] |= {"value": "fail", "note": "水渍", "photos": [photo["uuid"]]}
    at = datetime.now(UTC).isoformat()
    data = {"task": task, "started_at": at, "note": "", "signature": None, "answers": answers}
    return block.add("record.submit", data, files=[photo] if photo else [])


def _finding(block: Block) -> str:
    photo = block.photo()
    return block.add(
        "finding.report",
        lambda uid: {
            "site": block.day.site,
            "title": f"灯不亮 {uid}",
            "text": "",
            "place": None,
            "equipment": None,
            "department": "engineering",
            "photos": [photo["uuid"]],
        },
        files=[photo],
    )


def _talk(block: Block, case: dict[str, Any]) -> None:
    """Words about a case that no server has told of yet, each building on the last."""
    parent: str | None = None
    for _ in range(COMMENTS):
        parent = block.add(
            "case.comment", lambda uid: {"case": case, "text": f"看过 {uid}"}, parent=parent
        )


def add_bad_luck(block: Block) -> None:
    """Three things no server may take as they are: rivals under one number, and poison."""
    task = block.day.tasks[block.number * TASKS][0]
    first = block.add("task.note", lambda uid: {"task": task, "text": f"甲 {uid}"}, "rival")
    other = {"task": task, "text": f"乙 {first}"}
    block.add("task.note", other, "rival", uuid=first)
    block.add("task.burn", {"task": task}, "aside")
    block.add("task.note", {"task": 2**40, "text": "没有这个任务"}, "aside")
