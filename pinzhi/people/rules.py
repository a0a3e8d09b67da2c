"""Who may do what with people.

Personal data, posts and passwords are a matter of the system administrator and the site's manager.
Whoever holds an administrator's role gets a password from the security administrator alone, so
that none of the three can step into another's shoes.
"""

from django.utils import timezone

from pinzhi.common.scope import Scope
from pinzhi.people.models import Leave, Post, Posting, Staff, Swap
from pinzhi.people.roles import ADMIN_ROLES, Role

EDITORS = (Role.SYSTEM_ADMIN, Role.SITE_MANAGER)
LEADERS = (Role.DEPARTMENT_HEAD, Role.FOREMAN)
READERS = frozenset(Role.values) - {Role.WORKER, Role.CONTRACTOR_WORKER}


def may_see_people(user: Staff) -> bool:
    """The list and the pages of others; workers see their own page."""
    return not user.scope.roles.isdisjoint(READERS)


def may_see_person(user: Staff, staff: Staff) -> bool:
    return staff.pk == user.pk or may_see_people(user)


def may_edit_people(user: Staff, site_id: int) -> bool:
    return user.scope.holds(site_id, *EDITORS)


def may_hire(user: Staff, post: Post | None = None) -> bool:
    """Without a post only the system administrator: the person will hold a role elsewhere."""
    if post is None:
        return Role.SYSTEM_ADMIN in user.scope.roles
    return may_edit_people(user, post.site_id)


def may_hire_anywhere(user: Staff) -> bool:
    return not user.scope.roles.isdisjoint(EDITORS)


def may_edit_person(user: Staff, staff: Staff) -> bool:
    """Change, retire, reinstate: whoever edits people wherever this person has a place."""
    return _is_over(user, staff, *EDITORS)


def may_issue_password(user: Staff, staff: Staff) -> bool:
    if user.pk == staff.pk:
        return False
    if staff.scope.roles & set(ADMIN_ROLES):
        return _is_over(user, staff, Role.SECURITY_ADMIN)
    return _is_over(user, staff, *EDITORS) or _is_over(user, staff, Role.SECURITY_ADMIN)


def may_reset_second_factor(user: Staff, staff: Staff) -> bool:
    return user.pk != staff.pk and _is_over(user, staff, Role.SECURITY_ADMIN)


def may_reveal(user: Staff, staff: Staff) -> bool:
    """See a telephone number in full, with a reason that is kept."""
    if user.pk == staff.pk:
        return True
    return any(user.scope.holds(site, *EDITORS, *LEADERS) for site in sites_of(staff)) or (
        may_edit_person(user, staff)
    )


def may_see_history(user: Staff, staff: Staff) -> bool:
    """When somebody signed in, and from where, is for themselves, their managers and auditors."""
    own = user.pk == staff.pk
    return own or _is_over(user, staff, *EDITORS, *ADMIN_ROLES, Role.AUDITOR)


def may_set_roster(user: Staff, site_id: int, department: str) -> bool:
    return user.scope.holds(site_id, Role.SITE_MANAGER) or user.scope.holds(
        site_id, *LEADERS, department=department
    )


def leads_at(user: Staff, staff: Staff, site_id: int) -> bool:
    """Whether one sets the roster of a department this person is posted in at the site."""
    posts = Posting.objects.filter(site_id=site_id, staff=staff).not_over(timezone.localdate())
    departments = set(posts.values_list("post__department", flat=True))
    return any(may_set_roster(user, site_id, one) for one in departments)


def may_ask_leave(user: Staff, staff: Staff, site_id: int) -> bool:
    """For oneself, or for somebody whose roster one sets."""
    own = user.pk == staff.pk and site_id in user.scope.site_ids
    return own or leads_at(user, staff, site_id)


def may_decide_leave(user: Staff, leave: Leave) -> bool:
    """Nobody grants their own."""
    return user.pk != leave.staff_id and leads_at(user, leave.staff, leave.site_id)


def may_withdraw_leave(user: Staff, leave: Leave) -> bool:
    return user.pk == leave.staff_id or leads_at(user, leave.staff, leave.site_id)


def may_answer_swap(user: Staff, swap: Swap) -> bool:
    return user.pk == swap.to_id


def may_see_roster(user: Staff, site_id: int) -> bool:
    """Everybody at the site may know who is on."""
    return site_id in user.scope.site_ids


def may_set_second_factor_rules(user: Staff) -> bool:
    """They hold for everybody, so they are set from the top."""
    return any(
        grant.role == Role.SECURITY_ADMIN and grant.node_path.strip("/").count("/") == 0
        for grant in user.scope.grants
    )


def sites_of(staff: Staff) -> frozenset[int]:
    """Where this person has a posting now or later; a leaver, wherever there was one."""
    postings = Posting.objects.filter(staff=staff)
    if staff.is_active:
        postings = postings.not_over(timezone.localdate())
    return frozenset(postings.values_list("site_id", flat=True))


def _is_over(user: Staff, staff: Staff, *roles: str) -> bool:
    """Whether `roles` of the user reach every site and every role of the person."""
    sites, theirs = sites_of(staff), staff.scope.grants
    if not sites and not theirs:
        return not user.scope.roles.isdisjoint(set(roles) - {Role.SITE_MANAGER})
    paths = _paths(user.scope, *roles)
    return all(user.scope.holds(site, *roles) for site in sites) and all(
        grant.node_path.startswith(paths) for grant in theirs
    )


def _paths(scope: Scope, *roles: str) -> tuple[str, ...]:
    return tuple(g.node_path for g in scope.grants if g.role in roles)
