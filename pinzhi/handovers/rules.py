"""Who hands over, takes over, and settles what is disputed."""

from pinzhi.handovers.changes import Change
from pinzhi.handovers.models import Handover
from pinzhi.people.models import Staff
from pinzhi.plans.rules import DOERS, GIVERS, READERS


def may_see_handovers(user: Staff) -> bool:
    """The list of a site; a contractor's worker gets to his own from his own page."""
    return not user.scope.roles.isdisjoint(READERS)


def may_hand_over(user: Staff, change: Change) -> bool:
    """Whoever is on the shift that ends."""
    return user.pk in change.outgoing


def may_accept(user: Staff, handover: Handover) -> bool:
    """Whom it is meant for, else anyone of the department or who leads it; never who signed it."""
    if handover.outgoing_id == user.pk:
        return False
    if handover.to_id == user.pk:
        return handover.site_id in user.scope.site_ids
    roles = DOERS if handover.to_id is None else GIVERS
    return user.scope.holds(handover.site_id, *roles, department=handover.post.department)


def may_settle(user: Staff, handover: Handover) -> bool:
    """Say what becomes of a disputed item: the manager, or head and foreman of its department."""
    return user.scope.holds(handover.site_id, *GIVERS, department=handover.post.department)
