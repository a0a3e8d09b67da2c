"""Cases as a phone holds them: what was found, what was said and done, what one may do."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from pinzhi.cases.models import Case, Comment, Fix, Report
from pinzhi.cases.rules import GIVERS, RECHECKERS
from pinzhi.cases.states import TO_BE_FIXED, Status
from pinzhi.field.sync.lookups import version_of
from pinzhi.field.sync.telling import as_json, moment
from pinzhi.people.models import Staff
from pinzhi.records.models import AnswerEvidence, Finding

MOST_COMMENTS = 10  # the newest of each case


@dataclass
class Around:
    """What belongs to many cases, by case."""

    reports: dict[int, dict[str, Any]] = field(default_factory=dict)
    fixes: dict[int, list[Fix]] = field(default_factory=lambda: defaultdict(list))
    comments: dict[int, list[Comment]] = field(default_factory=lambda: defaultdict(list))


def told_cases(user: Staff, cases: Sequence[Case]) -> Iterator[tuple[str, str]]:
    """Each case by its key. Eight queries, however many there are; none for none."""
    if not cases:
        return
    around = _around(cases)
    for case in cases:
        yield f"case:{case.pk}", as_json(_case(user, case, around))


def _around(cases: Sequence[Case]) -> Around:
    found = Around(reports={**_found(cases), **_reported(cases)})
    rows = Fix.objects.filter(case__in=cases).select_related("by").prefetch_related("photos")
    for fix in rows.order_by("round"):
        found.fixes[fix.case_id].append(fix)
    said = Comment.objects.filter(case__in=cases).select_related("by").prefetch_related("photos")
    for comment in said.order_by("captured_at", "pk"):
        found.comments[comment.case_id].append(comment)
    return found


def _reported(cases: Sequence[Case]) -> Mapping[int, dict[str, Any]]:
    rows = Report.objects.filter(case__in=cases).select_related("by").prefetch_related("photos")
    return {row.case_id: _told(row) for row in rows}


def _found(cases: Sequence[Case]) -> Mapping[int, dict[str, Any]]:
    """What a checklist's item looked like when it failed."""
    by_finding = {case.finding_id: case.pk for case in cases if case.finding_id}
    if not by_finding:
        return {}
    rows = Finding.objects.filter(pk__in=by_finding).select_related("found_by", "answer")
    findings = {row.answer_id: row for row in rows}
    shown: dict[int, dict[str, list[UUID]]] = defaultdict(lambda: defaultdict(list))
    kept = AnswerEvidence.objects.filter(answer__in=findings).order_by("pk")
    for answer, shows, uid in kept.values_list("answer_id", "shows", "evidence_id"):
        shown[answer][shows].append(uid)
    return {
        by_finding[row.pk]: {
            "text": row.answer.note,
            "by": row.found_by.name,
            "at": moment(row.found_at),
            "photos": [str(uid) for uid in shown[answer][AnswerEvidence.Shows.FOUND]],
            "voice": next((str(uid) for uid in shown[answer][AnswerEvidence.Shows.SAID]), None),
        }
        for answer, row in findings.items()
    }


def _case(user: Staff, case: Case, around: Around) -> dict[str, Any]:
    fixes = around.fixes[case.pk]
    return {
        "id": case.pk,
        "site": case.site_id,
        "title": case.title,
        "department": case.department,
        "place": case.place_id,
        "equipment": case.equipment_id,
        "status": case.status,
        "owner": {"id": case.owner_id, "name": case.owner.name} if case.owner else None,
        "opened_at": moment(case.opened_at),
        "due_at": moment(case.due_at),
        "round": case.round,
        "version": version_of(case),
        "mine": case.owner_id == user.pk,
        "can": list(_deeds(user, case, fixes)),
        "report": around.reports.get(case.pk),
        "fix": _told(fixes[-1]) if fixes and case.status == Status.FIXED else None,
        "comments": [_told(one) for one in around.comments[case.pk][-MOST_COMMENTS:]],
    }


def _deeds(user: Staff, case: Case, fixes: Sequence[Fix]) -> Iterator[str]:
    to_do = case.status in TO_BE_FIXED
    if to_do and case.owner_id == user.pk:
        yield "fix"
    rechecks = user.scope.holds(case.site_id, *RECHECKERS)
    if case.status == Status.FIXED and rechecks and user.pk not in {f.by_id for f in fixes}:
        yield "recheck"
    if to_do and user.scope.holds(case.site_id, *GIVERS, department=case.department):
        yield "assign"


def _told(one: Report | Fix | Comment) -> dict[str, Any]:
    at: datetime = one.captured_at
    return {
        "text": one.text,
        "by": one.by.name,
        "at": moment(at),
        "photos": [str(photo.pk) for photo in one.photos.all()],
        "voice": str(one.voice_id) if one.voice_id else None,
    }
