"""What the verbs of this room are called in the trail."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "leave.asked": _("Leave asked for"),
    "leave.granted": _("Leave granted"),
    "leave.refused": _("Leave refused"),
    "leave.withdrawn": _("Leave withdrawn"),
    "swap.asked": _("Swap of shifts offered"),
    "swap.accepted": _("Shifts swapped"),
    "swap.refused": _("Swap of shifts refused"),
    "swap.withdrawn": _("Swap of shifts withdrawn"),
    "roster.set": _("Roster set"),
    "second_factor.required": _("Rule on the second factor"),
    "staff.edited": _("Personal data changed"),
    "staff.hired": _("Entered as new"),
    "staff.language": _("Language chosen"),
    "staff.password_changed": _("Password changed"),
    "staff.password_issued": _("First password issued"),
    "staff.phone_revealed": _("Telephone number shown"),
    "staff.posted": _("Posted"),
    "staff.posting_ended": _("Posting ended"),
    "staff.reinstated": _("Reinstated"),
    "staff.retired": _("Left"),
    "staff.second_factor_added": _("Second factor set up"),
    "staff.second_factor_removed": _("Second factor switched off"),
    "staff.second_factor_renewed": _("Recovery codes renewed"),
    "staff.second_factor_reset": _("Second factor reset"),
    "staff.session_ended": _("Session ended"),
    "staff.signed_in": _("Signed in"),
}
