from dataclasses import replace
from decimal import Decimal

import pytest

from pinzhi.people.models import Staff
from pinzhi.standards.loading import STARTER, leading_clause, load_pack, load_starter
from pinzhi.standards.models import (
    Band,
    Checklist,
    Clause,
    Clock,
    Consequence,
    Edition,
    Item,
    Requirement,
    Standard,
    Variant,
)
from pinzhi.standards.pack import Pack, read_pack
from pinzhi.standards.refusals import EditionChanged
from pinzhi.trail.models import Event
from tests.standards.test_pack_terms import FULL

pytestmark = pytest.mark.django_db


def bank(edition: str = "2026.1", title: str = "银行网点服务品质标准") -> Pack:
    return replace(read_pack(STARTER / "bank.yaml"), edition=edition, title=title)


def sizes() -> list[int]:
    return [one.objects.count() for one in (Standard, Edition, Clause, Checklist, Item)]


def test_load_pack_puts_the_edition_in_force() -> None:
    edition = load_pack(bank())
    assert (edition.number, edition.status) == ("2026.1", "published")
    assert (edition.standard.code, edition.standard.line) == ("PZ-BNK", "bank")
    assert edition.content_hash == bank().digest()
    assert sizes() == [1, 1, 18, 4, 39]


def test_load_pack_keeps_the_tree_of_clauses() -> None:
    load_pack(bank())
    clause = Clause.objects.get(number="2.2")
    assert clause.parent == Clause.objects.get(number="2")
    assert clause.sources == ["BNK-12", "MYS-22"]
    assert Clause.objects.get(number="2").parent is None
    assert [one.number for one in Clause.objects.all()] == [one.number for one in bank().clauses]


def test_load_pack_keeps_what_an_item_asks() -> None:
    load_pack(bank())
    item = Item.objects.get(checklist__code="BNK-SOFTWARE-MONTHLY", code="08")
    assert item.clause.number == "2.5"
    assert (item.answer_type, item.unit, item.methods) == ("number", "题", ["ask"])
    assert (item.minimum, item.maximum, item.deduction) == (Decimal(4), Decimal(5), Decimal(10))
    assert (item.fix_value, item.fix_unit, item.on_the_spot) == (Decimal(1), "week", False)


def test_load_pack_keeps_choices_in_order() -> None:
    load_pack(bank())
    item = Item.objects.get(checklist__code="BNK-FLOOR-DAILY", code="01")
    assert item.choices == [
        {"value": "present", "label": "在岗", "ok": True},
        {"value": "covered", "label": "离岗有人顶岗", "ok": True},
        {"value": "absent", "label": "无人", "ok": False},
    ]


def test_load_pack_gives_a_week_where_the_pack_gives_no_limit() -> None:
    load_pack(bank())
    item = Item.objects.get(checklist__code="BNK-FLOOR-DAILY", code="02")
    assert (item.fix_value, item.fix_unit) == (Decimal(1), "week")


def test_load_pack_says_when_and_by_whom() -> None:
    load_pack(bank())
    requirement = Requirement.objects.get(checklist__code="BNK-OPEN-DAILY")
    assert requirement.recurrence == {
        "times": 1,
        "every": 1,
        "unit": "day",
        "window": ["08:00", "08:50"],
    }
    assert (requirement.post_name, requirement.place_kind) == ("大堂经理", "site")
    assert (requirement.clause.number, requirement.makeup_hours) == ("1.2", 1)


def test_load_pack_keeps_where_the_rest_may_be_called_fine() -> None:
    load_starter()
    fine = Checklist.objects.filter(rest_fine=True).values_list("code", flat=True)
    assert list(fine) == ["RES-PUB-DAILY"]


def test_load_pack_plans_nothing_for_work_on_demand() -> None:
    load_pack(read_pack(STARTER / "residential.yaml"))
    checklist = Checklist.objects.get(code="RES-RAIN-AFTER")
    assert not checklist.requirements.exists()
    assert checklist.total == Decimal(100)
    assert Requirement.objects.count() == 44


def test_load_pack_twice_has_one_effect() -> None:
    first = load_pack(bank())
    before = (sizes(), Event.objects.count())
    assert load_pack(bank()) == first
    assert (sizes(), Event.objects.count()) == before


def test_load_pack_refuses_other_contents_under_one_number() -> None:
    load_pack(bank())
    with pytest.raises(EditionChanged):
        load_pack(bank(title="别的"))
    assert Standard.objects.get().title == "银行网点服务品质标准"


def test_load_pack_supersedes_the_edition_before() -> None:
    old, new = load_pack(bank()), load_pack(bank("2027.1", "银行网点标准"))
    old.refresh_from_db()
    assert (old.status, new.status) == ("superseded", "published")
    assert Standard.objects.get().title == "银行网点标准"


def test_load_pack_does_not_bring_an_old_edition_back() -> None:
    load_pack(bank())
    load_pack(bank("2027.1"))
    assert load_pack(bank()).status == "superseded"


def test_load_pack_leaves_a_trail(system_admin: Staff) -> None:
    load_pack(bank(), by=system_admin)
    load_pack(bank("2027.1", "银行网点标准"), by=system_admin)
    events = Event.objects.filter(object_type__startswith="standards.").order_by("id")
    assert [(event.verb, event.actor_id) for event in events] == [
        ("standard.created", system_admin.pk),
        ("edition.published", system_admin.pk),
        ("standard.changed", system_admin.pk),
        ("edition.superseded", system_admin.pk),
        ("edition.published", system_admin.pk),
    ]


def test_load_starter_loads_both_lines_once() -> None:
    assert [edition.standard.code for edition in load_starter()] == ["PZ-BNK", "PZ-RES"]
    assert load_starter() == []
    assert Edition.objects.filter(status="published").count() == 2


def test_load_starter_leaves_an_own_edition_in_force() -> None:
    load_pack(bank("2026.1-own"))
    assert [edition.standard.code for edition in load_starter()] == ["PZ-RES"]


@pytest.mark.parametrize(
    ("code", "clause"),
    [
        ("BNK-OPEN-DAILY", "1.2"),  # asked about most
        ("BNK-HARDWARE-MONTHLY", "1.1"),  # first of three that are asked about twice
    ],
)
def test_leading_clause_is_the_one_most_items_ask_about(code: str, clause: str) -> None:
    [checklist] = [one for one in bank().checklists if one.code == code]
    assert leading_clause(checklist) == clause


def test_load_pack_keeps_clocks_money_and_bands() -> None:
    edition = load_pack(read_pack(FULL))
    clock = Clock.objects.get(edition=edition, code="K01")
    assert (clock.clause.number, clock.event, clock.action) == ("1", "接到报修", "上门")
    assert (clock.value, clock.unit, clock.case_kind) == (Decimal(10), "minute", "repair")
    assert clock.post_name == "维修工"
    rule = Consequence.objects.get(edition=edition, code="M01")
    assert (rule.scheme, rule.whom, rule.occasion) == ("奖惩", "经理", "得分不高于79分")
    assert (rule.sign, rule.amount, rule.amount_max) == ("penalty", Decimal(500), Decimal(1000))
    assert (rule.points, rule.per) == (None, "time")
    bands = Band.objects.filter(edition=edition).values_list("scheme", "low", "high", "label")
    assert list(bands) == [
        ("考评", Decimal(80), Decimal(90), "良好"),
        ("考评", Decimal(90), None, "优秀"),
    ]


def test_load_pack_keeps_variants_with_what_each_option_changes() -> None:
    variant = Variant.objects.get(edition=load_pack(read_pack(FULL)))
    assert (variant.code, variant.title, variant.about) == ("PUMP", "水泵巡视周期", "两种周期")
    assert [(one["code"], one["sources"]) for one in variant.options] == [
        ("daily", ["EQP-07"]),
        ("four-days", ["WTR-03"]),
    ]
    assert variant.options[0]["sets"] == []
    assert variant.options[1]["sets"][2] == {
        "checklist": "",
        "item": "",
        "clock": "K01",
        "changes": {"value": "30", "unit": "minute"},
    }
