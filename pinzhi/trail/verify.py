"""Proves that nothing sealed was changed, inserted, deleted or cut off (catalogue: audit trail)."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection, transaction

from pinzhi.trail.canonical import FIELDS, LEAF, NO_HASH, block_hash, event_digest, leaves_of
from pinzhi.trail.canonical import utc_text as utc
from pinzhi.trail.ranges import Range, Ranges, parse_ranges
from pinzhi.trail.seal import PATIENCE, header_of, steady

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.backends.utils import CursorWrapper

    from pinzhi.trail.canonical import Row
    from pinzhi.trail.head import Head

BLOCKS_AT_ONCE = 500
EVENTS_AT_ONCE = 5_000
SMALLEST = -(2**63)

BLOCKS = """
SELECT seq, prev_hash, hash, (sealed_at AT TIME ZONE 'UTC')::text, ids::text, upto, count, leaves
FROM trail_block WHERE seq > %s ORDER BY seq LIMIT %s
"""
EVENTS = f"""
SELECT sealed.seq, {", ".join(FIELDS)}
FROM unnest(%s::int8[], %s::int8[], %s::int8[]) AS sealed (seq, low, high)
JOIN trail_event e ON e.id >= sealed.low AND e.id < sealed.high ORDER BY sealed.seq, e.id
"""  # noqa: S608 -- constants only
STRANGER = """
SELECT min(e.id) FROM unnest(%s::int8[], %s::int8[]) AS gap (low, high)
JOIN trail_event e ON e.id >= gap.low AND e.id < gap.high
"""
GUARDS = """
SELECT wanted FROM unnest(ARRAY['trail_event', 'trail_block']) AS wanted
WHERE NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = wanted::regclass
  AND tgname = wanted || '_no_change' AND tgenabled = 'A') ORDER BY wanted DESC
"""


class ChainBroken(Exception):  # noqa: N818 -- named for what was found
    """The trail is not what it was. The text is one plain sentence that names the first place."""


@dataclass(frozen=True)
class Report:
    """What was looked at when nothing was found: blocks, sealed events, events not sealed yet."""

    blocks: int
    events: int
    unsealed: int


class Stored(NamedTuple):
    """A block as it lies in the database."""

    seq: int
    prev_hash: bytes
    hash: bytes
    sealed_at: str
    ids: str
    upto: int
    events: int
    leaves: bytes


@transaction.atomic
def verify_chain(head: Head | None = None) -> Report:
    """Recompute every seal and compare; with `head`, also that the chain still holds that block.

    Without a head a superuser who recomputes the whole chain is not found. Reads only, in
    pieces of some thousand events. Raises ChainBroken at the first thing that is wrong.
    """
    with connection.cursor() as cursor:
        steady(cursor)
        walk = Walk(head)
        for blocks in _pieces(_blocks(cursor)):
            events = _events(cursor, blocks)
            for block in blocks:
                walk.step(block, events.get(block.seq, []))
        walk.end()
        _refuse_strangers(cursor, walk)
        _refuse_open_guards(cursor)
        return Report(walk.last.seq, walk.events, _count_unsealed(cursor, walk.events))


def _blocks(cursor: CursorWrapper) -> Iterator[Stored]:
    seq = SMALLEST
    while True:
        cursor.execute(BLOCKS, [seq, BLOCKS_AT_ONCE])
        rows = cursor.fetchall()
        for row in rows:
            yield Stored._make(bytes(v) if isinstance(v, memoryview) else v for v in row)
        if len(rows) < BLOCKS_AT_ONCE:
            return
        seq = rows[-1][0]


def _pieces(blocks: Iterator[Stored]) -> Iterator[list[Stored]]:
    piece: list[Stored] = []
    events = 0
    for block in blocks:
        piece.append(block)
        events += block.events
        if events >= EVENTS_AT_ONCE or len(piece) == BLOCKS_AT_ONCE:
            yield piece
            piece, events = [], 0
    if piece:
        yield piece


def _events(cursor: CursorWrapper, blocks: Sequence[Stored]) -> dict[int, list[Row]]:
    wanted = [(b.seq, low, high) for b in blocks for low, high in ids_of(b)]
    cursor.execute(EVENTS, [list(column) for column in zip(*wanted, strict=True)] or [[], [], []])
    by_seq = groupby(cursor.fetchall(), itemgetter(0))
    return {seq: [row[1:] for row in rows] for seq, rows in by_seq}


def ids_of(block: Stored) -> list[Range]:
    """The ranges a block claims to seal; ChainBroken if they do not fit its own count."""
    try:
        ranges = parse_ranges(block.ids)
    except ValueError:
        raise _changed(block) from None
    if sum(high - low for low, high in ranges) != block.events:
        raise _changed(block)
    return ranges


def _changed(block: Stored) -> ChainBroken:
    return ChainBroken(f"Block {block.seq} was changed after it was sealed.")


class Walk:
    """Goes along the chain, block by block, and stops at the first that is wrong."""

    def __init__(self, head: Head | None) -> None:
        self.head = head
        self.last = Stored(0, b"", NO_HASH, "", "{}", 0, 0, b"")
        self.events = 0
        self.floor = 0
        self.sealed = Ranges()
        self._recent: deque[tuple[datetime, int]] = deque()

    def step(self, block: Stored, rows: list[Row]) -> None:
        self._follows(block)
        self._seals_once(block)
        self._holds(block, rows)
        self.events += block.events
        self.last = block
        self._grow_old(block)
        if self.head and self.head.seq == block.seq:
            self._is_exported(block, self.head)

    def end(self) -> None:
        if not self.last.seq:
            raise ChainBroken("There is no block at all: the chain was never begun, or removed.")
        if self.head and self.head.seq > self.last.seq:
            raise ChainBroken(
                f"The chain was cut off after block {self.last.seq}: block {self.head.seq},"
                f" exported on {self.head.exported_at}, is gone."
            )

    def _follows(self, block: Stored) -> None:
        if block.seq != self.last.seq + 1:
            raise ChainBroken(f"Block {self.last.seq + 1} is missing.")
        if block.prev_hash != self.last.hash:
            raise ChainBroken(f"Block {block.seq} does not follow the block before it.")

    def _seals_once(self, block: Stored) -> None:
        ranges = ids_of(block)
        in_order = self.last.upto <= block.upto and all(
            high - 1 <= block.upto for _, high in ranges
        )
        in_time = all(low > self.floor for low, _ in ranges)
        if not in_order or not in_time or not all(self.sealed.add(*ids) for ids in ranges):
            raise _changed(block)

    def _holds(self, block: Stored, rows: list[Row]) -> None:
        if len(rows) < block.events:
            found = {row[0] for row in rows}
            numbers = chain.from_iterable(range(*ids) for ids in ids_of(block))
            missing = next(number for number in numbers if str(number) not in found)
            raise ChainBroken(
                f"Event {missing} was deleted after it was sealed in block {block.seq}."
            )
        self._matches(block, rows)

    def _matches(self, block: Stored, rows: list[Row]) -> None:
        digests = [event_digest(row) for row in rows]
        leaves = leaves_of(digests)
        header = header_of(block.seq, block.sealed_at, block.ids, block.upto, block.events)
        if block_hash(header, block.prev_hash, digests) == block.hash:
            if leaves != block.leaves:
                raise _changed(block)
            return
        for at, row in enumerate(rows):
            here = slice(at * LEAF, (at + 1) * LEAF)
            if len(leaves) == len(block.leaves) and leaves[here] != block.leaves[here]:
                raise ChainBroken(
                    f"Event {row[0]} was changed after it was sealed in block {block.seq}."
                )
        raise _changed(block)

    def _grow_old(self, block: Stored) -> None:
        try:
            sealed_at = datetime.fromisoformat(utc(block.sealed_at) or "")
            limit = sealed_at - PATIENCE
        except (ValueError, OverflowError):
            raise _changed(block) from None
        self._recent.append((sealed_at, block.upto))
        while self._recent[0][0] <= limit:
            self.floor = self._recent.popleft()[1]

    def _is_exported(self, block: Stored, head: Head) -> None:
        if block.hash.hex() != head.hash or self.events != head.count:
            raise ChainBroken(
                f"Block {block.seq} is not the block exported on {head.exported_at}:"
                " the chain was computed anew."
            )


def _refuse_strangers(cursor: CursorWrapper, walk: Walk) -> None:
    gaps = list(walk.sealed.gaps(SMALLEST, walk.floor + 1))
    cursor.execute(STRANGER, [[low for low, _ in gaps], [high for _, high in gaps]])
    if (number := cursor.fetchone()[0]) is not None:
        raise ChainBroken(f"Event {number} was inserted after sealing: it belongs to no block.")


def _refuse_open_guards(cursor: CursorWrapper) -> None:
    cursor.execute(GUARDS)
    if row := cursor.fetchone():
        raise ChainBroken(f"The database no longer refuses changes to {row[0]}.")


def _count_unsealed(cursor: CursorWrapper, sealed: int) -> int:
    cursor.execute("SELECT count(*) FROM trail_event")
    total: int = cursor.fetchone()[0]
    return total - sealed
