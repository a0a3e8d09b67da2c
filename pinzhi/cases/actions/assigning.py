from django.db import transaction

from pinzhi.cases.actions._door import lock, move
from pinzhi.cases.models import Case
from pinzhi.cases.refusals import NotHere
from pinzhi.cases.states import Status
from pinzhi.people.models import Staff


@transaction.atomic
def assign_case(case: Case, *, to: Staff, by: Staff) -> Case:
    """Give the case to one person of the site, who now answers for it."""
    case = lock(case)
    if not to.is_active or case.site_id not in to.scope.site_ids:
        raise NotHere
    return move(case, Status.ASSIGNED, by=by, owner=to)
