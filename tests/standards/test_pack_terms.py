# ruff: noqa: E501 -- one line a row keeps the tables readable
import copy
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
import yaml

from pinzhi.standards.pack import (
    PackBand,
    PackClock,
    PackConsequence,
    PackError,
    PackOption,
    PackSet,
    PackVariant,
    read_pack,
)
from pinzhi.standards.pack import words as words_of_packs
from pinzhi.standards.words import CaseKind, Per, Sign, SpanUnit

PLAIN = """
standard: {code: PZ-X, title: 小标准, line: property, edition: "1.0"}
clauses:
  - {number: "1", title: 泵房, text: 泵房有人看。, sources: [EQP-07]}
checklists:
  - code: X-PUMP
    title: 泵房表
    department: engineering
    post: 水泵工
    purpose: work
    place_kind: room
    plan: {recurrence: {times: 1, every: 1, unit: day}}
    items:
      - {code: "01", clause: "1", title: 压力, method: [look], answer: number, unit: MPa, evidence: none}
      - {code: "02", clause: "1", title: 无漏水, method: [look], answer: verdict, evidence: none}
  - code: X-ONCE
    title: 临时表
    department: engineering
    post: 水泵工
    purpose: work
    place_kind: room
    items:
      - {code: "01", clause: "1", title: 无漏水, method: [look], answer: verdict, evidence: none}
"""
FULL = (
    PLAIN.replace('edition: "1.0"', 'edition: "1.0", about: 给小项目')
    + """
clocks:
  - {code: K01, clause: "1", event: 接到报修, action: 上门, limit: {value: 10, unit: minute}, kind: repair, post: 维修工}
  - {code: K02, clause: "1", event: 发现险情, action: 报告, limit: {value: "0.5", unit: hour}}
schemes:
  - {code: M01, clause: "1", scheme: 奖惩, whom: 经理, occasion: 得分不高于79分, sign: penalty, amount: "500", amount_max: "1000", per: time}
  - {code: M02, clause: "1", scheme: 奖惩, occasion: 受到表扬, sign: reward, points: "1.5"}
bands:
  - {code: B01, clause: "1", scheme: 考评, from: "80", to: "90", label: 良好}
  - {code: B02, clause: "1", scheme: 考评, from: "90", label: 优秀}
variants:
  - code: PUMP
    title: 水泵巡视周期
    about: 两种周期
    options:
      - {code: daily, title: 每日, sources: [EQP-07], sets: []}
      - code: four-days
        title: 每4天
        sources: [WTR-03]
        sets:
          - {checklist: X-PUMP, recurrence: {times: 1, every: 4, unit: day}, makeup_hours: 24}
          - {checklist: X-PUMP, item: "01", minimum: "0.2", maximum: "0.6", evidence: photo, deduction: "2", fix_within: {value: 2, unit: day}}
          - {clock: K01, limit: {value: 30, unit: minute}}
"""
)


def test_read_pack_reads_clocks() -> None:
    assert read_pack(FULL).clocks == (
        PackClock("K01", "1", "接到报修", "上门", Decimal(10), "minute", "repair", "维修工"),
        PackClock("K02", "1", "发现险情", "报告", Decimal("0.5"), "hour", "", ""),
    )


def test_read_pack_reads_money_points_and_bands() -> None:
    pack = read_pack(FULL)
    assert pack.schemes == (
        PackConsequence(
            "M01", "1", "奖惩", "经理", "得分不高于79分", "penalty",
            Decimal(500), Decimal(1000), None, "time",
        ),
        PackConsequence(
            "M02", "1", "奖惩", "", "受到表扬", "reward", None, None, Decimal("1.5"), "",
        ),
    )  # fmt: skip
    assert pack.bands == (
        PackBand("B01", "1", "考评", Decimal(80), Decimal(90), "良好"),
        PackBand("B02", "1", "考评", Decimal(90), None, "优秀"),
    )


def test_read_pack_reads_variants_as_an_adjustment_keeps_them() -> None:
    pack = read_pack(FULL)
    sets = (
        PackSet("X-PUMP", "", "", {"recurrence": {"times": 1, "every": 4, "unit": "day"}, "makeup_hours": 24}),
        PackSet("X-PUMP", "01", "", {"minimum": "0.2", "maximum": "0.6", "deduction": "2", "evidence": "photo", "fix_value": "2", "fix_unit": "day"}),
        PackSet("", "", "K01", {"value": "30", "unit": "minute"}),
    )  # fmt: skip
    assert pack.about == "给小项目"
    assert pack.variants == (
        PackVariant(
            "PUMP",
            "水泵巡视周期",
            "两种周期",
            (
                PackOption("daily", "每日", ("EQP-07",), ()),
                PackOption("four-days", "每4天", ("WTR-03",), sets),
            ),
        ),
    )
    assert pack.sources() == {"EQP-07", "WTR-03"}


def test_digest_stays_for_a_pack_that_sets_nothing_new() -> None:
    """What an older version of the software loaded is still the same edition."""
    assert read_pack(PLAIN).digest() == (
        "d5359d293166c9ed784cbf46a56111fef17fafae6fcadb65620c72c596ab8b8f"
    )
    assert read_pack(FULL).digest() != read_pack(PLAIN).digest()


def faults(change: Callable[[Any], object]) -> list[str]:
    data = copy.deepcopy(yaml.safe_load(FULL))
    change(data)
    with pytest.raises(PackError) as refusal:
        read_pack(yaml.safe_dump(data, allow_unicode=True), name="x.yaml")
    return [one.removeprefix("x.yaml, ") for one in refusal.value.problems]


def first(kind: str, /, **keys: object) -> Callable[[Any], object]:
    return lambda data: data[kind][0].update(keys)


def second(kind: str, /, **keys: object) -> Callable[[Any], object]:
    return lambda data: data[kind][1].update(keys)


def option(index: int, **keys: object) -> Callable[[Any], object]:
    return lambda data: data["variants"][0]["options"][index].update(keys)


def sets(*entries: object) -> Callable[[Any], object]:
    return option(1, sets=list(entries))


def without(kind: str, *keys: str) -> Callable[[Any], object]:
    return lambda data: [data[kind][0].pop(key) for key in keys]


HERE = "variant PUMP, option four-days"
DAILY = {"times": 1, "every": 1, "unit": "day"}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        # clocks
        (first("clocks", clause="9"), "clock K01, key clause: there is no clause 9."),
        (second("clocks", code="K01"), "clock K01: stands 2 times, expected once."),
        (first("clocks", kind="praise"), "clock K01, key kind: expected one of complaint, emergency, enquiry, legacy_defect, other, rectification, repair, suggestion, violation, got praise."),
        (first("clocks", limit={"value": 1, "unit": "year"}), "clock K01, limit, key unit: expected one of day, hour, minute, month, second, week, workday, got year."),
        (first("clocks", limit={"value": 0.5, "unit": "hour"}), 'clock K01, limit, key value: expected a number in quotes like "2.5", got 0.5.'),  # forgot the quotes
        (first("clocks", limit={"value": -1, "unit": "hour"}), "clock K01, limit, key value: expected 0 to 999999.99 with at most two places, got -1."),
        (first("clocks", limit={"unit": "hour"}), "clock K01, limit, key value: expected a number, got nothing."),
        (without("clocks", "limit"), "clock K01: expected the key limit."),
        (first("clocks", speed=1), "clock K01, key speed: this key is not known here."),
        (lambda data: data.update(clocks=[]), "key clocks: expected a list that is not empty, got []."),
        # money and points
        (first("schemes", clause="9"), "scheme rule M01, key clause: there is no clause 9."),
        (first("schemes", code="M02"), "scheme rule M02: stands 2 times, expected once."),
        (first("schemes", amount=500), 'scheme rule M01, key amount: expected a number in quotes like "2.5", got 500.'),
        (first("schemes", amount="0.125"), "scheme rule M01, key amount: expected 0 to 999999.99 with at most two places, got 0.125."),
        (first("schemes", amount_max="500"), "scheme rule M01, key amount_max: expected above an amount."),
        (without("schemes", "amount", "amount_max"), "scheme rule M01: expected amount or points."),
        (first("schemes", sign="fine"), "scheme rule M01, key sign: expected one of penalty, reward, got fine."),
        (first("schemes", per="year"), "scheme rule M01, key per: expected one of person, point, time, unit, got year."),
        # bands
        (first("bands", clause="9"), "band B01, key clause: there is no clause 9."),
        (first("bands", code="B02"), "band B02: stands 2 times, expected once."),
        (first("bands", **{"from": "95"}), "band B01, key from: 95 is above the to of 90."),
        (without("bands", "from", "to"), "band B01: expected from or to."),
        (second("bands", **{"from": "85"}), "band B02: begins before band B01 of the same scheme ends."),
        # variants
        (option(0, code="Daily"), "variant PUMP, option Daily, key code: expected text like [a-z0-9]+(-[a-z0-9]+)*, got Daily."),
        (option(0, code="four-days"), "variant PUMP, option four-days: stands 2 times, expected once."),
        (option(0, sources=[]), "variant PUMP, option daily, key sources: expected a list that is not empty, got []."),
        (option(0, sets=[{"clock": "K01", "limit": {"value": 1, "unit": "hour"}}]), "variant PUMP, option daily, key sets: expected [], the pack itself says this option."),
        (lambda data: data["variants"][0]["options"].pop(), "variant PUMP, key options: expected at least two."),
        (lambda data: data["variants"][0]["options"][0].pop("sets"), "variant PUMP, option daily, key sets: expected a list, got nothing."),
        (sets(), f"{HERE}, key sets: expected something to change."),
        (option(1, sets="daily"), f"{HERE}, key sets: expected a list, got daily."),
        (sets({"checklist": "X-NONE", "recurrence": DAILY}), f"{HERE}, set number 1, key checklist: there is no checklist X-NONE."),
        (sets({"checklist": "X-ONCE", "recurrence": DAILY}), f"{HERE}, set number 1, key checklist: X-ONCE has no plan that could be changed."),
        (sets({"checklist": "X-PUMP", "recurrence": DAILY | {"weekday": [1]}}), f"{HERE}, set number 1, recurrence, key weekday: fits only the unit week."),
        (sets({"checklist": "X-PUMP"}), f"{HERE}, set number 1: expected something that is changed."),
        (sets({"checklist": "X-PUMP", "minimum": "1", "makeup_hours": 1}), f"{HERE}, set number 1, key minimum: this key is not known here."),
        (sets({"checklist": "X-PUMP", "item": "09", "deduction": "1"}), f"{HERE}, set number 1, key item: X-PUMP has no item 09."),
        (sets({"checklist": "X-PUMP", "item": "02", "minimum": "1"}), f"{HERE}, set number 1, keys minimum and maximum: expected only for a number."),
        (sets({"clock": "K09", "limit": {"value": 1, "unit": "hour"}}), f"{HERE}, set number 1, key clock: there is no clock K09."),
        (sets({"clock": "K01", "checklist": "X-PUMP", "limit": {"value": 1, "unit": "hour"}}), f"{HERE}, set number 1, key checklist: this key is not known here."),
        (sets(*[{"checklist": "X-PUMP", "makeup_hours": hours} for hours in (1, 2)]), f"{HERE}, sets X-PUMP: stands 2 times, expected once."),
    ],
)  # fmt: skip
def test_read_pack_names_the_fault_of_a_term(
    change: Callable[[Any], object], sentence: str
) -> None:
    assert faults(change) == [sentence]


@pytest.mark.parametrize(
    ("in_packs", "in_the_house"),
    [
        (words_of_packs.CLOCK_UNITS, SpanUnit),
        (words_of_packs.CASE_KINDS, CaseKind),
        (words_of_packs.SIGNS, Sign),
        (words_of_packs.PER, Per),
    ],
)
def test_packs_and_terms_use_the_same_words(in_packs: tuple[str, ...], in_the_house: Any) -> None:
    assert set(in_packs) == set(in_the_house.values)
