"""Everything a database superuser can do to what is sealed is found, and named."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pinzhi.trail.head import Head, current_head
from pinzhi.trail.models import Block, Event
from pinzhi.trail.seal import seal_block
from pinzhi.trail.verify import ChainBroken, Report, verify_chain
from tests.trail.forging import (
    START,
    block_of,
    forgotten_ids,
    guards_off,
    plant_chain,
    plant_events,
    recompute,
    run,
    tamper,
)

pytestmark = pytest.mark.django_db

EVENT_CHANGES = {
    "id": "-id",
    "at": "at + interval '1 microsecond'",
    "captured_at": "coalesce(captured_at + interval '1 microsecond', at)",
    "actor_id": "coalesce(actor_id + 1, 1)",
    "actor_name": "actor_name || ' '",
    "verb": "verb || 'x'",
    "object_type": "upper(object_type)",
    "object_id": "'0' || object_id",
    "object_title": "object_title || '.'",
    "site_id": "NULL",
    "before": "jsonb_set(before, '{status}', '\"closed\"')",
    "after": "jsonb_set(after, '{to,2,深}', 'false')",
    "reason": "''",
    "ip": "set_masklen(ip, 24)",
    "request_id": "NULLIF('request-2', '')",
}
ODD_CHANGES = {
    "at": ["'infinity'", "'-infinity'", "at - interval '4052 years'", "at + interval '9000 years'"],
    "captured_at": ["NULL::timestamptz", "'infinity'"],
    "before": [
        "before - 'weight'",
        "jsonb_set(before, '{weight}', '1.50')",
        "jsonb_set(before, '{weight}', '\"1.5\"')",
        "jsonb_set(before, '{cost}', '1.10')",
        "before || '{\"more\": null}'",
        "jsonb_set(before, '{weight}', repeat('9', 6000)::jsonb)",
        "(repeat('[', 5000) || repeat(']', 5000))::jsonb",
    ],
    "actor_name": ["''", "actor_name || '1:x'"],
}
BLOCK_CHANGES = {
    "seq": "seq + 1000",
    "prev_hash": "sha256(prev_hash)",
    "hash": "sha256(hash)",
    "sealed_at": "sealed_at + interval '1 microsecond'",
    "ids": "ids - int8multirange(int8range(upto, upto, '[]'))",
    "upto": "upto + 1",
    "count": "count - 1",
    "leaves": "set_byte(leaves, 0, 255 - get_byte(leaves, 0))",
}


def finding(head: Head | None = None) -> str:
    with pytest.raises(ChainBroken) as found:
        verify_chain(head)
    return str(found.value)


def change_event(number: int, column: str, change: str) -> None:
    sql = f"UPDATE trail_event SET {column} = {change} WHERE id = %s"  # noqa: S608 -- constants
    tamper(sql, number)


def test_untouched_chain_verifies() -> None:
    plant_chain()
    head = current_head()
    assert (head.seq, head.count) == (6, 30)
    assert verify_chain() == verify_chain(head) == Report(blocks=6, events=30, unsealed=0)
    plant_events(3)
    assert verify_chain(head) == Report(blocks=6, events=30, unsealed=3)
    seal_block(START + timedelta(days=4))
    assert verify_chain(head) == Report(blocks=7, events=33, unsealed=0)


def test_every_column_is_sealed() -> None:
    assert set(EVENT_CHANGES) == {field.column for field in Event._meta.fields}  # noqa: SLF001
    assert set(BLOCK_CHANGES) == {field.column for field in Block._meta.fields}  # noqa: SLF001


@pytest.mark.parametrize("column", EVENT_CHANGES)
def test_changed_event_is_named(column: str) -> None:
    number = plant_chain()[12].pk
    change_event(number, column, EVENT_CHANGES[column])
    deed = "deleted" if column == "id" else "changed"
    assert finding() == f"Event {number} was {deed} after it was sealed in block 3."


@pytest.mark.parametrize(
    ("column", "change"), [(column, one) for column, all_ in ODD_CHANGES.items() for one in all_]
)
def test_odd_change_is_named(column: str, change: str) -> None:
    number = plant_chain()[12].pk
    change_event(number, column, change)
    assert finding() == f"Event {number} was changed after it was sealed in block 3."


@pytest.mark.parametrize("column", BLOCK_CHANGES)
def test_changed_block_is_named(column: str) -> None:
    plant_chain()
    change = f"{column} = {BLOCK_CHANGES[column]}"
    tamper(f"UPDATE trail_block SET {change} WHERE seq = 3")  # noqa: S608 -- our own constants
    expected = {
        "seq": "Block 3 is missing.",
        "prev_hash": "Block 3 does not follow the block before it.",
    }
    assert finding() == expected.get(column, "Block 3 was changed after it was sealed.")


@pytest.mark.parametrize("ids", ["{(,)}", "{[5,)}", "{[1,9000000000000)}"])
def test_block_with_endless_ids_is_named(ids: str) -> None:
    plant_chain()
    tamper("UPDATE trail_block SET ids = %s WHERE seq = 3", ids)
    assert finding() == "Block 3 was changed after it was sealed."


def test_deleted_event_is_named() -> None:
    number = plant_chain()[7].pk
    tamper("DELETE FROM trail_event WHERE id = %s", number)
    assert finding() == f"Event {number} was deleted after it was sealed in block 2."


def test_inserted_event_is_named() -> None:
    plant_chain()
    number = forgotten_ids()[1]
    copy_event(number)
    assert finding() == f"Event {number} was inserted after sealing: it belongs to no block."


def copy_event(number: int) -> None:
    """A false event under a free number: needs no guard switched off."""
    event = Event.objects.order_by("id")[0]
    event.pk = number
    event.save(force_insert=True)


def test_insertion_below_all_ids_is_found() -> None:
    plant_chain()
    copy_event(-3)
    assert finding() == "Event -3 was inserted after sealing: it belongs to no block."


def test_cut_tail_of_events_is_named() -> None:
    number = plant_chain()[-4].pk
    tamper("DELETE FROM trail_event WHERE id >= %s", number)
    assert finding() == f"Event {number} was deleted after it was sealed in block 6."


@pytest.mark.parametrize("with_events", [True, False])
def test_cut_tail_of_blocks_is_found_against_the_head(*, with_events: bool) -> None:
    planted = plant_chain()
    head = current_head()
    tamper("DELETE FROM trail_block WHERE seq > 4")
    if with_events:
        tamper("DELETE FROM trail_event WHERE id >= %s", planted[20].pk)
    assert verify_chain().blocks == 4  # consistent in itself: only the exported head shows it
    assert finding(head) == (
        f"The chain was cut off after block 4: block 6, exported on {head.exported_at}, is gone."
    )


def test_removed_chain_is_found() -> None:
    plant_chain()
    tamper("DELETE FROM trail_block")
    assert finding() == "There is no block at all: the chain was never begun, or removed."


@pytest.mark.parametrize("first", [1, 3])
def test_recomputed_chain_is_found_against_the_head(first: int) -> None:
    planted = plant_chain()
    head = current_head()
    recompute(first)
    assert (
        verify_chain(head).blocks == 6
    )  # the forger's tool is exact: nothing changed, nothing found
    tamper("UPDATE trail_event SET reason = 'forged' WHERE id = %s", planted[13].pk)
    recompute(first)
    assert verify_chain() == Report(blocks=6, events=30, unsealed=0)
    assert finding(head) == (
        f"Block 6 is not the block exported on {head.exported_at}: the chain was computed anew."
    )


def test_event_sealed_late_by_a_forger_is_found() -> None:
    plant_chain()
    number = forgotten_ids()[0]
    copy_event(number)
    tamper(
        "UPDATE trail_block SET ids = ids + int8multirange(int8range(%s, %s, '[]')),"
        " count = count + 1 WHERE seq = 6",
        number,
        number,
    )
    recompute(6)
    assert finding() == "Block 6 was changed after it was sealed."


def test_disabled_guard_is_found() -> None:
    plant_chain()
    run("ALTER TABLE trail_event DISABLE TRIGGER trail_event_no_change")
    assert finding() == "The database no longer refuses changes to trail_event."


def _change(data: st.DataObject, planted: list[Event]) -> str:
    number = data.draw(st.sampled_from(planted)).pk
    column = data.draw(st.sampled_from(sorted(set(EVENT_CHANGES) - {"id"})))
    seq = block_of(number)
    change_event(number, column, EVENT_CHANGES[column])
    return f"Event {number} was changed after it was sealed in block {seq}."


def _delete(data: st.DataObject, planted: list[Event]) -> str:
    number = data.draw(st.sampled_from(planted)).pk
    seq = block_of(number)
    tamper("DELETE FROM trail_event WHERE id = %s", number)
    return f"Event {number} was deleted after it was sealed in block {seq}."


def _insert(data: st.DataObject, _planted: list[Event]) -> str:
    number = data.draw(st.sampled_from(forgotten_ids()))
    copy_event(number)
    return f"Event {number} was inserted after sealing: it belongs to no block."


def _swap(data: st.DataObject, planted: list[Event]) -> str:
    one, other = sorted(data.draw(st.permutations(planted))[:2], key=lambda event: event.pk)
    number, away = one.pk, -(10**6)
    seq = block_of(number)
    with guards_off():
        for old, new in ((number, away), (other.pk, number), (away, other.pk)):
            run("UPDATE trail_event SET id = %s WHERE id = %s", new, old)
    return f"Event {number} was changed after it was sealed in block {seq}."


def _cut_events(data: st.DataObject, planted: list[Event]) -> str:
    number = data.draw(st.sampled_from(planted)).pk
    seq = block_of(number)
    tamper("DELETE FROM trail_event WHERE id >= %s", number)
    return f"Event {number} was deleted after it was sealed in block {seq}."


def _cut_blocks(data: st.DataObject, _planted: list[Event]) -> str:
    head, kept = current_head(), data.draw(st.integers(1, 5))
    tamper("DELETE FROM trail_event USING trail_block WHERE ids @> id AND seq > %s", kept)
    tamper("DELETE FROM trail_block WHERE seq > %s", kept)
    return (
        f"The chain was cut off after block {kept}: block {head.seq},"
        f" exported on {head.exported_at}, is gone."
    )


def _drop_block(data: st.DataObject, _planted: list[Event]) -> str:
    seq = data.draw(st.integers(1, 5))
    tamper("DELETE FROM trail_block WHERE seq = %s", seq)
    return f"Block {seq} is missing."


def _recompute(data: st.DataObject, planted: list[Event]) -> str:
    head = current_head()
    at = data.draw(st.sampled_from(planted)).pk
    first = data.draw(st.integers(1, block_of(at)))
    tamper("UPDATE trail_event SET actor_name = 'nobody' WHERE id = %s", at)
    recompute(first)
    return f"Block 6 is not the block exported on {head.exported_at}: the chain was computed anew."


WAYS = [_change, _delete, _insert, _swap, _cut_events, _cut_blocks, _drop_block, _recompute]


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data(), way=st.sampled_from(WAYS))
def test_any_tamper_is_found_and_named(
    chain: list[Event],
    data: st.DataObject,
    way: Callable[[st.DataObject, list[Event]], str],
) -> None:
    head = current_head()
    before = transaction.savepoint()
    expected = way(data, chain)
    assert finding(head).replace(head.exported_at, "*") == expected.replace(head.exported_at, "*")
    transaction.savepoint_rollback(before)
    assert verify_chain(head) == Report(blocks=6, events=30, unsealed=0)


@pytest.fixture
def chain() -> list[Event]:
    return plant_chain()
