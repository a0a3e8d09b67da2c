from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import pinzhi.standards
from pinzhi.common.calendar import Calendar
from pinzhi.plans.recurrence import EVENTS, occurrences
from pinzhi.standards.pack import Pack, PackChecklist, read_pack

STARTER = Path(pinzhi.standards.__file__).parent / "starter"
PACKS = {path.stem: read_pack(path) for path in sorted(STARTER.glob("*.yaml"))}
RESIDENTIAL, BANK = PACKS["residential"], PACKS["bank"]
CHECKLISTS = [one for pack in PACKS.values() for one in pack.checklists]

SHANGHAI = ZoneInfo("Asia/Shanghai")
ALWAYS_OPEN = Calendar("Asia/Shanghai", {day: [(time(0), time(0))] for day in range(1, 8)})

each_pack = pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
each_checklist = pytest.mark.parametrize("checklist", CHECKLISTS, ids=lambda one: one.code)


def frequency(code: str) -> dict[str, object]:
    [plan] = [one.plan for one in CHECKLISTS if one.code == code]
    assert plan is not None
    return plan.recurrence


def test_starter_has_one_standard_for_each_line() -> None:
    assert {name: (pack.code, pack.line) for name, pack in PACKS.items()} == {
        "bank": ("PZ-BNK", "bank"),
        "residential": ("PZ-RES", "property"),
    }


def test_starter_covers_the_work_of_a_residential_site() -> None:
    assert len(RESIDENTIAL.checklists) == 45
    assert {one.department for one in RESIDENTIAL.checklists} == {
        "customer_service",
        "engineering",
        "security",
        "environment",
        "quality",
    }
    assert {one.system for one in RESIDENTIAL.checklists} - {""} == {
        "lift",
        "drainage",
        "generator",
        "intercom",
        "parking",
        "playground",
    }


def test_starter_covers_the_work_of_a_bank_outlet() -> None:
    assert [one.code for one in BANK.checklists] == [
        "BNK-OPEN-DAILY",
        "BNK-FLOOR-DAILY",
        "BNK-HARDWARE-MONTHLY",
        "BNK-SOFTWARE-MONTHLY",
    ]


@each_checklist
def test_starter_checklist_is_of_a_length_people_finish(checklist: PackChecklist) -> None:
    assert 6 <= len(checklist.items) <= 20


@each_checklist
def test_starter_inspection_gives_out_its_whole_score(checklist: PackChecklist) -> None:
    if checklist.purpose == "inspection":
        assert sum(item.deduction for item in checklist.items) == checklist.total == 100


@each_checklist
def test_starter_item_that_can_fail_costs_points(checklist: PackChecklist) -> None:
    for item in checklist.items:
        limited = (item.minimum, item.maximum) not in {(None, None), (0, None)}
        if item.answer_type in {"verdict", "choice"} or limited:
            assert item.deduction > 0, item
        if item.answer_type == "text":
            assert item.deduction == 0, item


@each_checklist
def test_starter_items_are_numbered_in_order(checklist: PackChecklist) -> None:
    numbers = [f"{number:02}" for number in range(1, len(checklist.items) + 1)]
    assert [item.code for item in checklist.items] == numbers


@each_pack
def test_starter_titles_are_told_apart(pack: Pack) -> None:
    titles = [checklist.title for checklist in pack.checklists]
    assert len(set(titles)) == len(titles)
    for checklist in pack.checklists:
        asked = [item.title for item in checklist.items]
        assert len(set(asked)) == len(asked)


@each_pack
def test_starter_clauses_without_children_are_all_checked(pack: Pack) -> None:
    numbers = [clause.number for clause in pack.clauses]
    leaves = {one for one in numbers if not any(n.startswith(f"{one}.") for n in numbers)}
    checked = {item.clause for checklist in pack.checklists for item in checklist.items}
    assert leaves - checked == set()


@pytest.mark.parametrize(
    ("code", "recurrence"),
    [
        # every day 09:30-10:00 (PAT-02)
        ("RES-PUB-DAILY", {"times": 1, "every": 1, "unit": "day", "window": ["09:30", "10:00"]}),
        # Mondays 09:00-10:00 (PAT-04)
        (
            "RES-JOINT-WEEKLY",
            {
                "times": 1,
                "every": 1,
                "unit": "week",
                "weekday": [1],
                "window": ["09:00", "10:00"],
            },
        ),
        # pumps every 4 days (EQP-07)
        ("RES-PUMP-4D", {"times": 1, "every": 4, "unit": "day", "window": ["08:30", "17:30"]}),
        # every 2 hours of each shift (PWR-13)
        ("RES-POWER-2H", {"times": 1, "every": 2, "unit": "hour"}),
        # every 4 hours within 08:30-18:00 (PWR-01)
        ("RES-POWER-4H", {"times": 1, "every": 4, "unit": "hour", "window": ["08:30", "18:00"]}),
        # Fridays 14:00-16:00 (STD-13)
        (
            "RES-NOTICE-WEEKLY",
            {
                "times": 1,
                "every": 1,
                "unit": "week",
                "weekday": [5],
                "window": ["14:00", "16:00"],
            },
        ),
        # 5 minutes at the start of work (STD-11)
        ("RES-9S-DAILY", {"times": 1, "every": 1, "unit": "day", "window": ["08:30", "08:35"]}),
        # hourly in special weather (DRN-01)
        ("RES-STORM-HOURLY", {"times": 1, "every": 1, "unit": "hour", "condition": "special"}),
        # every 2 hours of the night, past midnight (SEC-06)
        (
            "RES-SEC-ROUND",
            {
                "times": 1,
                "every": 2,
                "unit": "hour",
                "window": ["20:00", "06:00"],
                "condition": "night",
            },
        ),
        # once a shift
        ("RES-GATE-SHIFT", {"times": 1, "every": 1, "unit": "shift"}),
        # before the 25th
        ("RES-QUALITY-MONTHLY", {"times": 1, "every": 1, "unit": "month", "before_day": 25}),
    ],
)
def test_starter_says_when(code: str, recurrence: dict[str, object]) -> None:
    assert frequency(code) == recurrence


@each_checklist
def test_starter_plan_can_be_put_on_the_calendar(checklist: PackChecklist) -> None:
    if checklist.plan is None:
        return
    rule = checklist.plan.recurrence
    year = (datetime(2026, 1, 1, tzinfo=SHANGHAI), datetime(2027, 1, 1, tzinfo=SHANGHAI))
    found = list(occurrences(rule, *year, ALWAYS_OPEN))
    assert bool(found) == (rule.get("condition") not in EVENTS)


def test_starter_leaves_work_after_rain_without_a_calendar() -> None:
    assert [one.code for one in CHECKLISTS if one.plan is None] == ["RES-RAIN-AFTER"]


def test_starter_uses_all_methods_and_answers_in_the_monthly_check() -> None:
    [monthly] = [one for one in CHECKLISTS if one.code == "RES-QUALITY-MONTHLY"]
    assert {method for item in monthly.items for method in item.methods} == {
        "look",
        "listen",
        "touch",
        "test",
        "ask",
    }
    assert {item.answer_type for item in monthly.items} == {"verdict", "number", "choice"}
