"""Bring lines in through a real workbook, and see everything the database holds."""

from pathlib import Path
from typing import Any

import pytest
from django.db.models import Model

from pinzhi.people.models import Post, Posting, Shift, Staff, Team
from pinzhi.places.importing import actions
from pinzhi.places.importing.template import write_workbook
from pinzhi.places.models import (
    Equipment,
    EquipmentEntry,
    Membership,
    OrgNode,
    Place,
    Site,
)

MODELS: tuple[type[Model], ...] = (
    OrgNode,
    Site,
    Place,
    Staff,
    Post,
    Shift,
    Team,
    Posting,
    Membership,
    Equipment,
    EquipmentEntry,
)


def everything() -> dict[str, list[dict[str, Any]]]:
    return {model.__name__: rows_of(model) for model in MODELS}


def rows_of(model: type[Model]) -> list[dict[str, Any]]:
    return list(model._base_manager.order_by("pk").values())  # noqa: SLF001 -- public in Django


def bring(path: Path, by: Staff | None = None, **lines: Any) -> Any:
    write_workbook(path / "a.xlsx", lines)
    return actions.import_file(path / "a.xlsx", by=by)


def problems(path: Path, by: Staff | None = None, **lines: Any) -> list[tuple[str, int, str, str]]:
    with pytest.raises(actions.PlanRefused) as refused:
        bring(path, by, **lines)
    found = refused.value.plan.problems
    assert all(str(problem) for problem in found)
    return [(problem.sheet, problem.row, problem.column, problem.code) for problem in found]
