"""What the verbs of this room are called in the trail."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "operation.held": _("Held for a decision"),
    "operation.conflict": _("In conflict with what is there"),
    "operation.flagged": _("Counted, but worth a look"),
    "operation.accepted": _("Accepted by a person"),
    "operation.discarded": _("Set aside"),
    "operation.seen": _("Looked at"),
    "operation.waiting": _("Waiting for what it needs"),
    "phone.lost_work": _("A phone has lost work"),
    "phone.gap_closed": _("Lost work given up"),
    "task.recorded_before": _("Recorded in time, received later"),
}
