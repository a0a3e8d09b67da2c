from django.utils.translation import gettext_lazy as _

VERBS = {
    "handover.signed": _("Shift handed over"),
    "handover.accepted": _("Shift taken over"),
    "handover.disputed": _("Shift taken over, with something disputed"),
    "handover.settled": _("Dispute of a hand-over settled"),
}
