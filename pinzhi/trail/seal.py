from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils import timezone

from pinzhi.trail.canonical import FIELDS, NO_HASH, block_hash, event_digest, leaves_of, utc_text
from pinzhi.trail.models import Block
from pinzhi.trail.ranges import ranges_of, ranges_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.backends.utils import CursorWrapper

    from pinzhi.trail.canonical import Row

LOCK = 0x70696E7A  # an arbitrary number that every sealer agrees on
FULL = 10_000
PATIENCE = timedelta(days=1)

LAST = "SELECT seq, hash, sealed_at, upto FROM trail_block ORDER BY seq DESC LIMIT 1"
# The newest block that is a day older than the last one: whoever has not committed since is gone.
FLOOR = "SELECT seq, upto FROM trail_block WHERE sealed_at <= %s ORDER BY seq DESC LIMIT 1"
# Ids come from a sequence, commits in any order: what was missing below `upto` may turn up late.
UNSEALED = f"""
WITH gap AS (
  SELECT unnest(int8multirange(int8range(%(floor)s, %(upto)s, '(]'))
    - coalesce(range_agg(ids), '{{}}')) AS ids
  FROM trail_block WHERE seq > %(floor_seq)s
), unsealed AS (
  SELECT e.id FROM gap JOIN trail_event e ON e.id >= lower(gap.ids) AND e.id < upper(gap.ids)
  UNION ALL SELECT id FROM trail_event WHERE id > %(upto)s
  ORDER BY id LIMIT %(most)s
)
SELECT {", ".join(FIELDS)} FROM unsealed JOIN trail_event e USING (id) ORDER BY e.id
"""  # noqa: S608 -- constants only


@transaction.atomic
def seal_block(now: datetime | None = None) -> Block | None:
    """Seal up to `FULL` committed events that are in no block yet; the first block may be empty.

    Returns None when there is nothing to seal or another sealer is at work. Takes no lock that a
    writer could meet, and changes no event.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return None
        steady(cursor)
        cursor.execute(LAST)
        last = cursor.fetchone()
        seq, prev_hash, before, upto = last or (0, NO_HASH, datetime.min.replace(tzinfo=UTC), 0)
        cursor.execute(FLOOR, [before - PATIENCE if last else before])
        floor_seq, floor = cursor.fetchone() or (0, 0)
        reach = {"floor": floor, "floor_seq": floor_seq, "upto": upto, "most": FULL}
        cursor.execute(UNSEALED, reach)
        rows = cursor.fetchall()
    if last and not rows:
        return None
    # A clock set back must not reorder the chain.
    sealed_at = max(now or timezone.now(), before)
    return _add_block(seq + 1, bytes(prev_hash), sealed_at, upto, rows)


def _add_block(
    seq: int, prev_hash: bytes, sealed_at: datetime, upto: int, rows: Sequence[Row]
) -> Block:
    numbers = [int(row[0] or 0) for row in rows]
    digests = [event_digest(row) for row in rows]
    ids, upto = ranges_text(ranges_of(numbers)), max([upto, *numbers[-1:]])
    header = header_of(seq, stored_time(sealed_at), ids, upto, len(rows))
    return Block.objects.create(
        seq=seq,
        prev_hash=prev_hash,
        hash=block_hash(header, prev_hash, digests),
        sealed_at=sealed_at,
        ids=ids,
        upto=upto,
        count=len(rows),
        leaves=leaves_of(digests),
    )


def header_of(seq: int, sealed_at: str, ids: str, upto: int, count: int) -> list[str | None]:
    """The part of a block that is hashed besides its events; the time as stored, in UTC."""
    return [str(seq), utc_text(sealed_at), ids, str(upto), str(count)]


def steady(cursor: CursorWrapper) -> None:
    """Times as ISO text, and plans for ranges of ids that the planner cannot estimate."""
    for setting in ("datestyle = 'ISO'", "enable_seqscan = off", "jit = off", "work_mem = '32MB'"):
        cursor.execute(f"SET LOCAL {setting}")


def stored_time(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
