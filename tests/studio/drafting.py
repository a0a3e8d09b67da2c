"""A next edition that asks more: twice a day, and the pressure costs 20 points instead of 5."""

from decimal import Decimal
from typing import Any

from pinzhi.standards.models import Clause, Edition, Requirement
from tests.planting import DAILY, plant_checklist

TWICE = {**DAILY, "times": 2}


def plant_next(
    edition: Edition, recurrence: dict[str, Any] | None = None, purpose: str = "work"
) -> Edition:
    new = Edition.objects.create(standard=edition.standard, number="2")
    clause = Clause.objects.create(
        edition=new, number="1", title="Floors", text="Dry and very clean.", order=0
    )
    items = {"02": {"deduction": Decimal(20)}}
    checklist = plant_checklist(new, clause, purpose, items)
    Requirement.objects.create(
        edition=new, clause=clause, checklist=checklist, recurrence=recurrence or TWICE,
        post_name="Patrol", place_kind="site",
    )  # fmt: skip
    return new
