from decimal import Decimal

import pytest

from pinzhi.people.models import Staff
from pinzhi.places.models import Equipment, Site
from pinzhi.standards.actions import submit_edition
from pinzhi.standards.models import (
    Band,
    Clause,
    Clock,
    Consequence,
    Document,
    Edition,
    Item,
    Proposal,
    Requirement,
)
from pinzhi.standards.refusals import NotWired
from pinzhi.studio.actions.building import ask_build, build_edition
from pinzhi.studio.actions.deciding import mark_ask
from pinzhi.studio.actions.reading import read_document
from pinzhi.studio.actions.wiring import set_wire
from pinzhi.studio.jobs import build_edition_job
from pinzhi.studio.refusals import NotRead, StudioChanged, StudioClosed
from tests.studio.conftest import upload
from tests.studio.finding import ask_of

pytestmark = pytest.mark.django_db
Row = tuple[object, ...]


def accepted(text: str, by: Staff) -> Document:
    """A short text read, all of it accepted."""
    document = read_document(upload(text.encode(), by=by, name="a.txt"))
    Proposal.objects.filter(passage__document=document).update(status="accepted")
    return document


def contents(edition: Edition) -> list[Row]:
    """All that a draft holds, without keys."""
    return [
        *edition.clauses.values_list("number", "title", "text", "parent__number"),
        *edition.checklists.values_list("code", "title", "department", "purpose"),
        *Item.objects.filter(checklist__edition=edition).values_list("code", "title", "deduction"),
        *edition.requirements.values_list("recurrence", "post_name", "place_kind", "system"),
        *Clock.objects.filter(edition=edition).values_list("code", "event", "value", "unit"),
        *Consequence.objects.filter(edition=edition).values_list("code", "occasion", "amount"),
        *Band.objects.filter(edition=edition).values_list("code", "low", "high", "label"),
    ]


def test_building_again_makes_the_same(document: Document, quality_officer: Staff) -> None:
    Proposal.objects.filter(passage__document=document).update(status="accepted")
    build_edition(document, by=quality_officer)
    first = contents(document.edition)
    build_edition(document, by=quality_officer)
    assert contents(document.edition) == first
    assert len(first) > 30


def test_every_clause_leads_back_to_its_passage(document: Document, quality_officer: Staff) -> None:
    build_edition(document, by=quality_officer)
    pairs = Clause.objects.filter(edition=document.edition).values_list(
        "order", "passages__document", "text", "passages__text"
    )
    assert [one[:2] for one in pairs] == [(n, document.pk) for n in range(len(pairs))]


def test_only_what_is_accepted_becomes_part_of_it(
    document: Document, quality_officer: Staff
) -> None:
    draft = build_edition(document, by=quality_officer)
    assert (draft.checklists, draft.clocks, len(draft.clauses) > 10) == ([], [], True)


def test_limits_money_and_grades_become_terms(document: Document, quality_officer: Staff) -> None:
    Proposal.objects.filter(passage__document=document).update(status="accepted")
    build_edition(document, by=quality_officer)
    clock = Clock.objects.get()
    assert (clock.event, clock.value, clock.unit, clock.case_kind, clock.post_name) == (
        "接到业主投诉后",
        Decimal(15),
        "minute",
        "complaint",
        "保洁领班",
    )
    penalty = Consequence.objects.get()
    assert (penalty.whom, penalty.amount, penalty.sign, penalty.scheme) == (
        "保洁员",
        Decimal(20),
        "penalty",
        "响应与考核",
    )
    assert list(Band.objects.values_list("low", "high", "label")) == [
        (Decimal(90), None, "优秀"),
        (None, Decimal(60), "不合格"),
    ]


def test_a_measure_becomes_a_number_with_its_limits(cleaner: Staff, quality_officer: Staff) -> None:
    document = accepted("1、保洁员每日记录机房温度，不低于18℃，不超过28℃。", quality_officer)
    assert cleaner.is_active
    build_edition(document, by=quality_officer)
    item = Item.objects.get(answer_type="number")
    assert (item.unit, item.minimum, item.maximum) == ("℃", Decimal(18), Decimal(28))


def test_machines_are_looked_at_one_by_one_where_there_are_any(
    site: Site, cleaner: Staff, quality_officer: Staff
) -> None:
    text = "1、保洁员每日擦拭电梯轿厢一次。"
    build_edition(accepted(text, quality_officer), by=quality_officer)
    assert cleaner.is_active
    assert Requirement.objects.get().place_kind == "site"
    Equipment.objects.create(site=site, code="L1", name="1#", system="lift")
    document = Document.objects.select_related("edition").get()
    build_edition(document, by=quality_officer)
    found = Requirement.objects.get()
    assert (found.place_kind, found.system) == ("equipment", "lift")


def test_what_is_not_wired_is_listed_and_left_out(cleaner: Staff, quality_officer: Staff) -> None:
    text = "1、保洁员每日清扫大堂。\n2、绿化工每周修剪草坪一次。"
    document = accepted(text, quality_officer)
    assert cleaner.is_active
    draft = build_edition(document, by=quality_officer)
    lawn = ask_of(document, "草坪")
    assert [pk for pk, lack in draft.lacks.items() if lack] == [lawn.pk]
    assert ("绿化工" in lawn.lack, Requirement.objects.count()) == (True, 1)
    set_wire(
        document,
        kind="post",
        words="绿化工",
        target={"post": "保洁员", "department": "environment"},
        version=0,
        by=quality_officer,
    )
    build_edition(document, by=quality_officer)
    assert (ask_of(document, "草坪").lack, Requirement.objects.count()) == ("", 2)


def test_missing_requirements_hold_publishing_up_only_if_so_marked(
    cleaner: Staff, quality_officer: Staff
) -> None:
    text = "1、保洁员每日清扫大堂。\n2、绿化工每周修剪草坪一次。"
    document = accepted(text, quality_officer)
    assert cleaner.is_active
    lawn = ask_of(document, "草坪")
    mark_ask(lawn.pk, version=1, blocking=True, by=quality_officer)
    build_edition(document, by=quality_officer)
    with pytest.raises(NotWired):
        submit_edition(document.edition, by=quality_officer)
    mark_ask(lawn.pk, version=2, blocking=False, by=quality_officer)
    submit_edition(document.edition, by=quality_officer)


def test_left_out_on_purpose_is_not_missing(cleaner: Staff, quality_officer: Staff) -> None:
    document = accepted("1、绿化工每周修剪草坪一次。", quality_officer)
    assert cleaner.is_active
    wire = set_wire(document, kind="post", words="绿化工", target={}, version=0, by=quality_officer)
    draft = build_edition(document, by=quality_officer)
    assert (wire.status, draft.checklists) == ("left", [])
    assert [lack for lack in draft.lacks.values() if lack] == []


def test_a_frequency_that_cannot_run_is_listed_with_the_reason(
    document: Document, quality_officer: Staff
) -> None:
    ask = ask_of(document, "大堂地面")
    parts = [
        {**p, "value": {"unit": "day", "times": 0}} for p in ask.parts if p["key"] == "recurrence"
    ]
    Proposal.objects.filter(pk=ask.pk).update(parts=parts, status="accepted")
    draft = build_edition(document, by=quality_officer)
    assert [(one.pk, why[:6]) for one, why in draft.refused] == [(ask.pk, "times:")]


def test_wiring_refuses_who_comes_second(document: Document, quality_officer: Staff) -> None:
    told = {"kind": "post", "words": "保洁员", "by": quality_officer}
    set_wire(document, target={"post": "甲"}, version=0, **told)  # type: ignore[arg-type]
    with pytest.raises(StudioChanged, match="Qing"):
        set_wire(document, target={"post": "乙"}, version=0, **told)  # type: ignore[arg-type]
    assert document.wires.get().target == {"post": "甲"}


def test_the_job_makes_the_draft_and_leaves_what_was_submitted(
    document: Document, quality_officer: Staff
) -> None:
    Proposal.objects.filter(passage__document=document).update(status="accepted")
    ask_build(document, by=quality_officer)
    assert Document.objects.get().done == 0
    build_edition_job.func(document_id=document.pk, staff_id=quality_officer.pk)
    assert (Document.objects.get().done, document.edition.checklists.count() > 3) == (100, True)
    submit_edition(document.edition, by=quality_officer)
    before = contents(document.edition)
    build_edition_job.func(document_id=document.pk, staff_id=quality_officer.pk)
    assert contents(document.edition) == before
    with pytest.raises(StudioClosed):
        ask_build(Document.objects.get(), by=quality_officer)


def test_what_is_not_read_is_not_built(quality_officer: Staff) -> None:
    document = read_document(upload(b"", by=quality_officer))
    with pytest.raises(NotRead):
        build_edition(Document.objects.get(pk=document.pk), by=quality_officer)
