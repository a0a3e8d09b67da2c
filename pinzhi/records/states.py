"""The life of a finding. This table is the whole of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FindingStatus(TextChoices):
    OPEN = "open", _("Being put right")
    ON_THE_SPOT = "on_the_spot", _("Put right on the spot")
    PUT_RIGHT = "put_right", _("Put right")
    DEDUCTED = "deducted", _("Closed with a deduction")


MOVES: dict[FindingStatus, frozenset[FindingStatus]] = {
    FindingStatus.OPEN: frozenset({FindingStatus.PUT_RIGHT, FindingStatus.DEDUCTED}),
    FindingStatus.ON_THE_SPOT: frozenset(),
    FindingStatus.PUT_RIGHT: frozenset(),
    FindingStatus.DEDUCTED: frozenset(),
}
