from datetime import datetime

from django.db import transaction

from pinzhi.common.states import require_move
from pinzhi.people.models import Staff
from pinzhi.records.models import Finding
from pinzhi.records.states import MOVES, FindingStatus
from pinzhi.trail import actions as trail


@transaction.atomic
def close_finding(finding: Finding, status: FindingStatus, *, at: datetime, by: Staff) -> Finding:
    """End a finding the way its recheck ended."""
    finding = Finding.objects.select_for_update().get(pk=finding.pk)
    old = FindingStatus(finding.status)
    require_move(MOVES, old, status)
    finding.status, finding.closed_at = status, at
    finding.save(update_fields=["status", "closed_at"])
    trail.record(
        f"finding.{status}", finding, by=by, before={"status": old}, after={"status": status}
    )
    return finding
