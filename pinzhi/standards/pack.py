"""A standard as one YAML file, read strictly into frozen data. Pure: no database, no Django.

The format is described in docs/standards-format.md. The reader refuses what it does not know, and
tells every fault of a file at once, each in one sentence that names the file, the place and what
was expected there (STD-02: an item has a code, a frequency and rules that can be measured).
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypedDict

from pinzhi.standards.frequency import read_recurrence
from pinzhi.standards.strict import Fields, load_yaml

MOST_BYTES = 512 * 1024

LINES = ("property", "bank")
DEPARTMENTS = (
    "customer_service", "engineering", "security", "environment", "quality", "administration",
)  # fmt: skip
PURPOSES = ("work", "inspection")
PLACE_KINDS = ("site", "zone", "building", "space", "room", "checkpoint", "equipment")
SYSTEMS = (
    "lift", "escalator", "water_supply", "drainage", "rainwater", "power", "generator",
    "lighting", "fire", "cctv", "access_control", "intercom", "perimeter", "parking", "music",
    "heating", "hvac", "gas", "building_fabric", "playground", "other",
)  # fmt: skip
METHODS = ("look", "listen", "touch", "test", "ask")  # 看 听 摸 测试 询问 (PAT-35)
ANSWERS = ("verdict", "number", "choice", "text")
EVIDENCE = ("none", "photo", "photo_on_fail", "signature", "photo_and_signature")
SPAN_UNITS = ("minute", "hour", "day", "workday", "week", "month")

CODE = r"[A-Z0-9]+(-[A-Z0-9]+)*"
SOURCE = r"[A-Z]{3}-[0-9]{2,3}"


class PackError(Exception):
    """A pack that cannot be used. `problems` holds one sentence for each fault."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class Choice(TypedDict):
    value: str
    label: str
    ok: bool


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in the trade's words: one week, two workdays."""

    value: int
    unit: str


@dataclass(frozen=True, slots=True)
class PackClause:
    number: str
    title: str
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackItem:
    """One thing to look at. `deduction` is in points; `minimum` and `maximum` are in `unit`."""

    code: str
    clause: str
    title: str
    hint: str
    methods: tuple[str, ...]
    answer_type: str
    required: bool
    unit: str
    minimum: Decimal | None
    maximum: Decimal | None
    choices: tuple[Choice, ...]
    evidence: str
    deduction: Decimal
    fix_within: Span | None
    on_the_spot: bool


@dataclass(frozen=True, slots=True)
class PackPlan:
    """When a checklist is due; `recurrence` is plain data, see frequency.py."""

    recurrence: dict[str, Any]
    makeup_hours: int


@dataclass(frozen=True, slots=True)
class PackChecklist:
    code: str
    title: str
    note: str
    department: str
    post: str
    purpose: str
    place_kind: str
    system: str
    plan: PackPlan | None
    total: Decimal | None
    items: tuple[PackItem, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    code: str
    title: str
    line: str
    edition: str
    clauses: tuple[PackClause, ...]
    checklists: tuple[PackChecklist, ...]

    def digest(self) -> str:
        """SHA-256 of the content: equal for files that say the same, whatever their layout."""
        plain = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(plain.encode()).hexdigest()


def read_pack(source: Path | str, *, name: str = "pack") -> Pack:
    """Read a pack from a file (a Path) or from YAML text (a str, called `name` in sentences).

    Raises PackError with one sentence for each fault found.
    """
    if isinstance(source, Path):
        name = source.name
    problems: list[str] = []
    try:
        data = load_yaml(_text_of(source))
    except (OSError, ValueError) as fault:
        raise PackError([f"{name}: cannot be read: {fault}."]) from fault
    pack = _read_file(Fields(data, name, problems))
    if not problems:
        problems = [f"{name}, {fault}" for fault in _contradictions(pack)]
    if problems:
        raise PackError(problems)
    return pack


def _text_of(source: Path | str) -> str:
    if isinstance(source, Path):
        with source.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    else:
        raw = source.encode()
    if len(raw) > MOST_BYTES:
        raise ValueError(f"it is larger than {MOST_BYTES // 1024} KiB")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise ValueError("expected text in UTF-8") from fault


def _read_file(file: Fields) -> Pack:
    head = file.sub("standard", "standard")
    if head is None:
        file.report("expected the key standard")
        head = Fields({}, f"{file.place}, standard", [])
    pack = Pack(
        code=head.text("code", like=CODE, most=32),
        title=head.text("title", most=100),
        line=head.one_of("line", LINES),
        edition=head.text("edition", like=r"[0-9A-Za-z][0-9A-Za-z.-]*", most=20),
        clauses=tuple(_read_clause(one) for one in file.each("clauses", "clause", "number")),
        checklists=tuple(
            _read_checklist(one) for one in file.each("checklists", "checklist", "code")
        ),
    )
    head.close()
    file.close()
    return pack


def _read_clause(fields: Fields) -> PackClause:
    clause = PackClause(
        number=fields.text("number", like=r"[1-9][0-9]*(\.[1-9][0-9]*)*", most=20),
        title=fields.text("title", most=60),
        text=fields.text("text", most=1000),
        sources=tuple(_read_sources(fields)),
    )
    fields.close()
    return clause


def _read_sources(fields: Fields) -> Iterator[str]:
    for index, value in enumerate(fields.entries("sources"), start=1):
        one = Fields({f"sources {index}": value}, fields.place, fields.problems)
        yield one.text(f"sources {index}", like=SOURCE)


def _read_checklist(fields: Fields) -> PackChecklist:
    checklist = PackChecklist(
        code=fields.text("code", like=CODE, most=32),
        title=fields.text("title", most=60),
        note=fields.text("note", default="", most=500),
        department=fields.one_of("department", DEPARTMENTS),
        post=fields.text("post", most=30),
        purpose=fields.one_of("purpose", PURPOSES),
        place_kind=fields.one_of("place_kind", PLACE_KINDS),
        system=fields.one_of("system", SYSTEMS, default=""),
        plan=_read_plan(fields.sub("plan", "plan")),
        total=fields.decimal("total", default=None),
        items=tuple(_read_item(one) for one in fields.each("items", "item", "code")),
    )
    fields.close()
    return checklist


def _read_plan(fields: Fields | None) -> PackPlan | None:
    if fields is None:
        return None
    recurrence = fields.sub("recurrence", "recurrence")
    if recurrence is None:
        fields.report("expected the key recurrence")
    plan = PackPlan(
        recurrence=read_recurrence(recurrence) if recurrence else {},
        makeup_hours=fields.whole("makeup_hours", 0, 744, default=0),
    )
    fields.close()
    return plan


def _read_item(fields: Fields) -> PackItem:
    item = PackItem(
        code=fields.text("code", like=r"[0-9]{2,3}", most=3),
        clause=fields.text("clause", most=20),
        title=fields.text("title", most=120),
        hint=fields.text("hint", default="", most=300),
        methods=fields.many_of("method", METHODS),
        answer_type=fields.one_of("answer", ANSWERS),
        required=fields.flag("required", default=True),
        unit=fields.text("unit", default="", most=12),
        minimum=fields.decimal("min", default=None),
        maximum=fields.decimal("max", default=None),
        choices=_read_choices(fields),
        evidence=fields.one_of("evidence", EVIDENCE),
        deduction=fields.decimal("deduction", default=None) or Decimal(0),
        fix_within=_read_span(fields.sub("fix_within", "fix_within")),
        on_the_spot=fields.flag("on_the_spot", default=False),
    )
    fields.close()
    return item


def _read_choices(fields: Fields) -> tuple[Choice, ...]:
    if not fields.has("choices"):
        return ()
    return tuple(_read_choice(one) for one in fields.each("choices", "choice", "value"))


def _read_choice(fields: Fields) -> Choice:
    choice = Choice(
        value=fields.text("value", like=r"[a-z][a-z0-9_]*", most=32),
        label=fields.text("label", most=30),
        ok=fields.flag("ok", default=True),
    )
    fields.close()
    return choice


def _read_span(fields: Fields | None) -> Span | None:
    if fields is None:
        return None
    span = Span(value=fields.whole("value", 1, 1000), unit=fields.one_of("unit", SPAN_UNITS))
    fields.close()
    return span


def _contradictions(pack: Pack) -> Iterator[str]:
    """What each part alone cannot know: codes used twice, references to nothing, sums."""
    numbers = [clause.number for clause in pack.clauses]
    yield from _twice("clause", numbers)
    for index, number in enumerate(numbers):
        parent = number.rpartition(".")[0]
        if parent and parent not in numbers[:index]:
            yield f"clause {number}: expected its parent {parent} before it."
    yield from _twice("checklist", [checklist.code for checklist in pack.checklists])
    for checklist in pack.checklists:
        place = f"checklist {checklist.code}"
        yield from _checklist_faults(checklist, place)
        for item in checklist.items:
            if item.clause not in numbers:
                yield f"{place}, item {item.code}, key clause: there is no clause {item.clause}."
            yield from _item_faults(item, f"{place}, item {item.code}")


def _twice(noun: str, names: list[str]) -> Iterator[str]:
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{noun} {name}: stands {count} times, expected once."


def _checklist_faults(checklist: PackChecklist, place: str) -> Iterator[str]:
    yield from _twice(f"{place}, item", [item.code for item in checklist.items])
    if (checklist.place_kind == "equipment") != bool(checklist.system):
        yield f"{place}, key system: expected for place_kind equipment, and only there."
    points = sum(item.deduction for item in checklist.items)
    if checklist.total is not None and points > checklist.total:
        yield f"{place}, key total: the deductions add up to {points} of {checklist.total} points."
    if checklist.purpose == "inspection":
        if not checklist.total:
            yield f"{place}, key total: an inspection is scored, so a full score is expected."
        for item in checklist.items:
            if not item.deduction:
                yield f"{place}, item {item.code}, key deduction: expected in an inspection."


def _item_faults(item: PackItem, place: str) -> Iterator[str]:
    is_number, is_choice = item.answer_type == "number", item.answer_type == "choice"
    if is_number != bool(item.unit):
        yield f"{place}, key unit: expected for a number, and only there."
    if not is_number and (item.minimum, item.maximum) != (None, None):
        yield f"{place}, keys min and max: expected only for a number."
    if item.minimum is not None and item.maximum is not None and item.minimum > item.maximum:
        yield f"{place}, key min: {item.minimum} is above the max of {item.maximum}."
    if item.deduction < 0:
        yield f"{place}, key deduction: expected 0 or more points."
    if is_choice != bool(item.choices):
        yield f"{place}, key choices: expected for a choice, and only there."
    yield from _twice(f"{place}, choice", [choice["value"] for choice in item.choices])
    if is_choice and not any(choice["ok"] for choice in item.choices):
        yield f"{place}, key choices: expected at least one that is ok."
