"""What the owner of a database can do: guards off, change something, guards on again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from pinzhi.trail.actions import Deed, record_many
from pinzhi.trail.canonical import FIELDS
from pinzhi.trail.context import Origin, coming_from
from pinzhi.trail.models import Block, Event
from pinzhi.trail.ranges import Ranges, parse_ranges
from pinzhi.trail.seal import _add_block, seal_block

TABLES = ("trail_event", "trail_block")
SEALED = (
    f"SELECT {', '.join(FIELDS)} FROM trail_event e"  # noqa: S608 -- constants only
    " WHERE id <@ %s::int8multirange ORDER BY id"
)
START = datetime(2026, 9, 1, tzinfo=UTC)


def plant_chain(*, blocks: int = 6, events: int = 5) -> list[Event]:
    """Blocks twelve hours apart, each after an aborted writer has left a gap of two ids."""
    planted: list[Event] = []
    for day in range(blocks):
        planted += plant_events(events)
        run("SELECT nextval('trail_event_id_seq'), nextval('trail_event_id_seq')")
        assert seal_block(START + day * timedelta(hours=12))
    return planted


def plant_events(count: int) -> list[Event]:
    thing = ContentType.objects.get_for_model(Event)
    deeds = [
        Deed(
            "case.assigned",
            thing,
            before={"status": "open", "cost": Decimal("1.10"), "weight": 1.5},
            after={"status": "assigned", "to": [n, None, {"深": True}]},
            reason="漏水" * n,
            captured_at=START + timedelta(seconds=n) if n % 2 else None,
            site_id=n,
        )
        for n in range(1, count + 1)
    ]
    with coming_from(Origin("10.0.0.1", "request-1")):
        return record_many(deeds, by=thing)


def run(sql: str, *values: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)  # type: ignore[arg-type]  # whatever a test gives
        return int(cursor.rowcount)


@contextmanager
def guards_off() -> Iterator[None]:
    for table in TABLES:
        run(f"ALTER TABLE {table} DISABLE TRIGGER {table}_no_change")
    yield
    for table in TABLES:
        run(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_change")


def tamper(sql: str, *values: object) -> None:
    with guards_off():
        assert run(sql, *values) > 0, "this tamper changed nothing"


def recompute(first: int) -> None:
    """Compute all blocks from `first` on anew over the events as they now are."""
    old = list(Block.objects.filter(seq__gte=first).order_by("seq"))
    before = Block.objects.filter(seq=first - 1).first()
    tamper("DELETE FROM trail_block WHERE seq >= %s", first)
    prev_hash, upto = (bytes(before.hash), before.upto) if before else (bytes(32), 0)
    for block in old:
        with connection.cursor() as cursor:
            cursor.execute(SEALED, [block.ids])
            made = _add_block(block.seq, prev_hash, block.sealed_at, upto, cursor.fetchall())
        prev_hash, upto = bytes(made.hash), made.upto


def block_of(event_id: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM trail_block WHERE ids @> %s::int8", [event_id])
        seq: int = cursor.fetchone()[0]
    return seq


def forgotten_ids() -> list[int]:
    """Ids that no block seals and that the sealer looks for no longer: all but the last day's."""
    sealed = Ranges()
    blocks = list(Block.objects.order_by("seq"))
    for ids in (ids for block in blocks for ids in parse_ranges(str(block.ids))):
        assert sealed.add(*ids)
    last = blocks[-1].sealed_at - timedelta(days=1)
    floor = max(block.upto for block in blocks if block.sealed_at <= last)
    first = parse_ranges(str(blocks[0].ids))[0][0]
    return [n for gap in sealed.gaps(first, floor + 1) for n in range(*gap)]
