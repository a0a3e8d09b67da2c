"""Sealing beside writers: late ones are caught up with, nobody waits, and there is one chain."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.db import connections, transaction

from pinzhi.trail import seal
from pinzhi.trail.jobs import seal_events
from pinzhi.trail.models import Block, Event
from pinzhi.trail.push import _params
from pinzhi.trail.seal import seal_block
from pinzhi.trail.verify import ChainBroken, Report, verify_chain
from tests.trail.forging import START, plant_events, run

HOUR = timedelta(hours=1)
INSERT = """
INSERT INTO trail_event (actor_name, verb, object_type, object_id, object_title, before, after,
  reason, request_id) VALUES ('', 'case.opened', 'cases.case', '1', 'late', '{}', '{}', '', '')
RETURNING id
"""
committed = pytest.mark.django_db(transaction=True)


@contextmanager
def writer(**options: Any) -> Iterator[psycopg.Connection]:
    """A second connection, as another process has one."""
    with psycopg.connect(**_params(), **options) as other:
        yield other


def add(other: psycopg.Connection) -> int:
    row = other.execute(INSERT).fetchone()
    assert row
    return int(row[0])


@pytest.mark.django_db
def test_first_block_is_sealed_without_events() -> None:
    block = seal_block(START)
    assert block
    assert (block.seq, block.prev_hash, block.ids, block.count) == (1, bytes(32), "{}", 0)
    assert seal_block(START) is None
    assert verify_chain() == Report(blocks=1, events=0, unsealed=0)


@pytest.mark.django_db
def test_block_is_read_back_as_it_was_made() -> None:
    plant_events(3)
    run("SELECT nextval('trail_event_id_seq')")
    plant_events(2)
    made = seal_block(START)
    assert made
    kept = Block.objects.get()
    for name in ("seq", "prev_hash", "hash", "sealed_at", "ids", "upto", "count", "leaves"):
        stored = getattr(kept, name)
        assert getattr(made, name) == (bytes(stored) if isinstance(stored, memoryview) else stored)
    first = Event.objects.order_by("id")[0].pk
    assert made.ids == f"{{[{first},{first + 3}),[{first + 4},{first + 6})}}"


@pytest.mark.django_db
def test_clock_set_back_does_not_reorder_the_chain() -> None:
    plant_events(1)
    seal_block(START)
    plant_events(1)
    later = seal_block(START - 9 * HOUR)
    assert later
    assert later.sealed_at == START


@pytest.mark.django_db
def test_many_events_are_sealed_in_several_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "FULL", 4)
    monkeypatch.setattr("pinzhi.trail.jobs.FULL", 4)
    plant_events(10)
    seal_events(timestamp=0)
    assert list(Block.objects.order_by("seq").values_list("count", flat=True)) == [4, 4, 2]
    assert verify_chain() == Report(blocks=3, events=10, unsealed=0)


@committed
def test_late_commit_is_sealed_later_and_not_reported() -> None:
    with writer() as late, writer(autocommit=True) as early:
        number = add(late)
        first = add(early)
        assert first == number + 1
        block = seal_block(START)
        assert block
        assert block.ids == f"{{[{first},{first + 1})}}"
        late.commit()
        assert verify_chain() == Report(blocks=1, events=1, unsealed=1)
        block = seal_block(START + HOUR)
    assert block
    assert (block.ids, block.upto) == (f"{{[{number},{number + 1})}}", first)
    assert verify_chain() == Report(blocks=2, events=2, unsealed=0)


@committed
def test_late_commit_is_caught_after_a_long_stop_of_the_sealer() -> None:
    with writer() as late, writer(autocommit=True) as early:
        add(late)
        add(early)
        seal_block(START)
        late.commit()
    block = seal_block(START + timedelta(days=9))
    assert block
    assert block.count == 1
    assert verify_chain() == Report(blocks=2, events=2, unsealed=0)


@committed
def test_gap_older_than_a_day_is_given_up() -> None:
    with writer() as late, writer(autocommit=True) as early:
        number = add(late)
        for hours in (0, 24, 25):
            add(early)
            seal_block(START + hours * HOUR)
        late.commit()
        assert seal_block(START + 26 * HOUR) is None
        with pytest.raises(ChainBroken) as found:
            verify_chain()
    assert str(found.value) == (
        f"Event {number} was inserted after sealing: it belongs to no block."
    )


@committed
def test_aborted_writer_leaves_a_gap_and_no_complaint() -> None:
    with writer() as aborted, writer(autocommit=True) as other:
        add(aborted)
        aborted.rollback()
        for hours in (0, 24, 48):
            add(other)
            seal_block(START + hours * HOUR)
    assert verify_chain() == Report(blocks=3, events=3, unsealed=0)


@committed
def test_sealing_does_not_wait_for_a_writer_nor_a_writer_for_sealing() -> None:
    impatient = {"options": "-c lock_timeout=200ms -c statement_timeout=2s"}
    with writer() as slow, writer(**impatient) as other:
        add(slow)
        run("SET lock_timeout = '200ms'")
        plant_events(1)
        assert seal_block(START)  # while `slow` has an open transaction
        with transaction.atomic():
            add(other)
            other.commit()
            assert seal_block(START + HOUR)
            add(other)  # while the sealer's transaction is still open
            other.commit()
        run("RESET lock_timeout")
        slow.commit()
    assert seal_block(START + 2 * HOUR)
    assert verify_chain() == Report(blocks=3, events=4, unsealed=0)


@committed
def test_second_sealer_leaves_it_to_the_first() -> None:
    plant_events(1)
    with writer() as first:
        first.execute("SELECT pg_advisory_xact_lock(%s)", [seal.LOCK])
        assert seal_block(START) is None
    assert seal_block(START)


def _busy(number: int) -> int:
    try:
        for _ in range(30):
            if number % 2:
                plant_events(2)
            else:
                seal_block(datetime.now(UTC))
        return number
    finally:
        connections.close_all()


@committed
def test_concurrent_sealers_and_writers_make_one_chain() -> None:
    plant_events(1)
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(_busy, range(6))) == list(range(6))
    while seal_block(datetime.now(UTC)):
        pass
    report = verify_chain()
    assert (report.events, report.unsealed) == (181, 0)
    assert report.blocks == Block.objects.count() > 1
