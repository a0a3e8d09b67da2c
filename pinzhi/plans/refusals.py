from django.utils.translation import gettext_lazy as _

from pinzhi.common.refusals import Refusal


class NotOpenYet(Refusal):
    code = "task_not_open_yet"
    sentence = _("This task has not opened yet. It can be started when its window begins.")


class NoSuchPost(Refusal):
    code = "post_of_another_site"
    sentence = _("The post belongs to another site. Choose a post of this one.")


class NothingToCheck(Refusal):
    code = "plan_without_targets"
    sentence = _("This site has nothing of the kind this requirement is carried out at.")


class AlreadyPlanned(Refusal):
    code = "requirement_already_planned"
    sentence = _("This requirement is already planned for this post.")


class NotInForce(Refusal):
    code = "edition_not_in_force"
    sentence = _("Only an edition that is in force can be planned.")


class NotOneOfUs(Refusal):
    code = "assignee_not_at_site"
    sentence = _("This person does not work at this site.")


class RuleCannotRun(Refusal):
    code = "recurrence_cannot_run"
    sentence = _("The recurrence of this requirement cannot be carried out. Correct the standard.")


class NoPlanUntilThen(Refusal):
    code = "plan_ends_before_it_starts"
    sentence = _("The last day lies before the first day of the plan.")


class SetAside(Refusal):
    code = "requirement_set_aside"
    sentence = _("This site settled to work by another standard here.")


class ModeIsOn(Refusal):
    code = "mode_is_on"
    sentence = _("This mode already holds then. End it first, or choose another time.")


class ModeIsOver(Refusal):
    code = "mode_is_over"
    sentence = _("This mode is over already.")


class ModeTooLong(Refusal):
    code = "mode_too_long"
    status = 422
    sentence = _("A mode begins within a month from now and lasts a month at most.")


class ColleagueIsThere(Refusal):
    code = "colleague_is_there"
    sentence = _("Your colleague is on duty then. Ask for the task to be handed to you.")


class NotYours(Refusal):
    code = "task_not_yours"
    status = 403
    sentence = _("This task is not yours to take or to hand on.")


class TransferDecided(Refusal):
    code = "transfer_decided"
    sentence = _("This task is offered already, or the offer has been answered.")


class RouteNameTaken(Refusal):
    code = "route_name_taken"
    sentence = _("This site has a route of this name already.")


class NoSuchPoint(Refusal):
    code = "point_not_for_this_route"
    sentence = _("Points are places of the same site, 200 at most.")


class StopThere(Refusal):
    code = "point_on_route"
    sentence = _("This point is on the route already.")


class TimesCross(Refusal):
    code = "point_times_cross"
    status = 422
    sentence = _("The longest way must not be shorter than the shortest.")


class RouteTooShort(Refusal):
    code = "route_too_short"
    sentence = _("A route that a plan carries has two points or more.")


class RouteInUse(Refusal):
    code = "route_in_use"
    sentence = _("A plan carries this route. Take it off that plan first.")


class PlanHasRoute(Refusal):
    code = "plan_has_route"
    sentence = _("This plan carries another route already.")


class WrongPlan(Refusal):
    code = "plan_not_for_route"
    sentence = _("Choose an active plan of the same site and department.")
