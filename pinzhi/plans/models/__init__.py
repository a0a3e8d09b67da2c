"""Who does what, where, in which window; and what is done only now and then."""

from pinzhi.plans.models.draws import Draw
from pinzhi.plans.models.handing import Transfer
from pinzhi.plans.models.modes import SpecialMode
from pinzhi.plans.models.rounds import Route, Stop, Walk
from pinzhi.plans.models.work import Filling, Plan, Target, Task, TaskQuerySet

__all__ = [
    "Draw",
    "Filling",
    "Plan",
    "Route",
    "SpecialMode",
    "Stop",
    "Target",
    "Task",
    "TaskQuerySet",
    "Transfer",
    "Walk",
]
