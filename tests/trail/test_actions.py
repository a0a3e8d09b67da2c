from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.trail.actions import Deed, record, record_many
from pinzhi.trail.context import Origin, coming_from
from pinzhi.trail.models import Block, Event
from pinzhi.trail.seal import seal_block

pytestmark = pytest.mark.django_db


def test_record_keeps_every_side_of_the_deed(site: Site, foreman: Staff) -> None:
    captured = datetime(2026, 9, 16, 9, 30, tzinfo=timezone(timedelta(hours=8)))
    with coming_from(Origin("10.1.2.3", "request-1")):
        event = record(
            "case.assigned",
            foreman,
            by=foreman,
            before={"status": "open"},
            after={"status": "assigned"},
            reason="到岗",
            captured_at=captured,
            site_id=site.pk,
        )
    kept = Event.objects.get()
    assert kept == event
    assert kept.at == event.at
    assert (kept.verb, kept.object_type, kept.object_id) == (
        "case.assigned",
        "people.staff",
        str(foreman.pk),
    )
    assert (kept.object_title, kept.actor_id, kept.actor_name) == ("Gang", foreman.pk, "Gang")
    assert (kept.before, kept.after) == ({"status": "open"}, {"status": "assigned"})
    assert (kept.reason, kept.site_id) == ("到岗", site.pk)
    assert kept.captured_at == captured
    assert (kept.ip, kept.request_id) == ("10.1.2.3", "request-1")


def test_record_by_the_system_has_no_actor(foreman: Staff) -> None:
    event = record("people.swept", foreman, by=None)
    assert (event.actor_id, event.actor_name, event.site_id) == (None, "", None)
    assert (event.ip, event.request_id) == (None, "")


def test_record_rolls_back_with_its_deed(foreman: Staff) -> None:
    with transaction.atomic():
        record("people.renamed", foreman, by=None)
        transaction.set_rollback(True)
    assert list(Event.objects.all()) == []


def test_record_takes_the_site_of_the_thing(site: Site) -> None:
    post = site.posts.create(code="P1", name="Engineer", department="engineering")
    assert record("people.post_added", post, by=None).site_id == site.pk
    assert record("people.post_added", post, by=None, site_id=77).site_id == 77
    assert record("site.edited", site, by=None).site_id == site.pk


def test_record_cuts_long_titles(foreman: Staff) -> None:
    foreman.name = "长" * 300
    assert record("people.renamed", foreman, by=foreman).object_title == "长" * 200


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (Decimal("1.10"), "1.10"),
        (
            datetime(2026, 9, 16, 10, tzinfo=timezone(timedelta(hours=8))),
            "2026-09-16T02:00:00+00:00",
        ),
        (date(2026, 9, 16), "2026-09-16"),
        (timedelta(minutes=90), 5400.0),
        (UUID(int=7), "00000000-0000-0000-0000-000000000007"),
        (frozenset({3, 1, 2}), [1, 2, 3]),
        ({"深": [None, True]}, {"深": [None, True]}),
    ],
)
def test_record_keeps_values_exactly(foreman: Staff, value: object, kept: object) -> None:
    record("people.changed", foreman, by=None, after={"value": value})
    assert Event.objects.get().after == {"value": kept}


def test_record_refuses_what_json_cannot_hold(foreman: Staff) -> None:
    with pytest.raises(TypeError, match="cannot keep a object in the trail"):
        record("people.changed", foreman, by=None, after={"value": object()})
    with pytest.raises(ValueError, match="Out of range float"):
        record("people.changed", foreman, by=None, after={"value": float("nan")})


def test_record_many_writes_all_in_order_and_few_statements(
    foreman: Staff, django_assert_num_queries: object
) -> None:
    deeds = [Deed("people.counted", foreman, after={"n": n}) for n in range(1500)]
    with django_assert_num_queries(2):  # type: ignore[operator]  # pytest-django's fixture
        events = record_many(deeds, by=foreman)
    assert [event.after["n"] for event in events] == list(range(1500))
    kept = Event.objects.order_by("id").values_list("id", "after__n")
    assert list(kept) == [(event.id, event.after["n"]) for event in events]


def test_event_without_an_object_is_refused_by_the_database(foreman: Staff) -> None:
    foreman.pk = None
    with pytest.raises(IntegrityError, match="event_says_what"):
        record("people.changed", foreman, by=None)


@pytest.mark.parametrize("statement", ["UPDATE {} SET {}", "DELETE FROM {}", "TRUNCATE {}"])
@pytest.mark.parametrize(
    ("table", "change"), [("trail_event", "reason = 'x'"), ("trail_block", "count = 0")]
)
def test_database_refuses_changes(foreman: Staff, statement: str, table: str, change: str) -> None:
    record("people.changed", foreman, by=None)
    seal_block()
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_truncate")
    with (
        pytest.raises(IntegrityError, match="The trail is append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table, change))
    assert (Event.objects.count(), Block.objects.count()) == (1, 1)


def test_guards_hold_for_replicas_too() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE trail_event ENABLE ALWAYS TRIGGER trail_event_no_truncate")
        cursor.execute("ALTER TABLE trail_block ENABLE ALWAYS TRIGGER trail_block_no_truncate")
        cursor.execute(
            "SELECT tgname, tgenabled FROM pg_trigger WHERE tgname LIKE 'trail%%no%%' ORDER BY 1"
        )
        assert cursor.fetchall() == [
            ("trail_block_no_change", "A"),
            ("trail_block_no_truncate", "A"),
            ("trail_event_no_change", "A"),
            ("trail_event_no_truncate", "A"),
            ("trail_event_notify", "O"),
        ]


def test_time_of_receipt_is_the_databases(foreman: Staff) -> None:
    event = record("people.changed", foreman, by=None, captured_at=datetime(2020, 1, 1, tzinfo=UTC))
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        now = cursor.fetchone()[0]
    assert timedelta(0) <= now - event.at < timedelta(seconds=5)
