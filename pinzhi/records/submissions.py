"""What a device hands in: plain data, and the hash that tells a repeat from a rival."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pinzhi.plans.rounds import Passing

NEWER = ("at_once", "voice")


@dataclass(frozen=True)
class Given:
    """The answer to one item. A failed one that was put right at once says so and shows it.

    `at_once`: it was not touched, one press on “the rest is fine” gave it. `voice`: what was said.
    """

    item_id: int
    value: str = ""
    note: str = ""
    photos: tuple[UUID, ...] = ()
    put_right: bool = False
    put_right_photos: tuple[UUID, ...] = ()
    at_once: bool = False
    voice: UUID | None = None

    def told(self) -> dict[str, Any]:
        """All of it, for hashing; what is newer than the hash only where it says something."""
        body = dict(vars(self))
        for name in NEWER:
            if not body[name]:
                del body[name]
        return body


@dataclass(frozen=True)
class Submission:
    """One filled checklist as the device holds it; times are aware and the device's own.

    `scans`: the points of a round as they were passed, each once.
    """

    uid: UUID
    started_at: datetime
    captured_at: datetime
    answers: Sequence[Given]
    note: str = ""
    proof: str = ""
    signature: UUID | None = None
    scans: tuple[Passing, ...] = ()

    @property
    def evidence_uids(self) -> frozenset[UUID]:
        uids = {u for a in self.answers for u in (*a.photos, *a.put_right_photos)}
        return frozenset(uids | ({self.signature} if self.signature else set()) | self.voices)

    @property
    def voices(self) -> frozenset[UUID]:
        return frozenset(a.voice for a in self.answers if a.voice)

    def body_hash(self, task_id: int) -> str:
        """SHA-256 over everything handed in; independent of the order of the answers."""
        # spelt out: dataclasses.asdict copies every leaf, which the intake feels
        answers = sorted(self.answers, key=lambda a: a.item_id)
        body = {**vars(self), "task": task_id, "answers": [a.told() for a in answers]}
        del body["scans"]
        if self.scans:
            body["scans"] = [[scan.place, scan.at, scan.how] for scan in self.scans]
        text = json.dumps(body, default=str, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()
