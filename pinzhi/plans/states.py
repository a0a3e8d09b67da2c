"""The life of a task. This table is the whole of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    DUE = "due", _("Due")
    RUNNING = "running", _("In progress")
    DONE = "done", _("Done")
    LATE = "late", _("Done late")
    MISSED = "missed", _("Missed")
    CANCELLED = "cancelled", _("Cancelled")


class Withdrawn(TextChoices):
    """Why planning took a task back that nobody had begun."""

    PLAN = "plan", _("Not planned any more")
    MODE = "mode", _("The special mode is over")


# A missed task can still be handed in: what a phone recorded in time arrives when it has signal.
# Cancelling can be taken back; what is past its last moment by then is missed.
MOVES: dict[Status, frozenset[Status]] = {
    Status.DUE: frozenset(
        {Status.RUNNING, Status.DONE, Status.LATE, Status.MISSED, Status.CANCELLED}
    ),
    Status.RUNNING: frozenset({Status.DONE, Status.LATE, Status.MISSED}),
    Status.MISSED: frozenset({Status.DONE, Status.LATE}),
    Status.DONE: frozenset(),
    Status.LATE: frozenset(),
    Status.CANCELLED: frozenset({Status.DUE}),
}
OPEN = (Status.DUE, Status.RUNNING)
