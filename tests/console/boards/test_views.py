import re
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pinzhi.cases.actions import hand_in_record
from pinzhi.cases.models import Case
from pinzhi.console.boards.cockpit import cockpit_of
from pinzhi.console.boards.today import today_of
from pinzhi.people.models import Posting, Staff
from pinzhi.places.models import Site
from pinzhi.plans.models import Plan, Task
from pinzhi.plans.states import Status
from pinzhi.scores.actions import score_month
from tests.planting import fill_in, plant_edition, plant_plan, plant_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def noon(site: Site) -> datetime:
    """Today at noon: five tasks, one of each kind the board shows but done ones."""
    assert site.time_zone == "Asia/Shanghai"
    return timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)


def plant_day(plan: Plan, noon: datetime, worker: Staff) -> None:
    rows = [
        (-240, Status.DONE, worker),
        (-180, Status.LATE, worker),
        (-120, Status.MISSED, worker),
        (-60, Status.DUE, worker),  # past its window
        (-10, Status.RUNNING, worker),
        (0, Status.DUE, worker),
        (60, Status.DUE, None),
        (120, Status.CANCELLED, worker),
    ]
    for minutes, status, assignee in rows:
        task = plant_task(plan, noon + timedelta(minutes=minutes), assignee)
        Task.objects.filter(pk=task.pk).update(status=status)
    plant_task(plan, noon - timedelta(days=1), worker)
    plant_task(plan, noon + timedelta(days=1), worker)


def test_today_counts_each_task_of_the_day_once(plan: Plan, worker: Staff, noon: datetime) -> None:
    plant_day(plan, noon, worker)
    board = today_of(plan.site, noon)

    counts = {tally.status: tally.value for tally in board.counts}
    assert counts == {"done": 2, "running": 1, "late": 1, "missed": 1, "nobody": 1, "due": 1}
    assert [(row.total, row.counts["done"]) for row in board.rows] == [(7, 2)]
    assert sum(v or 0 for s in board.hours.series for v in s.values) == 7


def test_every_number_of_today_opens_what_it_counts(
    client: Client, plan: Plan, worker: Staff, site_manager: Staff
) -> None:
    now = timezone.now()
    plant_day(plan, now, worker)
    client.force_login(site_manager)
    board = today_of(plan.site, timezone.now())
    for tally in [*board.counts, *board.cases, *board.needs]:
        r = client.get(f"{tally.href}&count=1")
        found = re.search(r"\d+", unescape(r.text))
        assert (tally.label, int(found.group()) if found else None) == (tally.label, tally.value)


def test_today_says_who_is_on_shift(plan: Plan, worker: Staff, noon: datetime) -> None:
    Posting.objects.create(
        site=plan.site, staff=worker, post=plan.post, starts_on=noon.date() - timedelta(days=9)
    )
    assert list(today_of(plan.site, noon).on_shift) == [worker]


def test_today_names_at_most_three_things_that_wait(
    plan: Plan, worker: Staff, foreman: Staff, noon: datetime
) -> None:
    plant_day(plan, noon, worker)
    task = plant_task(plan, noon - timedelta(days=9), worker)
    hand_in_record(fill_in(task, ("fail", "9", ""), at=task.opens_at), task=task, by=worker)
    needs = today_of(plan.site, noon).needs
    assert [tally.value for tally in needs] == [2, 1, 1]
    assert Case.objects.filter(owner=foreman).count() == 2


def test_today_of_an_empty_site_says_what_will_appear(
    client: Client, site: Site, site_manager: Staff
) -> None:
    client.force_login(site_manager)
    r = client.get("/today/")
    assert (r.status_code, site.name in r.text) == (200, True)


def test_today_refreshes_only_the_board(client: Client, site: Site, site_manager: Staff) -> None:
    assert site.pk
    client.force_login(site_manager)
    text = client.get("/today/", headers={"HX-Request": "true"}).text
    assert (text.strip().startswith('<div id="board"'), "<html" in text) == (True, False)


def test_today_without_a_site_chosen_leads_to_the_choice(
    client: Client, site: Site, sister_site: Site, quality_officer: Staff
) -> None:
    assert site.pk != sister_site.pk
    client.force_login(quality_officer)
    assert client.get("/today/")["Location"] == "/sites/"


@pytest.fixture
def past(site: Site, plan: Plan, inspector: Staff, worker: Staff, foreman: Staff) -> Site:
    """Two months of inspections and failed rounds."""
    assert foreman.is_active
    inspections = plant_plan(site, plant_edition("INSPECT", purpose="inspection"))
    now = timezone.now()
    for days in (40, 33, 20, 3):
        at = now - timedelta(days=days)
        task = plant_task(inspections, at, inspector)
        hand_in_record(fill_in(task, ("fail", "0.3", ""), at=at), task=task, by=inspector, now=at)
        late = plant_task(plan, at, worker)
        at += timedelta(hours=1)
        hand_in_record(fill_in(late, at=at), task=late, by=worker, now=at)
        score_month(site, at.date())
    return site


def test_cockpit_shows_score_loop_and_punctuality(past: Site) -> None:
    board = cockpit_of(past, timezone.now())

    assert board.current is not None
    assert board.open_findings == 4
    assert (board.on_time.part, board.on_time.whole) == (2, 4)  # of the last 30 days
    assert sum(v or 0 for v in board.ages.series[0].values) == 4
    assert [sum(v or 0 for v in s.values) for s in board.loop.series] == [4, 0]
    assert board.heat is not None
    assert [s.name for s in board.heat.series] == ["1 Floors"]


def test_cockpit_of_a_new_site_has_no_rates(site: Site) -> None:
    board = cockpit_of(site, timezone.now())
    assert (board.current, board.gauge, board.heat, board.mean_age) == (None, None, None, None)
    assert (board.on_time.ratio, board.passed.ratio) == (None, None)


@pytest.mark.parametrize("address", ["/today/", "/cockpit/"])
def test_boards_take_few_queries(
    client: Client,
    past: Site,
    site_manager: Staff,
    address: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    assert past.pk
    client.force_login(site_manager)
    with django_assert_max_num_queries(25):
        assert client.get(address).status_code == 200


def test_every_cell_of_the_cockpit_opens_what_it_counts(
    client: Client, past: Site, site_manager: Staff
) -> None:
    client.force_login(site_manager)
    board = cockpit_of(past, timezone.now())
    assert board.heat is not None
    for series in [*board.ages.series, *board.heat.series]:
        for value, link in zip(series.values, series.links, strict=True):
            found = re.search(r"\d+", client.get(f"{link}&count=1").text)
            assert (link, int(found.group()) if found else None) == (link, value)
