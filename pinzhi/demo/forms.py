"""Checklists as the simulation fills them: for each item the ways in which it passes and fails."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from pinzhi.demo import words
from pinzhi.demo.copying import text
from pinzhi.standards.answers import Verdict, judge
from pinzhi.standards.models import Checklist, Item
from pinzhi.standards.words import AnswerType, EvidenceRule, Purpose

WORK_FAILS, INSPECTION_FAILS, ROUND_FAILS = 0.004, 0.045, 0.0004
WHOLE_UNITS = {"人", "台", "户", "次", "个", "题", "%", "处", "件"}
METERS, METERED = {"kWh", "m³", "度"}, (126_000.0, 128_000.0)
VARIANTS = 24
PHOTO_ALWAYS = {EvidenceRule.PHOTO, EvidenceRule.PHOTO_AND_SIGNATURE}
SIGNED = {EvidenceRule.SIGNATURE, EvidenceRule.PHOTO_AND_SIGNATURE}


@dataclass(frozen=True)
class Question:
    """One item: its answers that pass (as tails of COPY lines; empty: left out) and that fail."""

    item: Item
    passes: Sequence[str]
    fails: Sequence[str]
    photo: bool
    wet: bool


@dataclass(frozen=True)
class Form:
    """A checklist with the weight of each item's failure, dry and in rain."""

    checklist: Checklist
    questions: Sequence[Question]
    dry: Sequence[float]
    rainy: Sequence[float]
    signed: bool
    photos: Sequence[int]
    outdoor: bool
    seconds: int
    total: str = field(default="100")

    def weights(self, *, rain: bool) -> Sequence[float]:
        return self.rainy if rain else self.dry


def make_form(checklist: Checklist, chance: Random, *, rounds: bool) -> Form:
    """`rounds`: filled at a hundred checkpoints a night, where hardly anything is found."""
    questions = [_question(item, chance) for item in checklist.items.all()]
    inspection = checklist.purpose == Purpose.INSPECTION
    base = ROUND_FAILS if rounds else INSPECTION_FAILS if inspection else WORK_FAILS
    dry = [base if q.fails else 0.0 for q in questions]
    return Form(
        checklist=checklist,
        questions=questions,
        dry=dry,
        rainy=[p * (5 if q.wet else 1) for p, q in zip(dry, questions, strict=True)],
        signed=any(q.item.evidence in SIGNED for q in questions),
        photos=[at for at, q in enumerate(questions) if q.photo],
        outdoor=any(word in checklist.title for word in words.OUTDOOR),
        seconds=25 * len(questions),
        total=str(checklist.total),
    )


def _question(item: Item, chance: Random) -> Question:
    good, bad = _values(item, chance)
    passes = [v for v in good if judge(item, v) == Verdict.PASS]
    fails = [v for v in bad if judge(item, v) == Verdict.FAIL]
    tails = [f"{item.pk}\t{text(value)}\tpass\t" for value in passes]
    if not item.required:
        tails += [""] * (3 * len(tails))
    return Question(
        item=item,
        passes=tails,
        fails=fails,
        photo=item.evidence in PHOTO_ALWAYS,
        wet=any(word in item.title for word in words.WET),
    )


def _values(item: Item, chance: Random) -> tuple[list[str], list[str]]:
    if item.answer_type == AnswerType.NUMBER:
        return _readings(item, chance)
    if item.answer_type == AnswerType.CHOICE:
        return [c["value"] for c in item.choices if c["ok"]], [
            c["value"] for c in item.choices if not c["ok"]
        ]
    if item.answer_type == AnswerType.TEXT:
        return list(words.REMARKS), []
    return [Verdict.PASS.value], [Verdict.FAIL.value]


def _readings(item: Item, chance: Random) -> tuple[list[str], list[str]]:
    low, high = item.minimum, item.maximum
    start = float(low if low is not None else high / 2 if high is not None else 3)
    end = float(high) if high is not None else start * 1.6 + 6
    if item.unit in METERS and high is None:
        start, end = METERED
    places = _places(item)
    middle, spread = (start + end) / 2, (end - start) / 7
    good = [
        f"{min(max(chance.gauss(middle, spread), start), end):.{places}f}" for _ in range(VARIANTS)
    ]
    off = max((end - start) * 0.12, 10.0**-places)
    bad = [f"{end + off * (1 + n % 3):.{places}f}" for n in range(VARIANTS) if high is not None]
    if low is not None and low > 0 and (item.unit == "%" or high == 1):
        bad = []  # a share cannot be more than all
    if low is not None and low > 0:
        bad += [f"{max(start - off * (1 + n % 3), 0):.{places}f}" for n in range(VARIANTS)]
    return good, bad


def _places(item: Item) -> int:
    if item.unit in WHOLE_UNITS:
        return 0
    edges = [edge for edge in (item.minimum, item.maximum) if edge is not None]
    exponents = [Decimal(edge).normalize().as_tuple().exponent for edge in edges]
    return min(max([1, *(-e for e in exponents if isinstance(e, int))]), 3)
