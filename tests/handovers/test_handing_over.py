"""One shift gives everything open to the next: signed by both, disputed, settled."""

from datetime import datetime, timedelta

import pytest

from pinzhi.cases.models import Case
from pinzhi.common.states import MoveRefused
from pinzhi.handovers.actions import accept_handover, settle_item, sign_handover
from pinzhi.handovers.models import Handover
from pinzhi.handovers.queries import (
    Turn,
    Wanting,
    open_items,
    things_of,
    to_hand_over,
    turns_around,
    waiting_for,
    wanting_at,
)
from pinzhi.handovers.refusals import AlreadyHandedOver, NotOfThisNote, NotYourShift
from pinzhi.handovers.states import Kind, Status
from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.models import Plan, SpecialMode, Task
from pinzhi.trail.models import Event
from tests.conftest import NOW
from tests.handovers.shifts import plant_shifts
from tests.planting import plant_task

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
NOON = NOW + 2 * HOUR


@pytest.fixture
def turn(plan: Plan, worker: Staff, colleague: Staff) -> Turn:
    """Wei's early shift ends at noon, Jun comes on."""
    plant_shifts(plan.site, worker, colleague)
    return to_hand_over(worker, turns_around(worker, NOW), NOW)[0]


def plant_case(site: Site, status: str = "open", **fields: object) -> Case:
    return Case.objects.create(
        site=site, title="Lamp", department="engineering", status=status, opened_at=NOW,
        due_at=NOW + HOUR, **fields,
    )  # fmt: skip


def sign(turn: Turn, by: Staff, *, things: tuple[str, ...] = (), to: Staff | None = None,
         now: datetime = NOON) -> Handover:  # fmt: skip
    return sign_handover(turn, remarks="Pump 2 hums", things=things, to=to, now=now, by=by)


def test_the_note_carries_every_open_item(
    turn: Turn, plan: Plan, worker: Staff, foreman: Staff
) -> None:
    site = plan.site
    open_task = plant_task(plan, NOW, worker)
    missed = plant_task(plan, NOW - HOUR, worker)
    done = plant_task(plan, NOW - HOUR / 2, worker)
    later = plant_task(plan, NOW + 3 * HOUR)
    Task.objects.filter(pk=missed.pk).update(status="missed")
    Task.objects.filter(pk=done.pk).update(status="done")
    to_fix = plant_case(site)
    to_check = plant_case(site, "fixed", owner=worker)
    plant_case(site, "put_right", owner=worker, closed_at=NOW)
    elsewhere = plant_case(site)
    Case.objects.filter(pk=elsewhere.pk).update(department="security")
    rain = SpecialMode.objects.create(site=site, kind="rain", starts_at=NOW, begun_by=foreman)

    note = sign(turn, worker, things=("Key 12", "Radio 3"))

    told = [(i.kind, i.task or i.case or i.mode or i.title) for i in note.items.all()]
    assert told == [
        (Kind.MODE, rain),
        (Kind.CASE, to_fix),
        (Kind.RECHECK, to_check),
        (Kind.TASK, open_task),
        (Kind.MISSED, missed),
        (Kind.THING, "Key 12"),
        (Kind.THING, "Radio 3"),
    ]
    assert later not in {i.task for i in note.items.all()}
    event = Event.objects.latest("pk")
    assert (event.verb, event.actor_name, event.after, event.reason) == (
        "handover.signed", "Wei", {"outgoing": "Wei"}, "Pump 2 hums",
    )  # fmt: skip
    assert things_of(turn.post) == ["Key 12", "Radio 3"]
    assert [i.title for i in open_items(turn, NOON) if i.kind == Kind.THING] == [
        "Key 12",
        "Radio 3",
    ]


def test_a_shift_is_handed_over_once_and_by_who_is_on_it(
    turn: Turn, worker: Staff, colleague: Staff
) -> None:
    with pytest.raises(NotYourShift):
        sign(turn, colleague)
    with pytest.raises(NotYourShift):
        sign(turn, worker, to=worker)
    sign(turn, worker)
    with pytest.raises(AlreadyHandedOver):
        sign(turn, worker)
    assert to_hand_over(worker, turns_around(worker, NOW), NOW) == []


def test_who_comes_reads_and_takes_over(
    turn: Turn, worker: Staff, colleague: Staff, butler: Staff
) -> None:
    note = sign(turn, worker)
    assert waiting_for(colleague, turns_around(colleague, NOON), NOON) == [note]
    assert waiting_for(worker, turns_around(worker, NOON), NOON) == []
    for other in (worker, butler):
        with pytest.raises(NotYourShift):
            accept_handover(note, disputes={}, now=NOON, by=other)
    note = accept_handover(note, disputes={}, now=NOON + HOUR, by=colleague)
    assert (note.status, note.accepted_by, note.accepted_at) == (
        Status.ACCEPTED, colleague, NOON + HOUR,
    )  # fmt: skip
    event = Event.objects.latest("pk")
    assert (event.verb, event.actor_name) == ("handover.accepted", "Jun")
    with pytest.raises(MoveRefused):
        accept_handover(note, disputes={}, now=NOON + HOUR, by=colleague)


def test_a_note_meant_for_somebody_is_taken_over_by_them_or_who_leads(
    turn: Turn, worker: Staff, colleague: Staff, foreman: Staff, contractor: Staff
) -> None:
    note = sign(turn, worker, to=contractor)
    with pytest.raises(NotYourShift):
        accept_handover(note, disputes={}, now=NOON, by=colleague)
    assert waiting_for(contractor, [], NOON) == [note]
    assert accept_handover(note, disputes={}, now=NOON, by=foreman).accepted_by == foreman


def test_a_dispute_stays_until_who_leads_settles_it(
    turn: Turn, worker: Staff, colleague: Staff, foreman: Staff
) -> None:
    note = sign(turn, worker, things=("Key 12", "Radio 3"))
    key, radio = note.items.all()
    note = accept_handover(
        note, disputes={key.pk: "It is not there", radio.pk: "Broken"}, now=NOON, by=colleague
    )
    event = Event.objects.latest("pk")
    assert (event.verb, event.reason) == (
        "handover.disputed", "Key 12: It is not there; Radio 3: Broken",
    )  # fmt: skip
    for other in (worker, colleague):
        with pytest.raises(NotYourShift):
            settle_item(key, answer="Found", by=other)
    assert settle_item(key, answer="Found", by=foreman).status == Status.DISPUTED
    with pytest.raises(MoveRefused):
        settle_item(key, answer="Found again", by=foreman)
    assert settle_item(radio, answer="Sent to repair", by=foreman).status == Status.SETTLED


def test_only_what_stands_on_the_note_is_disputed(
    turn: Turn, worker: Staff, colleague: Staff
) -> None:
    note = sign(turn, worker, things=("Key 12",))
    with pytest.raises(NotOfThisNote):
        accept_handover(note, disputes={10**8: "No"}, now=NOON, by=colleague)
    note.refresh_from_db()
    assert note.status == Status.SIGNED


@pytest.mark.parametrize(
    ("signed", "accepted", "now", "wants"),
    [
        (None, None, NOON + timedelta(minutes=20), []),  # within the half hour
        (None, None, NOON + HOUR, [Wanting.MISSING]),
        (NOON, None, NOON + timedelta(minutes=20), []),
        (NOON, None, NOON + HOUR, [Wanting.UNREAD]),
        (NOON, NOON, NOON + HOUR, []),
        (NOON + HOUR, NOON + HOUR, NOON + 2 * HOUR, [Wanting.LATE]),
        (None, None, NOON + timedelta(days=3), []),  # told for two days
    ],
)
def test_what_a_foreman_looks_into(
    turn: Turn,
    worker: Staff,
    colleague: Staff,
    signed: datetime | None,
    accepted: datetime | None,
    now: datetime,
    wants: list[str],
) -> None:
    if signed:
        note = sign(turn, worker, now=signed)
        if accepted:
            accept_handover(note, disputes={}, now=accepted, by=colleague)
    assert [(w.state, w.people) for w in wanting_at(turn.post.site, now)] == [
        (state, "Wei") for state in wants
    ]
