"""How long work takes, and whether the people there are can do it."""

from datetime import date

import pytest

from pinzhi.studio.impact_sums import Load, duty_hours, minutes_of, overloaded_days

MONDAY, TUESDAY = date(2026, 9, 14), date(2026, 9, 15)


@pytest.mark.parametrize(
    ("seconds", "items", "minutes", "records"),
    [
        ([], 4, 6.0, 0),  # a minute and a half for each item
        ([], 0, 1.5, 0),
        ([600, 600], 4, 6.0, 0),  # two records tell little
        ([600, 1200, 60], 4, 10.0, 3),  # the one in the middle
        ([1, 1, 1], 4, 1.0, 3),  # nobody works for a second
        ([200_000] * 3, 4, 480.0, 3),  # forgotten over night
    ],
)
def test_minutes_of(seconds: list[float], items: int, minutes: float, records: int) -> None:
    found = minutes_of(seconds, items)
    assert (found.minutes, found.records) == (minutes, records)


def test_load_adds_up_day_by_day() -> None:
    load = Load()
    load.add(MONDAY, 3, 20)
    load.add(MONDAY, 1, 60)
    load.add(TUESDAY, 1, 30)
    assert (load.tasks_a_day(2), load.hours_a_day(2)) == (2.5, 1.25)


def test_overloaded_days_are_those_on_which_work_exceeds_the_roster() -> None:
    one, other = Load(), Load()
    one.add(MONDAY, 1, 60)
    other.add(MONDAY, 1, 90)
    one.add(TUESDAY, 1, 60)
    days = [MONDAY, TUESDAY]
    assert overloaded_days([one, other], {MONDAY: 2.0, TUESDAY: 8.0}, days) == 1
    assert overloaded_days([one, other], {}, days) == 2
    assert overloaded_days([one, other], {MONDAY: 2.5, TUESDAY: 1.0}, days) == 0
    assert overloaded_days([Load()], {}, days) == 0


def test_somebody_without_a_shift_counts_as_eight_hours() -> None:
    assert [duty_hours(n) for n in (24, 18, 12, 6)] == [8, 8, 12, 6]
