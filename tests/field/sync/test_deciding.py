"""What lies in the tray is decided by somebody else, and both versions stay."""

import pytest
from django.urls import reverse
from django.utils import timezone

from pinzhi.common.states import MoveRefused
from pinzhi.field.sync.deciding import accept_operation, discard_operation
from pinzhi.field.sync.models import Operation
from pinzhi.field.sync.refusals import CannotAccept, NeedsReason, NotToDecide
from pinzhi.people.actions import retire_staff
from pinzhi.people.models import Staff
from pinzhi.plans.models import Task
from pinzhi.records.models import Record
from pinzhi.trail.models import Event
from tests.field.sync.phone import Phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def rival(phone: Phone, round_now: Task) -> Operation:
    """Another body under the number of a record that counts."""
    first = phone.record(round_now)
    phone.push(first, phone.record(round_now, "fail", "0.3", "", uid=first["uuid"]))
    return Operation.objects.get(state="conflict")


def test_rival_is_taken_in_beside_the_first(rival: Operation, foreman: Staff) -> None:
    accepted = accept_operation(rival, by=foreman)
    first, second = Record.objects.order_by("failed")
    assert (first.uid, first.task_id is None) == (rival.uid, False)
    assert (second.failed, second.task, second.by) == (1, None, rival.by)
    assert (accepted.state, accepted.decided_by) == ("accepted", foreman)
    assert accepted.result["record"] == str(second.uid)
    assert Event.objects.get(verb="operation.accepted").actor_name == foreman.name


def test_decision_is_made_once(rival: Operation, foreman: Staff, site_manager: Staff) -> None:
    discard_operation(rival, by=foreman, reason="误报")
    with pytest.raises(MoveRefused):
        accept_operation(rival, by=site_manager)
    assert Record.objects.count() == 1


def test_setting_aside_needs_a_reason(rival: Operation, foreman: Staff) -> None:
    with pytest.raises(NeedsReason):
        discard_operation(rival, by=foreman, reason=" ")


def test_nobody_decides_on_his_own(rival: Operation) -> None:
    with pytest.raises(NotToDecide):
        accept_operation(rival, by=rival.by)


def test_author_reads_why_it_was_set_aside(phone: Phone, rival: Operation, foreman: Staff) -> None:
    discard_operation(rival, by=foreman, reason="误报")
    sent = {"uuid": str(rival.uid), "body_hash": rival.body_hash, "body": rival.body}
    (answer,) = phone.push(sent)
    assert (answer["code"], answer["text"]) == ("discarded", "误报")
    (told,) = [o for o in phone.pull()["set"] if o["key"].startswith("operation:")]
    assert (told["state"], told["reason"]) == ("discarded", "误报")


def test_work_of_a_leaver_counts_once_somebody_says_so(
    phone: Phone, round_now: Task, foreman: Staff
) -> None:
    sent, handover = phone.record(round_now), phone.pull()["handover"]
    retire_staff(phone.staff, at=timezone.now(), by=None)
    late = Phone(phone.staff, signed_in=False)
    late.post("sync:push", late.envelope([sent]), **{"x-pinzhi-handover": handover})
    accept_operation(Operation.objects.get(), by=foreman)
    round_now.refresh_from_db()
    assert (round_now.status, Record.objects.get().by) == ("done", phone.staff)


def test_what_cannot_be_carried_out_stays_in_the_tray(
    phone: Phone, round_now: Task, foreman: Staff
) -> None:
    phone.push(phone.record(round_now, "pass", "lots", ""))
    held = Operation.objects.get()
    with pytest.raises(CannotAccept):
        accept_operation(held, by=foreman)
    held.refresh_from_db()
    assert (held.state, held.code) == ("held", "bad_answers")


def test_what_waited_for_it_follows_or_falls(phone: Phone, round_now: Task, foreman: Staff) -> None:
    record = phone.record(round_now, "pass", "lots", "")
    note = phone.make("task.note", data={"task": round_now.pk, "text": "x"}, parent=record["uuid"])
    phone.push(record, note)
    discard_operation(Operation.objects.get(state="held"), by=foreman, reason="读数错")
    (answer,) = phone.push(note)
    assert (answer["answer"], answer["code"]) == ("held", "parent_discarded")


def test_page_shows_both_versions_and_where_they_differ(rival: Operation, foreman: Staff) -> None:
    boss = Phone(foreman)
    page = boss.client.get(reverse("sync:operation", args=[rival.pk])).content.decode()
    assert page.count("Floor is dry") == 2
    assert page.count("不一致") == 2
    assert "采纳" in page


def test_foreman_decides_on_the_page(rival: Operation, foreman: Staff) -> None:
    boss = Phone(foreman).client
    listed = boss.get(reverse("sync:tray")).content.decode()
    assert reverse("sync:operation", args=[rival.pk]) in listed
    answer = boss.post(reverse("sync:discard", args=[rival.pk]), {"reason": ""})
    assert (answer.status_code, "请说明原因" in answer.content.decode()) == (422, True)
    answer = boss.post(reverse("sync:discard", args=[rival.pk]), {"reason": "误报"})
    assert answer.status_code == 302
    assert "没有待裁定的内容" in boss.get(reverse("sync:tray")).content.decode()


def test_doubtful_but_counted_is_looked_at(phone: Phone, round_now: Task, foreman: Staff) -> None:
    phone.push(phone.record(round_now, seen=None))
    row = Operation.objects.get()
    boss = Phone(foreman).client
    assert "手机时间不准" in boss.get(reverse("sync:tray")).content.decode()
    boss.post(reverse("sync:seen", args=[row.pk]))
    row.refresh_from_db()
    assert row.to_show is False
    assert "手机时间不准" not in boss.get(reverse("sync:tray")).content.decode()


def test_foreman_of_another_site_sees_nothing(rival: Operation, sister_manager: Staff) -> None:
    other = Phone(sister_manager).client
    assert other.get(reverse("sync:operation", args=[rival.pk])).status_code == 404
    assert str(rival.by) not in other.get(reverse("sync:tray")).content.decode()


def test_second_foreman_may_decide_what_the_first_sent(
    round_now: Task, foreman: Staff, site_manager: Staff
) -> None:
    boss = Phone(foreman)
    boss.push(boss.record(round_now, "pass", "lots", ""))
    held = Operation.objects.get()
    assert discard_operation(held, by=site_manager, reason="重测").state == "discarded"
