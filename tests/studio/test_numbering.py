from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pinzhi.studio.numbering import LONGEST, Numbered, numbers_of


def numbers(*rows: tuple[str, int | None]) -> list[str]:
    return numbers_of([Numbered(number, parent) for number, parent in rows])


def test_numbers_are_as_the_document_has_them() -> None:
    assert numbers(("第一章", None), ("第一条", 0), ("(一)", 1), ("4.1.2", 0)) == [
        "第一章",
        "第一条",
        "第一条.(一)",
        "4.1.2",
    ]


def test_what_has_no_number_is_counted_below_its_parent() -> None:
    assert numbers(("", None), ("", 0), ("1", 0), ("", 2), ("", None)) == [
        "1",
        "1.1",
        "1.2",
        "1.2.1",
        "2",
    ]


def test_a_number_that_is_taken_gives_way_to_the_place_in_the_tree() -> None:
    assert numbers(("第一条", None), ("第一条", None), ("第一条", None)) == ["第一条", "2", "3"]


def trees() -> st.SearchStrategy[list[Numbered]]:
    number = st.sampled_from(["", "1", "第一条", "(一)", "1.1", "★", "①", "一" * 30])
    drawn = st.tuples(number, st.integers(0, 99))

    def built(rows: list[tuple[str, int]]) -> list[Numbered]:
        return [
            Numbered(own, None if n == 0 or at % 4 == 0 else at % n)
            for n, (own, at) in enumerate(rows)
        ]

    return st.lists(drawn, max_size=60).map(built)


@given(trees())
def test_numbers_differ_and_fit_whatever_the_document_says(passages: Any) -> None:
    found = numbers_of(passages)
    assert len(set(found)) == len(found) == len(passages)
    assert [n for n in found if not 0 < len(n) <= LONGEST] == []
