# ruff: noqa: E501 -- one line a row keeps the tables readable
import copy
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from pinzhi.people.departments import Department
from pinzhi.places.models import EquipmentSystem, Line
from pinzhi.standards.pack import (
    MOST_BYTES,
    Choice,
    Pack,
    PackChecklist,
    PackClause,
    PackError,
    PackItem,
    PackPlan,
    Span,
    read_pack,
)
from pinzhi.standards.pack import words as words_of_packs
from pinzhi.standards.words import AnswerType, EvidenceRule, FixUnit, Method, PlaceKind, Purpose

SMALL = """
standard: {code: PZ-X, title: 小标准, line: property, edition: "1.0"}
clauses:
  - {number: "1", title: 电梯, text: 电梯好用。, sources: [ELV-01]}
  - {number: "1.1", title: 机房, text: 机房不热。, sources: [ELV-05, EQP-10]}
checklists:
  - code: X-ROOM
    title: 机房表
    note: 断电前勿动。
    department: engineering
    post: 电工
    purpose: inspection
    place_kind: equipment
    system: lift
    plan: {recurrence: {times: 1, every: 1, unit: week, weekday: [2], window: ["09:00", "10:30"]}, makeup_hours: 24}
    total: "100"
    items:
      - {code: "01", clause: "1.1", title: 温度, hint: 看温度计, method: [look, test], answer: number, unit: "℃", min: "5", max: "40.5", evidence: photo, deduction: "60", fix_within: {value: 2, unit: workday}, on_the_spot: true}
      - {code: "02", clause: "1", title: 声音, method: [listen], answer: choice, required: false, evidence: none, deduction: "40", choices: [{value: ok, label: 正常}, {value: bad, label: 异响, ok: false}]}
"""


TEMPERATURE = PackItem(
    code="01",
    clause="1.1",
    title="温度",
    hint="看温度计",
    methods=("look", "test"),
    answer_type="number",
    required=True,
    unit="℃",
    minimum=Decimal(5),
    maximum=Decimal("40.5"),
    choices=(),
    evidence="photo",
    deduction=Decimal(60),
    fix_within=Span(2, "workday"),
    on_the_spot=True,
)
NOISE = PackItem(
    code="02",
    clause="1",
    title="声音",
    hint="",
    methods=("listen",),
    answer_type="choice",
    required=False,
    unit="",
    minimum=None,
    maximum=None,
    choices=(
        Choice(value="ok", label="正常", ok=True),
        Choice(value="bad", label="异响", ok=False),
    ),
    evidence="none",
    deduction=Decimal(40),
    fix_within=None,
    on_the_spot=False,
)
TUESDAYS = {"times": 1, "every": 1, "unit": "week", "weekday": [2], "window": ["09:00", "10:30"]}
ROOM = PackChecklist(
    code="X-ROOM",
    title="机房表",
    note="断电前勿动。",
    department="engineering",
    post="电工",
    purpose="inspection",
    place_kind="equipment",
    system="lift",
    plan=PackPlan(recurrence=TUESDAYS, makeup_hours=24),
    total=Decimal(100),
    items=(TEMPERATURE, NOISE),
)


def test_read_pack_gives_frozen_data() -> None:
    assert read_pack(SMALL) == Pack(
        code="PZ-X",
        title="小标准",
        line="property",
        edition="1.0",
        clauses=(
            PackClause("1", "电梯", "电梯好用。", ("ELV-01",)),
            PackClause("1.1", "机房", "机房不热。", ("ELV-05", "EQP-10")),
        ),
        checklists=(ROOM,),
    )


def problems_of(text: str) -> list[str]:
    with pytest.raises(PackError) as refusal:
        read_pack(text, name="x.yaml")
    return refusal.value.problems


def changed(change: Callable[[Any, Any, Any], object]) -> str:
    """SMALL after a change to the whole, its checklist and its first item."""
    data = copy.deepcopy(yaml.safe_load(SMALL))
    change(data, data["checklists"][0], data["checklists"][0]["items"][0])
    return yaml.safe_dump(data, allow_unicode=True)


HEAD = "x.yaml, standard"
LIST = "x.yaml, checklist X-ROOM"
ITEM = f"{LIST}, item 01"
RECURRENCE = f"{LIST}, plan, recurrence"


def plan(**keys: object) -> Callable[[Any, Any, Any], object]:
    return lambda _whole, checklist, _item: checklist["plan"]["recurrence"].update(keys)


def item(**keys: object) -> Callable[[Any, Any, Any], object]:
    return lambda _whole, _checklist, first: first.update(keys)


def checklist(**keys: object) -> Callable[[Any, Any, Any], object]:
    return lambda _whole, one, _item: one.update(keys)


def head(**keys: object) -> Callable[[Any, Any, Any], object]:
    return lambda whole, _checklist, _item: whole["standard"].update(keys)


def clause(**keys: object) -> Callable[[Any, Any, Any], object]:
    return lambda whole, _checklist, _item: whole["clauses"][1].update(keys)


def without(*path: str) -> Callable[[Any, Any, Any], object]:
    def change(whole: Any, one: Any, first: Any) -> None:
        found = {"whole": whole, "checklist": one, "item": first}[path[0]]
        for step in path[1:-1]:
            found = found[step]
        del found[path[-1]]

    return change


LONG = "长" * 201

WRONG: list[tuple[Callable[[Any, Any, Any], object], str]] = [
    # the head
    (without("whole", "standard"), "x.yaml: expected the key standard."),
    (without("whole", "standard", "code"), f"{HEAD}, key code: expected text like {words_of_packs.CODE}, got nothing."),
    (head(code="pz res"), f"{HEAD}, key code: expected text like {words_of_packs.CODE}, got pz res."),
    (head(title=" 空格"), f"{HEAD}, key title: expected text of 1 to 100 characters, got  空格."),
    (head(title=None), f"{HEAD}, key title: expected text of 1 to 100 characters, got nothing."),  # "title:" and no more
    (head(title=7), f"{HEAD}, key title: expected text of 1 to 100 characters, got 7."),
    (head(line="hotel"), f"{HEAD}, key line: expected one of bank, property, got hotel."),
    (head(edition=2026.1), f"{HEAD}, key edition: expected text like [0-9A-Za-z][0-9A-Za-z.-]*, got 2026.1."),  # forgot the quotes
    (head(owner="me"), f"{HEAD}, key owner: this key is not known here."),
    (lambda whole, _one, _first: whole.update(extra=1), "x.yaml, key extra: this key is not known here."),
    # clauses
    (lambda whole, _one, _first: whole.update(clauses=[]), "x.yaml, key clauses: expected a list that is not empty, got []."),
    (lambda whole, _one, _first: whole.update(clauses="1"), "x.yaml, key clauses: expected a list that is not empty, got 1."),
    (without("whole", "clauses"), "x.yaml, key clauses: expected a list, got nothing."),
    (lambda whole, _one, _first: whole["clauses"].append("1.2 机房"), "x.yaml, clause number 3: expected keys and values, got 1.2 机房."),
    (clause(number="1.0"), r"x.yaml, clause 1.0, key number: expected text like [1-9][0-9]*(\.[1-9][0-9]*)*, got 1.0."),
    (lambda whole, _one, _first: whole["clauses"].append(whole["clauses"][1] | {"number": "2.1", "sources": ["EQP-01"]}), "x.yaml, clause 2.1: expected its parent 2 before it."),
    (lambda whole, _one, _first: whole["clauses"].append(copy.deepcopy(whole["clauses"][0])), "x.yaml, clause 1: stands 2 times, expected once."),
    (clause(sources=[]), "x.yaml, clause 1.1, key sources: expected a list that is not empty, got []."),
    (clause(sources=["ELV-05", "ELV5"]), "x.yaml, clause 1.1, key sources 2: expected text like [A-Z]{3}-[0-9]{2,3}, got ELV5."),
    (clause(text=""), "x.yaml, clause 1.1, key text: expected text of 1 to 1000 characters, got ."),
    # a checklist
    (checklist(department="kitchen"), f"{LIST}, key department: expected one of administration, customer_service, engineering, environment, quality, security, got kitchen."),
    (without("checklist", "department"), f"{LIST}, key department: expected one of administration, customer_service, engineering, environment, quality, security, got nothing."),
    (without("checklist", "system"), f"{LIST}, key system: expected for place_kind equipment, and only there."),
    (checklist(place_kind="site"), f"{LIST}, key system: expected for place_kind equipment, and only there."),
    (checklist(total=100), f'{LIST}, key total: expected a number in quotes like "2.5", got 100.'),
    (checklist(total="99.5"), f"{LIST}, key total: the deductions add up to 100 of 99.5 points."),
    (checklist(rest_fine=True), f"{LIST}, key rest_fine: an inspection looks at every item by itself."),
    (checklist(rest_fine="yes"), f"{LIST}, key rest_fine: expected true or false, got yes."),
    (without("checklist", "total"), f"{LIST}, key total: an inspection is scored, so a full score is expected."),
    (lambda whole, one, _first: whole["checklists"].append(copy.deepcopy(one)), "x.yaml, checklist X-ROOM: stands 2 times, expected once."),
    (lambda _whole, one, first: one.update(total="160", items=[*one["items"], copy.deepcopy(first)]), f"{LIST}, item 01: stands 2 times, expected once."),
    # its plan
    (checklist(plan=["daily"]), f"{LIST}, plan: expected keys and values, got ['daily']."),
    (without("checklist", "plan", "recurrence"), f"{LIST}, plan: expected the key recurrence."),
    (lambda _whole, one, _first: one["plan"].update(makeup_hours=-1), f"{LIST}, plan, key makeup_hours: expected a whole number from 0 to 744, got -1."),
    (without("checklist", "plan", "recurrence", "unit"), f"{RECURRENCE}, key unit: expected one of day, halfyear, hour, minute, month, quarter, shift, week, year, got nothing."),
    (without("checklist", "plan", "recurrence", "times"), f"{RECURRENCE}, key times: expected a whole number from 1 to 100, got nothing."),
    (plan(times=1.5), f"{RECURRENCE}, key times: expected a whole number from 1 to 100, got 1.5."),
    (plan(times=True), f"{RECURRENCE}, key times: expected a whole number from 1 to 100, got True."),
    (plan(every=0), f"{RECURRENCE}, key every: expected a number from 0.5 to 100, got 0."),
    (without("checklist", "plan", "recurrence", "every"), f"{RECURRENCE}, key every: expected a number from 0.5 to 100, got nothing."),
    (plan(weekday=[0]), f"{RECURRENCE}, key weekday: expected only 1, 2, 3, 4, 5, 6, 7, got 0."),  # Sunday is 7
    (plan(weekday=[True]), f"{RECURRENCE}, key weekday: expected only 1, 2, 3, 4, 5, 6, 7, got True."),  # equal to 1, yet no day
    (plan(weekday=[2, 2]), f"{RECURRENCE}, key weekday: the same value stands twice."),
    (plan(unit="day"), f"{RECURRENCE}, key weekday: fits only the unit week."),
    (plan(before_day=25), f"{RECURRENCE}, key before_day: fits only the unit month or year."),
    (plan(window=["09:00"]), f"""{RECURRENCE}, key window: expected two clock times like "09:30", got ['09:00']."""),
    (plan(window=["09:00", "24:00"]), f"""{RECURRENCE}, key window: expected two clock times like "09:30", got ['09:00', '24:00']."""),
    (plan(time=[570]), f'{RECURRENCE}, key time: expected clock times like "09:30", got [570].'),  # 9:30 without quotes
    (plan(condition="windy"), f"{RECURRENCE}, key condition: expected one of autumn, growing, holiday, night, peak, rain, snow, special, spring, summer, typhoon, winter, got windy."),
    (plan(duration=1441), f"{RECURRENCE}, key duration: expected a whole number from 1 to 1440, got 1441."),
    (plan(holiday="move"), f"{RECURRENCE}, key holiday: expected one of after, before, keep, only, skip, got move."),
    (plan(workdays_only=1), f"{RECURRENCE}, key workdays_only: expected true or false, got 1."),
    (plan(hour=9), f"{RECURRENCE}, key hour: this key is not known here."),
    # an item
    (item(code="1"), f"{LIST}, item 1, key code: expected text like [0-9]{{2,3}}, got 1."),
    (item(code=1), f"{LIST}, item number 1, key code: expected text like [0-9]{{2,3}}, got 1."),
    (item(clause="9"), f"{ITEM}, key clause: there is no clause 9."),
    (item(hint=LONG + LONG), f"{ITEM}, key hint: expected text of 1 to 300 characters, got {LONG[:40]}…."),
    (item(method=["look", "smell"]), f"{ITEM}, key method: expected only look, listen, touch, test, ask, got smell."),
    (item(answer="yes_no"), f"{ITEM}, key answer: expected one of choice, number, text, verdict, got yes_no."),
    (item(evidence="video"), f"{ITEM}, key evidence: expected one of none, photo, photo_and_signature, photo_on_fail, signature, got video."),
    (item(required="yes"), f"{ITEM}, key required: expected true or false, got yes."),
    (item(min=5), f'{ITEM}, key min: expected a number in quotes like "2.5", got 5.'),
    (item(min="50"), f"{ITEM}, key min: 50 is above the max of 40.5."),
    (item(deduction="-60"), f"{ITEM}, key deduction: expected 0 or more points."),
    (without("item", "deduction"), f"{ITEM}, key deduction: expected in an inspection."),
    (without("item", "unit"), f"{ITEM}, key unit: expected for a number, and only there."),
    (item(fix_within={"value": 0, "unit": "day"}), f"{ITEM}, fix_within, key value: expected a whole number from 1 to 1000, got 0."),
    (item(fix_within={"value": 1, "unit": "year"}), f"{ITEM}, fix_within, key unit: expected one of day, hour, minute, month, week, workday, got year."),
    (item(weight=2), f"{ITEM}, key weight: this key is not known here."),
]  # fmt: skip


@pytest.mark.parametrize(("change", "sentence"), WRONG, ids=[one[1] for one in WRONG])
def test_read_pack_names_the_fault(
    change: Callable[[Any, Any, Any], object], sentence: str
) -> None:
    assert problems_of(changed(change)) == [sentence]


CHOICES = "item 02, key choices: expected"


@pytest.mark.parametrize(
    ("keys", "faults"),
    [
        # limits and unit belong to numbers alone
        (
            {"answer": "choice"},
            [
                "item 02, key unit: expected for a number, and only there.",
                "item 02, keys min and max: expected only for a number.",
            ],
        ),
        ({"choices": None}, [f"{CHOICES} a list that is not empty, got nothing."]),
        ({"choices": [{"value": "a", "label": "甲", "ok": False}]}, [f"{CHOICES} at least one that is ok."]),
        (
            {"choices": [{"value": "a", "label": "甲"}, {"value": "a", "label": "乙"}]},
            ["item 02, choice a: stands 2 times, expected once."],
        ),
        (
            {"choices": [{"value": "A", "label": "甲", "color": "red"}]},
            [
                "item 02, choice A, key value: expected text like [a-z][a-z0-9_]*, got A.",
                "item 02, choice A, key color: this key is not known here.",
            ],
        ),
        ({"answer": "verdict"}, [f"{CHOICES} for a choice, and only there."]),
        ({"choices": "-"}, [f"{CHOICES} a list that is not empty, got -."]),
    ],
)  # fmt: skip
def test_read_pack_names_the_faults_of_a_choice(keys: dict[str, object], faults: list[str]) -> None:
    limits = {"unit": "V", "min": "1"} if keys == {"answer": "choice"} else {}
    text = changed(lambda _whole, one, _first: one["items"][1].update(keys | limits))
    assert problems_of(text) == [f"{LIST}, {fault}" for fault in faults]


def test_read_pack_tells_all_faults_at_once() -> None:
    def spoil(whole: Any, one: Any, first: Any) -> None:
        whole["standard"]["line"] = "hotel"
        one["purpose"] = "fun"
        first["answer"] = "smell"

    assert problems_of(changed(spoil)) == [
        f"{HEAD}, key line: expected one of bank, property, got hotel.",
        f"{LIST}, key purpose: expected one of inspection, work, got fun.",
        f"{ITEM}, key answer: expected one of choice, number, text, verdict, got smell.",
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("standard: {code: A, code: B}", "line 1: the key code stands twice"),
        ("a: 1\nb: &x {c: 1}\nd: *x\n", "line 2: anchors and aliases are not allowed"),
        ("a: *x", "line 1: anchors and aliases are not allowed"),
        ("{a: 1, <<: {b: 2}}", "line 1: a key must be plain text"),
        ("{1: one}", "line 1: a key must be plain text"),
        ("a: !!python/name:os.system", None),  # never built: the loader knows plain data only
        ("a: [1, 2", None),
        ("a: 1\n---\nb: 2\n", None),  # one document only
        ("a: \x00", None),
        ("a: 2026-13-45", None),  # no such date
        ("[" * 5000, "line 1: more than 20 levels"),
        ("- " * 50_000, "line 1: more than 20 levels"),
        ("#" * (MOST_BYTES + 1), "it is larger than 512 KiB"),
    ],
    ids=range(13),
)
def test_read_pack_refuses_text_it_cannot_read(text: str, reason: str | None) -> None:
    [problem] = problems_of(text)
    assert problem.startswith("x.yaml: cannot be read: ")
    assert "\n" not in problem
    assert reason is None or problem == f"x.yaml: cannot be read: {reason}."


@pytest.mark.parametrize("text", ["", "just words", "- a list"])
def test_read_pack_refuses_what_is_no_mapping(text: str) -> None:
    assert problems_of(text)[0].startswith("x.yaml: expected keys and values, got ")


def test_read_pack_reads_a_file_with_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8-sig")
    assert read_pack(path) == read_pack(SMALL)


def test_read_pack_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "标准.yaml"
    path.write_bytes(SMALL.encode("gbk"))
    with pytest.raises(PackError) as refusal:
        read_pack(path)
    assert refusal.value.problems == ["标准.yaml: cannot be read: expected text in UTF-8."]


def test_read_pack_says_when_the_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"none\.yaml: cannot be read: .*No such file"):
        read_pack(tmp_path / "none.yaml")


def test_digest_is_of_the_content_not_the_layout() -> None:
    laid_out_otherwise = yaml.safe_dump(yaml.safe_load(SMALL))
    assert read_pack(laid_out_otherwise).digest() == read_pack(SMALL).digest()
    assert read_pack(changed(item(title="室温"))).digest() != read_pack(SMALL).digest()


@pytest.mark.parametrize(
    ("in_packs", "in_the_house"),
    [
        (words_of_packs.LINES, Line),
        (words_of_packs.DEPARTMENTS, Department),
        (words_of_packs.PURPOSES, Purpose),
        (words_of_packs.PLACE_KINDS, PlaceKind),
        (words_of_packs.SYSTEMS, EquipmentSystem),
        (words_of_packs.METHODS, Method),
        (words_of_packs.ANSWERS, AnswerType),
        (words_of_packs.EVIDENCE, EvidenceRule),
        (words_of_packs.SPAN_UNITS, FixUnit),
    ],
)
def test_packs_and_tables_use_the_same_words(in_packs: tuple[str, ...], in_the_house: Any) -> None:
    assert set(in_packs) == set(in_the_house.values)
