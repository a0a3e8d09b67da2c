"""From a score back to what it was made of."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pinzhi.records.models import Answer, Finding, Record
from pinzhi.scores.bands import Band, band_of, missing_to_next
from pinzhi.scores.models import MonthScore, ScorePart
from pinzhi.scores.sums import Inspected, contribution
from pinzhi.standards.models import Clause


@dataclass(frozen=True)
class Lost:
    """One failed item of an inspection and the points of the month it took."""

    answer: Answer
    finding: Finding
    points: Decimal


@dataclass(frozen=True)
class ClauseLoss:
    clause: Clause
    lost: Sequence[Lost]

    @property
    def points(self) -> Decimal:
        return sum((one.points for one in self.lost), Decimal(0))


@dataclass(frozen=True)
class Branch:
    """One inspection: what it reached, what it weighs, and the clauses that took from it."""

    part: ScorePart
    record: Record
    month_points: Decimal
    clauses: Sequence[ClauseLoss]


@dataclass(frozen=True)
class Why:
    score: MonthScore
    band: Band | None
    missing: tuple[Band, Decimal] | None
    branches: Sequence[Branch]
    deductions: Sequence[ScorePart]


def why_score(score: MonthScore) -> Why:
    """The tree from a month's score to clause, record, answer, finding and case. Four queries."""
    parts = list(
        score.parts.select_related("record__by", "record__checklist", "case", "finding__clause")
    )
    inspections = [p for p in parts if p.kind == ScorePart.Kind.INSPECTION and p.record]
    checks = [Inspected(p.record.total, p.record.deducted) for p in inspections if p.record]
    losses = _losses(inspections)
    branches = [
        _branch(part, part.record, checks, losses[part.record.pk])
        for part in inspections
        if part.record
    ]
    branches.sort(key=lambda b: -b.month_points)
    return Why(
        score=score,
        band=band_of(score.score),
        missing=missing_to_next(score.score) if score.score is not None else None,
        branches=branches,
        deductions=[p for p in parts if p.kind == ScorePart.Kind.DEDUCTION],
    )


def _losses(parts: Sequence[ScorePart]) -> dict[object, list[Finding]]:
    records = [part.record_id for part in parts]
    found = Finding.objects.filter(record__in=records).select_related(
        "answer", "item", "clause", "case"
    )
    by: dict[object, list[Finding]] = defaultdict(list)
    for finding in found.order_by("clause__order", "item__order"):
        by[finding.record_id].append(finding)
    return by


def _branch(
    part: ScorePart, record: Record, checks: Sequence[Inspected], findings: Sequence[Finding]
) -> Branch:
    """A check that failed more than it had to lose spreads its loss over what failed."""
    whole = contribution(Inspected(record.total, record.deducted), checks)
    share = whole / record.deducted if record.deducted else Decimal(0)
    by: dict[Clause, list[Lost]] = defaultdict(list)
    for finding in findings:
        by[finding.clause].append(Lost(finding.answer, finding, finding.deduction * share))
    clauses = [ClauseLoss(clause, lost) for clause, lost in by.items()]
    return Branch(part, record, whole, clauses)
