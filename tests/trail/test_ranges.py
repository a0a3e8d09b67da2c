from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pinzhi.trail.ranges import Ranges, parse_ranges, ranges_of, ranges_text

numbers = st.sets(st.integers(-30, 30)).map(sorted)


@given(numbers)
def test_ranges_hold_exactly_the_numbers(wanted: list[int]) -> None:
    ranges = ranges_of(wanted)
    assert [n for low, high in ranges for n in range(low, high)] == wanted
    assert all(one[1] < other[0] for one, other in pairwise(ranges))
    assert parse_ranges(ranges_text(ranges)) == ranges


@given(st.lists(st.tuples(st.integers(-20, 20), st.integers(1, 6)), max_size=12))
def test_growing_set_agrees_with_a_plain_set(steps: list[tuple[int, int]]) -> None:
    growing, plain = Ranges(), set[int]()
    for low, length in steps:
        new = set(range(low, low + length))
        assert growing.add(low, low + length) == (not new & plain)
        if not new & plain:
            plain |= new
    gaps = [n for low, high in growing.gaps(-25, 30) for n in range(low, high)]
    assert gaps == [n for n in range(-25, 30) if n not in plain]
