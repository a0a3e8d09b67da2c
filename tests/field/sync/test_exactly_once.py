"""Whatever the line does to a phone's work: nothing lost, nothing twice (B1–B5, B11, B13, B17)."""

import hashlib
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from pinzhi.cases.models import Case, Fix
from pinzhi.field.sync import receiving, waking
from pinzhi.field.sync.models import Announced, Operation, Upload
from pinzhi.files.models import Evidence
from pinzhi.people.models import Staff
from pinzhi.places.models import OrgNode, Role
from pinzhi.plans.models import Plan, Task
from pinzhi.records.models import Record
from pinzhi.trail.models import Event
from tests.conftest import plant_member, plant_node, plant_site
from tests.field.sync.phone import Operation as Sent
from tests.field.sync.phone import Phone
from tests.planting import plant_edition, plant_plan, plant_task

TASKS = 4
BUSY = HTTPStatus.TOO_MANY_REQUESTS


class Line(RuleBasedStateMachine):
    """One phone on a line that repeats, swaps, cuts and forgets; the server may crash, too."""

    def __init__(self) -> None:
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()

    def teardown(self) -> None:
        try:
            self.finish()
        finally:
            transaction.set_rollback(True)
            self.around.__exit__(None, None, None)

    @initialize(order=st.permutations(range(3 * TASKS)))
    def plant(self, order: list[int]) -> None:
        group = plant_node(OrgNode.Kind.GROUP, "GROUP")
        site = plant_site("LAKESIDE", group)
        worker = plant_member("wei", site.node, Role.WORKER, "engineering")
        plan = plant_plan(site, plant_edition())
        self.phone = Phone(worker)
        self.outbox: list[Sent] = []
        self.files: dict[str, bytes] = {}
        for n in range(TASKS):
            task = plant_task(plan, timezone.now() - timedelta(minutes=20 - n), worker)
            self._work(task, n)
        self.outbox = [self.outbox[n] for n in order]
        self.receipts: dict[str, dict[str, Any]] = {}

    def _work(self, task: Task, n: int) -> None:
        """A record with a photo, and two notes that build on each other."""
        declared, content = self.phone.photo(100 + n)
        self.files[declared["sha256"]] = content
        record = self.phone.record(task, files=[declared], photos=[declared["uuid"]])
        data = {"task": task.pk, "text": f"note {n}"}
        first = self.phone.make("task.note", data=data, parent=record["uuid"])
        second = self.phone.make("task.note", data=data, parent=first["uuid"])
        self.outbox += [record, first, second]

    @rule(picks=st.lists(st.integers(0, 3 * TASKS - 1), min_size=1, max_size=6))
    def push(self, picks: list[int]) -> None:
        """Any operations, any order, some of them twice."""
        self._read(self.phone.push(*(self.outbox[n] for n in picks)))

    @rule(picks=st.lists(st.integers(0, 3 * TASKS - 1), min_size=1, max_size=6))
    def push_and_hear_nothing(self, picks: list[int]) -> None:
        """Cut between commit and reply."""
        self.phone.push(*(self.outbox[n] for n in picks))

    @rule(picks=st.lists(st.integers(0, 3 * TASKS - 1), min_size=1, max_size=4))
    def push_into_a_crash(self, picks: list[int]) -> None:
        """The server dies before it commits: nothing of it is there, nothing was heard."""
        with transaction.atomic():
            self.phone.push(*(self.outbox[n] for n in picks))
            transaction.set_rollback(True)

    @rule(pick=st.integers(0, TASKS - 1))
    def send_pieces(self, pick: int) -> None:
        content = self.files[sorted(self.files)[pick]]
        self.phone.send_chunk(content, 0, content)

    @rule(pick=st.integers(0, TASKS - 1), crash=st.booleans())
    def complete(self, pick: int, crash: bool) -> None:
        """Make a file of its pieces, or die between the two."""
        with transaction.atomic():
            self.phone.complete(sorted(self.files)[pick])
            if crash:
                transaction.set_rollback(True)

    @rule(pick=st.integers(0, 3 * TASKS - 1))
    def truncate(self, pick: int) -> None:
        """A body that was damaged on the way is never taken for the one that was sent."""
        sent = self.outbox[pick]
        (answer,) = self.phone.push({**sent, "body": sent["body"][:-1]})
        assert (answer["answer"], answer["receipt"]) == ("refused", None)

    @precondition(lambda self: self.receipts)
    @rule()
    def restore(self) -> None:
        """The server comes back from a copy: what was acknowledged is offered again."""
        self.receipts.clear()

    def _read(self, answers: list[dict[str, Any]]) -> None:
        for answer in answers:
            receipt = answer["receipt"]
            assert (receipt is None) == (answer["answer"] == "waiting")
            if receipt is not None:
                assert receipt["body_hash"] == answer["body_hash"]
                self.receipts[receipt["uuid"]] = receipt

    @invariant()
    def acknowledged_is_there(self) -> None:
        for uid, receipt in getattr(self, "receipts", {}).items():
            row = Operation.objects.get(uid=uid)
            digest = hashlib.sha256(row.body.encode()).hexdigest()
            assert (row.state, digest) == ("accepted", receipt["body_hash"])
            here = Upload.objects.filter(sha256__in=receipt["files"], blob__isnull=False)
            assert here.count() == len(receipt["files"])

    def finish(self) -> None:
        """The line is good again: after three rounds everything is there, once."""
        if not hasattr(self, "phone"):
            return
        for content in self.files.values():
            self.phone.send_file(content)
        for _ in range(3):
            self._read(self.phone.push(*self.outbox))
        assert set(self.receipts) == {sent["uuid"] for sent in self.outbox}
        assert Record.objects.count() == Evidence.objects.count() == TASKS
        assert Event.objects.filter(verb="task.noted").count() == 2 * TASKS
        assert Operation.objects.count() == 3 * TASKS
        assert Task.objects.filter(status="done").count() == TASKS


Line.TestCase.settings = settings(
    max_examples=4,
    stateful_step_count=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.django_db
@pytest.mark.usefixtures("_evidence_folder")
class TestLine(Line.TestCase):  # type: ignore[valid-type,misc] # made by hypothesis at run time
    """Run by the machine above."""


@pytest.mark.django_db
def test_machine_has_teeth(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that forgets to follow up what waited is found out."""
    for place in (receiving, waking):
        monkeypatch.setattr(place, "lacks_something", lambda _row: False)
    few = settings(Line.TestCase.settings, max_examples=1, phases=[Phase.generate])
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Line, settings=few)


@pytest.mark.django_db(transaction=True)
class TestManySenders:
    """Really at once, each on a connection of its own."""

    def test_one_operation_32_times_at_once(self, round_now: Task, worker: Staff) -> None:
        phone = Phone(worker)
        sent = phone.record(round_now)
        body = phone.envelope([sent])
        answers = _at_once(8, [(phone, body)] * 32)
        found = [a.json()["answers"][0] for a in answers]
        assert sorted(one["answer"] for one in found) == ["accepted"] + ["had"] * 31
        assert len({str(one["receipt"]) for one in found}) == 1
        assert (Record.objects.count(), Operation.objects.count()) == (1, 1)
        assert Event.objects.filter(verb="record.submitted").count() == 1

    def test_two_bodies_of_one_number_at_once(self, round_now: Task, worker: Staff) -> None:
        phone = Phone(worker)
        first = phone.record(round_now)
        other = phone.record(round_now, "fail", "0.3", "", uid=first["uuid"])
        bodies = [phone.envelope([first]), phone.envelope([other])] * 4
        _at_once(4, [(phone, body) for body in bodies])
        states = Operation.objects.order_by("state").values_list("state", flat=True)
        assert list(states) == ["accepted", "conflict"]
        assert Record.objects.count() == 1

    def test_worker_and_foreman_on_one_case_at_once(
        self, plan: Plan, worker: Staff, foreman: Staff, colleague: Staff
    ) -> None:
        """Whoever is first, the other is not overwritten: he is done or in the tray."""
        now = timezone.now()
        case = Case.objects.create(
            site=plan.site, title="门坏", department="engineering", status="assigned",
            owner=worker, opened_at=now, due_at=now,
        )  # fmt: skip
        mine, boss = Phone(worker), Phone(foreman)
        declared, content = mine.photo()
        mine.send_file(content)
        data = {"case": case.pk, "text": "已修", "photos": [declared["uuid"]]}
        fix = mine.envelope([mine.make("case.fix", data=data, files=[declared])])
        given = {"case": case.pk, "to": colleague.pk}
        base = f"assigned.{worker.pk}.1"
        give = boss.envelope([boss.make("case.assign", data=given, base_version=base)])
        answers = _at_once(2, [(mine, fix), (boss, give)])
        found = sorted(a.json()["answers"][0]["answer"] for a in answers)
        case.refresh_from_db()
        assert found == ["accepted", "conflict"]
        assert (case.status, Fix.objects.count()) in {("fixed", 1), ("assigned", 0)}

    def test_announced_and_sent_at_once_is_not_missing(
        self, round_now: Task, worker: Staff
    ) -> None:
        phone = Phone(worker)
        sent = phone.record(round_now)
        row = {"uuid": sent["uuid"], "kind": "record.submit", "captured_at": timezone.now()}
        body = {**phone.envelope([sent]), "outbox": [row]}
        _at_once(4, [(phone, body)] * 8)
        assert Announced.objects.count() == 0


def phone_of(phone: Phone) -> Phone:
    """Another thread's hold on the same phone: the session is the same, the socket is not."""
    other = Phone(phone.staff, signed_in=False)
    other.client.cookies, other.device = phone.client.cookies, phone.device
    return other


def _push(phone: Phone, body: dict[str, Any]) -> Any:
    """Who is asked to come again later comes again, sooner than a phone would."""
    try:
        while (answer := phone_of(phone).post("sync:push", body)).status_code == BUSY:
            time.sleep(0.05)
    finally:
        connection.close()
    return answer


def _at_once(threads: int, pushes: Sequence[tuple[Phone, dict[str, Any]]]) -> list[Any]:
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(lambda one: _push(*one), pushes))
