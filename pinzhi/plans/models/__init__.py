"""Who does what, where, in which window; and what is done only now and then."""

from pinzhi.plans.models.modes import SpecialMode
from pinzhi.plans.models.work import Filling, Plan, Target, Task, TaskQuerySet

__all__ = ["Filling", "Plan", "SpecialMode", "Target", "Task", "TaskQuerySet"]
