"""In which of the house's looks a task or plan is shown, and by which word."""

from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pinzhi.plans.models import Plan, Task
from pinzhi.plans.states import OPEN, Status

OVERDUE = "overdue"  # open, and its window is over
LOOKS: dict[str, str] = {
    Status.DUE: "due",
    Status.RUNNING: "running",
    Status.DONE: "done",
    Status.LATE: "waiting",
    Status.MISSED: "missed",
    Status.CANCELLED: "stopped",
    OVERDUE: "late",
}
WORDS: dict[str, str | Promise] = {
    **{status.value: status.label for status in Status},
    OVERDUE: pgettext_lazy("task", "Overdue"),
}
PLAN_LOOKS: dict[str, str] = {
    Plan.Status.ACTIVE: "running",
    Plan.Status.PAUSED: "stopped",
    Plan.Status.ENDED: "done",
}
NOBODY = _("Nobody yet")


def shown_status(task: Task, now: datetime | None = None) -> str:
    """Its status, or OVERDUE while it is still open past its window."""
    overdue = task.status in OPEN and task.closes_at <= (now or timezone.now())
    return OVERDUE if overdue else task.status


def state_of(task: Task) -> str:
    return LOOKS[shown_status(task)]


def word_of(task: Task) -> str:
    return str(WORDS[shown_status(task)])
