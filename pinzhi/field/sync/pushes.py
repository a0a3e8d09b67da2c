"""One request of one phone: what was sent, and what is answered."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from pinzhi.common.refusals import Refusal
from pinzhi.field.sync.authors import Author
from pinzhi.field.sync.doing import Known
from pinzhi.field.sync.models import Operation
from pinzhi.field.sync.reading import Told
from pinzhi.field.sync.states import Flag
from pinzhi.field.sync.times import Claim, bound
from pinzhi.people.models import Staff


@dataclass(frozen=True)
class Sent:
    """One operation of a push, not read yet."""

    uid: UUID
    body_hash: str
    body: str


@dataclass
class Answer:
    """What the phone is told of one operation. `row` is None when nothing was kept."""

    uid: UUID
    body_hash: str
    row: Operation | None = None
    new: bool = False
    refusal: Refusal | None = None
    missing: Sequence[str] = ()
    lacks: bool = False


@dataclass
class Push:
    """One request of one phone. `handed_over`: sent for somebody who has left."""

    by: Staff
    device: str
    now: datetime
    sent_at: datetime | None = None
    handed_over: bool = False
    author: Author = field(init=False)
    known: Known = field(default_factory=Known)

    def __post_init__(self) -> None:
        self.author = Author(self.by)


Pair = tuple[Told, Answer]


def row_of(push: Push, told: Told) -> Operation:
    """The row of an operation that came now, its time bounded; nothing is decided yet."""
    at, skewed = bound(Claim(told.captured_at, told.seen, told.elapsed, push.sent_at, push.now))
    return Operation(
        uid=told.uid,
        body_hash=told.body_hash,
        body=told.body,
        kind=told.kind,
        by=push.by,
        device=push.device,
        parent=told.parent,
        files=told.hashes,
        captured_at=at,
        received_at=push.now,
        base_version=told.base_version,
        flags=[Flag.CLOCK_SKEW] if skewed else [],
    )
