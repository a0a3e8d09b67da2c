"""Who may plan, give out and carry out work."""

from pinzhi.people.models import Staff
from pinzhi.places.models import Role, Site
from pinzhi.plans.models import Task
from pinzhi.standards.words import Purpose

DOERS = (Role.WORKER, Role.BUTLER, Role.FOREMAN, Role.DEPARTMENT_HEAD, Role.SITE_MANAGER)
INSPECTORS = (
    Role.INSPECTOR,
    Role.QUALITY_OFFICER,
    Role.SITE_MANAGER,
    Role.DEPARTMENT_HEAD,
    Role.FOREMAN,
)
PLANNERS = (Role.SITE_MANAGER, Role.QUALITY_OFFICER)
GIVERS = (Role.SITE_MANAGER, Role.DEPARTMENT_HEAD, Role.FOREMAN)


READERS = tuple(role for role in Role if role != Role.CONTRACTOR_WORKER)


def may_see_tasks(user: Staff) -> bool:
    """Lists of tasks; whose they show is a matter of `visible_to`."""
    return bool(user.scope.roles)


def may_see_plans(user: Staff) -> bool:
    """Plans and the calendar; a contractor's worker gets his tasks only."""
    return not user.scope.roles.isdisjoint(READERS)


def may_see_plans_of(user: Staff, site_id: int) -> bool:
    return user.scope.holds(site_id, *READERS)


def may_plan_somewhere(user: Staff) -> bool:
    return not user.scope.roles.isdisjoint(PLANNERS)


def may_plan(user: Staff, site: Site) -> bool:
    """Turn requirements into plans of a site: its manager, or quality above it."""
    return user.scope.holds(site.pk, *PLANNERS)


def may_set_mode(user: Staff, site_id: int) -> bool:
    """Switch a special mode on or off: whoever gives out work at the site, and quality above it."""
    return user.scope.holds(site_id, *GIVERS, Role.QUALITY_OFFICER)


def may_lay_route(user: Staff, site_id: int, department: str) -> bool:
    """Lay out the routes of a department: the manager, or its head and foreman."""
    return user.scope.holds(site_id, *GIVERS, department=department)


def may_assign(user: Staff, task: Task) -> bool:
    """Give a task to somebody: the manager, or head and foreman of its department."""
    return user.scope.holds(task.site_id, *GIVERS, department=task.department)


def may_share(user: Staff, site_id: int, department: str) -> bool:
    """Share the tasks of a department out anew: who may give each of them to somebody."""
    return user.scope.holds(site_id, *GIVERS, department=department)


def may_carry_out(user: Staff, task: Task) -> bool:
    """Do a task: the one it was given to; while nobody's, anyone of its department.

    Inspections are for those who inspect; a contractor's worker does only what he was given.
    """
    if task.assignee_id is not None and task.assignee_id != user.pk:
        return may_assign(user, task)
    if task.assignee_id == user.pk:
        return task.site_id in user.scope.site_ids
    return may_do(user, task)


def may_do(user: Staff, task: Task) -> bool:
    """Whether it could be one's own: by role and department, and not what one did oneself."""
    inspects = task.checklist.purpose == Purpose.INSPECTION or task.rechecks_id is not None
    roles = INSPECTORS if inspects else DOERS
    if task.rechecks is not None and task.rechecks.assignee_id == user.pk:
        return False
    return user.scope.holds(task.site_id, *roles, department=task.department)
