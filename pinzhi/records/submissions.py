"""What a device hands in: plain data, and the hash that tells a repeat from a rival."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Given:
    """The answer to one item. A failed one that was put right at once says so and shows it."""

    item_id: int
    value: str = ""
    note: str = ""
    photos: tuple[UUID, ...] = ()
    put_right: bool = False
    put_right_photos: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Submission:
    """One filled checklist as the device holds it; times are aware and the device's own."""

    uid: UUID
    started_at: datetime
    captured_at: datetime
    answers: Sequence[Given]
    note: str = ""
    proof: str = ""
    signature: UUID | None = None

    @property
    def evidence_uids(self) -> frozenset[UUID]:
        uids = {u for a in self.answers for u in (*a.photos, *a.put_right_photos)}
        return frozenset(uids | ({self.signature} if self.signature else set()))

    def body_hash(self, task_id: int) -> str:
        """SHA-256 over everything handed in; independent of the order of the answers."""
        # spelt out: dataclasses.asdict copies every leaf, which the intake feels
        answers = sorted(self.answers, key=lambda a: a.item_id)
        body = {**vars(self), "task": task_id, "answers": [vars(a) for a in answers]}
        text = json.dumps(body, default=str, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()
