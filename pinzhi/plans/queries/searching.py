"""Tasks by a piece of their title, without an index that every new task would pay for.

An index over the titles of tasks makes filling a site take twice as long. A title is that of the
plan and the name of the target, and of these there are few, however many tasks there are.
"""

from typing import Any

from django.db.models import QuerySet

from pinzhi.common.text import holds, is_common, matching, split
from pinzhi.plans.models import Plan, Target, Task

TITLE = ("title",)


def tasks_named(rows: QuerySet[Task], words: str) -> QuerySet[Task]:
    """The tasks whose title holds every word; each word stands in the plan's title or the target's
    name."""
    wanted = split(words)
    if not wanted:
        return rows
    found = rows.filter(*[holds(TITLE, word) for word in wanted])
    if is_common(Task, TITLE, wanted):
        return found
    for word in wanted:
        found = found.filter(target__in=targets_named(word))
    return found


def targets_named(word: str) -> QuerySet[Target, Any]:
    """The keys of the targets that give their tasks this word."""
    plans = matching(Plan.objects.all(), TITLE, word)
    by_plan = Target.objects.filter(plan__in=plans).values("pk")
    by_name = matching(Target.objects.all(), ("name",), word).values("pk")
    return by_plan.union(by_name)
