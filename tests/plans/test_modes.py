"""Special modes turn the tasks that depend on them on, and off again (EMG-13, DRN-01)."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pinzhi.common.calendar import Window
from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.actions import begin_mode, end_mode, fill_site, replan_site, start_task
from pinzhi.plans.models import Plan, SpecialMode, Task
from pinzhi.plans.queries.modes import FOREVER, events_of, modes_on, modes_past
from pinzhi.plans.refusals import ModeIsOn, ModeIsOver, ModeTooLong
from pinzhi.trail.models import Event
from tests.planting import plant_edition, plant_plan

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 16, 6, 20, tzinfo=UTC)  # a Wednesday, 14:20 in Shanghai
HOUR = timedelta(hours=1)
SHANGHAI = ZoneInfo("Asia/Shanghai")
HOURLY = {"times": 1, "every": 1, "unit": "hour", "condition": "special"}


@pytest.fixture
def drains(site: Site) -> Plan:
    """Basement drains, every hour in special weather."""
    return plant_plan(site, plant_edition("DRAINS", recurrence=HOURLY))


def due() -> list[str]:
    rows = Task.objects.filter(status="due").order_by("opens_at")
    return [f"{t.opens_at.astimezone(SHANGHAI):%d %H}" for t in rows]


def begin(site: Site, by: Staff, kind: str = "rain", **times: Any) -> SpecialMode:
    found: dict[str, Any] = {"starts_at": NOW, "now": NOW, **times}
    return begin_mode(site, kind=kind, by=by, **found)


@pytest.mark.usefixtures("drains")
def test_nothing_is_due_while_no_mode_is_on(site: Site) -> None:
    assert fill_site(site, start=NOW, until=NOW + timedelta(days=3)) == 0


@pytest.mark.usefixtures("drains")
def test_begin_mode_makes_the_tasks_at_once(site: Site, foreman: Staff) -> None:
    begin(site, foreman)
    assert due()[:3] == ["16 14", "16 15", "16 16"]
    assert len(due()) == 73  # three days ahead, and the hour it is
    event = Event.objects.get(verb="mode.begun")
    assert (event.actor_name, event.after["tasks"]) == ("Gang", 73)


@pytest.mark.usefixtures("drains")
def test_begin_mode_with_an_end_makes_tasks_until_then(site: Site, foreman: Staff) -> None:
    begin(site, foreman, "typhoon", starts_at=NOW + 2 * HOUR, ends_at=NOW + 4 * HOUR)
    assert due() == ["16 16", "16 17", "16 18"]


@pytest.mark.usefixtures("drains")
def test_a_mode_of_another_kind_leaves_them_alone(site: Site, foreman: Staff) -> None:
    begin(site, foreman, "peak")
    assert due() == []


def test_end_mode_takes_back_what_nobody_began(
    site: Site, drains: Plan, foreman: Staff, worker: Staff
) -> None:
    mode = begin(site, foreman)
    begun = drains.tasks.earliest("opens_at")
    start_task(begun, by=worker, at=NOW)

    end_mode(mode, now=NOW + HOUR, by=foreman)

    assert due() == []
    begun.refresh_from_db()
    assert begun.status == "running"
    assert Event.objects.get(verb="mode.ended").after["tasks_withdrawn"] == 72
    assert replan_site(site, now=NOW + HOUR).returned == 0


@pytest.mark.usefixtures("drains")
def test_a_mode_that_begins_again_brings_them_back(site: Site, foreman: Staff) -> None:
    end_mode(begin(site, foreman), now=NOW + timedelta(minutes=5), by=foreman)
    assert due() == []
    again = NOW + timedelta(minutes=10)
    begin(site, foreman, starts_at=again, now=again)
    assert due()[:2] == ["16 14", "16 15"]
    assert Task.objects.count() == 73  # the same ones


@pytest.mark.usefixtures("drains")
def test_what_another_mode_still_wants_stays(site: Site, foreman: Staff) -> None:
    rain = begin(site, foreman)
    begin(site, foreman, "typhoon")
    end_mode(rain, now=NOW + timedelta(minutes=5), by=foreman)
    assert due()[:2] == ["16 14", "16 15"]


def test_the_daily_round_is_left_alone(site: Site, plan: Plan, foreman: Staff) -> None:
    fill_site(site, start=NOW, until=NOW + timedelta(days=3))
    end_mode(begin(site, foreman), now=NOW + HOUR, by=foreman)
    assert [t.status for t in plan.tasks.all()] == ["due"] * 3


def test_after_the_rain_there_is_one_task(site: Site, foreman: Staff) -> None:
    plant_plan(site, plant_edition("ROOF", recurrence={"after": "rain", "duration": 120}))
    mode = begin(site, foreman)
    assert due() == []
    end_mode(mode, now=NOW + HOUR, by=foreman)
    task = Task.objects.get()
    assert (task.opens_at, task.closes_at) == (NOW + HOUR, NOW + 3 * HOUR)


def test_a_holiday_by_hand_turns_holiday_service_on_and_off(site: Site, foreman: Staff) -> None:
    rule = {"unit": "day", "condition": "holiday", "window": ["14:00", "16:00"]}
    plant_plan(site, plant_edition("FEST", recurrence=rule))
    mode = begin(site, foreman, "holiday", ends_at=NOW + timedelta(days=1))
    assert due() == ["16 14", "17 14"]
    end_mode(mode, now=NOW, by=foreman)
    assert due() == []


def test_one_of_a_kind_at_a_time(site: Site, sister_site: Site, foreman: Staff) -> None:
    begin(site, foreman, ends_at=NOW + HOUR)
    with pytest.raises(ModeIsOn):
        begin(site, foreman, starts_at=NOW + HOUR / 2)
    begin(site, foreman, starts_at=NOW + HOUR)
    begin(sister_site, foreman)
    assert SpecialMode.objects.count() == 3


@pytest.mark.parametrize(
    ("starts", "ends"),
    [(32 * 24, None), (0, 32 * 24), (0, 0), (2, 1)],
)
def test_a_mode_has_bounds(site: Site, foreman: Staff, starts: int, ends: int | None) -> None:
    times: dict[str, Any] = {"starts_at": NOW + starts * HOUR}
    if ends is not None:
        times["ends_at"] = NOW + ends * HOUR
    with pytest.raises(ModeTooLong):
        begin(site, foreman, **times)


def test_a_mode_ends_once(site: Site, foreman: Staff) -> None:
    mode = begin(site, foreman)
    end_mode(mode, now=NOW + HOUR, by=foreman)
    with pytest.raises(ModeIsOver):
        end_mode(mode, now=NOW + HOUR, by=foreman)


def test_a_mode_called_off_before_it_begins_never_was(site: Site, foreman: Staff) -> None:
    mode = begin(site, foreman, starts_at=NOW + HOUR)
    end_mode(mode, now=NOW, by=foreman)
    assert events_of(site, NOW, NOW + 5 * HOUR) == {}
    assert (modes_on(site, NOW), modes_past(site, NOW)) == ([], [mode])
    begin(site, foreman, starts_at=NOW + HOUR)  # its time is free again


def test_events_of_joins_what_overlaps(site: Site, foreman: Staff) -> None:
    begin(site, foreman, ends_at=NOW + 2 * HOUR)
    begin(site, foreman, "typhoon", starts_at=NOW + HOUR)
    found = events_of(site, NOW, NOW + 5 * HOUR)
    assert found == {
        "rain": [Window(NOW, FOREVER)],
        "special": [Window(NOW, FOREVER)],
        "typhoon": [Window(NOW + HOUR, FOREVER)],
    }
