"""Everything that makes a record or closes a finding."""

from pinzhi.records.actions.findings import close_finding
from pinzhi.records.actions.submitting import HandedIn, Taken, submit_record, submit_records

__all__ = ["HandedIn", "Taken", "close_finding", "submit_record", "submit_records"]
