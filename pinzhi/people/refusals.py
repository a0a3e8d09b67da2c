"""What the room of people refuses; phone and integrators branch on the code."""

from django.utils.translation import gettext_lazy as _

from pinzhi.common.refusals import Refusal


class NotAllowed(Refusal):
    code = "not_allowed"
    status = 403
    sentence = _("You may see this but not do this. Nothing was changed.")


class NumberTaken(Refusal):
    code = "number_taken"
    sentence = _("Somebody else has this staff number.")


class Unfit(Refusal):
    code = "unfit"
    status = 422
    sentence = _("Something entered here does not fit.")


class HasLeft(Refusal):
    code = "has_left"
    sentence = _("This person has left.")


class StillHere(Refusal):
    code = "still_here"
    sentence = _("This person has not left.")


class NotOneself(Refusal):
    code = "not_oneself"
    status = 403
    sentence = _("Nobody does this to themselves. Ask somebody else with the right to.")


class LeavesLater(Refusal):
    code = "leaves_later"
    sentence = _("A leaver is entered once they have left; this time is still to come.")


class AlreadyPosted(Refusal):
    code = "already_posted"
    sentence = _("This person already fills this post in this period.")


class EndsBeforeStart(Refusal):
    code = "ends_before_start"
    sentence = _("The last day lies before the first day.")


class EndsEarlier(Refusal):
    code = "ends_earlier"
    sentence = _("This posting ends earlier already.")


class OtherSite(Refusal):
    code = "other_site"
    sentence = _("Post, shift and team belong to different sites.")


class PeriodTooLong(Refusal):
    code = "period_too_long"
    status = 422
    sentence = _("A roster is set for at most two months at once.")


class NotPostedHere(Refusal):
    code = "not_posted_here"
    sentence = _("Only somebody who is posted at this site that day can be on its roster.")


class RosterClash(Refusal):
    code = "roster_clash"
    sentence = _("Two shifts of one person overlap.")


class RosterOutside(Refusal):
    code = "roster_outside"
    status = 422
    sentence = _("The roster names a day, a post or a shift that does not belong to it.")


class NoReason(Refusal):
    code = "no_reason"
    status = 422
    sentence = _("Say in a few words why you need this.")


class AlreadyAway(Refusal):
    code = "already_away"
    sentence = _("There is leave in these days already.")


class LeaveDecided(Refusal):
    code = "leave_decided"
    sentence = _("This leave has been decided on or is over.")


class SubstituteUnfit(Refusal):
    code = "substitute_unfit"
    sentence = _("Choose a substitute who is posted at this site and not away in these days.")


class ShiftGone(Refusal):
    code = "shift_gone"
    sentence = _("The roster no longer has this shift. Look at the roster and ask again.")


class SwapDecided(Refusal):
    code = "swap_decided"
    sentence = _("This shift is offered already, or the offer has been answered.")
