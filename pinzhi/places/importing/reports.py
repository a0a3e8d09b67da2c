"""The report of an import, kept as JSON so that every reader sees it in their own language."""

from typing import Any

from pinzhi.places.importing.planning import ImportPlan
from pinzhi.places.importing.problems import FileRefusedError, Problem, problem_from_json
from pinzhi.places.importing.refusals import ImportConflict
from pinzhi.places.importing.tables import Outcome

Report = dict[str, Any]


def report_of(plan: ImportPlan) -> Report:
    return {
        # a list, because jsonb does not keep the order of an object's keys
        "counts": [
            [sheet, *(counts[outcome] for outcome in Outcome)]
            for sheet, counts in plan.counts.items()
        ],
        "rows": [
            [row.sheet, row.row, row.outcome, row.title, [list(c) for c in row.changes]]
            for row in plan.rows
        ],
        "problems": [problem.as_json() for problem in plan.problems],
        "notes": [note.as_json() for note in plan.notes],
    }


def report_of_refusal(refused: FileRefusedError | ImportConflict) -> Report:
    params = refused.params if isinstance(refused, FileRefusedError) else {}
    return {"refused": [refused.code, dict(params)]}


def refusal_in(report: Report) -> str:
    """The sentence with which the whole file was refused; empty when it was not."""
    if "refused" not in report:
        return ""
    code, params = report["refused"]
    if code == ImportConflict.code:
        return str(ImportConflict())
    return str(FileRefusedError(code, **params))


def problems_in(report: Report) -> list[Problem]:
    return [problem_from_json(data) for data in report.get("problems", ())]


def notes_in(report: Report) -> list[Problem]:
    return [problem_from_json(data) for data in report.get("notes", ())]


def counts_in(report: Report) -> list[tuple[str, int, int, int]]:
    """Sheet, created, changed, left."""
    return [
        (sheet, created, changed, left)
        for sheet, created, changed, left in report.get("counts", ())
    ]


def has_effect(report: Report) -> bool:
    return any(created or changed for _sheet, created, changed, _left in counts_in(report))
