"""The index of taken stretches answers as the plain list does."""

from hypothesis import given
from hypothesis import strategies as st

from pinzhi.standards.compiler.findings import Taken
from pinzhi.standards.compiler.grammar.quantities_spans import Spans

STRETCH = st.tuples(st.integers(0, 40), st.integers(1, 9)).map(lambda pair: (pair[0], sum(pair)))


@given(st.lists(STRETCH, max_size=12), STRETCH)
def test_spans_answer_as_the_list_does(
    spans: list[tuple[int, int]], asked: tuple[int, int]
) -> None:
    taken = Taken(list(spans))
    index = Spans(taken)
    assert index.holds(*asked) == taken.holds(*asked)
    place = asked[0]
    assert index.last_end(place) == max((end for _, end in spans if end <= place), default=0)
    near = [span for span in spans if place - 5 <= span[1] <= place]
    assert sorted(index.over_by(place, within=5)) == sorted(near)
