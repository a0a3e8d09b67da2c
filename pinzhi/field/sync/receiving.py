"""Taking operations in: each once, each in a transaction of its own, in whatever order."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext_lazy

from pinzhi.common.refusals import Refusal
from pinzhi.field.sync.authors import Author
from pinzhi.field.sync.carrying import (
    Doing,
    Known,
    ParentMissingError,
    carry_out,
    find_site,
    whole_tasks,
)
from pinzhi.field.sync.models import Announced, Operation, Upload
from pinzhi.field.sync.reading import Told, read_told
from pinzhi.field.sync.refusals import (
    AuthorLeft,
    BadOperation,
    FileRefused,
    NotTheAuthor,
    ParentDiscarded,
    ServerFault,
    UidTaken,
    UnknownThing,
)
from pinzhi.field.sync.states import FOR_A_PERSON, Flag, State
from pinzhi.field.sync.times import LATE, Claim, bound
from pinzhi.files.actions import Picture, file_pictures
from pinzhi.files.refusals import UidTaken as PhotoUidTaken
from pinzhi.people.models import Staff
from pinzhi.trail import actions as trail

log = logging.getLogger(__name__)
PARENT, FILES = "parent_missing", "files_missing"
LACKS = (PARENT, FILES)
TEXTS = {
    PARENT: gettext_lazy("What it builds on has not come for a day."),
    FILES: gettext_lazy("Its photos have not come for a day."),
}
CONFLICTS = frozenset(
    {
        "task_already_recorded",
        "record_uid_taken",
        "deed_uid_taken",
        "evidence_uid_taken",
        "changed_meanwhile",
        "not_the_owner",
        "moved_on",
        "task_taken",
    }
)
DEEPEST = 500  # generations of operations carried out in one request


@dataclass(frozen=True)
class Sent:
    """One operation of a push, not read yet."""

    uid: UUID
    body_hash: str
    body: str


@dataclass
class Answer:
    """What the phone is told of one operation. `row` is None when nothing was kept."""

    uid: UUID
    body_hash: str
    row: Operation | None = None
    new: bool = False
    refusal: Refusal | None = None
    missing: Sequence[str] = ()
    lacks: bool = False


@dataclass
class Push:
    """One request of one phone. `handed_over`: sent for somebody who has left."""

    by: Staff
    device: str
    now: datetime
    sent_at: datetime | None = None
    handed_over: bool = False
    author: Author = field(init=False)
    known: Known = field(default_factory=Known)

    def __post_init__(self) -> None:
        self.author = Author(self.by)


def receive(push: Push, sent: Iterable[Sent]) -> list[Answer]:
    """Take operations in and carry out what can be; one answer for each, in the same order."""
    read = [_read(push, one) for one in sent]
    _look_up(push, [told for _answer, told in read if told is not None])
    for answer, told in read:
        if told is not None:
            _receive(push, told, answer)
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
    """The tasks and files of all operations, in two queries."""
    keys = {one.data.raw("task") for one in told if isinstance(one.data.raw("task"), int)}
    push.known.tasks = whole_tasks([key for key in keys if isinstance(key, int) and key < 2**63])
    hashes = {sha for one in told for sha in one.hashes}
    if hashes:
        push.known.files, _refused = uploads(push.by, sorted(hashes))


def _receive(push: Push, told: Told, answer: Answer) -> None:
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
        if _lacked(same):
            _try_again(same, told, push.author, push.now)
            answer.new = same.state == State.ACCEPTED
        return
    at, skewed = bound(Claim(told.captured_at, told.seen, told.elapsed, push.sent_at, push.now))
    row = Operation(
        uid=told.uid,
        body_hash=told.body_hash,
        body=told.body,
        kind=told.kind,
        by=push.by,
        device=push.device,
        parent=told.parent,
        files=told.hashes,
        captured_at=at,
        received_at=push.now,
        base_version=told.base_version,
        flags=[Flag.CLOCK_SKEW] if skewed else [],
    )
    rival = UidTaken() if known else None
    _settle(row, told, push.author, push.now, rival=rival, known=push.known)
    row.save(force_insert=True)
    _tell(row)
    answer.row, answer.new = row, row.state == State.ACCEPTED


def _of_number(uid: UUID) -> list[Operation]:
    """What came under this number. Nearly always nothing, so that is asked without the ORM."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM field_operation WHERE uid = %s LIMIT 1", [uid])
        if cursor.fetchone() is None:
            return []
    return list(Operation.objects.filter(uid=uid))


def lock(uid: UUID) -> None:
    """Two senders of one operation take turns until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [uid.int % 2**63])


def _settle(
    row: Operation,
    told: Told,
    author: Author,
    now: datetime,
    *,
    rival: Refusal | None = None,
    known: Known | None = None,
) -> None:
    """Carry the operation out, or say on its row why not. Raises only what is not to be kept."""
    doing = Doing(
        told, author, row.captured_at, now, told.uid, known=known or Known(), device=row.device
    )
    try:
        with transaction.atomic():
            _prepare(row, doing, rival)
            row.result = dict(carry_out(doing))
    except (UnknownThing, BadOperation):
        if row.pk is None:
            raise
        _mark(row, State.HELD, UnknownThing())
    except ParentMissingError:
        _wait(row, doing, PARENT)
    except _FilesMissingError:
        _wait(row, doing, FILES)
    except Refusal as refusal:
        state = State.CONFLICT if refusal.code in CONFLICTS or rival else State.HELD
        _mark(row, state, refusal)
        _keep_photos(row, doing)
    except OperationalError:
        raise  # the database is busy or gone: nothing is kept, the phone tries again
    except Exception as fault:  # one operation must never stop those behind it
        log.exception("operation %s could not be carried out", row.uid)
        _mark(row, State.HELD, ServerFault(type(fault).__name__))
    else:
        _mark(row, State.ACCEPTED)
        late = [Flag.LATE] if now - row.captured_at > LATE else []
        row.flags = list(dict.fromkeys([*row.flags, *doing.flags, *late]))
        row.to_show = bool(set(row.flags) & set(FOR_A_PERSON))
    row.version, row.in_sequence = doing.version, doing.in_sequence
    if row.site_id is None:
        row.site_id = doing.site.pk if doing.site else _home(author, row.captured_at)


class _FilesMissingError(Exception):
    pass


def _prepare(row: Operation, doing: Doing, rival: Refusal | None) -> None:
    """All that has to be in order before the deed. Raises what is not."""
    if not doing.by.is_active:
        _find_quietly(doing)
        raise AuthorLeft
    if rival is not None:
        _find_quietly(doing)
        raise rival
    if row.parent is not None:
        _require_parent(row.parent)
    if row.files:
        _require_files(row, doing)


def _find_quietly(doing: Doing) -> None:
    """The site, for the tray it belongs to."""
    try:
        find_site(doing)
    except (ParentMissingError, BadOperation):
        return


def _require_parent(uid: UUID) -> None:
    states = set(Operation.objects.filter(uid=uid).values_list("state", flat=True))
    if State.ACCEPTED in states:
        return
    if states == {State.DISCARDED}:
        raise ParentDiscarded
    raise ParentMissingError


def _require_files(row: Operation, doing: Doing) -> None:
    if doing.known.files.issuperset(row.files):
        return
    here, refused = uploads(doing.by, row.files)
    if refused:
        raise FileRefused
    if not here.issuperset(row.files):
        find_site(doing)
        raise _FilesMissingError


def uploads(by: Staff, hashes: Sequence[str]) -> tuple[set[str], set[str]]:
    """Of these files of a person: which are whole, and which are whole but no pictures."""
    rows = Upload.objects.filter(by=by, sha256__in=hashes).values_list(
        "sha256", "blob_id", "refused"
    )
    found = list(rows)
    return {sha for sha, blob, _ in found if blob}, {sha for sha, _, why in found if why}


def _wait(row: Operation, doing: Doing, code: str) -> None:
    if row.state != State.HELD:
        row.state = State.WAITING
    row.code, row.text = code, ""
    if doing.site is None:
        try:
            _find_quietly(doing)
        except UnknownThing:
            if row.pk is None:
                raise


def _mark(row: Operation, state: State, refusal: Refusal | None = None) -> None:
    row.state = state
    row.code = refusal.code if refusal else ""
    row.text = str(refusal)[:400] if refusal else ""


def _keep_photos(row: Operation, doing: Doing) -> None:
    """What a person has to decide on can be looked at."""
    if doing.site is None:
        try:
            _find_quietly(doing)
        except UnknownThing:
            return
    here, _refused = uploads(doing.by, row.files) if row.files else (set(), set())
    pictures = [
        Picture(one.uid, one.sha256, one.kind, min(one.captured_at, doing.now))
        for one in doing.told.files
        if one.sha256 in here
    ]
    if doing.site is None or not pictures:
        return
    try:
        with transaction.atomic():
            file_pictures(pictures, site=doing.site, by=doing.by)
    except PhotoUidTaken:
        return


def _home(author: Author, at: datetime) -> int:
    """Where the tray is that an operation without a site of its own lies in."""
    sites = author.then(at).scope.site_ids or author.now.scope.site_ids
    if not sites:
        raise UnknownThing
    return min(sites)


def _tell(row: Operation) -> None:
    """What is not simply carried out leaves a line; the deeds left theirs."""
    if row.state in {State.HELD, State.CONFLICT}:
        after = {"code": row.code}
        trail.record(
            f"operation.{row.state}", row, by=row.by, after=after, captured_at=row.captured_at
        )
    elif row.to_show:
        trail.record(
            "operation.flagged",
            row,
            by=row.by,
            after={"flags": list(row.flags)},
            captured_at=row.captured_at,
        )


def _lacked(row: Operation) -> bool:
    return row.state == State.WAITING or (row.state == State.HELD and row.code in LACKS)


def _try_again(row: Operation, told: Told, author: Author, now: datetime) -> None:
    before = row.state, row.code
    _settle(row, told, author, now)
    row.save()
    if (row.state, row.code) != before:
        _tell(row)


def wake_children(uids: Sequence[UUID], *, now: datetime) -> int:
    """Carry out what waited for these operations, and for that, and so on. Returns how many."""
    woken, parents = 0, list(uids)
    while parents and woken < DEEPEST:
        waiting = Operation.objects.filter(
            parent__in=parents, state__in=(State.WAITING, State.HELD)
        )
        rows = list(waiting.order_by("captured_at", "pk"))
        parents = [row.uid for row in rows if _lacked(row) and wake(row, now=now)]
        woken += len(parents)
    return woken


def wake_for_file(by: Staff, sha256: str, *, now: datetime) -> int:
    """Carry out what waited for this file of a person. Returns how many."""
    rows = Operation.objects.filter(
        by=by, state__in=(State.WAITING, State.HELD), code=FILES, files__contains=[sha256]
    )
    woken = 0
    for row in rows.order_by("captured_at", "pk"):
        if wake(row, now=now):
            woken += 1 + wake_children([row.uid], now=now)
    return woken


@transaction.atomic
def wake(row: Operation, *, now: datetime) -> bool:
    """Try what waits once more; True when it is carried out now."""
    lock(row.uid)
    row.refresh_from_db()
    if not _lacked(row):
        return False
    told = read_told(row.uid, row.body_hash, row.body)
    _try_again(row, told, Author(row.by), now)
    return row.state == State.ACCEPTED


def carry_for(row: Operation, *, by: Staff, now: datetime) -> None:
    """Carry out what a person accepted, in the name of its author. Raises what refuses it.

    A rival of something that counts gets a name of its own, so that both stand.
    """
    told = read_told(row.uid, row.body_hash, row.body)
    counted = Operation.objects.filter(uid=row.uid, state=State.ACCEPTED).exists()
    uid = uuid5(row.uid, row.body_hash) if counted else row.uid
    doing = Doing(told, Author(row.by), row.captured_at, now, uid, decider=by, device=row.device)
    doing.in_sequence = True
    here, _refused = uploads(row.by, row.files)
    if not here.issuperset(row.files):
        raise FileRefused
    row.result = dict(carry_out(doing))
    row.version = doing.version
    row.flags = list(dict.fromkeys([*row.flags, *doing.flags]))


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


@transaction.atomic
def hold_stranded(before: datetime) -> int:
    """Hold what has waited since before this time, so that a person sees it (B11).

    It is still carried out by itself when what it needs comes after all. Returns how many.
    """
    rows = Operation.objects.filter(state=State.WAITING, received_at__lt=before)
    found = list(rows.select_for_update(of=("self",), skip_locked=True).select_related("by"))
    for row in found:
        row.state = State.HELD
        row.text = str(TEXTS[row.code])
        row.save(update_fields=["state", "text"])
        _tell(row)
    return len(found)
