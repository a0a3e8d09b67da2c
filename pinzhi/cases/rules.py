"""Who may give out, put right, recheck and extend cases."""

from pinzhi.cases.models import Case
from pinzhi.people.models import Staff
from pinzhi.places.models import Role

GIVERS = (Role.SITE_MANAGER, Role.DEPARTMENT_HEAD, Role.FOREMAN)
OWNERS = (*GIVERS, Role.WORKER, Role.BUTLER, Role.CONTRACTOR_WORKER)
RECHECKERS = (*GIVERS, Role.INSPECTOR, Role.QUALITY_OFFICER, Role.BUTLER)


def may_see_cases(user: Staff) -> bool:
    """The list: whoever has any site in reach; `visible_to` says which rows."""
    return bool(user.scope.site_ids)


def may_assign(user: Staff, case: Case) -> bool:
    """Give a case to somebody: the manager, or head and foreman of its department."""
    return user.scope.holds(case.site_id, *GIVERS, department=case.department)


def may_fix(user: Staff, case: Case) -> bool:
    """Report a case as put right: its owner."""
    return case.owner_id == user.pk and case.site_id in user.scope.site_ids


def may_recheck(user: Staff, case: Case) -> bool:
    """Look at a fix: those who answer for the result, never the one who made it."""
    fixed_by = case.fixes.order_by("round").values_list("by_id", flat=True)
    may = user.scope.holds(case.site_id, *RECHECKERS)
    return may and user.pk not in fixed_by


def may_extend(user: Staff, case: Case) -> bool:
    """Ask for a later deadline: the owner, or whoever gives the case out."""
    return may_fix(user, case) or may_assign(user, case)


def may_decide_extension(user: Staff, case: Case) -> bool:
    """Approve a later deadline: the manager of the site, or quality above it (PAT-57)."""
    return user.scope.holds(case.site_id, Role.SITE_MANAGER, Role.QUALITY_OFFICER)
