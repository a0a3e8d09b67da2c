from datetime import date, timedelta
from typing import Any

import pytest

from pinzhi.common.refusals import Refusal
from pinzhi.people import actions, refusals
from pinzhi.people.actions import RosterLine
from pinzhi.people.models import Post, Posting, RosterEntry, Shift, Staff
from pinzhi.places.models import Role, Site
from pinzhi.trail.models import Event
from tests.conftest import plant_member
from tests.people.conftest import (
    last_event,
    put_on,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 16)
MONDAY = date(2026, 9, 14)
SUNDAY = date(2026, 9, 20)


def set_week(site: Site, lines: list[RosterLine], by: Staff | None) -> int:
    return actions.set_roster(site.pk, "engineering", first=MONDAY, last=SUNDAY, lines=lines, by=by)


def line(posting: Posting, shift: Shift, day: date = TODAY) -> RosterLine:
    return RosterLine(posting.staff_id, posting.post_id, shift.pk, day)


def test_set_roster_adds_keeps_and_removes(
    site: Site, posted: Posting, day_shift: Shift, foreman: Staff
) -> None:
    monday, tuesday = (line(posted, day_shift, MONDAY + timedelta(days=n)) for n in (0, 1))
    assert set_week(site, [monday, tuesday], foreman) == 2
    kept = RosterEntry.objects.get(day=MONDAY).pk
    assert set_week(site, [monday, line(posted, day_shift, SUNDAY)], foreman) == 2
    assert list(RosterEntry.objects.order_by("day").values_list("day", flat=True)) == [
        MONDAY,
        SUNDAY,
    ]
    assert RosterEntry.objects.get(day=MONDAY).pk == kept
    verb, _before, after, event_site = last_event()
    assert (verb, after["added"], after["removed"], event_site) == ("roster.set", 1, 1, site.pk)


def test_set_roster_twice_changes_nothing(
    site: Site, posted: Posting, day_shift: Shift, foreman: Staff
) -> None:
    assert set_week(site, [line(posted, day_shift)], foreman) == 1
    assert set_week(site, [line(posted, day_shift)] * 2, foreman) == 0
    assert Event.objects.count() == 1


def test_set_roster_leaves_other_departments_and_days_alone(
    site: Site, posted: Posting, day_shift: Shift, foreman: Staff
) -> None:
    gate = Post.objects.create(site=site, code="GATE", name="Gate", department="security")
    for post, day in ((gate, TODAY), (posted.post, SUNDAY + timedelta(days=1))):
        put_on(post, posted.staff, day_shift, day)
    set_week(site, [], foreman)
    assert RosterEntry.objects.count() == 2


def test_set_roster_for_a_month(
    site: Site, posted: Posting, day_shift: Shift, foreman: Staff
) -> None:
    first, last = date(2026, 10, 1), date(2026, 10, 31)
    lines = [line(posted, day_shift, first + timedelta(days=n)) for n in range(31)]
    done = actions.set_roster(
        site.pk, "engineering", first=first, last=last, lines=lines, by=foreman
    )
    assert done == 31


@pytest.mark.parametrize(
    ("first", "second", "clashes"),
    [
        # (starts, ends, day) of two shifts of one person
        (("08:00", "17:00", 0), ("17:00", "22:00", 0), False),
        (("08:00", "17:00", 0), ("16:00", "22:00", 0), True),
        (("22:00", "06:00", 0), ("06:00", "14:00", 1), False),  # straight on after the night
        (("22:00", "06:00", 0), ("05:00", "14:00", 1), True),  # the night is not over yet
        (("22:00", "06:00", 0), ("05:00", "14:00", 0), False),
        (("08:00", "08:00", 0), ("07:00", "09:00", 1), True),  # round the clock
    ],
)
def test_set_roster_refuses_overlapping_shifts(
    site: Site, posted: Posting, foreman: Staff,
    first: tuple[str, str, int], second: tuple[str, str, int], clashes: bool,
) -> None:  # fmt: skip
    lines = []
    for n, (starts, ends, day) in enumerate((first, second)):
        shift = Shift.objects.create(site=site, code=f"S{n}", name="S", starts=starts, ends=ends)
        shift.refresh_from_db()
        lines.append(line(posted, shift, MONDAY + timedelta(days=day)))
    if clashes:
        with pytest.raises(refusals.RosterClash):
            set_week(site, lines, foreman)
    else:
        assert set_week(site, lines, foreman) == 2


def test_set_roster_refuses_a_clash_with_the_week_before(
    site: Site, posted: Posting, night_shift: Shift, foreman: Staff
) -> None:
    early = Shift.objects.create(site=site, code="E", name="Early", starts="05:00", ends="13:00")
    before = MONDAY - timedelta(days=1)
    put_on(posted.post, posted.staff, night_shift, before)
    with pytest.raises(refusals.RosterClash):
        set_week(site, [line(posted, early, MONDAY)], foreman)
    assert RosterEntry.objects.count() == 1


def test_set_roster_refuses_the_same_shift_at_another_post(
    site: Site, posted: Posting, day_shift: Shift, foreman: Staff
) -> None:
    gate = Post.objects.create(site=site, code="GATE", name="Gate", department="security")
    put_on(gate, posted.staff, day_shift, TODAY)
    with pytest.raises(refusals.RosterClash):
        set_week(site, [line(posted, day_shift)], foreman)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"day": SUNDAY + timedelta(days=1)}, refusals.RosterOutside),
        ({"post_id": 0}, refusals.RosterOutside),
        ({"shift_id": 0}, refusals.RosterOutside),
        ({"staff_id": 0}, refusals.NotPostedHere),
    ],
)
def test_set_roster_refuses_what_does_not_belong(
    site: Site, posted: Posting, day_shift: Shift, foreman: Staff,
    wrong: dict[str, Any], refusal: type[Refusal],
) -> None:  # fmt: skip
    with pytest.raises(refusal):
        set_week(site, [line(posted, day_shift)._replace(**wrong)], foreman)
    assert RosterEntry.objects.count() == 0


def test_set_roster_refuses_days_without_a_posting(
    site: Site, posted: Posting, day_shift: Shift, foreman: Staff, site_manager: Staff
) -> None:
    actions.end_posting(posted, on=TODAY, by=site_manager)
    assert set_week(site, [line(posted, day_shift, TODAY)], foreman) == 1
    with pytest.raises(refusals.NotPostedHere):
        set_week(site, [line(posted, day_shift, TODAY + timedelta(days=1))], foreman)


@pytest.mark.parametrize(
    ("last", "refusal"),
    [
        (MONDAY - timedelta(days=1), refusals.EndsBeforeStart),
        (MONDAY + timedelta(days=63), refusals.PeriodTooLong),
    ],
)
def test_set_roster_refuses_odd_periods(
    site: Site, foreman: Staff, last: date, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        actions.set_roster(site.pk, "engineering", first=MONDAY, last=last, lines=[], by=foreman)


@pytest.mark.parametrize(
    ("by", "may"),
    [
        ("site_manager", True),
        ("department_head", True),
        ("foreman", True),
        ("worker", False),
        ("butler", False),
        ("auditor", False),
        ("inspector", False),
        ("system_admin", False),
        ("sister_manager", False),
        ("stranger", False),
    ],
)
def test_who_may_set_the_roster(
    by: str, may: bool, site: Site, request: pytest.FixtureRequest
) -> None:
    setter = request.getfixturevalue(by)
    if may:
        assert set_week(site, [], setter) == 0
    else:
        with pytest.raises(refusals.NotAllowed):
            set_week(site, [], setter)


def test_a_foreman_sets_only_the_own_department(site: Site) -> None:
    guard = plant_member("tie", site.node, Role.FOREMAN, "security")
    with pytest.raises(refusals.NotAllowed):
        set_week(site, [], guard)
