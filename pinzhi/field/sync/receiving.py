"""Taking operations in: each once, whole or not at all, in whatever order."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import connection, transaction

from pinzhi.common.refusals import Refusal
from pinzhi.field.sync.lookups import whole_tasks
from pinzhi.field.sync.models import Announced, Operation
from pinzhi.field.sync.pushes import Answer, Pair, Push, Sent, row_of
from pinzhi.field.sync.reading import Told, read_told
from pinzhi.field.sync.refusals import NotTheAuthor, UidTaken
from pinzhi.field.sync.runs import Run
from pinzhi.field.sync.settling import lock, settle, tell, uploads
from pinzhi.field.sync.states import State
from pinzhi.field.sync.waking import lacks_something, try_again, wake_children


def receive(push: Push, sent: Iterable[Sent]) -> list[Answer]:
    """Take operations in and carry out what can be; one answer for each, in the same order."""
    read = [_read(push, one) for one in sent]
    _look_up(push, [told for _answer, told in read if told is not None])
    _carry_out(push, [(told, answer) for answer, told in read if told is not None])
    answers = [answer for answer, _told in read]
    rows = [answer.row for answer in answers if answer.row is not None]
    Announced.objects.filter(uid__in=[row.uid for row in rows]).delete()
    wake_children([a.row.uid for a in answers if a.row and a.new], now=push.now)
    _retold(answers)
    return answers


def _read(push: Push, sent: Sent) -> tuple[Answer, Told | None]:
    answer = Answer(sent.uid, sent.body_hash)
    try:
        told = read_told(sent.uid, sent.body_hash, sent.body)
        if told.author != push.by.pk:
            raise NotTheAuthor
    except Refusal as refusal:
        answer.refusal = refusal
        return answer, None
    return answer, told


def _look_up(push: Push, told: Sequence[Told]) -> None:
    """What came before under their numbers, the tasks and files of all, in three queries."""
    rows = Operation.objects.filter(uid__in=[one.uid for one in told])
    push.known.rows = {(row.uid, row.body_hash): row for row in rows}
    keys = {one.data.raw("task") for one in told if isinstance(one.data.raw("task"), int)}
    push.known.tasks = whole_tasks([key for key in keys if isinstance(key, int) and key < 2**63])
    push.known.named = set(push.known.tasks)
    hashes = {sha for one in told for sha in one.hashes}
    if hashes:
        push.known.files, _refused = uploads(push.by, sorted(hashes))


def _carry_out(push: Push, pairs: Sequence[Pair]) -> None:
    """One after the other as they came, but records that are next to each other at once."""
    run = Run(push)
    for told, answer in pairs:
        if run.takes(told):
            run.add(told, answer)
            continue
        if run.minds(told):
            _finish(push, run)
            run = Run(push)
        _receive(push, told, answer)
    _finish(push, run)


def _finish(push: Push, run: Run) -> None:
    """All of a run at once; when one of them cannot be carried out, each by itself."""
    if len(run.pairs) > 1 and run.carry_out():
        return
    for told, answer in run.pairs:
        _receive(push, told, answer)


def _receive(push: Push, told: Told, answer: Answer) -> None:
    known = push.known.rows.get((told.uid, told.body_hash))
    if known is not None and not lacks_something(known):
        answer.row = known
        return
    try:
        with transaction.atomic():
            _take_in(push, told, answer)
    except Refusal as refusal:
        answer.row, answer.refusal = None, refusal


def _take_in(push: Push, told: Told, answer: Answer) -> None:
    lock(told.uid)
    known = _of_number(told.uid)
    same = next((one for one in known if one.body_hash == told.body_hash), None)
    if same is not None:
        answer.row = same
        if lacks_something(same):
            try_again(same, told, push.author, push.now)
            answer.new = same.state == State.ACCEPTED
        return
    row = row_of(push, told)
    rival = UidTaken() if known else None
    settle(row, told, push.author, push.now, rival=rival, known=push.known)
    row.save(force_insert=True)
    tell(row)
    answer.row, answer.new = row, row.state == State.ACCEPTED


def _of_number(uid: UUID) -> list[Operation]:
    """What came under this number. Nearly always nothing, so that is asked without the ORM."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM field_operation WHERE uid = %s LIMIT 1", [uid])
        if cursor.fetchone() is None:
            return []
    return list(Operation.objects.filter(uid=uid))


def _retold(answers: Sequence[Answer]) -> None:
    """What a later operation of the batch set free is told as it is now; and what is missing."""
    waiting = {a.row.pk: a for a in answers if a.row is not None and a.row.state == State.WAITING}
    for row in Operation.objects.filter(pk__in=waiting).select_related("by"):
        waiting[row.pk].row = row
        waiting[row.pk].new = row.state == State.ACCEPTED
    undone = [a for a in answers if a.row is not None and a.row.state != State.ACCEPTED]
    wanted = {sha for a in undone if a.row for sha in a.row.files}
    if not wanted or not undone or undone[0].row is None:
        return
    here, _refused = uploads(undone[0].row.by, sorted(wanted))
    for answer in undone:
        if answer.row is not None:
            answer.missing = [sha for sha in answer.row.files if sha not in here]
