"""What counts as a contradiction, as a table; the pairs are the kind that real sources hold."""

from decimal import Decimal
from typing import Any

import pytest

from pinzhi.studio.conflict_sums import (
    Limit,
    Money,
    Rhythm,
    clashing_limits,
    clashing_money,
    clashing_rhythms,
)

MONTH = {"times": 1, "every": 1, "unit": "month"}
WEEK = {"times": 1, "every": 1, "unit": "week"}
HALF = {"times": 1, "every": 1, "unit": "halfyear"}


def rhythm(standard: int, title: str, recurrence: dict[str, Any], system: str = "lift") -> Rhythm:
    return Rhythm(standard, title, title, "equipment", system, recurrence)


@pytest.mark.parametrize(
    ("one", "other", "strictest"),
    [
        # two cycles for one machine: the one that comes more often is the stricter
        (rhythm(1, "电梯机房月度巡检表", MONTH), rhythm(2, "电梯机房每周巡查", WEEK), "other"),
        (rhythm(1, "水箱清洗", MONTH, "water_supply"), rhythm(2, "水箱清洗", HALF, "water_supply"),
         "one"),
        # as often, or other work, or another system, or within one standard: none
        (rhythm(1, "电梯机房巡检", WEEK), rhythm(2, "电梯机房巡检", WEEK), None),
        (rhythm(1, "电梯轿厢清洁", WEEK), rhythm(2, "限速器校验", MONTH), None),
        (rhythm(1, "机房巡检", WEEK), rhythm(2, "机房巡检", MONTH, "power"), None),
        (rhythm(1, "机房巡检甲", WEEK), rhythm(1, "机房巡检乙", MONTH), None),
    ],
    ids=str,
)  # fmt: skip
def test_clashing_rhythms(one: Rhythm, other: Rhythm, strictest: str | None) -> None:
    found = clashing_rhythms([other, one])  # whatever the order they come in
    assert [(c.one, c.other, c.strictest) for c in found] == (
        [(one, other, strictest)] if strictest else []
    )


def limit(
    code: str, event: str, value: int, unit: str, action: str = "到场", kind: str = ""
) -> Limit:
    return Limit(1, code, event, action, Decimal(value), unit, kind)


@pytest.mark.parametrize(
    ("one", "other", "strictest"),
    [
        (limit("A", "电梯困人", 30, "minute"), limit("B", "电梯困人", 15, "minute"), "other"),
        (limit("A", "业主报修", 1, "hour"), limit("B", "接到业主报修", 90, "minute"), "one"),
        (limit("A", "业主报修", 60, "minute"), limit("B", "业主报修", 1, "hour"), None),
        (limit("A", "业主报修", 1, "hour"), limit("B", "电梯困人", 15, "minute"), None),
        (limit("A", "业主报修", 1, "hour"), limit("B", "业主报修", 1, "day", "回访"), None),
        (limit("A", "收到", 1, "hour", kind="repair"),
         limit("B", "收到", 1, "day", kind="complaint"), None),
    ],
    ids=str,
)  # fmt: skip
def test_clashing_limits(one: Limit, other: Limit, strictest: str | None) -> None:
    found = clashing_limits([one, other])
    assert [c.strictest for c in found] == ([strictest] if strictest else [])


def money(code: str, occasion: str, sign: str, amount: int, whom: str = "") -> Money:
    return Money(1, code, occasion, whom, sign, Decimal(amount), None)


@pytest.mark.parametrize(
    ("one", "other", "strictest"),
    [
        (money("A", "记录造假", "penalty", 50), money("B", "记录造假", "penalty", 200), "other"),
        (money("A", "主动上报", "reward", 50), money("B", "主动上报", "penalty", 50), "other"),
        (money("A", "记录造假", "penalty", 50), money("B", "记录造假", "penalty", 50), None),
        (money("A", "记录造假", "penalty", 50), money("B", "迟到早退", "penalty", 20), None),
        (money("A", "迟到", "penalty", 50, "保洁员"), money("B", "迟到", "penalty", 20, "工程主管"),
         None),
    ],
    ids=str,
)  # fmt: skip
def test_clashing_money(one: Money, other: Money, strictest: str | None) -> None:
    found = clashing_money([one, other])
    assert [c.strictest for c in found] == ([strictest] if strictest else [])
