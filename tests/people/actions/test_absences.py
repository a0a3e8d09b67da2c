"""Leave with a substitute, and shifts swapped between two people."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from pinzhi.people.actions import (
    accept_swap,
    ask_leave,
    ask_swap,
    grant_leave,
    refuse_leave,
    refuse_swap,
    withdraw_leave,
    withdraw_swap,
)
from pinzhi.people.models import Leave, Post, Posting, RosterEntry, Shift, Staff, Swap
from pinzhi.people.queries import people_on, roster_map
from pinzhi.people.refusals import (
    AlreadyAway,
    EndsBeforeStart,
    LeaveDecided,
    NotAllowed,
    NotPostedHere,
    PeriodTooLong,
    RosterClash,
    ShiftGone,
    SubstituteUnfit,
    SwapDecided,
)
from pinzhi.places.models import Site
from pinzhi.trail.models import Event
from tests.people.conftest import FIRST, put_on

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def tomorrow() -> date:
    return timezone.localdate() + DAY


@pytest.fixture
def both(posted: Posting, colleague: Staff) -> Posting:
    """Wei and Jun at the same post."""
    return Posting.objects.create(
        site=posted.site, staff=colleague, post=posted.post, starts_on=FIRST
    )


def ask(staff: Staff, first: date, last: date | None = None, **changes: Any) -> Leave:
    told = {"kind": "annual", "site_id": changes.pop("site_id", None), **changes}
    site_id = told.pop("site_id") or staff.postings.get().site_id
    by = told.pop("by", staff)
    return ask_leave(staff, site_id=site_id, first_day=first, last_day=last or first, by=by, **told)


def on(site: Site, day: date) -> list[int]:
    return [staff for duties in roster_map(site, day, day).values() for _, staff in duties]


@pytest.mark.usefixtures("both")
def test_granted_leave_takes_one_off_and_puts_the_substitute_on(
    site: Site, post: Post, worker: Staff, colleague: Staff, foreman: Staff, day_shift: Shift,
    tomorrow: date,
) -> None:  # fmt: skip
    put_on(post, worker, day_shift, tomorrow)
    leave = ask(worker, tomorrow)
    assert on(site, tomorrow) == [worker.pk]  # asking changes nothing
    grant_leave(leave, substitute=colleague, by=foreman)
    assert on(site, tomorrow) == [colleague.pk]
    whole_day = timezone.make_aware(datetime.combine(tomorrow, time()))
    assert people_on(site.pk, post.pk, whole_day, whole_day + DAY) == [colleague]
    event = Event.objects.latest("pk")
    assert (event.verb, event.after["substitute"]) == ("leave.granted", "Jun")
    withdraw_leave(leave, by=worker)
    assert on(site, tomorrow) == [worker.pk]


@pytest.mark.usefixtures("both")
def test_leave_without_a_substitute_leaves_the_others_on(
    site: Site, post: Post, worker: Staff, colleague: Staff, foreman: Staff, day_shift: Shift,
    tomorrow: date,
) -> None:  # fmt: skip
    for staff in (worker, colleague):
        put_on(post, staff, day_shift, tomorrow)
    grant_leave(ask(worker, tomorrow), by=foreman)
    assert on(site, tomorrow) == [colleague.pk]


def test_nobody_grants_their_own_leave(foreman: Staff, post: Post, tomorrow: date) -> None:
    Posting.objects.create(site=post.site, staff=foreman, post=post, starts_on=FIRST)
    with pytest.raises(NotAllowed):
        grant_leave(ask(foreman, tomorrow), by=foreman)


@pytest.mark.usefixtures("both")
def test_a_colleague_neither_asks_nor_decides(
    worker: Staff, colleague: Staff, tomorrow: date
) -> None:
    with pytest.raises(NotAllowed):
        ask(worker, tomorrow, by=colleague)
    leave = ask(worker, tomorrow)
    for deed in (grant_leave, refuse_leave, withdraw_leave):
        with pytest.raises(NotAllowed):
            deed(leave, by=colleague)


@pytest.mark.usefixtures("both")
def test_ask_leave_refuses(
    worker: Staff, sister_site: Site, foreman: Staff, tomorrow: date
) -> None:
    with pytest.raises(EndsBeforeStart):
        ask(worker, tomorrow, tomorrow - DAY)
    with pytest.raises(PeriodTooLong):
        ask(worker, tomorrow, tomorrow + 400 * DAY)
    with pytest.raises(NotPostedHere):
        ask(worker, FIRST - 9 * DAY)
    with pytest.raises(NotAllowed):
        ask(worker, tomorrow, site_id=sister_site.pk)
    ask(worker, tomorrow, tomorrow + 2 * DAY, by=foreman)
    with pytest.raises(AlreadyAway):
        ask(worker, tomorrow + 2 * DAY)


@pytest.mark.usefixtures("both")
def test_a_substitute_is_somebody_else_who_is_there(
    worker: Staff, colleague: Staff, butler: Staff, foreman: Staff, tomorrow: date
) -> None:
    grant_leave(ask(colleague, tomorrow), by=foreman)
    leave = ask(worker, tomorrow)
    for unfit in (worker, butler, colleague):  # oneself, not posted, away as well
        with pytest.raises(SubstituteUnfit):
            grant_leave(leave, substitute=unfit, by=foreman)


def test_leave_is_decided_once(posted: Posting, foreman: Staff, tomorrow: date) -> None:
    leave = ask(posted.staff, tomorrow)
    refuse_leave(leave, by=foreman)
    with pytest.raises(LeaveDecided):
        grant_leave(leave, by=foreman)
    with pytest.raises(LeaveDecided):
        withdraw_leave(leave, by=posted.staff)
    ask(posted.staff, tomorrow)  # may be asked again


def shifts() -> list[tuple[str, str, date]]:
    rows = RosterEntry.objects.select_related("staff", "shift").order_by("day", "staff__name")
    return [(e.staff.name, e.shift.name, e.day) for e in rows]


@pytest.mark.usefixtures("both")
def test_a_shift_changes_hands_when_the_colleague_accepts(
    post: Post,
    worker: Staff,
    colleague: Staff,
    day_shift: Shift,
    night_shift: Shift,
    tomorrow: date,
) -> None:
    mine = put_on(post, worker, day_shift, tomorrow)
    theirs = put_on(post, colleague, night_shift, tomorrow + DAY)
    swap = ask_swap(mine, to=colleague, in_return=theirs, by=worker)
    assert shifts() == [("Wei", "Day", tomorrow), ("Jun", "Night", tomorrow + DAY)]
    accept_swap(swap, by=colleague)
    assert shifts() == [("Jun", "Day", tomorrow), ("Wei", "Night", tomorrow + DAY)]
    with pytest.raises(SwapDecided):
        accept_swap(swap, by=colleague)


@pytest.mark.usefixtures("both")
def test_a_swap_never_puts_one_on_two_shifts_at_once(
    post: Post, worker: Staff, colleague: Staff, day_shift: Shift, tomorrow: date
) -> None:
    late = Shift.objects.create(site=post.site, code="L", name="Late", starts="12:00", ends="20:00")
    mine = put_on(post, worker, day_shift, tomorrow)
    put_on(post, colleague, late, tomorrow)
    swap = ask_swap(mine, to=colleague, by=worker)
    with pytest.raises(RosterClash):
        accept_swap(swap, by=colleague)
    assert shifts() == [("Jun", "Late", tomorrow), ("Wei", "Day", tomorrow)]


@pytest.mark.usefixtures("both")
def test_what_was_offered_has_to_be_on_the_roster_still(
    post: Post, worker: Staff, colleague: Staff, foreman: Staff, day_shift: Shift, tomorrow: date
) -> None:
    mine = put_on(post, worker, day_shift, tomorrow)
    swap = ask_swap(mine, to=colleague, by=worker)
    with pytest.raises(SwapDecided):
        ask_swap(mine, to=colleague, by=worker)
    for stranger in (worker, foreman):
        with pytest.raises(NotAllowed):
            accept_swap(swap, by=stranger)
    with pytest.raises(NotAllowed):
        withdraw_swap(swap, by=colleague)
    mine.delete()
    with pytest.raises(ShiftGone):
        accept_swap(swap, by=colleague)
    refuse_swap(swap, by=colleague)
    assert Swap.objects.get().status == "refused"


@pytest.mark.usefixtures("both")
def test_only_ones_own_coming_shift_can_be_offered(
    post: Post, worker: Staff, colleague: Staff, day_shift: Shift, tomorrow: date
) -> None:
    past = put_on(post, worker, day_shift, tomorrow - 2 * DAY)
    theirs = put_on(post, colleague, day_shift, tomorrow)
    mine = put_on(post, worker, day_shift, tomorrow)
    for entry, to, back in ((past, colleague, None), (theirs, worker, None), (mine, worker, None),
                            (mine, colleague, past)):  # fmt: skip
        with pytest.raises(ShiftGone):
            ask_swap(entry, to=to, in_return=back, by=worker)
    assert Swap.objects.count() == 0
