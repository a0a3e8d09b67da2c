"""A later deadline needs a reason and somebody else's yes."""

from datetime import datetime

from django.db import IntegrityError, transaction

from pinzhi.cases.actions._door import lock
from pinzhi.cases.models import Case, Extension
from pinzhi.cases.refusals import AlreadyAsked, NotLater, OwnRequest
from pinzhi.cases.states import UNFINISHED
from pinzhi.common.states import MoveRefused
from pinzhi.people.models import Staff
from pinzhi.trail import actions as trail


@transaction.atomic
def ask_extension(case: Case, *, until: datetime, reason: str, by: Staff) -> Extension:
    """Ask for a later deadline. The old one holds until somebody says yes (PAT-57)."""
    case = lock(case)
    if case.status not in UNFINISHED:
        raise MoveRefused
    if until <= case.due_at:
        raise NotLater
    try:
        with transaction.atomic():
            asked = Extension.objects.create(case=case, until=until, reason=reason, asked_by=by)
    except IntegrityError:
        raise AlreadyAsked from None
    trail.record(
        "case.extension_asked",
        case,
        by=by,
        before={"due_at": case.due_at},
        after={"due_at": until},  # as it would be
        reason=reason,
    )
    return asked


@transaction.atomic
def decide_extension(extension: Extension, *, approve: bool, by: Staff, reason: str = "") -> Case:
    """Answer a request; a yes moves the deadline of the case. Never one's own request."""
    case = lock(extension.case)
    extension = Extension.objects.select_for_update().get(pk=extension.pk)
    if extension.status != Extension.Status.ASKED or case.status not in UNFINISHED:
        raise MoveRefused
    if extension.asked_by_id == by.pk:
        raise OwnRequest
    answer = Extension.Status.APPROVED if approve else Extension.Status.REFUSED
    extension.status, extension.decided_by = answer, by
    extension.save(update_fields=["status", "decided_by"])
    before = {"due_at": case.due_at}
    if approve:
        case.due_at = extension.until
        case.save(update_fields=["due_at"])
    trail.record(
        f"case.extension_{answer}",
        case,
        by=by,
        before=before,
        after={"due_at": case.due_at},
        reason=reason,
    )
    return case
