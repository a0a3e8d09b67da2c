from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinzhi.standards.compiler.grammar.forms import Spans, bracketed, find_forms

NAMES = st.text(alphabet="巡查维修保养交接记录登记表单制度AB12-. ", min_size=1).filter(str.strip)
PLAIN = st.text(alphabet="由值班长填写并交主管、,。()“”12", max_size=12)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("填写《泵房交接表》并签名", ["泵房交接表"]),
        ("按《WI-07 泵房规程》操作,记于《泵房日志》", ["WI-07 泵房规程", "泵房日志"]),
        ("《日志》交班长,班长在《日志》上签名", ["日志"]),  # once each
        ("依《关于印发《收费办法》的通知》执行", ["关于印发《收费办法》的通知"]),  # the outer
        ("见《未写完的名称,另填《借条》", ["借条"]),  # the first bracket never closes
        ("填写“工作日志”和〈手册〉", []),  # other brackets name no form
        ("《》与《 》", []),
        ("多余的》不算", []),
    ],
)
def test_find_forms(text: str, names: list[str]) -> None:
    assert [one.value for one in find_forms(text)] == names


@given(st.lists(st.tuples(PLAIN, NAMES), max_size=6), PLAIN)
def test_find_forms_reads_back_what_was_written(parts: list[tuple[str, str]], end: str) -> None:
    text = "".join(f"{before}《{name}》" for before, name in parts) + end
    wanted = dict.fromkeys(" ".join(name.split()) for _, name in parts)
    assert [one.value for one in find_forms(text)] == list(wanted)


@given(st.text(alphabet="《》表a", max_size=60))
def test_bracketed_gives_outermost_pairs_in_order(text: str) -> None:
    pairs = bracketed(text)
    assert all(text[a] == "《" and text[b - 1] == "》" for a, b in pairs)
    assert all(one[1] <= two[0] for one, two in pairwise(pairs))


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=8),
    st.integers(0, 45),
    st.integers(1, 9),
)
def test_spans_say_what_going_over_them_says(
    parts: list[tuple[int, int]], start: int, size: int
) -> None:
    spans = [(at, at + length) for at, length in parts]
    places = {place for a, b in spans for place in range(a, b)}
    wanted = set(range(start, start + size))
    assert Spans(spans).meet(start, start + size) == bool(places & wanted)
    assert Spans(spans).hold(start, start + size) == (wanted <= places)
