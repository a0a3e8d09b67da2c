import re

from hypothesis import given
from hypothesis import strategies as st

from pinzhi.standards.compiler.words.thing_list import listed
from pinzhi.standards.compiler.words.thing_pattern import one_of

WORDS = st.lists(st.text(alphabet="门岗水泵房.(", min_size=1, max_size=4), min_size=1, max_size=9)


@given(WORDS, st.text(alphabet="门岗水泵房.(", max_size=8))
def test_one_of_matches_the_longest_word(words: list[str], text: str) -> None:
    match = re.match(one_of(words), text)
    longest = max((word for word in words if text.startswith(word)), key=len, default=None)
    assert (match[0] if match else None) == longest


def test_listed_parts_by_white_space() -> None:
    assert listed("\n  水泵 水箱\n 水泵 ") == frozenset({"水泵", "水箱"})
