from datetime import UTC, datetime, timedelta

import pytest

from pinzhi.common.calendar import Window
from pinzhi.handovers.changes import changes

MIDNIGHT = datetime(2026, 9, 16, tzinfo=UTC)


def span(begin: float, end: float) -> Window:
    return Window(MIDNIGHT + timedelta(hours=begin), MIDNIGHT + timedelta(hours=end))


@pytest.mark.parametrize(
    ("duties", "found"),
    [
        # day, then night across midnight
        ([(8, 20, 1), (20, 32, 2)], [(20, {1}, {2})]),
        # the last of the day: nobody follows
        ([(8, 20, 1)], []),
        # an hour apart, and an hour shared, is still a change
        ([(8, 12, 1), (13, 17, 2)], [(12, {1}, {2})]),
        ([(8, 13, 1), (12, 17, 2)], [(13, {1}, {2})]),
        # longer apart is none
        ([(8, 12, 1), (13.5, 17, 2)], []),
        # two go, two come, one of them stays on
        ([(8, 20, 1), (8, 20, 2), (20, 32, 2), (20, 32, 3)], [(20, {1, 2}, {3})]),
        # who goes on alone hands over to nobody
        ([(8, 12, 1), (12, 17, 1)], []),
        # posted round the clock
        ([(0, 24, 1), (24, 48, 2)], []),
        # three shifts
        ([(0, 8, 1), (8, 16, 2), (16, 24, 3)], [(8, {1}, {2}), (16, {2}, {3})]),
    ],
)  # fmt: skip
def test_changes_of_a_post(
    duties: list[tuple[float, float, int]], found: list[tuple[float, set[int], set[int]]]
) -> None:
    given = [(span(begin, end), staff) for begin, end, staff in duties]
    told = [
        ((c.shift.end - MIDNIGHT) / timedelta(hours=1), set(c.outgoing), set(c.incoming))
        for c in changes(given)
    ]
    assert told == found
