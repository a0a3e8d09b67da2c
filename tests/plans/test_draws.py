"""Random samples: committed to before, drawn after, by others, and the same when drawn again."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.actions import replan_site
from pinzhi.plans.actions.draws import commit_draws, due_draws, is_reproducible, make_draw
from pinzhi.plans.models import Draw, Plan, Task
from pinzhi.plans.rules import may_carry_out
from pinzhi.plans.sampling import MOST, drawn, hash_of, one_of
from pinzhi.trail.models import Event
from tests.planting import plant_task

pytestmark = pytest.mark.django_db

SHANGHAI = ZoneInfo("Asia/Shanghai")
WEDNESDAY = date(2026, 9, 16)
MONDAY = datetime(2026, 9, 21, 9, tzinfo=SHANGHAI)  # the week drawn from
AFTER = datetime(2026, 9, 29, 9, tzinfo=SHANGHAI)


@pytest.fixture
def committed(plan: Plan) -> list[Draw]:
    return commit_draws(plan.site, today=WEDNESDAY)


@pytest.fixture
def week(plan: Plan, worker: Staff, committed: list[Draw]) -> Draw:
    """The foreman's draw of a week in which Wei did 30 rounds."""
    for n in range(30):
        task = plant_task(plan, MONDAY + n * timedelta(hours=1), worker)
        Task.objects.filter(pk=task.pk).update(status="done", done_at=task.opens_at)
    return next(one for one in committed if one.level == Draw.Level.FOREMAN_WEEK)


def test_commit_draws_prepares_the_week_and_month_to_come(committed: list[Draw]) -> None:
    found = [(d.level, d.department, d.first_day, d.last_day) for d in committed]
    week = (date(2026, 9, 21), date(2026, 9, 27))
    month = (date(2026, 10, 1), date(2026, 10, 31))
    assert found == [
        ("foreman_week", "engineering", *week),
        ("manager_week", "", *week),
        ("manager_month", "", *month),
        ("company_month", "", *month),
    ]
    assert commit_draws(committed[0].site, today=WEDNESDAY) == []


def test_the_trail_has_the_hash_and_not_the_seed(committed: list[Draw]) -> None:
    events = Event.objects.filter(verb="draw.committed").order_by("pk")
    assert [e.after["hash"] for e in events] == [hash_of(d.seed) for d in committed]
    assert not any(d.seed in str(e.after) for d in committed for e in events)


def test_make_draw_gives_a_share_to_somebody_else(
    week: Draw, worker: Staff, foreman: Staff
) -> None:
    made = make_draw(week, now=AFTER)
    assert len(made) == 3  # a tenth
    assert {t.assignee for t in made} == {foreman}
    assert {(t.rechecks.assignee, t.rechecks.status) for t in made if t.rechecks} == {
        (worker, "done")
    }
    assert [may_carry_out(one, made[0]) for one in (foreman, worker)] == [True, False]
    event = Event.objects.get(verb="draw.made")
    assert (event.after["seed"], event.after["of"]) == (week.seed, 30)


def test_make_draw_is_made_once_and_can_be_drawn_again(week: Draw) -> None:
    make_draw(week, now=AFTER)
    assert make_draw(week, now=AFTER) == []
    week.refresh_from_db()
    assert is_reproducible(week)
    week.seed = "0" * 64
    assert not is_reproducible(week)


def test_nobody_checks_their_own_work(week: Draw, foreman: Staff) -> None:
    Task.objects.update(assignee=foreman)
    assert {t.assignee for t in make_draw(week, now=AFTER)} == {None}
    assert not may_carry_out(foreman, Task.objects.filter(draw=week)[0])


def test_what_lies_outside_the_period_or_was_not_done_is_not_drawn(week: Draw) -> None:
    first, last = Task.objects.order_by("pk")[0], Task.objects.order_by("-pk")[0]
    Task.objects.filter(pk=first.pk).update(done_at=MONDAY - timedelta(days=1))
    Task.objects.filter(pk=last.pk).update(status="missed", done_at=None)
    make_draw(week, now=AFTER)
    week.refresh_from_db()
    assert len(week.population) == 28


def test_draws_are_due_two_days_after_their_period(week: Draw, committed: list[Draw]) -> None:
    weekly = [d.pk for d in committed if d.last_day == week.last_day]
    assert due_draws(date(2026, 9, 28)) == []
    assert due_draws(date(2026, 9, 29)) == weekly
    make_draw(week, now=AFTER)
    assert due_draws(date(2026, 9, 29)) == [pk for pk in weekly if pk != week.pk]


def test_planning_anew_leaves_drawn_tasks_alone(site: Site, week: Draw) -> None:
    made = make_draw(week, now=AFTER)
    replan_site(site, now=AFTER)
    assert Task.objects.filter(draw=week, status="due").count() == len(made)


def test_shares_are_rounded_up_and_bounded() -> None:
    sizes = [len(drawn("s", range(n), 10)) for n in (0, 1, 10, 11, 1000)]
    assert sizes == [0, 1, 1, 2, MOST]
    assert drawn("s", range(50), 10) == drawn("s", list(reversed(range(50))), 10)
    assert drawn("s", range(50), 10) != drawn("t", range(50), 10)
    assert one_of("s", 1, []) is None


def test_the_seed_is_shown_only_when_drawn(
    client: Client, site: Site, week: Draw, worker: Staff
) -> None:
    client.force_login(worker)
    page = reverse("plans:draw", args=[site.pk, week.pk])
    before = client.get(page).content.decode()
    assert (week.seed in before, week.seed_hash in before) == (False, True)
    assert page in client.get(reverse("plans:draws", args=[site.pk])).content.decode()
    make_draw(week, now=AFTER)
    assert week.seed in client.get(page).content.decode()
