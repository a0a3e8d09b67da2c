"""Hours of tasks against hours on duty; a distribution seen, applied, taken back."""

from datetime import date, datetime, time, timedelta
from html import unescape
from re import search

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pinzhi.common.states import MoveRefused
from pinzhi.people.models import Leave, RosterEntry, Shift, Staff
from pinzhi.plans.actions import assign_task, share_tasks, start_task
from pinzhi.plans.models import Plan, Task
from pinzhi.plans.queries.effort import Effort, efforts_of
from pinzhi.plans.queries.workload import load_of_week, suggest
from pinzhi.plans.refusals import NotOneOfUs, NotYours
from pinzhi.trail.models import Event
from tests.conftest import NOW
from tests.planting import plant_task

pytestmark = pytest.mark.django_db
MONDAY, WEDNESDAY = date(2026, 9, 14), 2
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def on_duty(
    plan: Plan, *people: Staff, day: date = date(2026, 9, 16), ends: time = time(18)
) -> Shift:
    shift = Shift.objects.create(
        site=plan.site, code=f"S{Shift.objects.count()}", name="S", starts=time(8), ends=ends
    )
    for one in people:
        RosterEntry.objects.create(site=plan.site, staff=one, post=plan.post, shift=shift, day=day)
    return shift


def test_a_day_holds_the_minutes_of_its_tasks_against_those_on_duty(
    plan: Plan, worker: Staff, colleague: Staff
) -> None:
    on_duty(plan, worker, colleague)
    for hours in range(3):
        plant_task(plan, NOW + hours * HOUR, worker)
    plant_task(plan, NOW + 5 * HOUR)
    load = load_of_week(plan.site, MONDAY, NOW)
    minutes = 6  # three items of the form, two minutes each
    cells = {row.name: row.cells[WEDNESDAY] for row in load.rows}
    told = {n: (c.minutes, c.there, c.tasks, c.look) for n, c in cells.items()}
    assert told == {"Wei": (3 * minutes, 600, 3, "due"), "Jun": (0, 600, 0, "due")}
    assert (load.nobody.minutes, load.reckoned, load.measured) == (minutes, 1, 0)


def test_a_day_says_when_it_holds_too_much_or_nobody_is_there(
    plan: Plan, worker: Staff, colleague: Staff
) -> None:
    on_duty(plan, worker, ends=time(9))
    for number in range(12):
        plant_task(plan, NOW + number * timedelta(minutes=7), worker)
    plant_task(plan, NOW + 2 * HOUR, colleague)
    load = load_of_week(plan.site, MONDAY, NOW)
    told = {row.name: row.cells[WEDNESDAY].look for row in load.rows}
    assert (told, load.over()) == ({"Wei": "late", "Jun": "nobody"}, 1)


def test_a_night_shift_counts_on_both_of_its_days(plan: Plan, worker: Staff) -> None:
    shift = on_duty(plan, worker)
    Shift.objects.filter(pk=shift.pk).update(starts=time(20), ends=time(8))
    [row] = load_of_week(plan.site, MONDAY, NOW).rows
    assert [cell.there for cell in row.cells] == [0, 0, 240, 480, 0, 0, 0]


def test_what_was_measured_counts_before_what_is_reckoned(plan: Plan, worker: Staff) -> None:
    took = [3, 20, 22, 24, 300]  # one of them begun and forgotten
    for at, minutes in enumerate(took):
        task = plant_task(plan, NOW - (at + 1) * DAY, worker)
        done = task.opens_at + timedelta(minutes=minutes)
        Task.objects.filter(pk=task.pk).update(
            status="done", started_at=task.opens_at, done_at=done
        )
    checklist = plan.checklist_id
    assert efforts_of(plan.site, [checklist], NOW) == {checklist: Effort(6, 0)}
    Task.objects.filter(done_at__gte=NOW - 4 * HOUR).update(started_at=NOW, done_at=NOW)
    task = plant_task(plan, NOW - 7 * DAY, worker)
    Task.objects.filter(pk=task.pk).update(
        status="late", started_at=task.opens_at, done_at=task.opens_at + timedelta(minutes=30)
    )
    assert efforts_of(plan.site, [checklist], NOW) == {checklist: Effort(22, 5)}


def test_a_suggestion_takes_only_who_is_there_and_leaves_what_was_decided(
    plan: Plan, worker: Staff, colleague: Staff, foreman: Staff
) -> None:
    on_duty(plan, worker, colleague)
    free = [plant_task(plan, NOW + n * HOUR / 2, worker) for n in range(4)]
    by_hand = plant_task(plan, NOW + 3 * HOUR, worker)
    assign_task(by_hand, to=worker, by=foreman)
    begun = plant_task(plan, NOW - HOUR / 4, worker)
    start_task(begun, by=worker, at=NOW)
    nobodys = plant_task(plan, NOW + 4 * HOUR)
    night = plant_task(plan, NOW + 12 * HOUR)  # 22:00, nobody is on
    found = suggest(plan.site, ["engineering"], NOW)
    given = {m.task.pk: m.to for m in found.moves}
    assert (given[nobodys.pk], found.left) == (colleague.pk, 1)
    assert set(given) <= {t.pk for t in (*free, nobodys)}
    assert night.pk not in given
    assert suggest(plan.site, ["security"], NOW).moves == []

    day = date(2026, 9, 16)
    assert [found.after[pk.pk, day] for pk in (worker, colleague)] == [24, 18]
    Leave.objects.create(
        site=plan.site, staff=colleague, first_day=day, last_day=day, kind="sick", status="granted"
    )
    assert {m.to for m in suggest(plan.site, ["engineering"], NOW).moves} == {worker.pk}


def test_sharing_is_all_or_nothing(
    plan: Plan, worker: Staff, colleague: Staff, foreman: Staff, stranger: Staff, butler: Staff
) -> None:
    one, two = plant_task(plan, NOW, worker), plant_task(plan, NOW + HOUR)
    hands = {one.pk: (worker.pk, colleague.pk), two.pk: (None, worker.pk)}
    with pytest.raises(NotYours):
        share_tasks(plan.site, hands=hands, by=butler)
    with pytest.raises(NotOneOfUs):
        share_tasks(plan.site, hands={two.pk: (None, stranger.pk)}, by=foreman)
    with pytest.raises(MoveRefused):
        share_tasks(plan.site, hands={**hands, two.pk: (worker.pk, None)}, by=foreman)
    with pytest.raises(MoveRefused):
        share_tasks(plan.site, hands={**hands, 10**9: (None, worker.pk)}, by=foreman)
    assert Event.objects.filter(verb="task.assigned").count() == 0

    share_tasks(plan.site, hands=hands, by=foreman)
    events = Event.objects.filter(verb="task.assigned").order_by("pk")
    assert [(e.before["assignee"], e.after["assignee"]) for e in events] == [
        ("Wei", "Jun"), (None, "Wei"),
    ]  # fmt: skip
    assert set(Task.objects.values_list("by_hand", flat=True)) == {True}


def tomorrow(hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate() + DAY, time(hour)))


def test_one_press_applies_what_was_seen_and_one_takes_it_back(
    client: Client, plan: Plan, worker: Staff, colleague: Staff, foreman: Staff
) -> None:
    on_duty(plan, worker, colleague, day=timezone.localdate() + DAY)
    tasks = [plant_task(plan, tomorrow(9) + n * HOUR, worker) for n in range(4)]
    site = plan.site_id
    client.force_login(foreman)
    assert reverse("plans:suggestion", args=[site]) in read(client, reverse("plans:workload"))
    page = read(client, reverse("plans:suggestion", args=[site]))
    found = search(r'name="seen" value="([^"]*)"', page)
    assert found
    seen = unescape(found[1])
    assert len(seen.split("-")) == 2

    apply = reverse("plans:share", args=[site])
    assert client.post(apply, {"seen": "1.2.3"}).status_code == 409
    assert holders(tasks) == [worker.pk] * 4
    assert client.post(apply, {"seen": seen}).status_code == 302
    assert sorted(holders(tasks)) == sorted([worker.pk, colleague.pk] * 2)
    undo = reverse("plans:unshare", args=[site])
    assert undo in read(client, reverse("plans:workload"))
    assert client.post(apply, {"seen": seen}).status_code == 409

    assert client.post(undo).status_code == 302
    assert (holders(tasks), set(Task.objects.values_list("by_hand", flat=True))) == (
        [worker.pk] * 4, {False},
    )  # fmt: skip
    assert client.post(undo).status_code == 409


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def holders(tasks: list[Task]) -> list[int]:
    return [Task.objects.get(pk=task.pk).assignee_id or 0 for task in tasks]


@pytest.mark.parametrize("page", ["workload", "suggestion"])
def test_pages_take_as_many_queries_for_many_tasks_as_for_one(
    client: Client, plan: Plan, worker: Staff, colleague: Staff, foreman: Staff, page: str
) -> None:
    on_duty(plan, worker, colleague, day=timezone.localdate() + DAY)
    client.force_login(foreman)
    args = [plan.site_id] if page == "suggestion" else []
    counts = []
    for number in (2, 8):
        while Task.objects.count() < number:
            plant_task(plan, tomorrow(8) + Task.objects.count() * HOUR, worker)
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse(f"plans:{page}", args=args))
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 20
