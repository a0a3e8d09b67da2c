"""Everything that changes a plan or a task."""

from pinzhi.plans.actions.filling import fill_site
from pinzhi.plans.actions.handing import accept_task, decline_task, offer_task, take_over_task
from pinzhi.plans.actions.modes import begin_mode, end_mode
from pinzhi.plans.actions.moving import move_plans, sites_to_move
from pinzhi.plans.actions.planning import (
    adopt_edition,
    adopt_requirement,
    end_plan,
    pause_plan,
    resume_plan,
)
from pinzhi.plans.actions.replanning import replan_site, sites_to_replan
from pinzhi.plans.actions.sharing import share_tasks
from pinzhi.plans.actions.tasks import (
    assign_task,
    cancel_task,
    complete_task,
    complete_tasks,
    miss_overdue,
    note_task,
    release_task,
    restore_task,
    start_task,
)

__all__ = [
    "accept_task",
    "adopt_edition",
    "adopt_requirement",
    "assign_task",
    "begin_mode",
    "cancel_task",
    "complete_task",
    "complete_tasks",
    "decline_task",
    "end_mode",
    "end_plan",
    "fill_site",
    "miss_overdue",
    "move_plans",
    "note_task",
    "offer_task",
    "pause_plan",
    "release_task",
    "replan_site",
    "restore_task",
    "resume_plan",
    "share_tasks",
    "sites_to_move",
    "sites_to_replan",
    "start_task",
    "take_over_task",
]
