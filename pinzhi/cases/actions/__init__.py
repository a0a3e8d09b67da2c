"""Everything that changes a case."""

from pinzhi.cases.actions.assigning import assign_case
from pinzhi.cases.actions.extending import ask_extension, decide_extension
from pinzhi.cases.actions.fixing import fix_case, recheck_case
from pinzhi.cases.actions.opening import hand_in_record, hand_in_records, open_rectification
from pinzhi.cases.actions.reporting import comment_case, report_case

__all__ = [
    "ask_extension",
    "assign_case",
    "comment_case",
    "decide_extension",
    "fix_case",
    "hand_in_record",
    "hand_in_records",
    "open_rectification",
    "recheck_case",
    "report_case",
]
