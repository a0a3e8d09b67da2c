"""The life of a case. This table is the whole of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    OPEN = "open", _("Waiting for an owner")
    ASSIGNED = "assigned", _("Being put right")
    FIXED = "fixed", _("Waiting for recheck")
    AGAIN = "again", _("To be put right again")
    PUT_RIGHT = "put_right", _("Put right")
    DEDUCTED = "deducted", _("Closed with a deduction")


MOVES: dict[Status, frozenset[Status]] = {
    Status.OPEN: frozenset({Status.ASSIGNED}),
    Status.ASSIGNED: frozenset({Status.ASSIGNED, Status.FIXED}),
    Status.FIXED: frozenset({Status.PUT_RIGHT, Status.AGAIN, Status.DEDUCTED}),
    Status.AGAIN: frozenset({Status.ASSIGNED, Status.FIXED}),
    Status.PUT_RIGHT: frozenset(),
    Status.DEDUCTED: frozenset(),
}
# what an owner still has to act on, and what a deadline is held against
TO_BE_FIXED = (Status.OPEN, Status.ASSIGNED, Status.AGAIN)
UNFINISHED = (Status.OPEN, Status.ASSIGNED, Status.FIXED, Status.AGAIN)


class RecheckOutcome(TextChoices):
    """The three ways a recheck ends."""

    PUT_RIGHT = "put_right", _("Put right")
    AGAIN = "again", _("Put right again")
    DEDUCTED = "deducted", _("Close with a deduction")
