"""What the verbs of this room are called in the trail."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "record.submitted": _("Record handed in"),
    "finding.found": _("Finding made"),
    "finding.put_right": _("Finding put right"),
    "finding.deducted": _("Finding closed with a deduction"),
    "flag.raised": _("Drawn for a look"),
    "flag.drawn_again": _("Drawn anew"),
    "flag.answered": _("Sign looked at"),
}
