"""Who may look at signs. See docs/integrity.md for why."""

from pinzhi.people.models import Staff
from pinzhi.records.integrity.drawing import LOOKING
from pinzhi.records.integrity.models import SEEING, Flag
from pinzhi.records.integrity.states import Answer
from pinzhi.records.models import Record

LIST = frozenset({*SEEING, *LOOKING})


def may_see_flags(user: Staff) -> bool:
    """The page: who answers for sites or audits them, and whoever may be drawn; `visible_to` says
    which rows."""
    return bool(user.scope.roles & LIST)


def may_answer(user: Staff, flag: Flag) -> bool:
    """Only the person drawn, as long as nothing was said."""
    return flag.checker_id == user.pk and flag.status == Answer.WAITING


def is_concerned(user: Staff, record: Record) -> bool:
    """He who filled it in reads that it was drawn, and what was found once it was confirmed."""
    return record.by_id == user.pk
