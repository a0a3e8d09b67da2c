"""What a pack holds, as frozen data."""

import hashlib
import json
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, TypedDict

NEWER = ("about", "clocks", "schemes", "bands", "variants")


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
    rest_fine: bool = False


@dataclass(frozen=True, slots=True)
class PackClock:
    """A deadline that an event starts; `value` is in `unit`, 0 is at once."""

    code: str
    clause: str
    event: str
    action: str
    value: Decimal
    unit: str
    kind: str
    post: str


@dataclass(frozen=True, slots=True)
class PackConsequence:
    """Money (yuan) or points that something earns or costs; `amount_max` ends a range."""

    code: str
    clause: str
    scheme: str
    whom: str
    occasion: str
    sign: str
    amount: Decimal | None
    amount_max: Decimal | None
    points: Decimal | None
    per: str


@dataclass(frozen=True, slots=True)
class PackBand:
    """What a score from `low` to `high` is called; None is an open end."""

    code: str
    clause: str
    scheme: str
    low: Decimal | None
    high: Decimal | None
    label: str


@dataclass(frozen=True, slots=True)
class PackSet:
    """One thing an option changes, by code; `changes` is plain data as Adjustment.changes."""

    checklist: str
    item: str
    clock: str
    changes: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PackOption:
    code: str
    title: str
    sources: tuple[str, ...]
    sets: tuple[PackSet, ...]


@dataclass(frozen=True, slots=True)
class PackVariant:
    """A choice left to the site; the body of the pack says the first option."""

    code: str
    title: str
    about: str
    options: tuple[PackOption, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    code: str
    title: str
    line: str
    edition: str
    clauses: tuple[PackClause, ...]
    checklists: tuple[PackChecklist, ...]
    about: str = ""
    clocks: tuple[PackClock, ...] = ()
    schemes: tuple[PackConsequence, ...] = ()
    bands: tuple[PackBand, ...] = ()
    variants: tuple[PackVariant, ...] = ()

    def digest(self) -> str:
        """SHA-256 of the content: equal for files that say the same, whatever their layout."""
        said = asdict(self)
        for key in NEWER:  # a pack that does without them keeps the digest it always had
            if not said[key]:
                del said[key]
        for checklist in said["checklists"]:
            if not checklist["rest_fine"]:
                del checklist["rest_fine"]
        plain = json.dumps(said, sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(plain.encode()).hexdigest()

    def sources(self) -> frozenset[str]:
        """Every requirement this pack answers, in a clause or in an option of a variant."""
        lists = [clause.sources for clause in self.clauses]
        lists += [option.sources for one in self.variants for option in one.options]
        return frozenset(source for sources in lists for source in sources)
