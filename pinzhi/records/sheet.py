"""A filled checklist as it was on paper: every item in its order, answered or not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from django.utils.functional import Promise

from pinzhi.records.looks import FINDINGS, VERDICTS
from pinzhi.records.models import Answer, AnswerEvidence, Finding, Record
from pinzhi.standards.answers import Verdict
from pinzhi.standards.effective import with_changes
from pinzhi.standards.models import Item
from pinzhi.standards.words import AnswerType, Method

Photos = tuple[Sequence[UUID], Sequence[UUID], Sequence[UUID]]  # found, put right, voice notes
NO_PHOTOS: Photos = ((), (), ())


@dataclass(frozen=True)
class Line:
    """One item, what was answered, what shows it, and what came of it."""

    item: Item
    answer: Answer | None
    photos: Photos
    finding: Finding | None

    @property
    def methods(self) -> str:
        return "、".join(str(Method(m).label) for m in self.item.methods)

    @property
    def limits(self) -> str:
        return say_limits(self.item)

    @property
    def said(self) -> str:
        """The answer in words; a bare pass or fail is said by the verdict alone."""
        return say_answer(self.item, self.answer.value) if self.answer else ""

    @property
    def verdict(self) -> tuple[str, str | Promise]:
        return VERDICTS[self.answer.verdict if self.answer else Verdict.UNANSWERED]

    @property
    def found(self) -> Sequence[UUID]:
        return self.photos[0]

    @property
    def put_right(self) -> Sequence[UUID]:
        return self.photos[1]

    @property
    def voices(self) -> Sequence[UUID]:
        return self.photos[2]

    @property
    def finding_look(self) -> str:
        return FINDINGS[self.finding.status] if self.finding else ""

    @property
    def long(self) -> bool:
        """Words, not a reading or a choice: they get the whole width."""
        return self.item.answer_type == AnswerType.TEXT and bool(self.said)

    @property
    def more(self) -> bool:
        """Whether there is anything to show below the line."""
        noted = bool(self.answer and self.answer.note)
        return noted or self.long or any(self.photos) or self.finding is not None


def read_sheet(record: Record) -> list[Line]:
    """All lines of a record. Four queries, however long it is."""
    answers = {answer.item_id: answer for answer in record.answers.all()}
    photos = photos_of(record)
    findings = {f.item_id: f for f in record.findings.select_related("case__owner")}
    items = with_changes(record.checklist.items.select_related("clause"), record.adjusted or {})
    return [
        Line(
            item=item,
            answer=(answer := answers.get(item.pk)),
            photos=photos.get(answer.pk, NO_PHOTOS) if answer else NO_PHOTOS,
            finding=findings.get(item.pk),
        )
        for item in items
    ]


@dataclass(frozen=True)
class Shown:
    """The failed answer behind a finding, and the photos that go with it."""

    said: str
    limits: str
    note: str
    found: Sequence[UUID]
    put_right: Sequence[UUID]
    voices: Sequence[UUID] = ()


def show_finding(finding: Finding) -> Shown:
    """What a finding looked like. One query."""
    rows = AnswerEvidence.objects.filter(answer_id=finding.answer_id).order_by("pk")
    found, put_right, voices = _sides(rows)
    item, answer = item_as_judged(finding), finding.answer
    said = say_answer(item, answer.value)
    return Shown(said, say_limits(item), answer.note, found, put_right, voices)


def item_as_judged(finding: Finding) -> Item:
    """The item with the values the site worked by when the record was captured."""
    return with_changes([finding.item], finding.record.adjusted or {})[0]


def photos_of(record: Record) -> Mapping[int, Photos]:
    """By answer: the photos of what was found, those of it put right, voice notes. One query."""
    rows = AnswerEvidence.objects.filter(answer__record=record).order_by("answer_id", "pk")
    by_answer = groupby(rows, key=attrgetter("answer_id"))
    return {answer: _sides(photos) for answer, photos in by_answer}


def _sides(photos: Iterable[AnswerEvidence]) -> Photos:
    sides: dict[str, list[UUID]] = {shows: [] for shows in AnswerEvidence.Shows.values}
    for one in photos:
        sides[one.shows].append(one.evidence_id)
    shows = AnswerEvidence.Shows
    return sides[shows.FOUND], sides[shows.PUT_RIGHT], sides[shows.SAID]


def say_answer(item: Item, value: str) -> str:
    if item.answer_type == AnswerType.VERDICT:
        return ""
    if item.answer_type == AnswerType.NUMBER:
        return f"{value} {item.unit}".strip()
    labels = {choice["value"]: str(choice["label"]) for choice in item.choices}
    return labels.get(value, value)


def say_limits(item: Item) -> str:
    """The limits as a form prints them: 0.2–0.4 MPa."""
    low, high = _plain(item.minimum), _plain(item.maximum)
    if low and high:
        return f"{low}–{high} {item.unit}".strip()
    if low:
        return f"≥ {low} {item.unit}".strip()
    return f"≤ {high} {item.unit}".strip() if high else ""


def _plain(value: Decimal | None) -> str:
    return f"{value.normalize():f}" if value is not None else ""
