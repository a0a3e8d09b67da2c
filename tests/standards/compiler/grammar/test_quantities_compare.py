"""Comparing words on either side of a number."""

import pytest

from pinzhi.standards.compiler.grammar.quantities_compare import comparison


@pytest.mark.parametrize(
    ("before", "after", "cmp"),
    [
        ("不得低于", "", ">="),
        ("不宜大于", "", "<="),
        ("不足", "", "<"),
        ("未达到", "", "<"),
        ("高于", "", ">"),
        ("大于或等于", "", ">="),
        ("至少给业主留下", "", ">="),
        ("最多", "", "<="),
        ("", "以上", ">="),
        ("", "(不含)以上", ">"),
        ("", "及以下", "<="),
        ("", "范围内", "<="),
        ("", "开外", ">="),
        ("不少于", "以上", ">="),
        ("保存期限", "", None),
        ("高度", "左右", None),
    ],
)
def test_comparison(before: str, after: str, cmp: str | None) -> None:
    assert comparison(before, after, "m") == cmp


def test_comparison_of_ranks_and_rings() -> None:
    assert comparison("列全市前", "", "名") == "<="
    assert comparison("铃响", "内", "声") == "<="
    assert comparison("铃响", "前", "声") == "<="
