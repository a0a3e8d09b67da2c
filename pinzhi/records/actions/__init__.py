"""Everything that makes a record or closes a finding."""

from pinzhi.records.actions.findings import close_finding
from pinzhi.records.actions.submitting import submit_record

__all__ = ["close_finding", "submit_record"]
