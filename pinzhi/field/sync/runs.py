"""Records that came together are taken in together: a few statements for all of them.

Nobody sees the difference but the clock: when one of a run cannot be carried out, nothing of the
run has happened, and each is carried out by itself.
"""

import logging
from dataclasses import dataclass, field
from uuid import UUID

from django.db import OperationalError, transaction

from pinzhi.common.refusals import Refusal
from pinzhi.field.sync.doing import Doing
from pinzhi.field.sync.lookups import whole_tasks
from pinzhi.field.sync.models import Operation
from pinzhi.field.sync.pushes import Answer, Pair, Push, row_of
from pinzhi.field.sync.reading import Told
from pinzhi.field.sync.settling import count, lock, tell
from pinzhi.field.sync.states import Kind
from pinzhi.field.sync.task_deeds import read_record, record_all

log = logging.getLogger(__name__)


class _NotAtOnceError(Exception):
    """Somebody else sends one of them at this moment."""


@dataclass
class Run:
    """Records of one push, each of a task of its own and with everything it needs at hand."""

    push: Push
    pairs: list[Pair] = field(default_factory=list)
    tasks: set[int] = field(default_factory=set)
    uids: set[UUID] = field(default_factory=set)

    def takes(self, told: Told) -> bool:
        """Whether it may join: a record that nothing stands against as far as is known."""
        known, task = self.push.known, _task_of(told)
        return (
            told.kind == Kind.RECORD
            and self.push.by.is_active
            and told.parent is None
            and task in known.named
            and task not in self.tasks
            and told.uid not in self.uids
            and told.uid not in {uid for uid, _hash in known.rows}
            and known.files.issuperset(told.hashes)
        )

    def add(self, told: Told, answer: Answer) -> None:
        self.pairs.append((told, answer))
        self.tasks.add(_task_of(told) or 0)
        self.uids.add(told.uid)

    def minds(self, told: Told) -> bool:
        """Whether it makes a difference if this one is carried out before the run."""
        if told.kind not in {Kind.TASK_START, Kind.NOTE} or told.uid in self.uids:
            return True
        return told.parent in self.uids or _task_of(told) in self.tasks

    def carry_out(self) -> bool:
        """Carry all of them out in one transaction; False when that was not to be."""
        try:
            with transaction.atomic():
                rows = self._carry_out()
        except (Refusal, _NotAtOnceError):
            return False
        except OperationalError:
            raise  # the database is busy or gone: nothing is kept, the phone tries again
        except Exception:  # one of them is at fault; alone it is found out and held
            log.info("a run of %d records is taken apart", len(self.pairs), exc_info=True)
            return False
        for (_told, answer), row in zip(self.pairs, rows, strict=True):
            answer.row, answer.new = row, True
        return True

    def _carry_out(self) -> list[Operation]:
        lock(*self.uids)
        if Operation.objects.filter(uid__in=self.uids).exists():
            raise _NotAtOnceError
        known = self.push.known
        known.tasks |= whole_tasks(self.tasks - known.tasks.keys())
        rows = [row_of(self.push, told) for told, _answer in self.pairs]
        doings = [
            self._doing(told, row) for (told, _answer), row in zip(self.pairs, rows, strict=True)
        ]
        results = record_all([(doing, read_record(doing)) for doing in doings])
        for row, doing, result in zip(rows, doings, results, strict=True):
            row.result = dict(result)
            assert doing.site is not None  # noqa: S101 -- its task has one
            row.site_id = doing.site.pk
            count(row, doing)
        Operation.objects.bulk_create(rows)
        for row in rows:
            tell(row)
        return rows

    def _doing(self, told: Told, row: Operation) -> Doing:
        push = self.push
        return Doing(
            told,
            push.author,
            row.captured_at,
            push.now,
            told.uid,
            known=push.known,
            device=push.device,
        )


def _task_of(told: Told) -> int | None:
    key = told.data.raw("task")
    return key if isinstance(key, int) else None
