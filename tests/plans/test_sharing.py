"""A fair distribution, as made-up days would have it."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from pinzhi.plans.sharing import LEAST, WORTH, Job, load_of, share, spread

DAY = date(2026, 9, 16)
PEOPLE = st.sampled_from([1, 2, 3, 4])
DAYS = [DAY, DAY + timedelta(days=1)]
Hours = Mapping[tuple[int, date], int]


@st.composite
def jobs(draw: st.DrawFn) -> list[Job]:
    found = []
    for pk in range(draw(st.integers(0, 14))):
        on = sorted(draw(st.sets(PEOPLE, max_size=3)))
        holder = draw(st.sampled_from([None, 9, *on]))  # 9 is on leave
        day, minutes = draw(st.sampled_from(DAYS)), draw(st.integers(1, 240))
        found.append(Job(pk, day, minutes, holder, on))
    return found


HOURS = st.dictionaries(st.tuples(PEOPLE, st.sampled_from(DAYS)), st.integers(0, 720))


@settings(max_examples=150, deadline=None)
@given(jobs(), HOURS, HOURS)
def test_only_who_is_on_duty_gets_a_job(work: list[Job], fixed: Hours, there: Hours) -> None:
    moves = share(work, fixed, there)
    by_pk = {job.pk: job for job in work}
    assert [pk for pk, to in moves.items() if to not in by_pk[pk].candidates] == []
    assert [pk for pk, to in moves.items() if to == by_pk[pk].holder] == []


@settings(max_examples=150, deadline=None)
@given(jobs(), HOURS, HOURS)
def test_whatever_somebody_could_do_is_given_to_somebody_there(
    work: list[Job], fixed: Hours, there: Hours
) -> None:
    moves = share(work, fixed, there)
    left = [j.pk for j in work if moves.get(j.pk, j.holder) not in j.candidates and j.candidates]
    assert left == []


@settings(max_examples=150, deadline=None)
@given(jobs(), HOURS, HOURS)
def test_no_work_is_lost_or_doubled(work: list[Job], fixed: Hours, there: Hours) -> None:
    load = load_of(work, fixed, share(work, fixed, there))
    nobodys = sum(j.minutes for j in work if j.holder is None and not j.candidates)
    assert sum(load.values()) + nobodys == sum(fixed.values()) + sum(j.minutes for j in work)


@settings(max_examples=150, deadline=None)
@given(jobs(), HOURS, HOURS)
def test_it_is_not_less_fair_than_before(work: list[Job], fixed: Hours, there: Hours) -> None:
    held = [j for j in work if j.holder in j.candidates]
    after = load_of(held, fixed, share(held, fixed, there))
    assert spread(after, there) <= spread(load_of(held, fixed, {}), there) + 1e-6


@settings(max_examples=150, deadline=None)
@given(jobs(), HOURS, HOURS)
def test_a_second_look_changes_nothing(work: list[Job], fixed: Hours, there: Hours) -> None:
    moves = share(work, fixed, there)
    now = [Job(j.pk, j.day, j.minutes, moves.get(j.pk, j.holder), j.candidates) for j in work]
    assert share(now, fixed, there) == {}


def test_no_single_move_would_make_a_small_day_fairer() -> None:
    """Against every other way to give one of the jobs away."""
    work = [Job(pk, DAY, 15 * (pk + 1), None, [1, 2, 3]) for pk in range(6)]
    there = {(1, DAY): 480, (2, DAY): 240, (3, DAY): LEAST}
    moves = share(work, {}, there)
    best = spread(load_of(work, {}, moves), there)
    others = [
        spread(load_of(work, {}, {**moves, pk: to}), there)
        for pk, to in product(range(6), (1, 2, 3))
    ]
    assert min(others) >= best - WORTH


def test_equal_people_get_equal_days() -> None:
    work = [Job(pk, DAY, 30, 1, [1, 2]) for pk in range(8)]
    there = {(1, DAY): 480, (2, DAY): 480}
    load = load_of(work, {}, share(work, {}, there))
    assert load == {(1, DAY): 120, (2, DAY): 120}


def test_who_is_there_half_the_day_gets_half_the_work() -> None:
    work = [Job(pk, DAY, 10, None, [1, 2]) for pk in range(9)]
    there = {(1, DAY): 480, (2, DAY): 240}
    assert load_of(work, {}, share(work, {}, there)) == {(1, DAY): 60, (2, DAY): 30}
