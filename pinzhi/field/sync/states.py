"""The life of an operation that a phone sent. This table is the whole of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    WAITING = "waiting", _("Waiting for what it needs")
    ACCEPTED = "accepted", _("Carried out")
    CONFLICT = "conflict", _("In conflict")
    HELD = "held", _("Held for a decision")
    DISCARDED = "discarded", _("Set aside")


MOVES: dict[State, frozenset[State]] = {
    State.WAITING: frozenset({State.ACCEPTED, State.CONFLICT, State.HELD, State.WAITING}),
    State.HELD: frozenset({State.ACCEPTED, State.DISCARDED, State.CONFLICT, State.HELD}),
    State.CONFLICT: frozenset({State.ACCEPTED, State.DISCARDED}),
    State.ACCEPTED: frozenset(),
    State.DISCARDED: frozenset(),
}
IN_TRAY = (State.CONFLICT, State.HELD)


class Kind(TextChoices):
    """What a phone can do without a network."""

    TASK_START = "task.start", _("Task begun")
    RECORD = "record.submit", _("Record")
    FINDING = "finding.report", _("Finding reported")
    ASSIGN = "case.assign", _("Case given to somebody")
    FIX = "case.fix", _("Case put right")
    RECHECK = "case.recheck", pgettext_lazy("operation", "Recheck")
    COMMENT = "case.comment", _("Comment on a case")
    NOTE = "task.note", _("Note on a task")


class Flag(TextChoices):
    """What a person is shown beside an operation that counts."""

    CLOCK_SKEW = "clock_skew", _("The clock of the phone was wrong")
    RIGHTS_ENDED = "rights_ended", _("The right has ended since")
    REASSIGNED = "reassigned", _("The task was given to somebody else since")
    LATE = "late", _("Over an hour on the way")
    SCAN_MISMATCH = "scan_mismatch", _("The tag is not that of the place")


FOR_A_PERSON = (Flag.CLOCK_SKEW, Flag.RIGHTS_ENDED, Flag.REASSIGNED, Flag.SCAN_MISMATCH)
