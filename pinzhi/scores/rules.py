"""Who may see scores and have them worked out."""

from pinzhi.people.models import Staff
from pinzhi.places.models import Role

READERS = tuple(r for r in Role if r not in {Role.CONTRACTOR_WORKER, Role.SYSTEM_ADMIN})
COMPUTERS = (Role.SITE_MANAGER, Role.QUALITY_OFFICER)


def may_read_score(user: Staff, site_id: int) -> bool:
    """Everybody who is scored, and those above; not contractors, not who keeps the system."""
    return user.scope.holds(site_id, *READERS)


def may_compute(user: Staff, site_id: int) -> bool:
    """Have a month worked out anew from what is on record."""
    return user.scope.holds(site_id, *COMPUTERS)
