"""Rewards and penalties in yuan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinzhi.standards.compiler.findings import Taken
from pinzhi.standards.compiler.grammar.money import find_money


def sums(text: str) -> list[tuple[float, float | None, str, str | None]]:
    found = []
    for each in find_money(text, Taken()):
        value = dict(each.value)  # type: ignore[arg-type]
        found.append((value["amount"], value.get("amount_max"), value["sign"], value.get("per")))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("拾金不昧者奖励150元", [(150, None, "reward", None)]),
        ("漏报罚款15元/次人", [(15, None, "penalty", "person")]),
        (
            "漏收每发现一次扣收费员40元,扣班长80元",
            [(40, None, "penalty", "time"), (80, None, "penalty", "time")],
        ),
        ("提前竣工每早一天奖励600元", [(600, None, "reward", "unit")]),
        ("扣除当月服务费900元", [(900, None, "penalty", None)]),
        ("每次扣除工资25元", [(25, None, "penalty", "time")]),
        ("奖金金额为80~120元", [(80, 120, "reward", None)]),
        ("每缺1人扣70元", [(70, None, "penalty", "person")]),
        ("违反任何一条扣15元", [(15, None, "penalty", "unit")]),
        ("每漏打一点罚6元", [(6, None, "penalty", "unit")]),
        ("每分0.3元从当月工资中扣除", [(0.3, None, "penalty", "point")]),
        ("罚款后另收取服务费90元", []),
        ("给予300元的奖励", [(300, None, "reward", None)]),
        ("脱岗的考核100元", [(100, None, "penalty", None)]),
        ("着装不整每次扣20元", [(20, None, "penalty", "time")]),
        ("睡岗一次罚款80元", [(80, None, "penalty", "time")]),
        ("发现一次扣50元", [(50, None, "penalty", "time")]),
        ("每发现一处,扣罚30元", [(30, None, "penalty", "unit")]),
        ("逾期每天罚款60元", [(60, None, "penalty", "unit")]),
        ("每人每次罚10元", [(10, None, "penalty", "person")]),  # person goes before time
        ("奖励优秀班组40元/人", [(40, None, "reward", "person")]),
        ("未佩戴工牌扣15元/次", [(15, None, "penalty", "time")]),
        ("每低1分考核120元", [(120, None, "penalty", "point")]),
        ("视情节罚款50-200元", [(50, 200, "penalty", None)]),
        ("奖励1000元至3000元", [(1000, 3000, "reward", None)]),
        (
            "评为先进的,经理奖励600元,主管400元",
            [(600, None, "reward", None), (400, None, "reward", None)],
        ),
        (
            "末两名分别考核300、200元",
            [(300, None, "penalty", None), (200, None, "penalty", None)],
        ),
        ("一次性嘉奖1万元", [(10000, None, "reward", None)]),
        ("逾期一天扣25元", [(25, None, "penalty", "unit")]),
        (
            "前两名分别给予800元、600元奖励",
            [(800, None, "reward", None), (600, None, "reward", None)],
        ),
        ("罚款人民币壹佰元整", [(100, None, "penalty", None)]),
        ("违规停车扣30元次", [(30, None, "penalty", "time")]),  # the stroke is lost
        ("少一项扣8元项", [(8, None, "penalty", "unit")]),
        ("单次罚款60元", [(60, None, "penalty", "time")]),
        ("每月评比第一的奖励90元", [(90, None, "reward", None)]),
        ("每月扣40元", [(40, None, "penalty", "unit")]),
        ("罚款¥50", [(50, None, "penalty", None)]),
        ("第一次罚款20元", [(20, None, "penalty", None)]),  # an ordinal is no rate
        (
            "按时完成奖50元;拖延的扣70元",
            [(50, None, "reward", None), (70, None, "penalty", None)],
        ),
    ],
)
def test_find_money(text: str, expected: list[tuple[float, float | None, str, str | None]]) -> None:
    assert sums(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "补办门卡收取工本费15元",
        "装修押金3000元",
        "物业费每平方米2.8元",
        "电费0.6元/度",
        "月工资3500元",
        "餐费补贴12元",
        "200元以上的材料须报批",
        "扣2分",
        "元旦放假",
    ],
)
def test_find_no_money(text: str) -> None:
    assert sums(text) == []


def test_find_money_takes_no_recurrence_for_a_rate() -> None:
    text = "每周检查垃圾房,不洁的扣40元"
    taken = Taken()
    taken.add(0, 2)
    (found,) = find_money(text, taken)
    assert found.value == {"amount": 40, "sign": "penalty"}


SIGNS = st.sampled_from(
    [
        ("奖励", "reward"),
        ("嘉奖", "reward"),
        ("罚款", "penalty"),
        ("考核", "penalty"),
        ("扣", "penalty"),
    ]
)
RATES = st.sampled_from(
    [("", None), ("每次", "time"), ("每人", "person"), ("每项", "unit"), ("每分", "point")]
)
AMOUNTS = st.sampled_from(
    [("50", 50), ("1,200", 1200), ("2万", 20000), ("五十", 50), ("两百", 200)]
)


@given(SIGNS, RATES, AMOUNTS)
def test_find_money_reads_what_the_grammar_writes(
    sign: tuple[str, str], rate: tuple[str, str | None], amount: tuple[str, float]
) -> None:
    text = f"查实后,{rate[0]}{sign[0]}{amount[0]}元。"
    assert sums(text) == [(amount[1], None, sign[1], rate[1])]


@given(st.text(alphabet="奖罚扣元每人次分项一百1230、,-~/。¥", max_size=100))
def test_find_money_never_fails(text: str) -> None:
    for found in find_money(text, Taken()):
        assert 0 <= found.start < found.end <= len(text)
