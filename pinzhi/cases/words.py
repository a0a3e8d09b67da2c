"""What the verbs of this room are called in the trail."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "case.opened": _("Rectification opened"),
    "case.commented": _("Comment"),
    "case.assigned": _("Given to somebody"),
    "case.fixed": _("Reported as put right"),
    "case.put_right": _("Recheck: put right"),
    "case.again": _("Recheck: put right again"),
    "case.deducted": _("Recheck: closed with a deduction"),
    "case.extension_asked": _("Extension asked for"),
    "case.extension_approved": _("Extension approved"),
    "case.extension_refused": _("Extension refused"),
}
