"""The deed behind each kind of operation. All of them call the deeds of their rooms."""

from collections.abc import Callable, Mapping

from pinzhi.field.sync import case_deeds, task_deeds
from pinzhi.field.sync.doing import Doing, Result
from pinzhi.field.sync.states import Kind

DEEDS: Mapping[Kind, Callable[[Doing], Result]] = {
    Kind.TASK_START: task_deeds.start,
    Kind.RECORD: task_deeds.record,
    Kind.FINDING: case_deeds.report,
    Kind.ASSIGN: case_deeds.assign,
    Kind.FIX: case_deeds.fix,
    Kind.RECHECK: case_deeds.recheck,
    Kind.COMMENT: case_deeds.comment,
    Kind.NOTE: task_deeds.note,
}


def carry_out(doing: Doing) -> Result:
    """Do it; the refusals are those of the deed."""
    return DEEDS[doing.told.kind](doing)
