"""What one person has to do now, next and later."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q

from pinzhi.cases.models import Case
from pinzhi.cases.states import Status as CaseStatus
from pinzhi.people.models import Staff
from pinzhi.plans.models import Task
from pinzhi.plans.states import OPEN, Status

AHEAD = timedelta(hours=24)
FEW = 200


@dataclass
class MyDay:
    """My list in the order it is worked off; each task stands in one part only."""

    running: list[Task] = field(default_factory=list)
    late: list[Task] = field(default_factory=list)
    now: list[Task] = field(default_factory=list)
    next: list[Task] = field(default_factory=list)
    done: Sequence[Task] = ()
    cases: Sequence[Case] = ()

    @property
    def empty(self) -> bool:
        open_tasks = (self.running, self.late, self.now, self.next)
        return not any((*open_tasks, self.done, self.cases))


def my_day(user: Staff, now: datetime) -> MyDay:
    """Three queries: my open tasks (and nobody's of my post), what I did today, my cases."""
    day = MyDay()
    for task in _open_tasks(user, now):
        _part_of(day, task, now).append(task)
    since = now - timedelta(hours=14)
    done = Task.objects.visible_to(user).filter(assignee=user, done_at__gte=since)
    day.done = list(done.select_related("place").order_by("-done_at")[:20])
    mine = Case.objects.visible_to(user).filter(owner=user)
    waiting = mine.filter(status__in=(CaseStatus.ASSIGNED, CaseStatus.AGAIN))
    day.cases = list(waiting.order_by("due_at")[:FEW])
    return day


def _open_tasks(user: Staff, now: datetime) -> Sequence[Task]:
    """Mine, and nobody's of a post that I fill today."""
    posts = user.postings.filter(starts_on__lte=now).exclude(ends_on__lt=now)
    mine = Q(assignee=user) | Q(assignee=None, post__in=posts.values("post"))
    tasks = Task.objects.visible_to(user).filter(mine, status__in=OPEN)
    soon = tasks.filter(opens_at__lt=now + AHEAD, lost_at__gt=now)
    rows = soon.select_related("place", "site").order_by("closes_at", "target__order", "pk")
    return list(rows[:FEW])


def _part_of(day: MyDay, task: Task, now: datetime) -> list[Task]:
    if task.status == Status.RUNNING:
        return day.running
    if task.closes_at <= now:
        return day.late
    return day.now if task.opens_at <= now else day.next
