"""An operation and what stands against it, side by side, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pinzhi.cases.models import Case
from pinzhi.cases.states import RecheckOutcome
from pinzhi.common.refusals import Refusal
from pinzhi.field.sync.models import Operation
from pinzhi.field.sync.reading import MOST_ANSWERS, Told, read_told
from pinzhi.field.sync.states import Kind, State
from pinzhi.files.models import Evidence
from pinzhi.people.departments import Department
from pinzhi.people.models import Staff
from pinzhi.plans.models import Task
from pinzhi.records.models import AnswerEvidence, Record
from pinzhi.records.sheet import say_answer
from pinzhi.standards.models import Item
from pinzhi.standards.words import AnswerType

SHOWN = (AnswerEvidence.Shows.FOUND, AnswerEvidence.Shows.PUT_RIGHT)


@dataclass(frozen=True)
class Line:
    """One thing that was said; `differs` when another version says otherwise."""

    label: str
    value: str
    differs: bool = False


@dataclass(frozen=True)
class Side:
    """One version: whose, when, what it says, and the photos that are here."""

    title: str
    by: str
    at: datetime | None
    lines: Sequence[Line]
    photos: Sequence[UUID] = ()


def subject_of(operation: Operation) -> str:
    """What an operation is about, for a list."""
    told = _told(operation)
    if told is None:
        return ""
    if operation.kind in {Kind.TASK_START, Kind.RECORD, Kind.NOTE}:
        task = _task(told)
        return task.title if task else ""
    if operation.kind == Kind.FINDING:
        return told.data.text("title", 200)
    case = _case(told)
    return case.title if case else ""


def sides_of(operation: Operation) -> list[Side]:
    """This version first, then each that stands against it; differing lines are marked."""
    told = _told(operation)
    lines = list(_lines(told)) if told else [Line(_("As sent"), operation.body[:2000])]
    mine = Side(
        _("As sent from the phone"),
        operation.by.name,
        operation.captured_at,
        lines,
        _photos(told),
    )
    others = [*_rivals(operation), *_standing(operation, told)]
    return [_marked(mine, others), *(_marked(other, [mine]) for other in others)]


def _told(operation: Operation) -> Told | None:
    try:
        return read_told(operation.uid, operation.body_hash, operation.body)
    except Refusal:
        return None


def _lines(told: Told) -> Iterator[Line]:
    try:
        yield from _read_lines(told)
    except Refusal as refusal:
        yield Line(_("Cannot be read"), str(refusal))


def _read_lines(told: Told) -> Iterator[Line]:
    data = told.data
    if told.kind == Kind.RECORD:
        rows = {one.key("item"): one for one in data.rows("answers", MOST_ANSWERS)}
        for item in Item.objects.filter(pk__in=rows):
            one = rows[item.pk]
            yield _answer(item, one.text("value", 2000), one.text("note", 500))
        yield Line(_("Remark"), data.text("note", 2000))
        return
    if told.kind == Kind.ASSIGN:
        to = Staff.objects.filter(pk=data.key("to")).first()
        yield Line(_("Answers for it"), to.name if to else "")
    if told.kind == Kind.RECHECK and data.raw("outcome") in RecheckOutcome.values:
        yield Line(_("Outcome"), str(RecheckOutcome(str(data.raw("outcome"))).label))
    if told.kind == Kind.FINDING:
        yield Line(_("Title"), data.text("title", 200))
        if data.raw("department") in Department.values:
            yield Line(_("Department"), str(Department(str(data.raw("department"))).label))
    if data.has("text"):
        yield Line(_("Text"), data.text("text", 1000))


def _answer(item: Item, value: str, note: str) -> Line:
    verdicts = {"pass": _("Pass"), "fail": _("Fail"), "not_applicable": _("Not applicable")}
    plain = item.answer_type == AnswerType.VERDICT
    said = verdicts.get(value, value) if plain else say_answer(item, value) if value else ""
    return Line(f"{item.code} {item.title}", " · ".join(part for part in (said, note) if part))


def _photos(told: Told | None) -> list[UUID]:
    """Those of its photos that are here."""
    uids = [one.uid for one in told.files] if told else []
    shown = Evidence.objects.filter(uid__in=uids).exclude(kind=Evidence.Kind.VOICE)
    return list(shown.values_list("uid", flat=True))


def _rivals(operation: Operation) -> Iterator[Side]:
    """Other bodies that came under the same number."""
    rows = Operation.objects.filter(uid=operation.uid).exclude(pk=operation.pk)
    for other in rows.select_related("by"):
        told = _told(other)
        lines = list(_lines(told)) if told else []
        said = {"state": State(other.state).label}
        title = _("Sent under the same number · %(state)s") % said
        yield Side(title, other.by.name, other.captured_at, lines, _photos(told))


def _standing(operation: Operation, told: Told | None) -> Iterator[Side]:
    """What is there already and is in the way."""
    if told is None:
        return
    if operation.kind == Kind.RECORD:
        rows = Record.objects.filter(task=_task(told)).exclude(pk=operation.uid)
        for record in rows.select_related("by"):
            yield _record(record)
    elif operation.kind.startswith("case."):
        case = _case(told)
        if case is not None:
            yield _case_now(case)


def _record(record: Record) -> Side:
    answers = record.answers.select_related("item").order_by("item__order")
    lines = [_answer(answer.item, answer.value, answer.note) for answer in answers]
    rows = record.answers.filter(evidence__shows__in=SHOWN)
    photos = list(rows.values_list("evidence__evidence_id", flat=True))
    title = _("The record that counts")
    said = [*lines, Line(_("Remark"), record.note)]
    return Side(title, record.by.name, record.captured_at, said, photos)


def _case_now(case: Case) -> Side:
    owner = case.owner.name if case.owner else pgettext("owner", "Nobody")
    due = date_format(localtime(case.due_at), "DATETIME_FORMAT")
    lines = [
        Line(_("Status"), case.get_status_display()),
        Line(_("Answers for it"), owner),
        Line(_("Due by"), due),
    ]
    return Side(_("The case as it is now"), owner, None, lines)


def _task(told: Told) -> Task | None:
    try:
        return Task.objects.filter(pk=told.data.key("task")).first()
    except Refusal:
        return None


def _case(told: Told) -> Case | None:
    try:
        return Case.objects.select_related("owner").filter(pk=told.data.key("case")).first()
    except Refusal:
        return None


def _marked(side: Side, others: Sequence[Side]) -> Side:
    said = {line.label: set[str]() for other in others for line in other.lines}
    for other in others:
        for line in other.lines:
            said[line.label].add(line.value)
    lines = [
        replace(line, differs=line.label in said and said[line.label] != {line.value})
        for line in side.lines
    ]
    return replace(side, lines=lines)
