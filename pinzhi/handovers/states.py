"""The life of a hand-over. This table is the whole of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(TextChoices):
    SIGNED = "signed", _("Waits for the next shift")
    ACCEPTED = "accepted", _("Taken over")
    DISPUTED = "disputed", _("Taken over, something disputed")
    SETTLED = "settled", _("Dispute settled")


MOVES: dict[Status, frozenset[Status]] = {
    Status.SIGNED: frozenset({Status.ACCEPTED, Status.DISPUTED}),
    Status.ACCEPTED: frozenset(),
    Status.DISPUTED: frozenset({Status.SETTLED}),
    Status.SETTLED: frozenset(),
}


class Kind(TextChoices):
    """What is handed over, in the order in which it stands on the note."""

    MODE = "mode", _("Special modes")
    CASE = "case", _("To put right")
    RECHECK = "recheck", _("To check again")
    TASK = "task", _("Unfinished tasks")
    MISSED = "missed", pgettext_lazy("hand-over", "Missed on this shift")
    THING = "thing", _("Keys, tools, devices")
