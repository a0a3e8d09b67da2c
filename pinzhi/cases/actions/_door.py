"""The one door through which the status of a case changes."""

from datetime import datetime

from pinzhi.cases.models import Case
from pinzhi.cases.states import MOVES, Status
from pinzhi.common.states import require_move
from pinzhi.people.models import Staff
from pinzhi.trail import actions as trail


def lock(case: Case) -> Case:
    """The row as it is now, held until the deed is done: two phones may act at once."""
    return Case.objects.select_for_update(of=("self",)).select_related("owner").get(pk=case.pk)


def move(
    case: Case,
    status: Status,
    *,
    by: Staff | None,
    captured_at: datetime | None = None,
    reason: str = "",
    **changes: object,
) -> Case:
    """Move a locked case; raises MoveRefused when it has moved on."""
    old = Status(case.status)
    require_move(MOVES, old, status)
    before: dict[str, object] = {"status": old}
    after: dict[str, object] = {"status": status}
    for field, value in changes.items():
        before[field], after[field] = _told(getattr(case, field)), _told(value)
        setattr(case, field, value)
    case.status = status
    case.save(update_fields=["status", *changes])
    trail.record(
        f"case.{status}",
        case,
        by=by,
        before=before,
        after=after,
        reason=reason,
        captured_at=captured_at,
    )
    return case


def _told(value: object) -> object:
    return value.name if isinstance(value, Staff) else value
