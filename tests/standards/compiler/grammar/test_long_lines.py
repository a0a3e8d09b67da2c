"""A line of 100 kB of one word is read to its end, by every extractor of this family."""

import pytest

from pinzhi.standards.compiler.findings import Found, Taken
from pinzhi.standards.compiler.grammar.activity import find_activities
from pinzhi.standards.compiler.grammar.checks import find_checks
from pinzhi.standards.compiler.grammar.condition import find_conditions
from pinzhi.standards.compiler.grammar.consequence import find_consequences
from pinzhi.standards.compiler.grammar.forms import find_forms
from pinzhi.standards.compiler.grammar.method import find_methods
from pinzhi.standards.compiler.grammar.place import find_places
from pinzhi.standards.compiler.grammar.roles import find_roles

LETTERS = 33_000  # 100 kB of Chinese
WORDS = [
    "保安",
    "综合维修",
    "对经理检查",
    "清洁",
    "《",
    "《表》经理",
    "追究",
    "当",
    "电梯",
    "每",
    "(",
    "1",
]


@pytest.mark.parametrize("word", WORDS)
def test_a_long_line_is_read_to_its_end(word: str) -> None:
    text = word * (LETTERS // len(word))
    found: list[Found] = find_forms(text)
    for find in (
        find_roles,
        find_activities,
        find_places,
        find_conditions,
        find_methods,
        find_checks,
        find_consequences,
    ):
        found += find(text, Taken())
    assert all(0 <= one.start < one.end <= len(text) for one in found)
