from dataclasses import replace
from decimal import Decimal

from pinzhi.standards.comparing_documents.facts import Fact
from pinzhi.standards.comparing_documents.of_packs import facts_of_packs
from pinzhi.standards.pack import Pack, read_pack
from tests.standards.test_pack_terms import FULL, PLAIN


def facts(kind: str, pack: Pack) -> list[Fact]:
    return [fact for fact in facts_of_packs([pack]) if fact.kind == kind]


def said(text: str, source: str = PLAIN) -> Pack:
    """The pack of the tests with other words in its clause."""
    pack = read_pack(source)
    return replace(pack, clauses=(replace(pack.clauses[0], text=text),))


def test_facts_of_packs_give_plans_posts_and_checklists() -> None:
    pack = read_pack(PLAIN)
    assert [(one.place, one.value) for one in facts("recurrence", pack)] == [
        ("PZ-X X-PUMP", ("1", "1", "day"))
    ]
    assert [one.value for one in facts("forms", pack)] == [("泵房表",), ("临时表",)]
    assert [one.value for one in facts("roles", pack)] == [("水泵工",), ("水泵工",)]


def test_facts_of_packs_give_clocks_money_and_bands() -> None:
    pack = read_pack(FULL)
    body = [one.value for one in facts("time_limit", pack) if "/" not in one.place]
    assert body == [("10", "minute"), ("30", "minute")]
    assert [one.value for one in facts("money", pack)] == [("penalty", "500", "1000")]
    assert [one.value for one in facts("score_band", pack)] == [
        ("良好", "80", "90"),
        ("优秀", "90", ""),
    ]


def test_facts_of_packs_give_what_a_variant_sets() -> None:
    pack = read_pack(FULL)
    options = [(one.place, one.value) for one in facts_of_packs([pack]) if "/" in one.place]
    assert options == [
        ("PZ-X PUMP/four-days", ("1", "4", "day")),
        ("PZ-X PUMP/four-days", ("30", "minute")),
    ]


def test_words_that_say_what_a_plan_sets_are_a_wording_of_it() -> None:
    [fact] = facts("recurrence", said("每天看一次仪表。"))
    assert [text.words for text in fact.texts] == ["泵房表", " 看一次仪表"]


def test_words_that_say_otherwise_are_a_fact_of_their_own() -> None:
    found = [(one.place, one.value) for one in facts("recurrence", said("每月看一次仪表。"))]
    assert found == [("PZ-X X-PUMP", ("1", "1", "day")), ("PZ-X 1", ("1", "1", "month"))]


def test_points_alone_are_no_money() -> None:
    pack = read_pack(FULL)
    assert [rule.amount for rule in pack.schemes] == [Decimal(500), None]
    assert len(facts("money", pack)) == 1
