"""A small standard, its plan, and what somebody hands in: enough to walk the loop."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from pinzhi.people.models import Post, Staff
from pinzhi.places.models import Place, Site
from pinzhi.plans.actions import adopt_requirement
from pinzhi.plans.models import Plan, Task
from pinzhi.records.submissions import Given, Submission
from pinzhi.standards.actions import publish_edition
from pinzhi.standards.models import Checklist, Clause, Edition, Item, Requirement, Standard

DAILY = {"times": 1, "every": 1, "unit": "day", "window": ["09:30", "10:00"]}

ITEMS: Mapping[str, Mapping[str, Any]] = {
    "01": {"title": "Floor is dry", "answer_type": "verdict", "deduction": 2},
    "02": {
        "title": "Water pressure",
        "answer_type": "number",
        "unit": "MPa",
        "minimum": Decimal("0.2"),
        "maximum": Decimal("0.4"),
        "deduction": 5,
        "on_the_spot": False,
    },
    "03": {"title": "Remark", "answer_type": "text", "required": False},
}


def plant_edition(
    code: str = "STD", items: Mapping[str, Mapping[str, Any]] | None = None, **requirement: Any
) -> Edition:
    """A standard of one clause and one checklist of three items, in force.

    `items` gives fields of items by their code: {"01": {"evidence": "photo"}}.
    """
    line = requirement.pop("line", "property")
    standard = Standard.objects.create(code=code, title="Estate", line=line)
    edition = Edition.objects.create(standard=standard, number="1")
    clause = Clause.objects.create(
        edition=edition, number="1", title="Floors", text="Dry and clean.", order=0
    )
    purpose, fine = requirement.pop("purpose", "work"), requirement.pop("rest_fine", False)
    checklist = plant_checklist(edition, clause, purpose, items, rest_fine=fine)
    fields = {"recurrence": DAILY, "post_name": "Patrol", "place_kind": "site", **requirement}
    Requirement.objects.create(edition=edition, clause=clause, checklist=checklist, **fields)
    return publish_edition(edition, by=None)


def plant_checklist(
    edition: Edition,
    clause: Clause,
    purpose: str = "work",
    items: Mapping[str, Mapping[str, Any]] | None = None,
    code: str = "DAILY",
    *,
    rest_fine: bool = False,
) -> Checklist:
    checklist = Checklist.objects.create(
        edition=edition,
        code=code,
        title="Daily round",
        department="engineering",
        purpose=purpose,
        rest_fine=rest_fine,
    )
    changes = items or {}
    for order, (sign, fields) in enumerate(ITEMS.items()):
        told = {**fields, **changes.get(sign, {})}
        Item.objects.create(checklist=checklist, clause=clause, code=sign, order=order, **told)
    return checklist


def plant_plan(site: Site, edition: Edition, starts_on: date = date(2026, 1, 1)) -> Plan:
    post, _ = Post.objects.get_or_create(
        site=site, code="P1", defaults={"name": "Patrol", "department": "engineering"}
    )
    requirement = edition.requirements.get()
    return adopt_requirement(requirement, site=site, post=post, starts_on=starts_on, by=None)


def plant_task(
    plan: Plan,
    opens_at: datetime,
    assignee: Staff | None = None,
    place: Place | None = None,
) -> Task:
    """A task of half an hour at the plan's first target, or at one of its own for `place`."""
    target = plan.targets.earliest("pk")
    if place is not None:
        target, _ = plan.targets.get_or_create(place=place, defaults={"name": place.name})
    closes_at = opens_at + timedelta(minutes=30)
    return Task.objects.create(
        site=plan.site,
        plan=plan,
        target=target,
        checklist=plan.checklist,
        place=target.place,
        post=plan.post,
        department=plan.post.department,
        assignee=assignee,
        title=plan.title,
        opens_at=opens_at,
        closes_at=closes_at,
        lost_at=closes_at,
    )


def fill_in(
    task: Task, values: Sequence[str] = ("pass", "0.3", ""), *, at: datetime, **changes: Any
) -> Submission:
    """What a device would hand in: one value for each item, in their order."""
    items = task.checklist.items.all()
    given = [Given(item.pk, value) for item, value in zip(items, values, strict=True)]
    return Submission(uid=uuid4(), started_at=at, captured_at=at, answers=given, **changes)


def with_answer(submission: Submission, index: int, **changes: Any) -> Submission:
    answers = list(submission.answers)
    answers[index] = replace(answers[index], **changes)
    return replace(submission, answers=answers)
