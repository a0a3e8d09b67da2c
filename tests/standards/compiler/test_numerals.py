"""Numbers in figures and in words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinzhi.standards.compiler.numerals import NUMBER, number

ONE = re.compile(NUMBER)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1", 1),
        ("1.5", 1.5),
        ("１２", 12),
        ("1,000", 1000),
        ("12,500", 12500),
        ("3万", 30000),
        ("1.5万", 15000),
        ("3百", 300),
        ("零", 0),
        ("两", 2),
        ("半", 0.5),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("九十九", 99),
        ("一百二", 120),  # colloquial for 一百二十
        ("一百零二", 102),
        ("一百一十五", 115),
        ("三千五", 3500),
        ("三千零五", 3005),
        ("两千三百四十五", 2345),
        ("一万二", 12000),
        ("一万零二", 10002),
        ("壹佰", 100),
        ("一个半", 1.5),
        ("2个半", 2.5),
    ],
)
def test_number(words: str, value: float) -> None:
    assert ONE.fullmatch(words)
    assert number(words) == value


@pytest.mark.parametrize("words", ["", "第", "几", "一几", "个半"])
def test_number_of_something_else(words: str) -> None:
    with pytest.raises(ValueError, match="number"):
        number(words)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3—5米", ["3", "5"]),
        ("功率2千瓦", ["2"]),  # the thousand belongs to the unit
        ("三分之一", ["一"]),  # a fraction is no 三
        ("1个半年", ["1", "半"]),
        ("百分之九十", ["九十"]),
        ("每十五分钟", ["十五"]),
    ],
)
def test_numbers_in_a_text(text: str, numbers: list[str]) -> None:
    assert ONE.findall(text) == numbers


def spell(value: int) -> str:
    """A number below ten thousand as a Chinese text spells it out."""
    signs = "零一二三四五六七八九"
    words, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // size % 10
        if digit:
            words += ("零" if gap and words else "") + signs[digit] + name
        gap = not digit
    return words.removeprefix("一") if 10 <= value < 20 else words


@given(st.integers(1, 9999))
def test_number_reads_what_is_spelled(value: int) -> None:
    words = spell(value)
    assert ONE.fullmatch(words)
    assert number(words) == value


@given(st.integers(0, 999_999_999))
def test_number_reads_figures(value: int) -> None:
    for written in (str(value), f"{value:,}"):
        assert ONE.fullmatch(written)
        assert number(written) == value


@given(st.text(alphabet="一二两十百千万零半个0123456789.,每", max_size=200))
def test_number_reads_whatever_matches(text: str) -> None:
    for match in ONE.finditer(text):
        assert number(match[0]) >= 0
